#!/usr/bin/env bash
# Usage: test.sh TEST...
# Runs test programs (cmocka) and .bats files, which all write TAP, cores + 1 at a time (or TEST_JOBS).
# Shows what failed, says why tests were skipped, and ends with the line "N passed, N failed".
# PROGRAM@FILE.bats tests another program than $VROSIM. A test that was announced but gave no result
# counts as failed; so does a program that exits with an error but names no failed test (a crash, a
# leak). Give the longest tests first: each line tells the core seconds it took.
set -uo pipefail

if [ "$#" -eq 0 ]; then
    echo "test.sh: no tests" >&2
    exit 1
fi

run() { # TEST
    case $1 in
    *@*.bats) VROSIM=${1%@*} bats --tap "${1##*@}" ;;
    *.bats) bats --tap "$1" ;;
    *) CMOCKA_MESSAGE_OUTPUT=TAP "$1" ;;
    esac
}

count() { # PATTERN OUTPUT
    grep -c -E "$1" "$2" || true
}

# Why tests were skipped, one line a test. cmocka gives no reason, but the name of the test.
reasons() { # OUTPUT
    sed -nE -e 's/^ok .*# skip *//p' -e 's/^not ok .*# SKIP *(.*)/\1 skipped itself/p' "$1" |
        sed 's/^$/no reason is given/'
}

# Runs a test and leaves in FILE.said what is to be shown, in FILE.counts how many tests passed,
# failed and were skipped, in FILE.skipped why.
judge() { # TEST FILE
    local status skips good bad announced lost TIMEFORMAT='%U %S'
    { time run "$1" >"$2.output" 2>&1 </dev/null; } 2>"$2.time"
    status=$?
    reasons "$2.output" >"$2.skipped"
    skips=$(count '^(not )?ok .*# (SKIP|skip)' "$2.output")
    good=$(($(count '^ok ' "$2.output") - $(count '^ok .*# skip' "$2.output")))
    bad=$(($(count '^not ok ' "$2.output") - $(count '^not ok .*# SKIP' "$2.output")))
    announced=$(sed -n 's/^1\.\.\([0-9][0-9]*\)$/\1/p' "$2.output" |
        awk '{ n += $1 } END { print n + 0 }')
    lost=$((announced - good - bad - skips))
    [ "$lost" -gt 0 ] && bad=$((bad + lost))
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    [ "$((good + bad + skips))" -eq 0 ] && bad=1
    if [ "$bad" -gt 0 ]; then
        echo "$1: $bad FAILED (exit code $status)"
        sed 's/^/    /' "$2.output"
    else
        awk -v test="$1" -v good="$good" \
            '{ printf "%s: %d passed (%.1f s)\n", test, good, $1 + $2 }' "$2.time"
    fi >"$2.said"
    echo "$good $bad $skips" >"$2.counts"
}

# Shows the tests that are done and waits for one more where as many run as may.
collect() { # HOW MANY MAY STILL RUN
    local number
    while :; do
        for number in "${!running[@]}"; do
            kill -0 "${running[$number]}" 2>/dev/null && continue
            cat "$folder/$number.said"
            unset "running[$number]"
        done
        [ "${#running[@]}" -le "$1" ] && return
        wait -n
    done
}

# Threads that wait leave the cores to those that work.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
jobs=${TEST_JOBS:-$(($(nproc 2>/dev/null || echo 2) + 1))}
tests=("$@")
declare -A running=()
for number in "${!tests[@]}"; do
    collect $((jobs - 1))
    judge "${tests[$number]}" "$folder/$number" &
    running[$number]=$!
done
collect 0

read -r passed failed skipped < <(cat "$folder"/*.counts |
    awk '{ passed += $1; failed += $2; skipped += $3 } END { print passed, failed, skipped }')
# A test whose counts are missing was killed.
failed=$((failed + ${#tests[@]} - $(find "$folder" -name '*.counts' | wc -l)))
cat "$folder"/*.skipped | sort | uniq -c | sort -rn |
    sed -E -e 's/^ *1 /skipped: 1 test: /' -e 's/^ *([0-9]+) /skipped: \1 tests: /'
summary="$passed passed, $failed failed"
[ "$skipped" -gt 0 ] && summary="$summary, $skipped skipped"
echo "$summary"
[ "$failed" -eq 0 ]

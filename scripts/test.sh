#!/usr/bin/env bash
# Usage: test.sh TEST...
# Runs test programs (cmocka) and .bats files, all of which speak TAP, shows what failed, and ends
# with the line "N passed, N failed". PROGRAM@FILE.bats tests another program than $VROSIM. A test that was announced but gave no result, and a program
# that ends badly without naming a failed test (a crash, a leak), count as failed.
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

count() { # PATTERN
    grep -c -E "$1" "$output" || true
}

output=$(mktemp)
trap 'rm -f "$output"' EXIT
passed=0
failed=0
skipped=0

for test in "$@"; do
    run "$test" >"$output" 2>&1
    status=$?
    skips=$(count '^(not )?ok .*# (SKIP|skip)')
    good=$(($(count '^ok ') - $(count '^ok .*# skip')))
    bad=$(($(count '^not ok ') - $(count '^not ok .*# SKIP')))
    announced=$(sed -n 's/^1\.\.\([0-9][0-9]*\)$/\1/p' "$output" | awk '{ n += $1 } END { print n + 0 }')
    lost=$((announced - good - bad - skips))
    [ "$lost" -gt 0 ] && bad=$((bad + lost))
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    [ "$((good + bad + skips))" -eq 0 ] && bad=1
    if [ "$bad" -gt 0 ]; then
        echo "$test: $bad FAILED (exit code $status)"
        sed 's/^/    /' "$output"
    else
        echo "$test: $good passed"
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    skipped=$((skipped + skips))
done

summary="$passed passed, $failed failed"
[ "$skipped" -gt 0 ] && summary="$summary, $skipped skipped"
echo "$summary"
[ "$failed" -eq 0 ]

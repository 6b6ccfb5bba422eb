#!/usr/bin/env bash
# Usage: fuzz.sh TIME CORPUS PROGRAM...
# Runs fuzzing programs (libFuzzer) side by side for TIME seconds. Each starts from its inputs in the
# folder CORPUS (scripts/corpus.sh) and from those that earlier runs found, kept beside the program.
# Prints executions and coverage, and fails if a program found a fault; its input is kept there too.
set -uo pipefail

time=$1
corpus=$2
shift 2
tests=$(cd "$(dirname "$0")/../tests/fuzz" && pwd)

fuzz() { # PROGRAM
    local target=${1##*/fuzz_} dictionary=()
    [ -e "$tests/$target.dict" ] && dictionary=(-dict="$tests/$target.dict")
    mkdir -p "$1.found"
    "$1" "${dictionary[@]}" -max_total_time="$time" -timeout=20 \
        -artifact_prefix="$1." -print_final_stats=1 "$1.found" "$corpus/$target" \
        >"$1.log" 2>&1
}

report() { # PROGRAM STATUS
    local runs edges all
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$1.log")
    edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$1.log" | tail -n 1)
    all=$(sed -n 's/.*Loaded 1 modules *(\([0-9]*\) .*/\1/p' "$1.log")
    if [ "$2" -ne 0 ]; then
        tail -n 40 "$1.log"
        echo "${1##*/}: a fault, see $1.log"
    else
        echo "${1##*/}: ${runs:-0} executions, ${edges:-0} of $all edges, no fault"
    fi
}

programs=("$@")
jobs=()
for program in "${programs[@]}"; do
    fuzz "$program" &
    jobs+=($!)
done
failed=0
for i in "${!programs[@]}"; do
    wait "${jobs[$i]}"
    status=$?
    report "${programs[$i]}" "$status"
    [ "$status" -eq 0 ] || failed=1
done
exit "$failed"

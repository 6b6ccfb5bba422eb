#!/usr/bin/env bash
# Usage: compare_speed.sh [-n PAIRS] [-c CHILDREN] [-t THREADS] BEFORE AFTER
# Compares the speed of two builds of vrosim. BEFORE and AFTER are programs, or quoted commands with
# arguments of their own: "build/vrosim run configs/economics.csv". They run in turn, PAIRS times
# (default 21), so that a machine that slows down slows both, and which is first changes from pair
# to pair. Prints the processor time per course, medians with quartiles, the median of the pairs'
# ratios, and the ratio of the fastest runs, which other work on the machine disturbs least.
# Courses are children times the strategies in summary.csv, which may differ.
set -euo pipefail

pairs=21
children=1000000
threads=1
while getopts n:c:t: option; do
    case $option in
    n) pairs=$OPTARG ;;
    c) children=$OPTARG ;;
    t) threads=$OPTARG ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
if [ $# -ne 2 ]; then
    echo "compare_speed.sh: give two programs or quoted commands" >&2
    exit 2
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Prints the nanoseconds per course of a run.
time_run() { # COMMAND
    local command strategies TIMEFORMAT='%U %S'
    read -ra command <<<"$1"
    [ "${#command[@]}" -gt 1 ] || command+=(run)
    { time "${command[@]}" --quiet --force --patients "$children" --threads "$threads" \
        --out "$scratch/out" 2>"$scratch/complaint"; } 2>"$scratch/time" || {
        cat "$scratch/complaint" >&2
        exit 1
    }
    strategies=$(cut -d, -f2 "$scratch/out/summary.csv" | tail -n +2 | sort -u | wc -l)
    awk -v courses="$((children * strategies))" '{ print ($1 + $2) * 1e9 / courses }' \
        "$scratch/time"
}

# Prints the median of numbers, one a line, and in brackets their quartiles.
median() { # DECIMALS
    sort -g | awk -v decimals="$1" '
        function quantile(p,    place, below) {
            place = 1 + p * (NR - 1)
            below = int(place)
            return x[below] + (place - below) * (x[below + (below < NR)] - x[below])
        }
        { x[NR] = $1 }
        END {
            format = sprintf("%%.%df (%%.%df to %%.%df)\n", decimals, decimals, decimals)
            printf format, quantile(0.5), quantile(0.25), quantile(0.75)
        }'
}

# The first pair is not counted: it reads the programs from the disk.
for ((pair = 0; pair <= pairs; pair++)); do
    if ((pair % 2)); then
        before=$(time_run "$1")
        after=$(time_run "$2")
    else
        after=$(time_run "$2")
        before=$(time_run "$1")
    fi
    ((pair == 0)) || echo "$before $after"
done >"$scratch/pairs"

echo "$pairs pairs, $children children, threads: $threads; medians (quartiles)"
echo "before  $(awk '{ print $1 }' "$scratch/pairs" | median 1) ns per course"
echo "after   $(awk '{ print $2 }' "$scratch/pairs" | median 1) ns per course"
echo "ratio   $(awk '{ print $2 / $1 }' "$scratch/pairs" | median 3), after / before"
echo "fastest $(awk 'NR == 1 || $1 < before { before = $1 } NR == 1 || $2 < after { after = $2 }
    END { printf "%.3f", after / before }' "$scratch/pairs"), after / before"

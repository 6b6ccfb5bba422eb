#!/usr/bin/env bats
# Runs that end by their precision, and runs again from their manifest.
load helper

children() { # FOLDER
    sed -n 's/.*"patients": \([0-9]*\),/\1/p' "$1/manifest.json"
}

# The standard error of a mean of all children, for every strategy.
errors_of() { # FOLDER OUTCOME
    awk -F, -v outcome="$2" '$3 == "all" && $4 == outcome && $5 == "mean" { print $7 }' \
        "$1/summary.csv"
}

all_at_most() { # LIMIT; numbers on the input
    awk -v limit="$1" '$1 > limit { exit 1 }'
}

@test "a run ends at the first look that meets its target, and is a plain run of so many" {
    vrosim run --sampling pcg --target-se revision_by_5y=0.002 --patients 1M --out met
    succeeds
    [[ $output == "Pilot of 8192 children: about "* ]]
    [[ $output == *"Target met with $(children met) children"* ]]
    errors_of met revision_by_5y | all_at_most 0.002
    vrosim run --sampling pcg --patients "$(children met)" --quiet --out plain
    same_results met plain
    vrosim run --sampling pcg --patients $(($(children met) * 3 / 4)) --quiet --out before
    errors_of before revision_by_5y | not all_at_most 0.002
}

@test "the number of threads does not change where a run ends" {
    vrosim run --target-se lld_mm=3% --threads 1 --quiet --out one
    succeeds
    vrosim run --target-se lld_mm=3% --threads 3 --quiet --out three
    same_results one three
}

@test "a target of differences looks at the contrasts" {
    vrosim run --target-se difference:lld_mm=0.05 --quiet --out met
    succeeds
    awk -F, '$4 == "all" && $5 == "lld_mm" && $6 == "mean_difference" { print $8 }' \
        met/contrasts.csv | all_at_most 0.05
}

@test "a target that is not met by --patients says so" {
    vrosim run --target-se revision_by_5y=1e-5 --patients 20000 --quiet --out missed
    [ "$status" -eq 0 ]
    [[ $complaint == *"the target was not met with 20000 children"* ]]
    [ "$(children missed)" -eq 20000 ]
}

@test "an outcome that has not occurred keeps a relative target open" {
    printf 'parameter,distribution,value,unit\nhealing.delayed,fixed,0,probability\n' >table.csv
    printf 'loss.hazard,fixed,0,per week\n' >>table.csv
    vrosim run table.csv --target-se loss_of_position=5% --patients 10000 --out never
    [ "$status" -eq 0 ]
    [[ $complaint == *"not met"*"has not occurred"* ]]
}

@test "courses that are wanted are all there, whatever the target" {
    vrosim run --target-se lld_mm=50% --patients 50000 --courses 10000 --quiet --out results
    succeeds
    [ "$(children results)" -eq 16384 ]
    [ "$(wc -l <results/courses.csv)" -eq 50001 ]
}

@test "a run with a target that is stopped says how to go on to the same end" {
    local target=(--target-se revision_by_5y=0.0006 --patients 1G)
    vrosim run "${target[@]}" --quiet --out whole
    start kept.tally run "${target[@]}" --checkpoint kept.tally --every 0 --quiet --out results
    stop TERM
    [ "$status" -eq 143 ]
    [[ $complaint == *"continue with: vrosim run --resume kept.tally --target-se"* ]]
    vrosim ${complaint##*continue with: vrosim } --quiet
    succeeds
    same_results whole results
}

@test "a checkpoint of a run that has met its target is finished" {
    vrosim run --target-se lld_mm=3% --checkpoint kept.tally --quiet --out first
    succeeds
    vrosim run --resume kept.tally --quiet --out second
    succeeds
    same_results first second
    vrosim run --target-se lld_mm=3% --checkpoint kept.tally --quiet --out first
    succeeds
}

@test "a run of several ranks, stopped, goes on to the same end" {
    needs_mpi
    local target=(--target-se revision_by_5y=0.0006 --patients 1G)
    vrosim run "${target[@]}" --quiet --out whole
    printf '#!/bin/sh\nexec mpirun --allow-run-as-root --oversubscribe -n 3 %s "$@"\n' \
        "$parallel" >three
    chmod +x three
    program=$PWD/three start kept.tally run "${target[@]}" --checkpoint kept.tally --every 0 --quiet
    stop TERM
    vrosim run --resume kept.tally "${target[@]:0:2}" --quiet --out results
    succeeds
    same_results whole results
}

@test "a shard takes no target, and a difference needs two strategies" {
    vrosim run --patients 50k --shard 2/2 --quiet
    cp shard-2-of-2.tally before.tally
    vrosim run --resume shard-2-of-2.tally --target-se lld_mm=1
    fails_with 2 "is a shard"
    cmp shard-2-of-2.tally before.tally
    vrosim run --strategies vro --target-se difference:lld_mm=1
    fails_with 2 "a difference needs two strategies"
    only before.tally shard-2-of-2.tally
}

@test "every fault of a target is named" {
    vrosim run --target-se revision_by_5=0.1,lld_mm=x,lld_mm=0,death
    fails_with 2 "outcome 'revision_by_5' is unknown; the nearest is 'revision_by_5y'"
    [[ $complaint == *"'x' is not a standard error"* ]]
    [[ $complaint == *"'0' is not a standard error"* ]]
    [[ $complaint == *"'death' is not a target"* ]]
    vrosim run --target-se lld_mm=1 --shard 1/2
    fails_with 2 "a shard cannot tell"
    only
}

@test "a manifest alone gives the same files again" {
    write_table table.csv
    vrosim run table.csv --strategies vro,observation --patients 20000 --courses 50 --seed 9 --quiet
    rm table.csv
    vrosim replay results/manifest.json
    succeeds
    [[ $output == "12 files of 20000 children, made again: all the same, byte for byte" ]]
    only results
}

@test "files made again that are not kept need no place of their own" {
    vrosim run --patients 1000 --quiet
    mkdir temporary
    touch temporary/vrosim-replay
    TMPDIR=temporary vrosim replay results/manifest.json --quiet
    succeeds
    [ "$(ls -A temporary)" = vrosim-replay ]
}

@test "files made again can be kept" {
    vrosim run --patients 1000 --quiet
    vrosim replay results/manifest.json --threads 1 --quiet --out again
    succeeds
    same_results results again
}

@test "a file that differs is named" {
    vrosim run --patients 1000 --quiet
    sed 's/"seed": 1,/"seed": 2,/' results/manifest.json >altered.json
    vrosim replay altered.json
    fails_with 4 "summary.csv: differs"
    [[ $complaint != *parameters.csv* ]]
}

@test "the program built with MPI replays and merges like any other" {
    needs_mpi
    program=$parallel
    vrosim run --patients 20000 --courses 100 --quiet --out whole
    vrosim replay whole/manifest.json --quiet
    succeeds
    vrosim run --patients 20000 --courses 100 --shard 1/2 --quiet
    vrosim run --patients 20000 --courses 100 --shard 2/2 --quiet
    vrosim merge shard-1-of-2.tally shard-2-of-2.tally --quiet
    succeeds
    same_results whole results
}

@test "one manifest at a time" {
    vrosim replay a b
    fails_with 2 'takes only one manifest; remove "b"'
}

@test "what is not a manifest, or of another version, is refused" {
    vrosim replay missing.json
    fails_with 2 "missing.json"
    echo '{}' >empty.json
    vrosim replay empty.json
    fails_with 2 "empty.json"
    vrosim run --patients 1000 --quiet
    sed 's/"version": "[^"]*"/"version": "0.0.1"/' results/manifest.json >old.json
    vrosim replay old.json
    fails_with 2 "0.0.1"
}

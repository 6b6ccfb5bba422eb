#!/usr/bin/env bats
# Children of scrambled Sobol points keep the promises of independent ones.
load helper

children() { # FOLDER
    sed -n 's/.*"patients": \([0-9]*\),/\1/p' "$1/manifest.json"
}

sobol() { # OPTION...
    vrosim run --sampling sobol --quiet "$@"
    succeeds
}

@test "threads and shards give the same bytes, with small and with large replicates" {
    for patients in 20000 140000; do
        sobol --patients $patients --threads 1 --out "one.$patients"
        sobol --patients $patients --threads 3 --out "three.$patients"
        same_results "one.$patients" "three.$patients"
        sobol --patients $patients --shard 1/2 --force
        sobol --patients $patients --shard 2/2 --force
        vrosim merge shard-2-of-2.tally shard-1-of-2.tally --quiet --out "merged.$patients"
        same_results "one.$patients" "merged.$patients"
    done
}

@test "a manifest repeats a run" {
    sobol --patients 20000 --seed 3 --out first
    grep -q '"sampling": "sobol"' first/manifest.json
    vrosim replay first/manifest.json --quiet --out second
    same_results first second
}

@test "a longer run begins with the children of a shorter one" {
    sobol --patients 9000 --courses 9000 --out short
    sobol --patients 30000 --courses 9000 --out long
    diff short/courses.csv long/courses.csv
}

@test "a shard of other children is refused" {
    sobol --patients 20000 --shard 1/2
    vrosim run --sampling pcg --patients 20000 --shard 2/2 --quiet
    vrosim merge shard-1-of-2.tally shard-2-of-2.tally --out merged
    fails_with 2 "its sampling is"
}

@test "a checkpoint of other children is refused" {
    sobol --patients 20000 --checkpoint kept.tally --out first
    vrosim run --resume kept.tally --sampling pcg --out second
    fails_with 2 "its sampling is sobol, not pcg"
}

@test "a run ends at its precision with fewer children, and is a plain run of so many" {
    sobol --target-se revision_by_5y=0.0006 --patients 1M --out met
    vrosim run --sampling pcg --target-se revision_by_5y=0.0006 --patients 1M --quiet --out independent
    [ "$(children met)" -lt "$(children independent)" ]
    sobol --patients "$(children met)" --out plain
    same_results met plain
}

@test "explain tells the child of a run with so many children" {
    sobol --patients 20000 --courses 3000 --out small
    migration=$(awk -F, '$1 == 2500 { printf "%.0f", $15; exit }' small/courses.csv)
    vrosim explain --sampling sobol --patients 20000 --patient 2500
    succeeds
    grep -q "migration, % *$migration " <<<"$output"
    vrosim explain --sampling pcg --patients 20000 --patient 2500
    fails_with 2 "--patients: --patient names the one child"
}

kinds() { # FILE
    sed 1d "$1" | sed 's/.*,//' | sort -u | paste -sd ' '
}

@test "analyses say what their errors come from" {
    vrosim sensitivity --sampling sobol --patients 9000 --range loss.hazard=0.001:0.1 --quiet --out many
    vrosim sensitivity --sampling sobol --patients 3000 --range loss.hazard=0.001:0.1 --quiet --out few
    vrosim sensitivity --sampling pcg --patients 3000 --range loss.hazard=0.001:0.1 --quiet --out independent
    [ "$(kinds many/sensitivity_oneway.csv)" = replicates ]
    [ "$(kinds few/sensitivity_oneway.csv)" = "approximate at_most" ]
    [ "$(kinds independent/sensitivity_oneway.csv)" = children ]
    vrosim validate --sampling sobol --patients 9000 --quiet --out validated
    [ "$(kinds validated/validation.csv)" = replicates ]
    printf 'rescue.acceptance\n0.5\n0.9\n' >draws.csv
    vrosim validate --sampling sobol --patients 9000 --draws draws.csv --quiet --out sampled
    [ "$(kinds sampled/validation.csv)" = replicates ]
    vrosim validate --sampling pcg --patients 1000 --quiet --out children
    [ "$(kinds children/validation.csv)" = children ]
}

@test "another word is refused" {
    vrosim run --sampling halton
    fails_with 2 "--sampling: 'halton' is no way to sample; write sobol or pcg"
}

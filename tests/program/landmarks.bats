#!/usr/bin/env bats
# Landmarks of the user's own: the years X of outcomes such as revision_by_Xy.
load helper

table() { # LANDMARKS [HORIZON]; to table.csv
    printf '%s\n' parameter,distribution,value,unit "followup.landmarks,text,$1," >table.csv
    [ $# -eq 1 ] || echo "followup.horizon,fixed,$2,years" >>table.csv
}

# The landmarks that a file has of an outcome.
landmarks_of() { # FILE OUTCOME
    tail -n +2 "$1" | tr , '\n' | sed -n "s/^$2_\([0-9.]*\)y\$/\1/p" | awk '!seen[$0]++' | paste -sd/
}

# The years of the rows of the first table on screen.
first_column_years() {
    sed -n -E 's/^  by ([0-9.]+) y(ears?)? .*/\1/p' "$kept/output" | paste -sd' '
}

@test "landmarks name the outcomes of all files, and the columns on screen" {
    table 0.5/7.1
    vrosim run table.csv --patients 2000 --courses 5
    succeeds
    for outcome in revision_by failure_by revision_either_by failure_either_by; do
        for file in summary contrasts; do
            [ "$(landmarks_of results/$file.csv "$outcome")" = 0.5/7.1/10 ]
        done
        header=$(head -1 results/courses.csv)
        [[ $header == *",${outcome}_0.5y,${outcome}_7.1y,${outcome}_10y,"* ]]
    done
    [ "$(first_column_years)" = "0.5 7.1 10" ]
    [[ $output == *" by 7.1 years    by 10 years      displaced "* ]]
}

@test "without a row they are 1, 2, 5 and 10 years, and a row that says so changes no figure" {
    vrosim run --patients 2000 --quiet --out plain
    [ "$(landmarks_of plain/summary.csv revision_by)" = 1/2/5/10 ]
    table 1/2/5/10
    vrosim run table.csv --patients 2000 --quiet --out named
    diff <(cut -d, -f2- plain/summary.csv) <(cut -d, -f2- named/summary.csv)
}

@test "a landmark beyond the follow-up is left out, and its end is always one" {
    table 2/6/12 6.25
    vrosim run table.csv --patients 2000
    succeeds
    [ "$(landmarks_of results/summary.csv revision_by)" = 2/6/6.25 ]
    [ "$(first_column_years)" = "2 6 6.25" ]
    table 1/2/5/10 5
    vrosim run table.csv --patients 2000 --quiet
    [ "$(landmarks_of results/summary.csv revision_by)" = 1/2/5 ]
}

@test "the end is that of the level that is followed for the shortest time, if children have it" {
    printf '%s\n' gmfcs,parameter,distribution,value,unit 2,followup.horizon,fixed,3,years \
        5,followup.horizon,fixed,4,years 2,population.gmfcs,fixed,0,share >table.csv
    vrosim run table.csv --patients 2000
    grep -q ', followed for 4 to 10 years$' <<<"$output"
    [ "$(landmarks_of results/summary.csv revision_by)" = 1/2/4 ]
}

@test "a share by a landmark is the incidence of that month" {
    table 0.5/3/7.25
    vrosim run table.csv --patients 5000 --strategies vro --quiet
    succeeds
    for years in 0.5 3 7.25 10; do
        share=$(awk -F, -v name="revision_by_${years}y" \
            '$3 == "all" && $4 == name && $5 == "mean" { print $6 }' results/summary.csv)
        incidence=$(awk -F, -v years="$years" \
            '$3 == "all" && $4 == "any" && $5 == years { print $8 }' results/revision.csv)
        [ -n "$share" ] && [ "$share" = "$incidence" ]
    done
}

@test "eight landmarks fit a terminal" {
    table 1/2/3/4/5/6.25/7.1234 99.1234
    vrosim run table.csv --patients 500
    succeeds
    [ "$(landmarks_of results/summary.csv revision_by)" = 1/2/3/4/5/6.25/7.1234/99.1234 ]
    [ "$(first_column_years)" = "1 2 3 4 5 6.25 7.1234 99.1234" ]
    [ "$(wc -L <<<"$output")" -le 100 ]
}

@test "what is no list of landmarks is told where it stands" {
    for fault in "1/2/x=is not a list of landmarks; write years above 0 with '/' between" \
        "0/1=has a landmark that is not above 0" "2/1=does not rise" "1/1.0=does not rise" \
        "1/2/3/4/5/6/7/8=has more than seven landmarks" \
        "1.00001=has a landmark with more than four decimals" \
        "101=has a landmark above 100 years"; do
        table "${fault%%=*}"
        vrosim check table.csv
        fails_with 2 "table.csv:2:25: value '${fault%%=*}' ${fault#*=}"
        complaints 1
    done
}

@test "an option may name any outcome of the scenario, and is told how to get another" {
    table 7.1
    vrosim run table.csv --target-se revision_by_7.1y=0.05 --patients 20000 --quiet
    succeeds
    vrosim psa table.csv --samples 2 --patients 100 --effect revision_by_7.1y --quiet --out psa
    succeeds
    vrosim sensitivity table.csv --patients 100 --range loss.hazard --quiet \
        --outcome revision_by_7.1y,failure_by_10y --out sensitivity
    succeeds
    [ "$(tail -n +2 sensitivity/sensitivity_oneway.csv | cut -d, -f5 | sort -u | paste -sd,)" = \
        failure_by_10y,revision_by_7.1y ]
    vrosim explain table.csv --where revision_by_7.1y=1 --strategy vro
    succeeds
    sentence="this scenario has no 'revision_by_5y'; a table must give 5 as one of followup.landmarks"
    for words in "run --target-se revision_by_5y=1" "psa --effect revision_by_5y" \
        "sensitivity --outcome revision_by_5y" "explain --where revision_by_5y=1"; do
        # shellcheck disable=SC2086 # the words are separate
        vrosim $words table.csv
        fails_with 2 "$sentence"
        complaints 1
    done
    vrosim psa --effect revision_by_20y
    fails_with 2 "this scenario has no 'revision_by_20y': its children are followed for 10 years"
}

@test "a name that no scenario can have is a fault beside those of the tables" {
    vrosim run missing.csv --target-se revision_by_fivey=1,revision_by_7y=1
    fails_with 2 "outcome 'revision_by_fivey' is unknown"
    complaints 2
}

@test "samples and changed scenarios keep the outcomes of the tables" {
    printf '%s\n' parameter,distribution,value,se,unit followup.landmarks,text,4/7.1,, \
        followup.horizon,fixed,10,1,years >table.csv
    vrosim psa table.csv --samples 20 --patients 200
    succeeds
    [ "$(landmarks_of results/psa_summary.csv revision_by)" = 4/7.1/10 ]
    [[ $output == *" by 4 y, %"* ]]
    vrosim sensitivity table.csv --patients 200 --range followup.horizon=5:12 --outcome all --quiet \
        --out sensitivity
    succeeds
    [ "$(landmarks_of sensitivity/sensitivity_oneway.csv revision_by)" = 4/7.1/10 ]
}

@test "shards, resumed runs and the replay of a manifest know the landmarks" {
    table 0.5/7.1
    vrosim run table.csv --patients 20000 --quiet --out whole
    for shard in 1/2 2/2; do
        vrosim run table.csv --patients 20000 --shard $shard --quiet
        succeeds
    done
    vrosim merge shard-*.tally --quiet --out merged
    succeeds
    same_results whole merged
    vrosim replay whole/manifest.json
    succeeds
}

# Without the unit a spreadsheet takes 1/2/5 for the first of February.
@test "landmarks are written with their unit, whether or not a table has it" {
    for landmarks in 1/2/5 "1/2/5 years"; do
        table "$landmarks"
        vrosim run table.csv --patients 200 --quiet --out results
        succeeds
        grep -q '^,,followup.landmarks,text,.*,1/2/5 years$' results/parameters.csv
        [ "$(landmarks_of results/summary.csv revision_by)" = 1/2/5/10 ]
    done
}

@test "a table called like a date is none in the name of the scenario" {
    table 1/2
    mv table.csv 2024-01-01.csv
    vrosim run 2024-01-01.csv --patients 200 --quiet
    succeeds
    [ "$(sed 1d results/summary.csv | cut -d, -f1 | sort -u)" = baseline+2024-01-01 ]
}

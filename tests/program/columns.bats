#!/usr/bin/env bats
# The dictionary of result columns: `vrosim columns`.
load helper

# One folder of results for each kind of analysis, with everything on that adds a column.
setup_file() {
    export results=$BATS_FILE_TMPDIR
    cd "$results"
    local project=$BATS_TEST_DIRNAME/../.. program=${VROSIM:-$BATS_TEST_DIRNAME/../../build/vrosim}
    "$program" run "$project/configs/economics.csv" --patients 300 --courses 2 --quiet --out run
    printf '%s\n' parameter,other,correlation loss.hazard,loss.no_spica_hr,-0.4 >correlations
    "$program" psa "$project/configs/economics.csv" --samples 8 --patients 50 \
        --correlations correlations --study n=20,outcomes=death --quiet --out psa
    "$program" sensitivity --range loss.hazard --grid loss.hazard=0:0.1:2,loss.no_spica_hr=1:2:2 \
        --threshold loss.hazard=0:0.1 --patients 50 --quiet --out sensitivity
    "$program" validate --patients 50 --quiet --out validate
    "$program" calibrate --patients 50 --points 20 --parameters rescue.acceptance,rescue.wait \
        --force --quiet --out calibrate
    "$program" verify --quiet --out verify
    written >written
    "$program" columns --csv | awk -F, 'NR > 1 { print $1, $2 }' >all
    grep -v '^(outcome)' all >listed
    sed -n 's/^(outcome) //p' all >outcomes
}

# "file column" of every CSV file, in the order of its header.
written() {
    for file in */*.csv; do
        head -1 "$file" | tr , '\n' | sed "s/^/${file##*/} /"
    done
}

@test "every column of every file has its row, in its place, and every row its column" {
    for file in $(cut -d' ' -f1 "$results/written" | sort -u); do
        # Columns that are many stand once, in brackets, behind those with a name.
        grep "^$file " "$results/listed" | grep -v '(' >expected || true
        grep "^$file " "$results/written" | sort -u >all
        if grep -q "^$file (" "$results/listed"; then
            grep "^$file " "$results/written" | head -n "$(wc -l <expected)" | diff expected -
            [ "$(wc -l <all)" -gt "$(wc -l <expected)" ]
        else
            awk -v file="$file" '$1 == file && !seen[$0]++' "$results/written" | diff expected -
        fi
    done
    diff <(cut -d' ' -f1 "$results/written" | sort -u) <(cut -d' ' -f1 "$results/listed" | sort -u)
}

@test "columns with names of their own are those of parameters, strategies and outcomes" {
    strategies=$(tail -n +2 "$results/run/summary.csv" | cut -d, -f2 | uniq | paste -sd,)
    [ "$(head -1 "$results/psa/psa_effects.csv")" = "$strategies" ]
    [ "$(head -1 "$results/psa/psa_costs.csv")" = "$strategies" ]
    "$program" parameters --csv | tail -n +2 | cut -d, -f1 >parameters
    head -1 "$results/psa/psa_params.csv" | tr , '\n' | while read -r name; do
        awk -v name="$name" 'index(name, $0) == 1 { found = 1 } END { exit !found }' parameters
    done
    named=$(grep -c '^courses.csv [^(]' "$results/listed")
    diff <(head -1 "$results/run/courses.csv" | tr , '\n' | tail -n "+$((named + 1))" | sort) \
        <(tail -n +2 "$results/run/summary.csv" | cut -d, -f4 | sort -u)
}

@test "every outcome is listed once, for all landmarks, in the order of the summary" {
    grep '^[^,]*,vro,all,' "$results/run/summary.csv" | cut -d, -f4 |
        sed 's/_by_[0-9.]*y$/_by_Xy/' | uniq | diff - "$results/outcomes"
    vrosim columns
    for outcome in $(cat "$results/outcomes"); do
        grep -qE "^  $outcome \[[A-Za-z]+; better: (less|more|neither)\]$" <<<"$output"
    done
}

@test "the dictionary for people has every file, every column, and defines the words of decisions" {
    vrosim columns
    succeeds
    for file in $(cut -d' ' -f1 "$results/listed" | sort -u); do
        grep -q "^$file: a row is ." <<<"$output"
    done
    [ "$(grep -c '^  [^ ]' <<<"$output")" -eq "$(wc -l <"$results/all")" ]
    words=$(tr -s ' \n' ' ' <<<"$output")
    for word in CEAC CEAF EVPI EVPPI ICER "cost-effectiveness plane"; do
        grep -q "$word" <<<"$words"
    done
}

@test "every row for programs has four cells that say something" {
    vrosim columns --csv
    succeeds
    [ "$(head -1 <<<"$output")" = "file,column,unit,meaning" ]
    not grep -qE '(^|,)(,|$)' <<<"$output"
    [ "$(tail -n +2 <<<"$output" | cut -d, -f1,2 | sort | uniq -d)" = "" ]
    vrosim columns table.csv
    fails_with 2 'columns takes no table; remove "table.csv"'
}

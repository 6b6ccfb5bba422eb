#!/usr/bin/env bats
# What the program says, refuses and returns. Results are looked at in results.bats.
load helper

@test "the help names every verb and every option" {
    vrosim --help
    succeeds
    for word in run psa sensitivity merge check parameters explain \
        --patients --seed --stream --threads --out \
        --force --strategies --reference --courses --quiet --checkpoint --every --resume --shard --csv \
        --patient --strategy --samples --correlations --effect --range --outcome \
        --grid --threshold --between --help --version; do
        [[ $output == *"$word"* ]] || { echo "$word is not in the help"; false; }
    done
    [[ $output == "Usage: vrosim VERB"* ]]
}

@test "every verb has a help of its own, which simulates nothing" {
    for verb in run psa sensitivity merge check parameters explain; do
        vrosim "$verb" --help
        succeeds
        [[ $output == "Usage: vrosim $verb"* ]]
    done
    only
}

@test "no line of help is longer than 80 characters" {
    for words in "--help" "run --help" "psa --help" "sensitivity --help" "merge --help" "replay --help" \
        "check --help" "parameters --help" "columns --help" "explain --help" parameters columns; do
        vrosim $words
        [ "$(wc -L <"$kept/output")" -le 80 ]
    done
}

@test "the version is the one of the Makefile" {
    vrosim --version
    succeeds
    [ "${output%%$'\n'*}" = "vrosim $(sed -n 's/^VERSION := //p' "$project/Makefile")" ]
}

@test "without a verb the program says what to do" {
    vrosim
    fails_with 2 "vrosim --help"
}

@test "an unknown verb or option gets the nearest one" {
    vrosim rum
    fails_with 2 "the nearest is 'run'"
    vrosim run --patiens 5
    fails_with 2 "the nearest is --patients"
    vrosim parameters --cvs
    fails_with 2 "the nearest is --csv"
    vrosim run -p
    fails_with 2 "unknown option -p"
    vrosim --patients 5 run
    fails_with 2 "the verb comes first"
    only
}

@test "an option without its value, or with one that it does not take, is refused" {
    vrosim run --seed
    fails_with 2 "--seed needs a value"
    vrosim run --quiet=1
    fails_with 2 "--quiet takes no value"
    vrosim run --out ""
    fails_with 2 "--out: the value is empty"
    only
}

@test "a number of children that is none, or out of range, is refused" {
    for number in 0 -1 1e20 10000000000000001 nan inf 0x10 0.5 "" " 5" five 1,000; do
        vrosim run --patients "$number"
        fails_with 2 "--patients: "
    done
    only
}

@test "a seed, a stream or a number of threads out of range is refused" {
    vrosim run --seed 18446744073709551616
    fails_with 2 "--seed: 18446744073709551616 is out of range"
    vrosim run --stream -1
    fails_with 2 "--stream: -1 is out of range"
    for threads in 0 1025 2e9; do
        vrosim run --threads "$threads"
        fails_with 2 "1 to 1024 is allowed"
    done
    only
}

@test "all faults of the command line are named in one go" {
    vrosim run --patients 0 --seed x --threads 0
    fails_with 2 "--patients: 0"
    fails_with 2 "--seed: \"x\""
    fails_with 2 "--threads: 0"
    [ "$(wc -l <"$kept/complaint")" -eq 3 ]
}

@test "more courses than children are refused" {
    vrosim run --patients 10 --courses 11
    fails_with 2 "11 is more than the 10 children"
    only
}

@test "an unknown or doubled strategy is refused, the unknown with the nearest" {
    vrosim run --patients 100 --strategies soft_tissue,vroo
    fails_with 2 "vroo"
    [[ $complaint == *'vro'* ]]
    vrosim run --patients 100 --strategies vro,vro
    fails_with 2 "vro"
    vrosim explain --patients 1M --patient 0 --strategy vroo
    fails_with 2 "vroo"
    only
}

@test "check names the scenario and its strategies" {
    write_table table.csv
    vrosim check table.csv
    succeeds
    [[ $output == *"baseline+table"* ]]
    for strategy in soft_tissue vro vro_soft_tissue vro_pelvic observation; do
        [[ $output == *"$strategy"* ]]
    done
    only table.csv
}

@test "check finds no fault in any table that comes with the program" {
    for table in "$project"/configs/{,evidence/,evidence/studies/}*.csv; do
        [[ $table != */posterior.csv ]] || continue
        vrosim check "$table"
        succeeds
    done
}

@test "check names every fault of every table with its place" {
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.spika,fixed,0,probability' \
        'plan.spica,fixed,7,probability' >one.csv
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.spica,fixed,0,degrees' >two.csv
    vrosim check one.csv two.csv
    fails_with 2 "one.csv:2:"
    fails_with 2 "plan.spica"
    fails_with 2 "one.csv:3:"
    fails_with 2 "two.csv:2:"
    only one.csv two.csv
}

@test "what is not a table is refused by check, run and explain, and nothing is written" {
    mkdir folder
    : >empty.csv
    printf '\0\1\2\377' >binary.csv
    for table in missing.csv folder empty.csv binary.csv; do
        vrosim check "$table"
        fails_with 2 "$table"
        vrosim run --patients 100 "$table"
        fails_with 2 "$table"
        vrosim explain --patients 1M --patient 0 "$table"
        fails_with 2 "$table"
    done
    only folder empty.csv binary.csv
}

@test "a bad option does not hide the faults of the tables beside it" {
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.spica,fixed,7,probability' >bad.csv
    for words in "run --patients 0" "run --patiens 5" "check --seed 5" "explain --patient -1" \
        "explain" "rum" "--quiet run"; do
        vrosim $words bad.csv
        fails_with 2 "bad.csv:2:18: value '7' is out of bounds"
        complaints 2
    done
    vrosim run --patients 0 --help bad.csv
    complaints 1
    only bad.csv
}

@test "an unknown strategy is named beside the faults of the tables" {
    printf '%s\n' 'strategy,parameter,distribution,value,unit' \
        'mine,plan.spika,fixed,1,probability' >bad.csv
    vrosim run --patients 0 --strategies vroo,mine bad.csv
    fails_with 2 "--patients: 0"
    fails_with 2 "bad.csv:2:6: parameter 'plan.spika' is unknown"
    fails_with 2 "strategy 'vroo' is unknown; the nearest is 'vro'"
    complaints 3
    vrosim explain --patients 1M --patient 0 --strategy vroo bad.csv
    fails_with 2 "bad.csv:2:6: "
    fails_with 2 "strategy 'vroo' is unknown"
    complaints 2
    only bad.csv
}

@test "a folder of results that is refused is named beside other faults, and left alone" {
    mkdir full
    : >full/mine
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.spica,fixed,7,probability' >bad.csv
    for words in "bad.csv" "--strategies vroo" "--patients 0"; do
        vrosim run --out full $words
        fails_with 2 "full: holds something other than an earlier run (mine)"
        complaints 2
    done
    vrosim run --forse --out full
    complaints 1
    vrosim run --outt full bad.csv
    complaints 2
    only bad.csv full
    [ "$(ls -A full)" = mine ]
}

@test "parameters with words lists those that have to do with all of them" {
    vrosim parameters infection cost --csv
    succeeds
    [ "$(tail -n +2 "$kept/output" | cut -d, -f1)" = cost.infection ]
    vrosim parameters healing
    succeeds
    [[ $output == *healing.time* && $output != *population.female* ]]
    vrosim parameters infektion
    fails_with 2 "no parameter has to do with 'infektion'; the nearest"
    vrosim parameters horizon infection
    fails_with 2 "all of these words"
}

@test "check without a table, and a table for columns, are refused" {
    vrosim check
    fails_with 2 "which table?"
    vrosim columns table.csv
    fails_with 2 "columns takes no table"
}

@test "parameters lists every parameter, for people and as CSV" {
    vrosim parameters --csv
    succeeds
    [ "${output%%$'\n'*}" = "name,unit,distributions,scope,support,from,to,family,meaning,default,se,source" ]
    names=$(tail -n +2 "$kept/output" | cut -d, -f1)
    [ "$(wc -l <<<"$names")" -eq "$(grep -c '^VRO_PARAMETER' \
        "$project/include/vrosim/input/dictionary.def")" ]
    vrosim parameters
    succeeds
    for name in $names; do
        grep -q -x "  $name" "$kept/output"
    done
}

@test "parameters tells what the default has, how well it is known and from where" {
    vrosim parameters surgery.reduction_osteotomy
    succeeds
    value=$(awk -F, '$3 == "surgery.reduction_osteotomy" { print $5; exit }' \
        "$project/configs/baseline.csv")
    [[ $output == *"default: beta $value (sd "*"(se "* ]]
    [[ $output == *"source: "* ]]
    vrosim parameters migration.rate
    [[ $output == *"gmfcs 1 "*"gmfcs 5 "* ]]
}

@test "the CSV of the parameters has twelve columns in every row" {
    vrosim parameters --csv
    sed 's/"[^"]*"/quoted/g' "$kept/output" | awk -F, 'NF != 12 { print; bad = 1 } END { exit bad }'
}

@test "the default and its costs give every parameter of the dictionary, and no other" {
    vrosim parameters --csv
    diff <(tail -n +2 "$kept/output" | cut -d, -f1 | grep -Ev '^(followup\.landmarks|strategy\.)' | sort) \
        <(tail -q -n +2 "$project"/configs/{baseline,economics}.csv | cut -d, -f3 | sort -u)
}

@test "explain tells the same child twice in the same words, another in others" {
    vrosim explain --patients 1M --patient 17
    succeeds
    [ -n "$output" ]
    first=$output
    vrosim explain --patients 1M --patient 17
    [ "$output" = "$first" ]
    vrosim explain --patients 1M --patient 18
    [ "$output" != "$first" ]
    vrosim explain --patients 1M --patient 17 --seed 2
    [ "$output" != "$first" ]
    vrosim explain --patients 1M --patient 17 --stream 2
    [ "$output" != "$first" ]
    only
}

@test "explain without a child, or with an impossible one, is refused" {
    vrosim explain
    fails_with 2 "which child?"
    vrosim explain --patient -1
    fails_with 2 "--patient: -1 is out of range"
    vrosim explain --patients 1M --patient 1e17
    fails_with 2 "--patient: 1e17 is out of range"
}

@test "explain keeps to the strategy that it is asked for" {
    vrosim explain --patients 1M --patient 17 --strategy observation
    succeeds
    [[ $output == *observation* ]]
    [[ $output != *vro_pelvic* ]]
}

@test "explain finds the children of courses.csv that meet all conditions" {
    vrosim run --patients 9000 --courses 9000 --out r --quiet
    succeeds
    sed 1d r/courses.csv >rows
    header=$(head -n 1 r/courses.csv)
    found=$(awk -F, -v header="$header" 'BEGIN { n = split(header, names)
            for (i = 1; i <= n; i++) column[names[i]] = i }
        $column["gmfcs"] == 5 && $column["age_years"] < 7 && $column["infection"] > 0 &&
        $column["strategy"] == "vro" { print $1 }' rows)
    [ "$(wc -w <<<"$found")" -gt 3 ]
    vrosim explain --where 'gmfcs=V, age<7, infection>0, strategy=vro' --patients 9000 --number 9000
    succeeds
    [ "$(grep -o "^Child [0-9]* fits" <<<"$output" | tr -dc '0-9\n')" = "$found" ]
    [ "$(grep -c "^Child [0-9]*: GMFCS V" <<<"$output")" = "$(wc -w <<<"$found")" ]
    [[ $output == *"No other of the first 9000 children fits."* ]]
}

@test "explain --where tells the first child only, as --patient does, and keeps to --strategy" {
    vrosim explain --where 'revision_by_5y=1' --strategy vro
    succeeds
    [ "$(grep -c "^Child [0-9]* fits 'revision_by_5y=1' under vro\.$" <<<"$output")" -eq 1 ]
    child=$(sed -n 's/^Child \([0-9]*\) fits.*/\1/p' <<<"$output")
    story=$(sed 1,2d <<<"$output")
    vrosim explain --patients 1M --patient "$child" --strategy vro
    [ "$output" = "$story" ]
}

@test "explain --where says when no child fits, and what is wrong with a condition" {
    vrosim explain --where 'infection>7' --patients 1000
    succeeds
    [[ $output == "None of the first 1000 children fits 'infection>7'."* ]]
    vrosim explain --where 'infecton>0,age=>5'
    fails_with 2 "--where: 'infecton' is unknown; the nearest is 'infection'"
    fails_with 2 "'=>' is no comparison"
    vrosim explain --where 'infecton>0' --number 0
    fails_with 2 "--number: 0 is out of range"
    fails_with 2 "the nearest is 'infection'"
}

@test "explain tells in the language that is asked for, the same child and the children that are found" {
    vrosim explain --patients 1M --patient 17 --language en
    succeeds
    english=$output
    vrosim explain --patients 1M --patient 17
    [ "$output" = "$english" ]
    vrosim explain --patients 1M --patient 17 --language de
    succeeds
    [[ $output == "Kind 17: GMFCS "*"Unter „vro“"*"Nebeneinander: "* ]]
    [[ $output != *" migration "* && $output != *Under* ]]
    vrosim explain --where 'revision_by_5y=1' --patients 1000 --number 2 --language de
    succeeds
    [ "$(grep -c "^Kind [0-9]* erfüllt „revision_by_5y=1“ unter „.*“\.$" <<<"$output")" -eq 2 ]
    vrosim explain --where 'infection>7' --patients 1000 --language de
    [[ $output == "Keines der ersten 1000 Kinder erfüllt „infection>7“."*" --patients "* ]]
    vrosim explain --patients 1M --patient 17 --language fr
    fails_with 2 "--language: 'fr' is no language of the texts"
}

@test "a full or closed standard output is reported" {
    for words in parameters --help --version "explain --patient 1"; do
        status=0
        "$program" $words >/dev/full 2>complaint || status=$?
        [ "$status" -eq 4 ]
        grep -q "standard output: No space left on device" complaint
        status=0
        "$program" $words 2>complaint >&- || status=$?
        [ "$status" -eq 4 ]
        grep -q "standard output" complaint
    done
}

@test "a pipe whose reader has left ends the program quietly" {
    { sleep 0.2; "$program" parameters 2>complaint || echo $? >code; } | true
    [ "$(cat code)" -eq 141 ]
    [ ! -s complaint ]
}

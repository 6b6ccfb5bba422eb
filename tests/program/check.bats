#!/usr/bin/env bats
# What `vrosim check` says of tables without faults.
load helper

header=strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source

says() { # LINE
    grep -qxF -- "$1" <<<"$output" || { echo "not said: $1"; echo "$output"; false; }
}

@test "check tells table by table which cells change" {
    printf '%s\n' "$header" ',,plan.spica,fixed,0,,,,,probability,' \
        ',,population.age,normal,6,3,5,9,,years,' >one.csv
    printf '%s\n' "$header" 'mine,,strategy.like,text,vro,,,,,,' \
        'mine,,plan.spica,fixed,0.5,,,,,probability,' >two.csv
    vrosim check one.csv two.csv
    succeeds
    says 'baseline+one+two: no faults. 6 strategies:'
    says 'Case mix (GMFCS): I 2 %, II 12 %, III 18 %, IV 33 %, V 35 %'
    says '  - plan.spica: 0.81 -> 0'
    says '    mean 6.1 -> 6.86 (not 6: the cut moves it), sd 1.87 -> 1.12 (not 3)'
    says '  - mine is new, like vro but for what follows:'
    says '    - plan.spica: 0 -> 0.5'
    says '  Strategies new: mine; untouched: all others'
    says 'No warnings.'
    only one.csv two.csv
}

@test "check warns of what may be a slip, and the table can be run" {
    printf '%s\n' "$header" ',,plan.osteotomy,fixed,0,,,,,probability,' \
        ',,healing.time,fixed,2.8,,,,,weeks,' ',5,population.gmfcs,fixed,1,,,,,share,' >odd.csv
    vrosim check odd.csv
    succeeds
    says 'Warnings, which are no faults: the tables can be run as they are'
    [[ $output == *'odd.csv:2: plan.osteotomy has no effect'* ]]
    [[ $output == *'odd.csv:3: healing.time is 2.8 weeks: is this in months?'* ]]
    [[ $output == *'odd.csv:4: population.gmfcs is given for level 5 only'* ]]
    vrosim run odd.csv --patients 100 --quiet --out results
    succeeds
}

@test "check has no warning about any table that comes with the program" {
    for table in "$project"/configs/{*,evidence/{vro-series,prior},evidence/studies/*}.csv; do
        vrosim check "$table"
        succeeds
        says 'No warnings.'
    done
}

@test "check reads a table from a pipe, and settings as one more table" {
    printf '%s\n' "$header" ',,plan.spica,fixed,0,,,,,probability,' >one.csv
    vrosim check <(cat one.csv) --set vro:plan.spica=0.5
    succeeds
    says '  - plan.spica: 0.81 -> 0'
    says '  - plan.spica, vro: 0 -> 0.5'
}

#!/usr/bin/env bats
# --child and --children: results are those of the children that are given, and whatever way a
# study is computed, they are the same bytes.
load helper

# Several blocks, the last not full.
study=(--children list.csv --patients 20000 --seed 5 --strategies soft_tissue,vro)

write_list() {
    printf '%s\n' 'id,gmfcs,female,age,migration,other_migration' 'a,4,girl,6,45,' 'b,V,0,,60,30' \
        'c,,,3.25,,' >list.csv
}

@test "a child that is given lives in all courses, and the report and the manifest say who it is" {
    vrosim run --child age=6,gmfcs=4,migration=45 --patients 3000 --courses 3000 --strategies vro
    succeeds
    grep -q '^Every child: GMFCS level IV, 6 years old, migration 45 %; all else is drawn.$' \
        "$kept/output"
    awk -F, 'NR > 1 && ($4 != 4 || $5 != 6 || $15 != 45) { exit 1 }' results/courses.csv
    [ "$(awk -F, 'NR > 1 { print $6 }' results/courses.csv | sort -u | wc -l)" -eq 2 ]
    tr -d ' \n' <results/manifest.json | grep -qF '"children":["gmfcs,age,migration","4,6,45"]'
    grep -q '^baseline+age=6_gmfcs=4_migration=45,vro,gmfcs_4,revisions,mean,.*,3000,[a-z_]*$' results/summary.csv
    not grep -q gmfcs_3 results/summary.csv
}

@test "children of a list come in its order, again and again, and what is missing is drawn" {
    write_list
    vrosim run "${study[@]}" --courses 20000 --quiet
    succeeds
    awk -F, 'NR == 1 { next }
        $2 != substr("abc", $1 % 3 + 1, 1) { exit 1 }
        $2 == "a" && ($4 != 4 || $6 != 1 || $5 != 6 || $15 != 45) { exit 1 }
        $2 == "b" && ($4 != 5 || $6 != 0 || $15 != 60) { exit 1 }
        $2 == "c" && $5 != 3.25 { exit 1 }
        $2 == "b" { ages[$5] } $2 == "c" { levels[$4] }
        END { if (length(ages) < 3000 || length(levels) != 5) exit 1 }' results/courses.csv
    grep -q '"file": "list.csv"' results/manifest.json
    tr -d ' \n' <results/manifest.json | grep -qF '"a,4,1,6,45,NA","b,5,0,NA,60,30","c,NA,NA,3.25,NA,NA"'
    not grep -q "$PWD" results/manifest.json
}

@test "ids come back in courses.csv and children.csv, quoted where need be, and in stories" {
    printf '%s\n' 'id,age' '"Müller, J.",6' ',7' 'a;b,8' >list.csv
    vrosim run --children list.csv --patients 6 --courses 6 --strategies vro --quiet
    succeeds
    cmp results/children.csv results/courses.csv
    cut -d, -f1-3 results/courses.csv | sed 1d |
        diff - <(printf '%s\n' '0,"Müller, J."' 1,,vro 2,a\;b,vro '3,"Müller, J."' 4,,vro 5,a\;b,vro)
    vrosim run --children list.csv --patients 6 --strategies vro --decimal comma --quiet --out commas
    succeeds
    [ "$(head -c 3 commas/children.csv)" = $'\xEF\xBB\xBF' ]
    cut -d\; -f1-2 commas/children.csv | sed -n 2,4p | diff - <(printf '%s\n' '0;Müller, J.' '1;' '2;"a')
    vrosim replay commas/manifest.json
    succeeds
    vrosim explain --children list.csv --patient 3
    [[ $output == "Child 3 (Müller, J.): GMFCS"* ]]
    vrosim explain --children list.csv --where 'id=a'
    fails_with 2 "--where: 'id' cannot be searched for; write patient"
}

@test "an id that is a formula to a spreadsheet is a fault, one that is a number is noted" {
    printf '%s\n' 'id,age' '=1+1,6' >list.csv
    vrosim run --children list.csv --patients 6 --quiet
    fails_with 2 "list.csv:2:1: id '=1+1' is a formula to a spreadsheet"
    printf '%s\n' 'id,age' '007,6' >list.csv
    vrosim run --children list.csv --patients 6 --strategies vro --quiet
    [ "$complaint" = "vrosim: note: list.csv: 1 id is a date or number to a spreadsheet, which shows it in another way" ]
    grep -q '^0,007,vro,' results/children.csv
}

@test "a list of one is the child, in any order of columns and words" {
    printf '%s\n' 'migration,female,id,gmfcs' '45,girl,x,IV' >one.csv
    vrosim run --children one.csv --patients 5000 --quiet --out list
    succeeds
    vrosim run --child gmfcs=4,female=1,migration=45 --patients 5000 --quiet --out child
    succeeds
    for table in summary contrasts revision lld; do # the names of the scenarios differ
        cmp <(cut -d, -f2- list/$table.csv) <(cut -d, -f2- child/$table.csv)
    done
    grep -q '^baseline+one,' list/summary.csv
    grep -q '^baseline+gmfcs=4_female=1_migration=45,' child/summary.csv
}

@test "everything else of a child is as without a list" {
    # What is drawn for the anatomy of the other hips, bones and events follows the same draws.
    vrosim run --patients 2000 --courses 2000 --strategies vro --quiet --out drawn
    vrosim run --patients 2000 --courses 2000 --strategies vro --quiet --out given --child female=1
    cut -d, -f1-5,7-18 drawn/courses.csv | cmp - <(cut -d, -f1-5,7-18 given/courses.csv)
}

@test "threads, shards, a checkpoint and a replay give the same bytes" {
    write_list
    vrosim run "${study[@]}" --quiet --out whole --threads 1
    succeeds
    vrosim run "${study[@]}" --quiet --out threads --threads 3
    same_results whole threads
    for shard in 1 2; do
        vrosim run "${study[@]}" --quiet --shard $shard/2
        succeeds
    done
    rm list.csv # all of it is in the files
    vrosim merge shard-*.tally --quiet --out merged
    succeeds
    same_results whole merged
    vrosim replay whole/manifest.json --out again
    succeeds
    same_results whole again
}

@test "ranks give the same bytes" {
    needs_mpi
    write_list
    vrosim run "${study[@]}" --quiet --out whole
    succeeds
    for verb in run psa; do
        local more=()
        [ $verb = run ] || more=(--samples 20)
        ranks 2 $verb "${study[@]}" "${more[@]}" --quiet --out two --threads 1 --force
        succeeds
        vrosim $verb "${study[@]}" "${more[@]}" --quiet --out one --force
        succeeds
        same_results one two
    done
}

@test "a checkpoint goes on with its own children, and refuses others" {
    write_list
    vrosim run "${study[@]}" --quiet --checkpoint state --out first
    succeeds
    vrosim run --resume state --quiet --out second
    succeeds
    same_results first second
    vrosim run --resume state --children list.csv --quiet --out third
    succeeds
    write_table table.csv
    vrosim run table.csv "${study[@]}" --quiet --checkpoint changed --out table
    vrosim run table.csv --resume changed --strategies soft_tissue,vro --quiet --out again
    succeeds
    same_results table again
    vrosim run --resume state --child age=6 --quiet --out fourth
    fails_with 2 "state: its children differ from line 1 on"
    vrosim run --patients 9000 --quiet --checkpoint plain --out fifth
    vrosim run --resume plain --child age=6 --quiet --out sixth
    fails_with 2 "plain: it has no list of children"
}

@test "shards of other children are refused" {
    vrosim run --child age=6 --patients 20000 --shard 1/2 --quiet
    succeeds
    vrosim run --child age=7 --patients 20000 --shard 2/2 --quiet
    succeeds
    vrosim merge shard-1-of-2.tally shard-2-of-2.tally --quiet
    fails_with 2 "shard-2-of-2.tally: its children differ from line 2 on: '7', not '6'"
}

@test "psa and sensitivity answer for given children, and are replayed" {
    vrosim psa --child age=6,gmfcs=4 --samples 20 --patients 500 --out psa
    succeeds
    grep -q '^Every child: GMFCS level IV, 6 years old; all else is drawn.$' "$kept/output"
    vrosim replay psa/manifest.json
    succeeds
    vrosim sensitivity --child age=6,gmfcs=4 --range loss.hazard --patients 500 --out one
    succeeds
    grep -q '^Every child: GMFCS level IV, 6 years old; all else is drawn.$' "$kept/output"
    vrosim replay one/manifest.json
    succeeds
}

@test "explain tells the child that is given" {
    vrosim explain --child gmfcs=2,female=0,age=7,migration=33 --strategy vro
    succeeds
    [[ $output == "Child 0: GMFCS II, boy, 7.0 years old at the index operation"* ]]
    write_list
    vrosim explain --children list.csv --patients 1M --patient 4 --strategy vro
    succeeds
    [[ $output == "Child 4 (b): GMFCS V, boy, "* ]]
    vrosim explain --children list.csv --where 'age_years=3.25' --strategy vro
    succeeds
    [[ $output == "Child 2 fits "* ]]
}

@test "check reads a list without a table" {
    write_list
    vrosim check --children list.csv
    succeeds
    grep -q '^The children are those of a list of 3, again and again, with their gmfcs' \
        "$kept/output"
    only list.csv
}

@test "every fault of children is named at once, with those of tables" {
    printf '%s\n' 'gmfcs,agee,migration' '6,5,45' '4,5,450' >list.csv
    printf '%s\n' 'strategy,parameter,distribution,value,unit' ',plan.spica,fixed,2,probability' \
        >table.csv
    vrosim run table.csv --children list.csv
    fails_with 2 "list.csv:1:7: unknown column 'agee'; the nearest is 'age'"
    fails_with 2 "list.csv:2:1: gmfcs is '6'; write a level, 1 to 5 or I to V"
    fails_with 2 "list.csv:3:5: migration is '450'; write a number from 0 to 100 (percent)"
    fails_with 2 "table.csv:2:19: "
    complaints 4
    vrosim run --child age=6 --children list.csv
    fails_with 2 "--children: --child says already who the children are"
    vrosim run --child age=600,sex=1
    fails_with 2 "--child: age is '600'; write a number from 0 to 30 (years)"
    fails_with 2 "--child: unknown attribute 'sex'; the nearest is 'female'"
    vrosim run --children none.csv
    fails_with 2 "none.csv: cannot be opened"
    only list.csv table.csv
}

@test "a list inside the folder of results is not deleted with it" {
    vrosim run --patients 100 --quiet
    write_list
    mv list.csv results/list.csv
    vrosim run --patients 100 --children results/list.csv --force
    [ "$status" -eq 2 ]
    [ -e results/list.csv ]
}

#!/usr/bin/env bats
# Parameters that are set on the command line, in place of a table for one number.
load helper

small=(--patients 3000 --quiet)

@test "a setting has the results of a table with its row" {
    printf '%s\n' 'strategy,gmfcs,parameter,distribution,value,unit' \
        ',,complication.infection,fixed,0.3,probability' \
        'vro,4,migration.rate,fixed,5,percent per year' >table.csv
    vrosim run table.csv "${small[@]}" --out table
    vrosim run --set complication.infection=0.3 --set vro:4:migration.rate=5 "${small[@]}" --out set
    succeeds
    for file in summary contrasts revision; do
        cmp <(cut -d, -f2- "table/$file.csv") <(cut -d, -f2- "set/$file.csv")
    done
    grep -q '^baseline+complication.infection=0.3+vro_4_migration.rate=5,' set/summary.csv
    grep -q '^,,complication.infection,fixed,0.3,.*,probability,command line,$' set/parameters.csv
}

@test "a run, a psa and a sensitivity analysis with settings repeat from their manifests" {
    vrosim run "${small[@]}" --set vro:strategy.label='Turned, "new"' --out run
    vrosim psa --samples 20 --patients 100 --quiet --set loss.hazard=fixed,0.01,,,,0.002 --out psa
    vrosim sensitivity --patients 100 --quiet --set 4:migration.rate=9 --range loss.hazard=0:1 \
        --out sensitivity
    for folder in run psa sensitivity; do
        vrosim replay "$folder/manifest.json"
        succeeds
    done
}

@test "settings come after the tables, whatever the order of words" {
    printf '%s\n' parameter,distribution,value,unit 'migration.rate,fixed,5,percent per year' >t.csv
    vrosim run --set migration.rate=7 t.csv "${small[@]}"
    succeeds
    grep -q '^,,migration.rate,fixed,7,' results/parameters.csv
    grep -q '^baseline+t+migration.rate=7,' results/summary.csv
}

@test "a checkpoint and a shard of another setting are refused" {
    vrosim run "${small[@]}" --set loss.hazard=0.01 --checkpoint state
    vrosim run --quiet --resume state --set loss.hazard=0.02
    fails_with 2 "state: its parameters differ from line"
    vrosim run --quiet --resume state --set loss.hazard=0.01
    succeeds
    vrosim run "${small[@]}" --shard 1/2 --set loss.hazard=0.01
    vrosim run "${small[@]}" --shard 2/2 --set loss.hazard=0.02
    vrosim merge shard-*.tally
    fails_with 2 "its parameters differ from line"
}

@test "the fault of a setting points to the option" {
    vrosim run --set loss.hazard=0.01 --set loss.hazrd=0.02
    fails_with 2 "--set 2: parameter 'loss.hazrd' is unknown; the nearest is 'loss.hazard'"
    complaints 1
    vrosim check --set loss.hazard=0.01 --set loss.hazard=0.02
    fails_with 2 "--set 1: loss.hazard is set again later"
    vrosim explain --patients 1M --patient 3 --set loss.hazard
    fails_with 2 "--set 1: 'loss.hazard' has no '='"
    vrosim merge x --set loss.hazard=1
    fails_with 2 "unknown option --set: it belongs to run, not to merge"
    only
}

@test "check and explain take settings" {
    vrosim check --set loss.hazard=0.01
    succeeds
    [[ $output == "baseline+loss.hazard=0.01: no faults."* ]]
    vrosim explain --patients 1M --patient 3 --strategy vro --set followup.horizon=2
    succeeds
}

@test "NA of R is empty, which is said once a table and is no fault" {
    printf '%s\n' parameter,distribution,value,sd,min,max,se,unit,source \
        plan.spica,fixed,0.5,NA,NA,NA,NA,probability,NA >r.csv
    printf '%s\n' age,gmfcs 6,NA NA,3 >children.csv
    for verb in run psa explain; do
        words="--quiet --patients 100 --out $verb"
        [ $verb != explain ] || words="--patients 1M --patient 0"
        [ $verb != psa ] || words+=" --samples 3"
        "$program" $verb r.csv --children children.csv $words >/dev/null 2>notes
        [ "$(cat notes)" = "vrosim: note: r.csv: 5 fields are NA; read as empty
vrosim: note: children.csv: 2 fields are NA; read as empty" ]
    done
    sed -i 's/^plan/NA,plan/; s/^parameter/strategy,parameter/' r.csv
    vrosim check r.csv
    fails_with 2 "leave it empty for all strategies"
}

@test "NA in tables of targets, studies, correlations and given samples is told once, or a fault" {
    header=study,strategy,subgroup,outcome,statistic,value,se,lower,upper,events,n,likelihood,group,role,source
    printf '%s\n' $header a,vro,,death,NA,NA,NA,NA,NA,3,12,binomial,NA,fit,NA >targets.csv
    printf '%s\n' study,tables,note a,own.csv,NA >studies.csv
    printf '%s\n' parameter,distribution,value,unit population.age,fixed,7,years >own.csv
    for words in "check targets.csv" "validate targets.csv --patients 200 --quiet"; do
        "$program" $words >/dev/null 2>notes
        [ "$(cat notes)" = "vrosim: note: targets.csv: 7 fields are NA; read as empty
vrosim: note: studies.csv: 1 field is NA; read as empty" ]
    done
    sed -i 's/^a,vro,/a,NA,/' targets.csv
    vrosim check targets.csv
    fails_with 2 "targets.csv:2:3: strategy 'NA' is a missing value to R"
    printf '%s\n' parameter,other,correlation loss.hazard,loss.age_log_hr,NA >pairs.csv
    vrosim psa --correlations pairs.csv
    fails_with 2 "pairs.csv:2:29: 'NA' is no number; leave the row out"
    printf '%s\n' loss.hazard,loss.age_log_hr 0.002,NA >draws.csv
    vrosim psa --draws draws.csv
    fails_with 2 "draws.csv:2:7: 'NA' is no number; every sample has one for each parameter"
}

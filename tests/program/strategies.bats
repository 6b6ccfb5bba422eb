#!/usr/bin/env bats
# Strategies: how tables declare them, what they are called, and which is the reference.
load helper

# A strategy like vro with a label, in place of nothing.
write_strategies() { # FILE
    printf '%s\n' 'strategy,gmfcs,parameter,distribution,value,unit' \
        'turn,,plan.target_nsa,fixed,180,degrees' 'turn,,strategy.like,text,vro,' \
        'turn,,strategy.label,text,"turned, not tilted",' \
        'steep,,strategy.like,text,turn,' 'steep,,plan.target_nsa,fixed,130,degrees' >"$1"
}

small=(--patients 9000 --quiet)

@test "check tells what each strategy is" {
    write_strategies table.csv
    vrosim check table.csv
    succeeds
    [[ $output == *"7 strategies:"*"soft_tissue (the reference)"* ]]
    [[ $output == *"  turn, like vro: turned, not tilted"*"  steep, like turn"$'\n'* ]]
}

@test "a misspelt strategy is one complaint, with the nearest names and a row that declares it" {
    printf '%s\n' 'strategy,parameter,distribution,value,unit' \
        'vro_sof_tissue,plan.spica,fixed,1,probability' \
        'vro_sof_tissue,rescue.acceptance,fixed,1,probability' >table.csv
    vrosim run table.csv
    fails_with 2 "table.csv:2:1: strategy 'vro_sof_tissue' (2 rows) is unknown; the nearest is 'vro_soft_tissue'. "
    fails_with 2 "needs a row vro_sof_tissue,,strategy.like,text,OTHER"
    complaints 1
    echo 'vro_sof_tissue,strategy.like,text,default,' >>table.csv
    vrosim check table.csv
    succeeds
    only table.csv
}

@test "names that other programs take for something else are refused" {
    for name in NA NaN null None TRUE f yes Inf 1e5 2024-01-01 jan1 =x -x @x default; do
        printf '%s\n' 'strategy,parameter,distribution,value,unit' "$name,strategy.like,text,vro," \
            "$name,plan.spica,fixed,1,probability" >table.csv
        vrosim check table.csv
        fails_with 2 "table.csv:2:1: strategy '$name' "
        complaints 1
    done
}

@test "a row that no longer exists is told what took its place" {
    printf '%s\n' 'parameter,distribution,value,unit' 'migration.decay,fixed,0.03,per year' >table.csv
    vrosim run table.csv
    fails_with 2 "table.csv:2:1: parameter 'migration.decay' no longer exists: migration now slows"
    fails_with 2 "(migration.after_maturity); remove the row"
    complaints 1
}

@test "a strategy that is like another has its results until a row makes it differ" {
    printf '%s\n' 'strategy,parameter,distribution,value,unit' 'twin,strategy.like,text,vro_pelvic,' \
        'vro_pelvic,loss.hazard,fixed,0.02,per week' >table.csv
    vrosim run table.csv "${small[@]}" --strategies vro_pelvic,twin
    succeeds
    cmp <(grep ',vro_pelvic,' results/summary.csv) \
        <(grep ',twin,' results/summary.csv | sed 's/,twin,/,vro_pelvic,/')
    echo 'twin,loss.hazard,fixed,0.2,per week' >>table.csv
    vrosim run table.csv "${small[@]}" --strategies vro_pelvic,twin
    not cmp -s <(grep ',vro_pelvic,' results/summary.csv) \
        <(grep ',twin,' results/summary.csv | sed 's/,twin,/,vro_pelvic,/')
}

@test "strategies.csv and the screen say what people call a strategy" {
    write_strategies table.csv
    vrosim run table.csv --patients 500 --strategies vro,turn,steep --reference turn
    succeeds
    [[ $output == *$'\nturn: turned, not tilted\n'* ]]
    printf '%s\n' scenario,strategy,number,label,like,reference \
        'baseline+table,turn,1,"turned, not tilted",vro,1' baseline+table,vro,2,vro,,0 \
        baseline+table,steep,3,steep,turn,0 | diff - results/strategies.csv
    vrosim psa table.csv --samples 5 --patients 50 --strategies vro,turn,steep --reference turn --out psa
    succeeds
    [[ $output == *$'\nturn: turned, not tilted\n'* ]]
    cmp results/strategies.csv psa/strategies.csv
    vrosim sensitivity table.csv --range loss.hazard --patients 50 --strategies vro,turn,steep \
        --reference turn --out sensitivity
    succeeds
    [[ $output == *$'\nturn: turned, not tilted\n'* ]]
    cmp results/strategies.csv sensitivity/strategies.csv
    vrosim explain table.csv --patient 3 --strategy turn
    [[ $output == *"Under turn (turned, not tilted)"* ]]
}

@test "the reference comes first, the others keep their order, and each its numbers" {
    vrosim run "${small[@]}" --out plain
    vrosim run "${small[@]}" --out turned --reference vro_pelvic
    succeeds
    [ "$(cut -d, -f2 turned/summary.csv | uniq | paste -sd' ')" = \
        "strategy vro_pelvic soft_tissue vro vro_soft_tissue observation" ]
    cmp <(sort plain/summary.csv) <(sort turned/summary.csv)
    [ "$(cut -d, -f3 turned/contrasts.csv | uniq | paste -sd' ')" = "reference vro_pelvic" ]
    # the difference of two strategies changes its sign
    grep ',vro_pelvic,soft_tissue,all,failed,risk_difference,' plain/contrasts.csv | cut -d, -f7 |
        sed 's/^-//; t; s/^/-/' |
        cmp - <(grep ',soft_tissue,vro_pelvic,all,failed,risk_difference,' turned/contrasts.csv | cut -d, -f7)
}

@test "the first strategy as reference changes no byte" {
    vrosim run "${small[@]}" --out plain
    vrosim run "${small[@]}" --out named --reference soft_tissue
    same_results plain named
}

@test "a reference that is not there is refused" {
    vrosim run "${small[@]}" --reference vroo
    fails_with 2 "strategy 'vroo' is unknown; the nearest is 'vro'"
    vrosim psa --reference observation --strategies vro,soft_tissue
    fails_with 2 "strategy 'observation' is the reference, but it is not in the list"
    only
}

@test "replay, shards and merge keep the reference" {
    write_strategies table.csv
    study=(table.csv --quiet --strategies vro,turn,steep --reference steep)
    vrosim run "${study[@]}" --patients 20k --out plain
    vrosim run "${study[@]}" --patients 20k --shard 1/2
    vrosim run "${study[@]}" --patients 20k --shard 2/2
    vrosim merge shard-*.tally --quiet --out merged
    succeeds
    same_results plain merged
    vrosim replay plain/manifest.json
    succeeds
    vrosim psa "${study[@]}" --patients 100 --samples 6 --out psa
    vrosim replay psa/manifest.json
    succeeds
    vrosim sensitivity "${study[@]}" --patients 100 --range loss.hazard --out sensitivity
    vrosim replay sensitivity/manifest.json
    succeeds
}

@test "shards and checkpoints of another reference are refused" {
    vrosim run --patients 20k --quiet --shard 1/2
    vrosim run --patients 20k --quiet --shard 2/2 --reference vro
    vrosim merge shard-*.tally
    fails_with 2 "shard-2-of-2.tally: its reference is vro, not soft_tissue"
    complaints 2 # and that its children are missing
    for reference in vro vroo; do
        vrosim run --resume shard-1-of-2.tally --quiet --reference "$reference"
        fails_with 2 "shard-1-of-2.tally: its reference is soft_tissue, not $reference"
    done
}

@test "a run goes on with its reference, whether it is named again or not" {
    write_strategies table.csv
    study=(table.csv --patients 20k --quiet --reference turn)
    vrosim run "${study[@]}" --out plain
    vrosim run "${study[@]}" --out first --checkpoint run.tally
    for words in "" "table.csv" "--reference turn" "table.csv --reference turn"; do
        vrosim run --resume run.tally --quiet --out again $words
        succeeds
        same_results plain again
    done
    vrosim run --resume run.tally --quiet table.csv --reference vro
    fails_with 2 "run.tally: its reference is turn, not vro"
}

@test "the table of a run is the scenario again, whatever was chosen" {
    write_strategies table.csv
    vrosim run table.csv "${small[@]}" --strategies steep,vro --reference steep --out first
    vrosim run first/parameters.csv "${small[@]}" --strategies steep,vro --reference steep --out second
    succeeds
    cmp first/parameters.csv second/parameters.csv
    cmp <(sed 's/^[^,]*//' first/summary.csv) <(sed 's/^[^,]*//' second/summary.csv)
    [ "$(grep -c '^steep,,strategy.like,text,.*,vro$' first/parameters.csv)" -eq 1 ] # turn is not kept
}

@test "parameters tells how a strategy is declared" {
    vrosim parameters
    [[ $output == *"strategy.like"*"declares a strategy"*"of the strategy that the row names"* ]]
    vrosim parameters --csv
    [[ $output == *"strategy.label,,text,of a strategy,"* ]]
}

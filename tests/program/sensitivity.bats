#!/usr/bin/env bats
# Sensitivity analyses: their files, and what they must have in common with plain runs.
load helper
load analysis

small=(--patients 3000)

# Two strategies that do one operation a child and nothing after it: soft_tissue a release for 4, vro
# an osteotomy for the cost at stake, with probability PROBABILITY. The difference in cost is
# PROBABILITY x cost - 4.
write_costs() { # FILE PROBABILITY
    {
        echo "strategy,parameter,distribution,value,unit"
        for parameter in complication.infection complication.fracture complication.avn \
            complication.pressure_sore implant.removal_probability implant.refracture \
            healing.delayed rescue.acceptance mortality.operation; do
            echo ",$parameter,fixed,0,probability"
        done
        echo ",loss.hazard,fixed,0,per week"
        echo ",migration.rate,fixed,0,percent per year"
        echo ",migration.restoring,fixed,0,percent per year"
        echo ",mortality.rate,fixed,0,per year"
        echo ",other.reoperation,fixed,0,per year"
        echo "soft_tissue,other.reoperation,fixed,0,per year"
        echo "soft_tissue,plan.bilateral,fixed,0,probability"
        echo "vro,plan.bilateral,fixed,0,probability"
        echo "vro,plan.osteotomy,fixed,$2,probability"
        echo ",cost.soft_tissue,fixed,4,thousands"
        echo ",cost.osteotomy,fixed,1,thousands"
    } >"$1"
}

@test "sensitivity prints a tornado and leaves its files in results" {
    vrosim sensitivity "${small[@]}"
    succeeds
    [[ $output == *"revisions, vro against soft_tissue"* ]]
    [[ $output == *"LLL|HHH"* ]]
    [ "$(wc -L <"$kept/output")" -le 80 ]
    only results
    cd results
    only manifest.json parameters.csv sensitivity_oneway.csv strategies.csv
}

@test "quiet says nothing, and each part has its file" {
    vrosim sensitivity "${small[@]}" --quiet --outcome revisions \
        --grid loss.hazard=0.001:0.1:3,migration.after_maturity=0.01:0.2:2 \
        --threshold loss.hazard=0.001:0.5 --range loss.hazard
    succeeds
    [ -z "$output" ]
    cd results
    only manifest.json parameters.csv sensitivity_{oneway,grid,threshold}.csv strategies.csv
    [ "$(head -1 sensitivity_oneway.csv)" = "scenario,strategy,reference,subgroup,outcome,statistic,rank,\
parameter,change,low,high,value_low,se_low,value_base,se_base,value_high,se_high,swing,swing_se,se_kind" ]
    [ "$(head -1 sensitivity_grid.csv)" = "scenario,strategy,reference,subgroup,outcome,statistic,\
parameter_1,change_1,value_1,parameter_2,change_2,value_2,value,se,base_1,base_2,value_base,se_base,\
se_kind" ]
    [ "$(head -1 sensitivity_threshold.csv)" = "scenario,strategy,reference,subgroup,outcome,statistic,\
parameter,change,low,high,value_low,se_low,value_base,se_base,value_high,se_high,status,threshold,\
threshold_se,slope,se_kind" ]
    for file in sensitivity_*.csv; do
        awk -F, 'NR == 1 { width = NF } NF != width { bad = 1 } END { exit bad }' "$file"
    done
    # five means and four differences, of all children and of five levels
    [ "$(wc -l <sensitivity_oneway.csv)" -eq 55 ]
    [ "$(wc -l <sensitivity_grid.csv)" -eq 325 ]
    [ "$(wc -l <sensitivity_threshold.csv)" -eq 5 ]
}

@test "every estimate with a standard error is moved, under the names of psa_params.csv" {
    vrosim sensitivity --patients 100 --quiet --outcome failed
    vrosim psa --samples 2 --patients 100 --quiet --out psa
    head -1 psa/psa_params.csv | tr , '\n' | sort >expected
    columns results/sensitivity_oneway.csv strategy reference subgroup parameter |
        sed -n 's/^vro,soft_tissue,all,//p' | sort | diff expected -
}

@test "the bars of each figure are ranked by the size of their swing" {
    vrosim sensitivity "${small[@]}" --quiet
    # numbers are rounded to three digits of their own error
    columns results/sensitivity_oneway.csv strategy reference subgroup outcome rank swing swing_se |
        awk -F, '{ key = $1 "," $2 "," $3 "," $4; size = $6 < 0 ? -$6 : $6 }
            key == former && (size > last + ($7 + error) / 100 || $5 != rank + 1) { bad = 1; print }
            key != former && $5 != 1 { bad = 1; print }
            { former = key; last = size; error = $7; rank = $5 } END { exit bad || NR < 600 }'
}

@test "the base is a plain run, and so is an end that is the estimate" {
    write_table spica.csv
    hazard=$(awk -F, '$3 == "loss.hazard" { print $5 }' "$project/configs/baseline.csv")
    vrosim sensitivity spica.csv "${small[@]}" --quiet --outcome all \
        --range "loss.hazard=$hazard:0.1"
    succeeds
    vrosim run spica.csv "${small[@]}" --quiet --out plain
    awk -F, '$5 == "mean" { print $2 ",," $3 "," $4 "," $6 "," $7 }' plain/summary.csv >expected
    awk -F, '$6 ~ /^(risk|mean)_difference$/ {
        print $2 "," $3 "," $4 "," $5 "," $7 "," $8 }' plain/contrasts.csv >>expected
    keys="strategy reference subgroup outcome"
    columns results/sensitivity_oneway.csv $keys value_base se_base | sort >base
    columns results/sensitivity_oneway.csv $keys value_low se_low | sort >low
    # a run has no row where no child has the outcome
    grep -v ',,$' base | diff <(sort expected) -
    diff base low
    cmp plain/parameters.csv results/parameters.csv
}

@test "an end is a plain run of a table with that value" {
    printf '%s\n' "parameter,distribution,value,unit" "loss.hazard,fixed,0.1,per week" >high.csv
    vrosim sensitivity "${small[@]}" --quiet --outcome revisions --range loss.hazard=0.001:0.1
    vrosim run high.csv "${small[@]}" --quiet --out plain
    diff <(awk -F, '$4 == "revisions" { print $2 "," $3 "," $6 "," $7 }' plain/summary.csv | sort) \
        <(columns results/sensitivity_oneway.csv statistic strategy subgroup value_high se_high |
            sed -n 's/^mean,//p' | sort)
}

@test "a factor and a shift are runs of a table in which every row is moved so" {
    vrosim sensitivity "${small[@]}" --quiet --outcome revisions \
        --range migration.rate=x0.5:x2,other.reoperation=+-0.004:+0.02
    succeeds
    awk -F, -v OFS=, 'NR == 1 || $3 == "migration.rate" { if (NR > 1) $5 *= 2; print }' \
        "$project/configs/baseline.csv" >rates.csv
    awk -F, -v OFS=, 'NR == 1 || $3 == "other.reoperation" { if (NR > 1) $5 -= 0.004; print }' \
        "$project/configs/baseline.csv" >others.csv
    [ "$(tail -n +2 rates.csv | cut -d, -f5 | sort -u | wc -l)" -gt 1 ]
    [ "$(tail -n +2 others.csv | cut -d, -f5 | sort -u | wc -l)" -gt 1 ]
    compare() { # TABLE PARAMETER CHANGE COLUMNS
        vrosim run "$1.csv" "${small[@]}" --quiet --out "$1"
        diff <(awk -F, '$4 == "revisions" { print $2 "," $3 "," $6 "," $7 }' "$1/summary.csv" | sort) \
            <(columns results/sensitivity_oneway.csv statistic parameter change strategy subgroup $4 |
                sed -n "s/^mean,$2,$3,//p" | sort)
    }
    compare rates migration.rate factor "value_high se_high"
    compare others other.reoperation shift "value_low se_low"
}

# Osteotomy for the cost at stake, 1, against a release for 4.
@test "a threshold and a grid take factors and shifts" {
    write_costs costs.csv 1
    vrosim sensitivity costs.csv --strategies soft_tissue,vro --patients 500 --quiet --outcome cost \
        --threshold cost.osteotomy=x0.5:x20,cost.soft_tissue=+-3.5:+1 \
        --grid cost.osteotomy=x1:x5:5,cost.soft_tissue=+-2:+1:4
    succeeds
    columns results/sensitivity_threshold.csv change status threshold | awk -F, '
        $1 == "factor" && $2 == "found" && ($3 - 4) ^ 2 < 0.001 ^ 2 { factor++ }
        $1 == "shift" && $2 == "found" && ($3 + 3) ^ 2 < 0.001 ^ 2 { shift++ }
        END { exit factor != 1 || shift != 1 }'
    columns results/sensitivity_grid.csv reference change_1 change_2 value_1 value_2 value | awk -F, '
        $1 != "" { n++; if ($2 != "factor" || $3 != "shift" || $6 != $4 - 4 - $5) bad = 1 }
        END { exit bad || n != 20 * 6 }'
}

@test "the same bytes come at 1, 2 and 3 threads" {
    has_the_same_bytes_on_any_threads sensitivity "${small[@]}" \
        --range all,population.gmfcs.gmfcs_5=0.1:0.5 --threshold loss.hazard=0.001:0.5 \
        --grid loss.hazard=0.001:0.1:2,migration.after_maturity=0.01:0.2:2 \
        --outcome revisions,nnt:failed
    grep -q ",found," one/sensitivity_threshold.csv
}

@test "a parameter that does nothing has a swing of 0 and no error of 0" {
    printf '%s\n' "parameter,distribution,value,unit" "rescue.osteotomy,fixed,0,probability" >none.csv
    vrosim sensitivity none.csv "${small[@]}" --quiet --strategies soft_tissue,observation \
        --range loss.hazard=0.001:0.1 --outcome all
    succeeds
    columns results/sensitivity_oneway.csv swing swing_se | awk -F, '
        $1 != "" && $1 != 0 || $2 != "" && !($2 > 0) { bad = 1 } END { exit bad || NR < 10 }'
    [ "$(columns results/sensitivity_oneway.csv outcome swing | sed -n 's/,$//p' | sort -u)" = \
        healing_weeks ]
}

@test "a threshold that is known is found, within what its error says" {
    write_costs costs.csv 1
    vrosim sensitivity costs.csv --strategies soft_tissue,vro --patients 1000 --quiet \
        --outcome cost --threshold cost.osteotomy=0:20
    succeeds
    # without noise: 4, but that costs are kept in steps of 1/4096
    columns results/sensitivity_threshold.csv status threshold threshold_se | awk -F, '
        $1 == "found" && ($2 - 4) ^ 2 < 0.0006 ^ 2 && $3 == "" { fine = 1 } END { exit !fine }'
    # osteotomy in every other child: 8, with the error 8 sqrt(0.25 / 10000) / 0.5 = 0.08
    write_costs costs.csv 0.5
    vrosim sensitivity costs.csv --strategies soft_tissue,vro --sampling pcg --patients 10000 --quiet \
        --outcome cost --threshold cost.osteotomy=0:20
    columns results/sensitivity_threshold.csv status threshold threshold_se slope | awk -F, '
        $1 == "found" && ($2 - 8) ^ 2 < (5 * $3) ^ 2 && $3 > 0.076 && $3 < 0.084 &&
            $4 > 0.47 && $4 < 0.53 { fine = 1 } END { exit !fine }'
    # the other way round, and where there is none
    vrosim sensitivity costs.csv --strategies soft_tissue,vro --patients 10000 --quiet \
        --outcome cost --threshold cost.osteotomy=10:20 --between soft_tissue,vro
    [ "$(columns results/sensitivity_threshold.csv strategy reference status threshold)" = \
        "soft_tissue,vro,none," ]
}

# Osteotomy in every child of level 5 and in every other of level 4: thresholds 4 and 8.
@test "with subgroups a threshold is looked for in each that has children" {
    write_costs costs.csv 1
    printf '%s\n' "strategy,gmfcs,parameter,distribution,value,unit" \
        "vro,4,plan.osteotomy,fixed,0.5,probability" >levels.csv
    vrosim sensitivity costs.csv levels.csv --strategies soft_tissue,vro --sampling pcg --patients 8000 \
        --quiet --outcome cost --threshold cost.osteotomy=0:20 --subgroups bilateral --between vro,soft_tissue
    succeeds
    columns results/sensitivity_threshold.csv subgroup status threshold threshold_se >found
    awk -F, '$2 != "found" { bad = 1 }
        $1 == "gmfcs_5" { n++; if (($3 - 4) ^ 2 > 0.0006 ^ 2 || $4 != "") bad = 1 }
        $1 == "gmfcs_4" { n++; if (($3 - 8) ^ 2 > (5 * $4) ^ 2 || $4 < 0.1 || $4 > 0.3) bad = 1 }
        END { exit bad || n != 2 }' found
    # no child is operated on both sides
    [ "$(cut -d, -f1 found | paste -sd' ')" = "all $(seq -f gmfcs_%g -s' ' 5) unilateral" ]
    [ "$(grep ^all found | cut -d, -f2-)" = "$(grep ^unilateral found | cut -d, -f2-)" ]
    vrosim sensitivity costs.csv levels.csv --strategies soft_tissue,vro --sampling pcg --patients 8000 \
        --quiet --outcome cost --threshold cost.osteotomy=0:20 --out plain
    [ "$(columns plain/sensitivity_threshold.csv subgroup status threshold threshold_se)" = \
        "$(grep ^all found)" ]
}

@test "a linear difference is linear on a grid" {
    write_costs costs.csv 1
    vrosim sensitivity costs.csv --strategies soft_tissue,vro --patients 500 --quiet \
        --outcome cost --grid cost.osteotomy=1:5:5,cost.soft_tissue=2:8:4
    columns results/sensitivity_grid.csv reference value_1 value_2 value | awk -F, '
        $1 != "" { n++; if ($4 != $2 - $3) { print; bad = 1 } } END { exit bad || n != 20 * 6 }'
}

@test "costs and QALYs are looked at where there are any" {
    cp "$project/configs/economics.csv" .
    vrosim sensitivity economics.csv --patients 500 --quiet --range cost.osteotomy
    succeeds
    [ "$(columns results/sensitivity_oneway.csv subgroup outcome | sed -n 's/^all,//p' | uniq |
        tr '\n' ' ')" = "revisions lld_abs_mm cost qaly " ]
}

# Against observation release is on the frontier next to it, so that both have an ICER of the pair.
@test "net benefit, ICER and number needed to treat are those of a run" {
    cp "$project/configs/economics.csv" .
    same=(economics.csv --strategies soft_tissue,observation --reference observation "${small[@]}" --quiet)
    vrosim sensitivity "${same[@]}" --range cost.osteotomy=1:40,loss.hazard \
        --outcome net_benefit:60,net_benefit:0,icer,nnt:failed
    succeeds
    vrosim run "${same[@]}" --out plain
    base() { # OUTCOME REFERENCE
        columns results/sensitivity_oneway.csv outcome parameter reference strategy subgroup value_base se_base |
            sed -n "s/^$1,loss.hazard,$2,//p" | sort
    }
    diff <(base net_benefit:60 "") <(columns plain/net_benefit.csv trade_off threshold strategy subgroup \
        net_benefit net_benefit_se | sed -n 's/^cost_per_qaly,60,//p' | sort)
    diff <(base net_benefit:60 observation) <(columns plain/net_benefit.csv trade_off threshold strategy \
        subgroup difference difference_se | sed -n 's/^cost_per_qaly,60,\(soft_tissue\)/\1/p' | sort)
    diff <(base failed observation) <(columns plain/contrasts.csv outcome statistic strategy subgroup \
        value se | sed -n 's/^failed,number_needed_to_treat,//p' | sort)
    # of the ratio, which the files round differently
    columns plain/increments.csv trade_off standing strategy subgroup icer >plain.icer
    paste -d, <(base icer observation | grep ^soft_tissue,all) \
        <(grep ^cost_per_qaly,frontier,soft_tissue,all plain.icer) |
        awk -F, '{ fine = $4 > 0 && ($3 - $9) ^ 2 < (0.01 * $4) ^ 2 } END { exit !fine }'
    # once an osteotomy is dear, release saves money: there is no ICER, and no swing
    columns results/sensitivity_oneway.csv outcome parameter subgroup value_low value_high swing |
        awk -F, '$1 == "icer" && $2 == "cost.osteotomy" && $3 == "all" {
            fine = $4 > 0 && $5 == "" && $6 == "" } END { exit !fine }'
}

@test "every outcome that is asked for is printed" {
    cp "$project/configs/economics.csv" .
    outcomes=revisions,qaly,net_benefit:60,icer,nnt:failed
    vrosim sensitivity economics.csv --strategies soft_tissue,vro --patients 500 --range loss.hazard \
        --threshold loss.hazard=0.001:0.5 --outcome $outcomes
    succeeds
    for outcome in ${outcomes//,/ }; do
        grep -q "^$outcome, vro against soft_tissue" "$kept/output"
    done
    # of those that are 0 where strategies are equally good
    [ "$(grep -c '^  .*   [a-z_:0-9]*, vro against soft_tissue$' "$kept/output")" -eq 3 ]
    [ "$(wc -L <"$kept/output")" -le 80 ]
}

@test "without standard errors there is nothing to move, which is said" {
    sed -E 's/^(([^,]*,){8})[0-9.]+,/\1,/' "$project/configs/baseline.csv" >certain.csv
    vrosim sensitivity certain.csv --patients 100
    succeeds
    [[ $output == *"No estimate has a standard error"* ]]
    [ "$(wc -l <results/sensitivity_oneway.csv)" -eq 1 ]
}

@test "all faults are named at once and nothing is run" {
    vrosim sensitivity --range los.hazard=1:2,migration.rate=1:2,loss.angle=2:1 \
        --grid loss.hazard=1:2:3 --threshold loss.hazard=1:1000 --outcome revision,cost \
        --between vro,vrro --out /
    for sentence in "--range: parameter 'los.hazard' is unknown; the nearest is 'loss.hazard'" \
        "--range: 'migration.rate' is several numbers here" \
        "--range: '1' is not above the low end of its range" "--grid: 'loss.hazard=1:2:3' is not a grid" \
        "--threshold: 'loss.hazard' lies in 0 to 100" "the nearest is 'revisions'" \
        "--outcome: this scenario has no 'cost'" "--between: strategy 'vrro' is unknown" \
        "vrosim: /: "; do
        fails_with 2 "$sentence"
    done
    only
}

@test "faults of tables and of options do not hide each other" {
    printf '%s\n' "parameter,distribution,value,unit" "loss.hazzard,fixed,0.1,per week" >wrong.csv
    vrosim sensitivity wrong.csv --range x=1 --outcome revision --patiens 5
    for sentence in "wrong.csv:2:1: " "--range: 'x' has no range" "the nearest is 'revisions'" \
        "the nearest is --patients"; do
        fails_with 2 "$sentence"
    done
    vrosim sensitivity --threshold loss.hazard=0:1 --strategies vro
    fails_with 2 "--threshold: there is only one strategy"
    vrosim sensitivity --threshold loss.hazard=0:1 --outcome nnt:failed
    fails_with 2 "--threshold: icer and nnt are never 0"
    vrosim sensitivity --strategies vro --outcome nnt:failed
    fails_with 2 "--outcome: there is only one strategy, and icer and nnt need two"
    vrosim sensitivity --range ""
    fails_with 2 "--range: the value is empty"
    only wrong.csv
}

@test "an analysis takes the place of another of its verb, and of nothing else" {
    for round in first second; do
        vrosim sensitivity --patients 100 --quiet
        succeeds
    done
    vrosim psa --samples 2 --patients 100
    fails_with 2 "results: holds results of sensitivity, and these are of psa"
    mkdir mine
    touch mine/letter
    vrosim sensitivity --patients 100 --out mine
    fails_with 2 "mine"
    [ -e mine/letter ]
}

@test "an analysis can be done again from its manifest alone" {
    write_table spica.csv
    vrosim sensitivity spica.csv "${small[@]}" --seed 3 --range all,loss.hazard=x0.3:x30,migration.rate=+-0.5:+1 --quiet \
        --grid loss.hazard=0.001:0.1:2,migration.rate=x0.5:x2:2 --outcome failed,revisions \
        --threshold loss.hazard=0.001:0.5 --between vro,soft_tissue
    succeeds
    rm spica.csv
    repeats_from_its_manifest
    altered_fails_with '"loss.hazard=0.001:0.5"' '"loss.hazard=0.002:0.5"' 4 \
        "sensitivity_threshold.csv: differs"
    altered_fails_with '"loss.hazard=0.001:0.5"' '"loss.hazard=0.001"' 2 \
        "--threshold: 'loss.hazard' has no range"
}

@test "an analysis that is stopped leaves nothing behind" {
    leaves_nothing_when_stopped "stopped by a signal after 0 of 223 scenarios; nothing is kept" \
        sensitivity --patients 100M
}

@test "an allocation that fails ends an analysis with a sentence, or changes nothing" {
    survives_short_memory results sensitivity --range loss.hazard,migration.after_maturity --patients 100 \
        --threshold loss.hazard=0.001:0.5 --strategies vro,soft_tissue
}

#!/usr/bin/env bats
# Parameters fitted to published figures.
load helper

# Two parameters, few children and points: seconds, and too few to be trusted in earnest.
small=(--patients 500 --points 400 --parameters "rescue.acceptance,migration.tone_sd" --rows 200)

@test "calibrate fits, tells what it will cost and leaves its files" {
    vrosim calibrate "${small[@]}" --force
    succeeds
    [[ $output == "Fitting 2 parameters to 23 figures of 10 studies: about"* ]]
    [[ $output == *"rescue.acceptance"* ]]
    [ "$(wc -L <"$kept/output")" -le 100 ]
    cd results
    only calibrated.csv calibration_conflicts.csv calibration_diagnostics.csv calibration_fit.csv \
        calibration_parameters.csv calibration_posterior.csv manifest.json parameters.csv
    [ "$(head -n 1 calibration_posterior.csv)" = "rescue.acceptance,migration.tone_sd" ]
    [ "$(wc -l <calibration_posterior.csv)" -eq 201 ]
    [ "$(wc -l <calibration_fit.csv)" -eq 24 ]
    vrosim check calibrated.csv
    succeeds
}

@test "samples that do not carry a posterior are refused without --force, and said to be so with it" {
    few=(--patients 200 --points 10 --parameters "migration.*")
    vrosim calibrate "${few[@]}" --quiet
    [ "$status" -eq 2 ]
    [[ $complaint == *"the samples do not carry a posterior"*"--points"* ]]
    [ ! -e results ]
    vrosim calibrate "${few[@]}" --force
    succeeds
    [[ $output == *"NOT TRUSTWORTHY"* ]]
    grep -q "NOT TRUSTWORTHY" results/calibrated.csv
    awk -F, 'FNR > 1 && $NF != 0 { exit 1 }' results/calibration_parameters.csv \
        results/calibration_conflicts.csv
}

@test "threads change no byte, and a manifest repeats the calibration" {
    vrosim calibrate "${small[@]}" --force --quiet --threads 1 --out one
    vrosim calibrate "${small[@]}" --force --quiet --threads 2 --out two
    for file in one/*.csv; do
        cmp "$file" "two/${file#*/}"
    done
    vrosim replay one/manifest.json
    succeeds
    [[ $output == *"7 files"*"all the same"* ]]
}

@test "what cannot be fitted is one sentence" {
    vrosim calibrate --parameters "no.such"
    fails_with 2 "'no.such' is no uncertain parameter"
    printf 'study,strategy,outcome,statistic,value,se,likelihood,role\n' >targets.csv
    printf 'own,vro,lld_mm,sd,9,1,normal,fit\n' >>targets.csv
    printf 'study,tables\nown,own.csv\n' >studies.csv
    printf 'parameter,distribution,value,unit\npopulation.age,fixed,7,years\n' >own.csv
    vrosim calibrate targets.csv
    fails_with 2 "targets.csv:2: only means are fitted, not 'sd'"
    sed -i 's/,sd,9,1,normal,fit/,mean,9,1,normal,holdout/' targets.csv
    vrosim calibrate targets.csv
    fails_with 2 "targets.csv: has no row of role fit"
    printf 'parameter,distribution,value,unit\npopulation.age,fixed,7,years\n' >flat.csv
    vrosim calibrate --prior flat.csv
    fails_with 2 "flat.csv: has no parameter with a standard error to fit"
}

# Targets made by the program with acceptance 0.9 are fitted with a prior at 0.5.
@test "a parameter is recovered from the program's own output" {
    printf 'parameter,distribution,value,unit\nrescue.acceptance,fixed,0.9,probability\n' >true.csv
    vrosim run true.csv --strategies soft_tissue --patients 20000 --quiet --out made
    printf 'study,strategy,outcome,value,se,likelihood,role\n' >targets.csv
    for outcome in revision_by_2y revision_by_5y revision_by_10y; do
        value=$(awk -F, -v o="$outcome" \
            '$4 == o && $3 == "all" && $5 == "mean" { print $6 }' made/summary.csv)
        echo "own$outcome,soft_tissue,$outcome,$value,0.004,normal,fit" >>targets.csv
    done
    { echo "study,tables"
        for outcome in revision_by_2y revision_by_5y revision_by_10y; do
            echo "own$outcome,own.csv"
        done; } >studies.csv
    printf 'parameter,distribution,value,unit\nfollowup.visit_interval,fixed,0.5,years\n' >own.csv
    printf 'parameter,distribution,value,se,unit\nrescue.acceptance,fixed,0.5,0.2,probability\n' \
        >prior.csv
    vrosim calibrate targets.csv --prior prior.csv --between-study 0 --patients 8192 --points 500 \
        --quiet
    succeeds
    awk -F, 'NR == 2 && ($5 < 0.9 - 4 * $6 || $5 > 0.9 + 4 * $6 || $6 > 0.1) { exit 1 }' \
        results/calibration_parameters.csv
}

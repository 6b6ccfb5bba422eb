#!/usr/bin/env bats
# The methods of results in words, and the tables of a supplement.
load helper

setup_file() {
    local program=${VROSIM:-$BATS_TEST_DIRNAME/../../build/vrosim}
    cd "$BATS_FILE_TMPDIR"
    "$program" run --patients 500 --seed 7 --quiet --out run
    "$program" psa "$BATS_TEST_DIRNAME/../../configs/economics.csv" --samples 20 --patients 200 \
        --study n=50,strategies=soft_tissue+vro,outcomes=revision_by_2y --quiet --out psa
    "$program" sensitivity --range rescue.acceptance --patients 500 --quiet --out sensitivity
    "$program" validate --patients 200 --quiet --out validate
    "$program" calibrate --parameters rescue.acceptance --patients 200 --points 50 --rows 20 \
        --between-study 0.3 --quiet --force --out calibrate
}

describe() {
    vrosim describe "$BATS_FILE_TMPDIR/$1" "${@:2}"
    succeeds
}

@test "the methods name children, seed, strategies, follow-up, version and command" {
    describe run
    [[ $output == "# Methods"* ]]
    grep -q '\*\*Design.\*\* .*compares 5 strategies in the same 500 simulated children' <<<"$output"
    grep -q 'seed 7 and stream 0' <<<"$output"
    grep -q 'for 10 years or until death' <<<"$output"
    grep -q "$("$program" --version | grep -o '[0-9]*\.[0-9]*\.[0-9]*' | head -1)" <<<"$output"
    grep -q 'vrosim run --patients 500 --seed 7' <<<"$output"
    not grep -q 'discounted' <<<"$output"
}

@test "the methods say how children were drawn" {
    vrosim run --patients 500 --sampling pcg --quiet --out independent
    vrosim describe independent
    grep -q 'Random numbers are PCG32' <<<"$output"
    not grep -q 'Sobol' <<<"$output"
    vrosim run --patients 9000 --quiet --out sobol
    vrosim describe sobol
    grep -q 'direction numbers of Joe and Kuo .* in replicates of 1,024 children' <<<"$output"
    grep -q 'from the spread of the 9 replicates' <<<"$output"
    vrosim describe --language de sobol
    grep -q 'in Replikaten zu 1.024 Kindern' <<<"$output"
}

@test "a psa of costs has its samples, currency and discount rates" {
    describe psa
    grep -q 'with 20 samples of its uncertain parameters' <<<"$output"
    grep -q 'thousands of USD (2016), from the perspective: health-care payer' <<<"$output"
    grep -q 'discounted by 3 % and quality-adjusted life years by 3 % a year' <<<"$output"
}

@test "a proposed study has a sentence and a table" {
    describe psa
    grep -q 'a proposed study (n=50,strategies=soft_tissue+vro,outcomes=revision_by_2y) is found by' <<<"$output"
    grep -q '^## Table S[0-9]*. Value of a proposed study' <<<"$output"
}

@test "a calibration says how much studies differ, and shows the figures that were fitted" {
    describe calibrate
    grep -q 'a standard deviation between studies on the logit: 0.3' <<<"$output"
    grep -q '^## Table S[0-9]*. Fitted figures' <<<"$output"
    describe validate
    grep -q 'a standard deviation between studies on the logit\.' <<<"$output"
}

@test "every verb that leaves results has a design, a model and software of its own" {
    for verb in run psa sensitivity validate calibrate; do
        describe "$verb"
        for part in Design Children Model 'Random numbers' Analysis Errors Software; do
            [ "$(grep -c "^\*\*$part\.\*\* " <<<"$output")" = 1 ]
        done
        grep '^\*\*Design' <<<"$output" >>designs
        not grep -qE '[{}]' <<<"$(grep '^\*\*' <<<"$output")"
    done
    [ "$(sort -u designs | wc -l)" = 5 ]
}

@test "a row of the outcomes has the cells of summary.csv" {
    describe run
    row=$(grep '^| revision_by_5y ' <<<"$output" | head -1)
    wanted=$(awk -F, '$2 == "vro" && $3 == "all" && $4 == "revision_by_5y" && $5 == "mean" {
        print $6 " (" $8 " to " $9 ")" }' "$BATS_FILE_TMPDIR/run/summary.csv")
    [[ $row == *"| $wanted |"* ]]
}

@test "the files have the tables that are printed, and the results stay as they were" {
    before=$(ls -l "$BATS_FILE_TMPDIR/psa" | cksum)
    describe psa --out supplement
    [ "$(sort <<<"$output")" = "$(ls -d supplement/* | sort)" ]
    [ "$before" = "$(ls -l "$BATS_FILE_TMPDIR/psa" | cksum)" ]
    describe psa
    [ "$output" = "$(cat supplement/describe.md)" ]
    [ "$(wc -l <supplement/supplement_parameters.csv)" = \
        "$(wc -l <"$BATS_FILE_TMPDIR/psa/parameters.csv")" ]
    [ "$(ls supplement/supplement_*.csv | wc -l)" = "$(grep -c '^## Table S' supplement/describe.md)" ]
}

@test "German texts have German marks" {
    describe psa --language de
    grep -q '^# Methoden' <<<"$output"
    grep -q '^## Tabelle S1' <<<"$output"
    vrosim describe "$BATS_FILE_TMPDIR/psa" --language fr
    fails_with 2 "'fr'"
}

@test "a folder of an earlier version is described, one without a manifest refused" {
    cp -r "$BATS_FILE_TMPDIR/run" old
    sed -i 's/"version": "[^"]*"/"version": "0.0.1"/' old/manifest.json
    rm old/contrasts.csv
    vrosim describe old
    succeeds
    grep -q 'vrosim 0\.0\.1' <<<"$output"
    mkdir empty
    vrosim describe empty
    fails_with 2 empty/manifest.json
    vrosim describe
    fails_with 2 "which folder of results"
}

#!/usr/bin/env bats
# Parameters fitted to published figures.
load helper

# Two parameters, few children and points: seconds, and too few to be trusted in earnest.
small=(--patients 500 --points 400 --parameters "rescue.acceptance,migration.tone_sd" --rows 200)

# A fit of a second, whose posterior is written in any case.
tiny=(--patients 200 --points 100 --rows 50 --parameters "rescue.acceptance,migration.tone_sd"
    --quiet --force)

# Both of them, which the tests hold others against: the folders small (with what it tells) and whole.
setup_file() {
    local project program
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    program=${VROSIM:-$project/build/vrosim}
    cd "$BATS_FILE_TMPDIR"
    "$program" calibrate "${small[@]}" --force --threads 2 --out small >told 2>complaint
    "$program" calibrate "${tiny[@]}" --out whole
}

take() { # FOLDER...
    local folder
    for folder in "$@"; do
        cp -r "$BATS_FILE_TMPDIR/$folder" .
    done
}

@test "calibrate fits, tells what it will cost and leaves its files" {
    output=$(cat "$BATS_FILE_TMPDIR/told")
    [ ! -s "$BATS_FILE_TMPDIR/complaint" ]
    [[ $output == "Fitting 2 parameters to 23 figures of 10 studies: about"* ]]
    [[ $output == *"rescue.acceptance"* ]]
    [ "$(wc -L <"$BATS_FILE_TMPDIR/told")" -le 100 ]
    take small
    cd small
    only calibrated.csv calibration_conflicts.csv calibration_diagnostics.csv calibration_fit.csv \
        calibration_parameters.csv calibration_posterior.csv manifest.json parameters.csv
    [ "$(head -n 1 calibration_posterior.csv)" = "trustworthy,rescue.acceptance,migration.tone_sd" ]
    [ "$(wc -l <calibration_posterior.csv)" -eq 201 ]
    [ "$(wc -l <calibration_fit.csv)" -eq 24 ]
    vrosim check calibrated.csv
    succeeds
}

@test "calibrated.csv of a fit of a part of the prior is the model that was fitted, with or without the prior" {
    take small
    grep -q "^,5,migration.rate,fixed,14,,,,7,percent per year,prior" small/calibrated.csv
    [ "$(grep -c "calibrated to" small/calibrated.csv)" -eq 2 ]
    vrosim run small/calibrated.csv --patients 100 --quiet --out alone
    vrosim run "$project/configs/evidence/prior.csv" small/calibrated.csv \
        --patients 100 --quiet --out over
    cmp alone/parameters.csv over/parameters.csv
}

@test "samples that do not carry a posterior are refused without --force, and said to be so with it" {
    few=(--patients 200 --points 10 --parameters "migration.*")
    vrosim calibrate "${few[@]}" --quiet --checkpoint kept.fit
    [ "$status" -eq 2 ]
    [[ $complaint == *"the samples do not carry a posterior"*"--points"* ]]
    [ ! -e results ]
    vrosim calibrate --resume kept.fit --force
    succeeds
    [[ $output == *"NOT TRUSTWORTHY"* ]]
    grep -q "NOT TRUSTWORTHY" results/calibrated.csv
    awk -F, 'FNR > 1 && $NF != 0 { exit 1 }' results/calibration_{parameters,conflicts,fit}.csv
    awk -F, 'FNR > 1 && $1 != 0 { exit 1 }' results/calibration_posterior.csv
    grep -q "^trustworthy,0,1,0" results/calibration_diagnostics.csv
    vrosim psa results/calibrated.csv --draws results/calibration_posterior.csv --samples 10 \
        --patients 100 --out decided
    [ "$status" -eq 0 ]
    [[ $complaint == *"results/calibration_posterior.csv: the samples are not trustworthy"* ]]
}

@test "threads change no byte, and a manifest repeats the calibration" {
    take small # of two threads
    vrosim calibrate "${small[@]}" --force --quiet --threads 1 --out one
    for file in one/*.csv; do
        cmp "$file" "small/${file#*/}"
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
        echo "own,soft_tissue,$outcome,$value,0.004,logit_normal,fit" >>targets.csv
    done
    printf 'study,tables\nown,own.csv\n' >studies.csv
    printf 'parameter,distribution,value,unit\nfollowup.visit_interval,fixed,0.5,years\n' >own.csv
    printf 'parameter,distribution,value,se,unit\nrescue.acceptance,fixed,0.5,0.2,probability\n' \
        >prior.csv
    vrosim calibrate targets.csv --prior prior.csv --between-study 0 --patients 8192 --points 500 \
        --quiet
    succeeds
    awk -F, 'NR == 2 && ($5 < 0.9 - 4 * $6 || $5 > 0.9 + 4 * $6 || $6 > 0.1) { exit 1 }' \
        results/calibration_parameters.csv
}

# Returns once what is running has written FILE again some times.
await_writing() { # FILE TIMES
    local time before
    for ((time = 0; time < $2; time++)); do
        before=$(version_of "$1")
        while [ "$(version_of "$1")" = "$before" ] && kill -0 "$process" 2>/dev/null; do
            sleep 0.01
        done
    done
}

stop_after() { # FILE TIMES SIGNAL
    await_writing "$1" "$2"
    stop "$3"
}

points_kept() {
    sed -n 's/.*stopped by a signal after \([0-9]*\) of about .* points, which are kept.*/\1/p' \
        <<<"$complaint"
}

@test "a fit that is stopped says how to go on, and goes on to the same bytes" {
    take whole
    start kept.fit calibrate "${tiny[@]}" --checkpoint kept.fit --every 0 --threads 1 --out results
    stop_after kept.fit 3 TERM
    [ "$status" -eq 143 ]
    [[ $complaint == *"continue with: vrosim calibrate --resume kept.fit --out results --force" ]]
    only kept.fit whole
    done=$(points_kept)
    [ "$done" -ge 3 ]
    for signal in INT USR1 HUP; do
        start kept.fit calibrate --resume kept.fit --quiet --every 0 --threads 2 --out results --force
        stop_after kept.fit 3 "$signal"
        [ "$status" -eq $((128 + $(kill -l "$signal"))) ]
        [ "$(points_kept)" -gt "$done" ]
        done=$(points_kept)
        only kept.fit whole
    done
    vrosim calibrate --resume kept.fit --quiet --out results --force
    succeeds
    same_results whole results
}

@test "a fit that is killed goes on from its last checkpoint" {
    take whole
    start kept.fit calibrate "${tiny[@]}" --checkpoint kept.fit --every 0 --threads 1 --out results
    stop_after kept.fit 5 KILL
    [ "$status" -eq 137 ]
    rm -rf .results.*
    cp kept.fit copy.fit
    vrosim calibrate --resume copy.fit --checkpoint other.fit --quiet --out results --force
    succeeds
    same_results whole results
    cmp kept.fit copy.fit
    vrosim calibrate --resume other.fit --quiet --out again --force
    succeeds
    same_results whole again
}

@test "a fit without a checkpoint says that nothing is kept, and how to keep it" {
    env --default-signal=TERM "$program" calibrate >"$kept/output" 2>"$kept/complaint" 3>&- &
    process=$!
    await '.results*'
    stop TERM
    [ "$status" -eq 143 ]
    [[ $complaint == *"nothing is kept; --checkpoint FILE would keep them"* ]]
    only
}

@test "a posterior that is refused is kept, and --force writes it without simulating again" {
    take whole
    unset 'tiny[-1]'
    vrosim calibrate "${tiny[@]}" --checkpoint kept.fit
    [ "$status" -eq 2 ]
    [[ $complaint == *"do not carry a posterior"*"kept.fit holds the last checkpoint"* ]]
    only kept.fit whole
    vrosim calibrate --resume kept.fit --patients 200 --points 100 --rows 50 --seed 1 --force
    succeeds
    same_results whole results
}

@test "another question than that of the checkpoint is refused, each contradiction named" {
    vrosim calibrate "${tiny[@]}" --checkpoint kept.fit
    cp kept.fit copy.fit
    vrosim calibrate --resume kept.fit --seed 2 --patients 5 --rows 7 --points 11 --parameters a,b \
        --between-study 0.3
    fails_with 2 "kept.fit: its seed is 1, not 2"
    fails_with 2 "kept.fit: its number of children is 200, not 5"
    fails_with 2 "kept.fit: its number of rows (--rows) is 50, not 7"
    fails_with 2 "kept.fit: its number of points (--points) is 100, not 11"
    fails_with 2 "kept.fit: its list of parameters (--parameters) is rescue.acceptance,migration.tone_sd, not a,b"
    fails_with 2 "kept.fit: its deviation between studies (--between-study) is the usual, not 0.3"
    complaints 6
    write_table table.csv
    vrosim calibrate table.csv --resume kept.fit
    fails_with 2 "kept.fit: it has 1 tables (the prior included), not 2"
    printf 'parameter,distribution,value,se,unit\nrescue.acceptance,fixed,0.5,0.2,probability\n' \
        >prior.csv
    vrosim calibrate --prior prior.csv --resume kept.fit
    fails_with 2 "kept.fit: its prior.csv differs from the one that is named"
    sed '$d' "$project/configs/evidence/targets.csv" >targets.csv
    cp -r "$project"/configs/evidence/{studies.csv,studies,*series.csv} .
    vrosim calibrate targets.csv --resume kept.fit
    fails_with 2 "kept.fit: its targets.csv differs from the one that is named"
    cmp kept.fit copy.fit
    [ ! -e again ]
}

@test "only the file of a fit is gone on from, or replaced" {
    vrosim run --patients 500 --checkpoint run.tally --quiet
    head -c 1000 run.tally >short
    for file in run.tally missing short .; do
        vrosim calibrate --resume "$file"
        [ "$status" -eq 2 ]
        [[ $complaint == *"$file: "* ]]
    done
    vrosim calibrate --checkpoint run.tally --force
    fails_with 2 "run.tally: "
    start kept.fit calibrate "${tiny[@]}" --checkpoint kept.fit --every 0 --out results
    for words in "--checkpoint kept.fit" "--resume kept.fit"; do
        vrosim calibrate $words --force --out other
        fails_with 2 "kept.fit: another run is writing to it"
    done
    stop TERM
    unset 'tiny[-1]'
    vrosim calibrate "${tiny[@]}" --checkpoint kept.fit
    fails_with 2 "kept.fit: holds a calibration that is not finished"
    vrosim calibrate --checkpoint results/kept.fit
    fails_with 2 "results/kept.fit"
    vrosim run --resume kept.fit
    fails_with 2 "kept.fit: is not a tally file"
    vrosim calibrate --shard 1/2
    fails_with 2 "where a fit goes next depends on all points before"
}

@test "1, 2 and 3 ranks give the bytes of one, also one after the other" {
    needs_mpi
    take whole
    for count in 1 2 3; do
        ranks "$count" calibrate "${tiny[@]}" --out parallel
        [ "$status" -eq 0 ]
        grep -q "\"ranks\": $count" parallel/manifest.json
        same_results whole parallel
    done
    exchange --points 1000 "${tiny[@]}"
    vrosim calibrate "${changed[@]}" --out longer
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    program=mpirun
    start kept.fit --oversubscribe -n 3 "$parallel" calibrate "${changed[@]}" --threads 1 \
        --checkpoint kept.fit --every 0 --out results
    await_writing kept.fit 2 # all ranks take part
    kill -s TERM "$(pgrep -P "$process" | tail -n 1)"
    finish
    [ "$status" -eq 143 ]
    [ "$(points_kept)" -gt 0 ]
    only kept.fit longer parallel whole
    ranks 2 calibrate --resume kept.fit --quiet --force --out results
    [ "$status" -eq 0 ]
    same_results longer results
}

@test "a fault of the tables, and samples that carry no posterior, end a job of ranks, said once" {
    needs_mpi
    ranks 3 calibrate missing.csv
    [ "$status" -eq 2 ]
    [ "$(grep -c "missing.csv: cannot be opened" <<<"$complaint")" -eq 1 ]
    unset 'tiny[-1]'
    ranks 2 calibrate "${tiny[@]}"
    [ "$status" -eq 2 ]
    [ "$(grep -c "do not carry a posterior" <<<"$complaint")" -eq 1 ]
    only
}

# A study whose figures are made by hand, all children under 3 years, fitted in one parameter.
write_study() { # ROWS OF TARGETS
    printf 'study,strategy,subgroup,outcome,statistic,value,se,events,n,likelihood,group,role\n' >targets.csv
    cat >>targets.csv
    printf 'study,tables,part_of\nown,own.csv,\nagain,own.csv,own\n' >studies.csv
    printf 'parameter,distribution,value,unit\npopulation.age,fixed,3,years\n' >own.csv
    printf 'parameter,distribution,value,se,unit\nrescue.acceptance,fixed,0.5,0.2,probability\n' \
        >prior.csv
}

fit=(targets.csv --prior prior.csv --patients 2000 --points 200 --rows 100 --force)

@test "targets at fault are one sentence each" {
    write_study <<'END'
own,soft_tissue,all,revision_by_2y,,,,12,10,binomial,,fit
own,soft_tissue,all,revison_by_5y,,,,2,10,binomial,,fit
own,soft_tissue,gmfcs_6,revision_by_5y,,,,2,10,binomial,,fit
END
    vrosim calibrate "${fit[@]}"
    fails_with 2 "targets.csv:2:39: events '12' is more than the children in n"
    sed -i 's/,12,10,/,2,10,/' targets.csv
    vrosim calibrate "${fit[@]}"
    fails_with 2 "targets.csv:4: subgroup 'gmfcs_6' is unknown"
    sed -i 's/gmfcs_6/gmfcs_5/' targets.csv
    vrosim calibrate "${fit[@]}"
    fails_with 2 "targets.csv:3: outcome 'revison_by_5y' is unknown; the nearest is 'revision_by_5y'"
    write_study <<'END'
own,soft_tissue,all,revision_by_2y,,0.2,0.05,,,normal,,fit
END
    vrosim calibrate "${fit[@]}"
    fails_with 2 "targets.csv:2: 'revision_by_2y' is a share; its likelihood is binomial or logit_normal"
}

@test "a figure that nobody in the study can have is one sentence" {
    write_study <<'END'
own,soft_tissue,age_6_and_over,revision_by_5y,,,,2,10,binomial,,fit
END
    vrosim calibrate "${fit[@]}" --quiet
    fails_with 2 "targets.csv:2: no simulated child of study 'own' under 'soft_tissue' has 'revision_by_5y' in subgroup 'age_6_and_over': its tables"
}

@test "figures that cannot be reached, or contradict each other, are one sentence each" {
    write_study <<'END'
own,soft_tissue,all,revision_by_5y,,,,990,1000,binomial,,fit
END
    vrosim calibrate "${fit[@]}"
    [[ $output == *"own: revision_by_5y of all, soft_tissue"*"is 0.99,"*"out of reach"* ]]
    grep -q ",out of reach," results/calibration_fit.csv
    grep -q "^figures_out_of_reach,1,0,0" results/calibration_diagnostics.csv
    write_study <<'END'
own,soft_tissue,all,revision_by_2y,,,,400,1000,binomial,,fit
own,soft_tissue,all,revision_by_5y,,,,300,1000,binomial,,fit
END
    vrosim calibrate "${fit[@]}"
    [[ $output == *"own: revision_by_2y of all, soft_tissue"*"contradicts"* ]]
    grep -q "^figures_that_contradict,2,0,0" results/calibration_diagnostics.csv
}

@test "a part of a study needs the landmarks of the whole, and its name" {
    write_study <<'END'
own,soft_tissue,all,revision_by_5y,,,,36,90,binomial,,fit
again,soft_tissue,all,revision_by_3y,,,,9,30,binomial,,fit
END
    printf 'parameter,distribution,value,unit\nfollowup.landmarks,text,3 years,\n' >three.csv
    sed -i 's/^again,own.csv/again,own.csv three.csv/' studies.csv
    vrosim calibrate "${fit[@]}"
    fails_with 2 "studies.csv:3:25: study 'again' has no outcome 'revision_by_5y', which a figure of 'own' has"
    sed -i 's/,own$/,ownn/' studies.csv
    vrosim check targets.csv
    fails_with 2 "studies.csv:3:25: part_of 'ownn' is no study; the nearest is 'own'"
}

# The posterior mean and standard deviation of the parameter.
fitted() { awk -F, 'NR == 2 { print $5, $6 }' results/calibration_parameters.csv; }

# Of the same children: by less than a twentieth of the standard deviation. Of others they narrow it.
@test "a doubled row within a group changes nearly nothing, an endless error nothing" {
    row="soft_tissue,all,revision_by_5y,,,,180,450,binomial,one,fit"
    write_study <<<"own,$row"
    vrosim calibrate "${fit[@]}" --between-study 0 --quiet
    once=$(fitted)
    write_study <<<"own,$row"$'\n'"again,$row"
    vrosim calibrate "${fit[@]}" --between-study 0 --quiet
    awk -v a="$once" -v b="$(fitted)" 'BEGIN { split(a, x); split(b, y)
        exit !((x[1] - y[1]) ^ 2 < (x[2] / 20) ^ 2 && (x[2] - y[2]) ^ 2 < (x[2] / 20) ^ 2) }'
    sed -i 's/,own$/,/' studies.csv
    vrosim calibrate "${fit[@]}" --between-study 0 --quiet
    awk -v a="$once" -v b="$(fitted)" 'BEGIN { split(a, x); split(b, y); exit !(y[2] < 0.96 * x[2]) }'
    write_study <<<"own,$row"$'\n'"own,soft_tissue,all,lld_mm,,9,1e9,,,normal,two,fit"
    vrosim calibrate "${fit[@]}" --between-study 0 --quiet
    awk -v a="$once" -v b="$(fitted)" 'BEGIN { split(a, x); split(b, y)
        exit !((x[1] - y[1]) ^ 2 < (x[2] / 100) ^ 2 && (x[2] - y[2]) ^ 2 < (x[2] / 100) ^ 2) }'
}

@test "variation between studies is estimated from the figures that are fitted" {
    vrosim calibrate "${small[@]}" --between-study estimate --force
    succeeds
    [[ $output == *"standard deviation of "*"(estimated)"* ]]
    grep -q "^between_study,.*,estimated,1" results/calibration_diagnostics.csv
    vrosim replay results/manifest.json
    succeeds
}

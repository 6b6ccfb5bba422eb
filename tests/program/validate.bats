#!/usr/bin/env bats
# The model beside published figures.
load helper

small=(--patients 2000)

# One study of two figures, a registry of its own.
write_registry() {
    cat >targets.csv <<'EOF'
study,strategy,subgroup,outcome,statistic,events,n,likelihood,role,source
own,vro,all,revision_by_2y,mean,12,100,binomial,holdout,registry
own,vro,gmfcs_5,lld_abs_mm,mean,,,normal,fit,registry
EOF
    sed -i -e '1s/events/value,se,events/' -e '2s/mean,/mean,,,/' -e '3s/mean,/mean,9,1,/' targets.csv
    printf 'study,tables,note\nown,own.csv,\n' >studies.csv
    printf 'parameter,distribution,value,unit\npopulation.age,fixed,7,years\n' >own.csv
}

@test "validate shows every published figure beside the model's and leaves its files" {
    vrosim validate "${small[@]}"
    succeeds
    [[ $output == *"of 23 fitted figures lie inside the published intervals"* ]]
    [[ $output == *"of 19 held-out figures lie inside"* ]]
    [ "$(wc -L <"$kept/output")" -le 110 ]
    cd results
    only manifest.json parameters.csv validation.csv
    [ "$(wc -l <validation.csv)" -eq 43 ]
}

@test "the default agrees with as many figures as an independent implementation found" {
    vrosim validate --quiet
    succeeds
    awk -F, 'NR > 1 { count[$6]++; inside[$6] += $18; predicted[$6] += $19 }
        END { exit !(count["fit"] == 23 && count["holdout"] == 19 && inside["fit"] >= 14 &&
            inside["holdout"] >= 10 && predicted["holdout"] >= 17) }' results/validation.csv
}

@test "a registry of one's own stands beside its studies" {
    write_registry
    vrosim validate targets.csv "${small[@]}"
    succeeds
    [[ $output == *"own"*"lld_abs_mm of gmfcs_5, vro"* ]]
    [ "$(wc -l <results/validation.csv)" -eq 3 ]
    vrosim replay results/manifest.json
    succeeds
    [[ $output == *"2 files"*"all the same"* ]]
}

@test "a table changes the default before the tables of the studies do" {
    write_registry
    printf 'parameter,distribution,value,unit\npopulation.age,fixed,3,years\n' >young.csv
    vrosim validate targets.csv "${small[@]}" --quiet --out without
    vrosim validate targets.csv young.csv "${small[@]}" --quiet --out with
    succeeds
    cmp without/validation.csv with/validation.csv
    not cmp without/parameters.csv with/parameters.csv
    printf 'parameter,distribution,value,unit\nother.reoperation,fixed,0,per year\n' >fewer.csv
    vrosim validate targets.csv fewer.csv "${small[@]}" --quiet --out fewer
    not cmp without/validation.csv fewer/validation.csv
}

@test "threads change no byte" {
    vrosim validate "${small[@]}" --quiet --threads 1 --out one
    vrosim validate "${small[@]}" --quiet --threads 2 --out two
    cmp one/validation.csv two/validation.csv
}

@test "variation between studies is given or estimated" {
    vrosim validate "${small[@]}" --between-study 0
    succeeds
    [[ $output == *"standard deviation of 0.00"*"(given)"* ]]
    vrosim validate "${small[@]}" --between-study estimate
    [[ $output == *"(estimated from the fitted figures)"* ]]
    vrosim validate --between-study wide
    fails_with 2 "--between-study: 'wide' is not a standard deviation"
}

# Two studies of level V alone; every child of the first is there twice: among all, and at level V.
@test "children who are in two rows count once where the variation between studies is estimated" {
    cat >once.csv <<'EOF'
study,strategy,subgroup,outcome,events,n,likelihood,role,source
one,vro,all,revision_by_2y,1,15,binomial,fit,registry
two,vro,all,revision_by_2y,11,15,binomial,fit,registry
EOF
    cp once.csv twice.csv
    echo 'one,vro,gmfcs_5,revision_by_2y,1,15,binomial,fit,registry' >>twice.csv
    printf 'study,tables,note\none,own.csv,\ntwo,own.csv,\n' >studies.csv
    printf 'gmfcs,parameter,distribution,value,unit\n' >own.csv
    for level in 1 2 3 4 5; do
        echo "$level,population.gmfcs,fixed,$((level / 5)),share" >>own.csv
    done
    for rows in once twice; do
        vrosim validate $rows.csv "${small[@]}" --between-study estimate --out $rows
        succeeds
        grep -o "standard deviation of [0-9.]*" <<<"$output" >$rows.between
    done
    cmp once.between twice.between
    grep -q "of [0-9.]*[1-9]" once.between
}

@test "a variation between studies is not estimated without a share to fit" {
    write_registry
    vrosim validate targets.csv "${small[@]}" --between-study estimate
    fails_with 2 "targets.csv: has no share of role fit"
}

@test "studies without figures, or with ignored ones alone, are no fault" {
    write_registry
    printf 'none,own.csv,\nold,own.csv,\n' >>studies.csv
    echo 'old,vro,all,revision_by_2y,mean,,,12,100,binomial,ignore,registry' >>targets.csv
    vrosim validate targets.csv "${small[@]}"
    succeeds
    [ "$(wc -l <results/validation.csv)" -eq 3 ]
    vrosim check targets.csv
    succeeds
}

# A posterior of two parameters of a registry, as calibrate would leave it.
write_posterior() {
    printf 'rescue.acceptance,migration.tone_sd\n0.2,0.7\n0.99,1.9\n0.6,1.3\n' >posterior.csv
}

@test "samples of the parameters widen the intervals, and are told with what they cost" {
    write_registry
    write_posterior
    vrosim validate targets.csv "${small[@]}" --quiet --out without
    vrosim validate targets.csv "${small[@]}" --draws posterior.csv --out with
    succeeds
    [[ $output == "Simulating 1 study in 3 samples of 2 parameters: 6,000 children"* ]]
    [[ $output == *"2000 children in each study and sample"* ]]
    [[ $output == *"Parameter uncertainty is in these intervals: 3 samples."* ]]
    cut -d, -f14 without/validation.csv | sed 1d | { ! grep .; }
    paste -d, without/validation.csv with/validation.csv | awk -F, 'NR > 1 {
        exit !($35 > 0 && $37 - $36 > $16 - $15) }'
}

@test "samples change no byte by threads, a manifest repeats them, and --samples takes the first rows" {
    write_registry
    write_posterior
    small=(--patients 500 --quiet)
    vrosim validate targets.csv "${small[@]}" --draws posterior.csv --threads 1 --out one
    vrosim validate targets.csv "${small[@]}" --draws posterior.csv --threads 2 --out two
    cmp one/validation.csv two/validation.csv
    head -n 3 posterior.csv >first.csv
    vrosim validate targets.csv "${small[@]}" --draws posterior.csv --samples 2 --out few
    vrosim validate targets.csv "${small[@]}" --draws first.csv --out first
    cmp few/validation.csv first/validation.csv
    not cmp few/validation.csv one/validation.csv
    rm posterior.csv
    vrosim replay one/manifest.json
    succeeds
    [[ $output == *"2 files"*"all the same"* ]]
}

@test "the samples of a psa are samples of a validation, and faults of samples have their place" {
    write_registry
    vrosim psa --samples 3 --patients 10 --quiet --out drawn
    vrosim validate targets.csv "${small[@]}" --draws drawn/psa_params.csv
    succeeds
    [[ $output == *"in 3 samples of"* ]]
    write_posterior
    sed -i 's/tone_sd/tone_ds/' posterior.csv
    vrosim validate targets.csv --draws posterior.csv
    fails_with 2 "posterior.csv:1:19: 'migration.tone_ds' is not an uncertain parameter"
    vrosim validate targets.csv --samples 10
    fails_with 2 "--samples is the number of samples of --draws"
}

@test "faults of targets and studies come with file, line and what would be right" {
    write_registry
    sed -i 's/revision_by_2y/revisoin_by_2y/; s/gmfcs_5/gmfcs_6/' targets.csv
    vrosim validate targets.csv
    fails_with 2 "targets.csv:3: subgroup 'gmfcs_6' is unknown"
    write_registry
    sed -i 's/revision_by_2y/revisoin_by_2y/' targets.csv
    vrosim validate targets.csv
    fails_with 2 "targets.csv:2: "
    write_registry
    sed -i 's/100/10/' targets.csv
    vrosim validate targets.csv
    fails_with 2 "events '12' is more than the children in n"
    write_registry
    rm own.csv
    vrosim validate targets.csv
    fails_with 2 "own.csv: cannot be opened"
    write_registry
    rm studies.csv
    vrosim validate targets.csv
    fails_with 2 "studies.csv: cannot be opened"
    [ ! -e results ]
}

@test "check reads targets and studies with all their tables" {
    vrosim check "$project/configs/evidence/targets.csv"
    succeeds
    [[ $output == *"no faults. 42 figures of 25 studies: 23 to fit, 19 held out, 0 ignored"* ]]
    vrosim check "$project/configs/evidence/studies.csv"
    succeeds
    [[ $output == *"no faults. 25 studies with 26 tables"* ]]
    write_registry
    sed -i 's/population.age/population.aeg/' own.csv
    vrosim check targets.csv
    fails_with 2 "own.csv:2:1: "
    vrosim check studies.csv
    fails_with 2 "own.csv:2:1: "
}

@test "1, 2 and 3 ranks give the bytes of one, also with samples of parameters" {
    needs_mpi
    printf 'rescue.acceptance\n0.4\n0.5\n0.6\n0.7\n0.8\n' >draws.csv
    vrosim validate --patients 20000 --quiet --out whole
    vrosim validate "${small[@]}" --draws draws.csv --quiet --out whole_drawn
    for count in 1 2 3; do
        ranks "$count" validate --patients 20000 --quiet --out parallel
        [ "$status" -eq 0 ]
        same_results whole parallel
        ranks "$count" validate "${small[@]}" --draws draws.csv --quiet --out drawn
        [ "$status" -eq 0 ]
        same_results whole_drawn drawn
    done
    grep -q '"ranks": 3' drawn/manifest.json
    ranks 2 validate missing.csv
    [ "$status" -eq 2 ]
    [ "$(grep -c "missing.csv: cannot be opened" <<<"$complaint")" -eq 1 ]
}

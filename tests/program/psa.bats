#!/usr/bin/env bats
# Uncertainty analyses: their files, and what they must have in common with plain runs.
load helper
load analysis

files="coverage.csv decision_acceptability.csv decision_increments.csv decision_information.csv \
    decision_partial.csv decision_plane.csv decision_subgroups.csv manifest.json parameters.csv \
    psa_contrasts.csv psa_costs.csv psa_effects.csv psa_params.csv psa_summary.csv strategies.csv"
small=(--samples 12 --patients 2000)

# The default without any standard error, or with all of them 0, as a table.
write_certain() { # FILE [0]
    sed -E "s/^(([^,]*,){8})[0-9.]+,/\1${2:-},/" "$project/configs/baseline.csv" >"$1"
}

@test "psa prints a summary and leaves its files in results" {
    vrosim psa "${small[@]}"
    succeeds
    [[ $output == *"12 samples of 2000 children"* ]]
    [[ $output == *"Monte Carlo error is at most"* ]]
    [ "$(wc -L <"$kept/output")" -le 80 ]
    only results
    cd results
    only $files
}

@test "the report says how far noise is in the way" {
    vrosim psa --samples 2 --patients 5
    [[ $output == *"Too few children to separate"* ]]
    vrosim psa --samples 3 --patients 500
    [[ $output == *"Monte Carlo error is at most "[0-9]*" %"* ]]
    [[ $output == *"take more children"* ]]
}

@test "the tables have the columns that they should have, in every row" {
    vrosim psa "${small[@]}" --quiet
    succeeds
    [ -z "$output" ]
    [ "$(head -1 results/psa_summary.csv)" = "scenario,strategy,subgroup,outcome,statistic,value,\
se,lower,upper,interval,monte_carlo_variance,parameter_variance,parameter_variance_se,\
monte_carlo_share,advice,samples,patients" ]
    [ "$(head -1 results/psa_contrasts.csv)" = "scenario,strategy,reference,subgroup,outcome,\
statistic,value,se,lower,upper,interval,monte_carlo_variance,parameter_variance,\
parameter_variance_se,monte_carlo_share,advice,probability_better,samples,patients" ]
    [ "$(head -1 results/psa_effects.csv)" = "soft_tissue,vro,vro_soft_tissue,vro_pelvic,observation" ]
    for file in results/psa_*.csv; do
        awk -F, 'NR == 1 { width = NF } NF != width { bad = 1 } END { exit bad }' "$file"
    done
    [ "$(wc -l <results/psa_params.csv)" -eq 13 ]
    [ "$(wc -l <results/psa_effects.csv)" -eq 13 ]
    [ "$(columns results/psa_summary.csv interval samples patients | sort -u)" = \
        uncertainty,12,2000 ]
}

@test "every row of the effective table with a standard error is a column of psa_params.csv" {
    vrosim psa "${small[@]}" --quiet
    # strategies with the same numbers share a column, named after the first of them
    awk -F, 'NR > 1 && $9 > 0 {
        same = $2; for (i = 3; i <= 9; i++) same = same "," $i
        if (!seen[same]++) print $3 ($1 ? "." $1 : "") ($2 ? ".gmfcs_" $2 : "") }' \
        results/parameters.csv >expected
    head -1 results/psa_params.csv | tr , '\n' | diff expected -
}

@test "coverage.csv has the rows of the effective table, and a column of psa_params.csv for each uncertain one" {
    vrosim psa "${small[@]}" --strategies soft_tissue,vro
    succeeds
    diff <(columns results/parameters.csv strategy gmfcs parameter source) \
        <(columns results/coverage.csv strategy gmfcs parameter source)
    diff <(columns results/parameters.csv se | awk '{ print ($1 > 0 ? "uncertain" : "exact") }') \
        <(columns results/coverage.csv coverage | sed '/^uncertain$/! s/.*/exact/')
    diff <(head -1 results/psa_params.csv | tr , '\n' | sort) \
        <(columns results/coverage.csv sampled_as | grep . | sort -u)
    for kind in uncertain question assumption source; do
        count=$(columns results/coverage.csv coverage | grep -cx "$kind")
        grep -qE "^ +$count (is uncertain|are uncertain|define|rest).*" <<<"$output"
    done
    [[ $output == *"rest on an assumption and are treated as exact:"*population.age* ]]
}

@test "samples that are not what was asked for are a warning, on the screen and in the file" {
    printf '%s\n' parameter,distribution,value,min,max,se,unit \
        anatomy.migration_other,uniform,,0,60,20,percent \
        complication.avn,fixed,0.001,,,0.03,probability >asked.csv
    vrosim psa asked.csv --samples 200 --patients 50 --strategies vro
    succeeds
    [[ $output == *"Warning: samples pile on a bound"* ]]
    [ "$(wc -L <"$kept/output")" -le 80 ]
    for name in anatomy.migration_other complication.avn; do
        grep -qE "^  $name +[0-9.]+ \([0-9.]+\) +[0-9.]+ \([0-9.]+\) +[0-9]+ %$" <<<"$output"
    done
    [ "$(columns results/coverage.csv parameter warning | grep bound)" = "anatomy.migration_other,bound
complication.avn,bound" ]
    # mean and spread are those of psa_params.csv
    number=$(head -1 results/psa_params.csv | tr , '\n' | grep -nx anatomy.migration_other | cut -d: -f1)
    tail -n +2 results/psa_params.csv | cut -d, -f"$number" | awk -v said="$(
        columns results/coverage.csv parameter drawn_mean drawn_sd on_bound | grep migration_other)" '
        { n++; x += $1; xx += $1 * $1; bound += $1 < 30.02 || $1 > 69.98 }
        END {
            split(said, cell, ",")
            mean = x / n; sd = sqrt((xx - n * mean * mean) / (n - 1))
            exit !((cell[2] / mean - 1) ^ 2 < 1e-6 && (cell[3] / sd - 1) ^ 2 < 1e-6 && cell[4] == bound / n) }'
}

@test "correlations that a bound takes away are a warning, on the screen and in the file" {
    printf '%s\n' parameter,distribution,value,min,max,se,unit \
        anatomy.migration_other,uniform,,0,60,20,percent >asked.csv
    printf '%s\n' parameter,other,correlation anatomy.migration_other,loss.hazard,0.9 \
        healing.time,healing.delay,-0.6 >together.csv
    vrosim psa asked.csv --correlations together.csv --samples 300 --patients 50 --strategies vro
    succeeds
    [[ $output == *"Warning: samples do not have the correlations that are asked for."* ]]
    [[ $output == *"  anatomy.migration_other with"*"  loss.hazard: asked 0.9, drawn 0."[67]* ]]
    [ "$(columns results/psa_correlations.csv parameter other asked warning)" = \
        "anatomy.migration_other,loss.hazard,0.9,off
healing.time,healing.delay,-0.6," ]
}

@test "the same bytes come at 1, 2 and 3 threads" {
    has_the_same_bytes_on_any_threads psa "${small[@]}"
}

@test "the same bytes come from 1, 2, 3 and 4 ranks" {
    needs_mpi
    write_table table.csv
    printf '%s\n' "parameter,other,correlation" "loss.hazard,migration.after_maturity,0.5" >together.csv
    options=(table.csv --samples 7 --patients 2000 --strategies soft_tissue,vro --seed 4
        --correlations together.csv --effect failed --quiet)
    vrosim psa "${options[@]}" --out one
    succeeds
    for count in 1 2 3 4; do
        ranks "$count" psa "${options[@]}" --threads 2 --out parallel
        [ "$status" -eq 0 ] || { echo "$complaint"; false; }
        [ -z "$output" ]
        grep -q "\"ranks\": $count" parallel/manifest.json
        same_results one parallel
    done
}

@test "more ranks than samples are fine, and one of them speaks" {
    needs_mpi
    ranks 4 psa --samples 2 --patients 500
    [ "$status" -eq 0 ]
    [ "$(grep -c "2 samples of 500 children" <<<"$output")" -eq 1 ]
    vrosim psa --samples 2 --patients 500 --quiet --out one
    same_results one results
}

@test "a fault of the tables ends a job of several ranks, said once" {
    needs_mpi
    ranks 3 psa missing.csv
    [ "$status" -eq 2 ]
    [ "$(grep -c "missing.csv: cannot be opened" <<<"$complaint")" -eq 1 ]
    [[ $complaint == *"rank 0 of 3 ends the job"* ]]
    only
}

@test "a signal to one rank ends an analysis at all of them, and nothing is left" {
    needs_mpi
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    env --default-signal=INT,TERM mpirun --oversubscribe -n 3 "$parallel" psa --samples 100000 \
        --threads 1 --quiet >"$kept/output" 2>"$kept/complaint" 3>&- &
    process=$!
    await '.results*'
    kill -s TERM "$(pgrep -P "$process" | tail -n 1)"
    finish
    [ "$status" -eq 143 ]
    [ "$(grep -c "stopped by a signal after [0-9]* of 100000 samples; nothing is kept" \
        <<<"$complaint")" -eq 1 ]
    only
}

# An analysis with all that its order can hold.
write_study() {
    write_table table.csv
    printf '%s\n' "parameter,other,correlation" "loss.hazard,migration.after_maturity,0.5" >together.csv
    study=(psa table.csv --samples 11 --patients 2000 --strategies soft_tissue,vro --seed 4
        --correlations together.csv --effect failed --thresholds 0:4:2 --groups 'loss.*+implant.*'
        --subgroups age --quiet)
}

# Writes the study in shards, each on another number of threads.
make_shards() { # COUNT
    local number
    for ((number = 1; number <= $1; number++)); do
        vrosim "${study[@]}" --threads $((number % 3 + 1)) --shard "$number/$1"
        succeeds
    done
}

@test "shards of any number, merged, are the bytes of one analysis" {
    write_study
    vrosim "${study[@]}" --out whole
    succeeds
    for count in 1 3 5; do
        make_shards "$count"
        rm -rf merged
        vrosim merge --quiet --threads $((count % 2 + 1)) --out merged \
            $(ls shard-*-of-"$count".tally | sort -r)
        succeeds
        [ -z "$output" ]
        same_results whole merged
    done
    rm table.csv together.csv
    vrosim replay merged/manifest.json
    succeeds
    [[ $output == *"all the same, byte for byte"* ]]
}

@test "what is printed of merged shards is what is printed of the whole, without a speed" {
    options=(psa --samples 8 --patients 500)
    vrosim "${options[@]}" --shard 1/2
    succeeds
    [ "$output" = "shard-1-of-2.tally: 4 of 8 samples, ready for vrosim merge" ]
    only shard-1-of-2.tally
    vrosim "${options[@]}" --shard 2/2 --out "the other"
    [ "$output" = "the other: 4 of 8 samples, ready for vrosim merge" ]
    vrosim merge shard-1-of-2.tally "the other"
    succeeds
    merged=$output
    vrosim "${options[@]}"
    diff <(grep . <<<"$merged") <(grep . <<<"$output" | grep -v 'million courses in')
}

@test "more shards than samples are fine" {
    vrosim psa --samples 2 --patients 500 --quiet --out whole
    for number in 1 2 3; do
        vrosim psa --samples 2 --patients 500 --quiet --shard "$number/3"
        succeeds
    done
    vrosim merge --quiet shard-*
    succeeds
    same_results whole results
}

@test "several ranks do a shard together" {
    needs_mpi
    write_study
    make_shards 2
    ranks 3 "${study[@]}" --shard 1/2 --out ranks.tally
    [ "$status" -eq 0 ]
    cmp ranks.tally shard-1-of-2.tally
}

@test "merge names every shard of an analysis that is missing" {
    write_study
    make_shards 4
    vrosim merge shard-2-of-4.tally
    fails_with 2 "shard 1 of 4 is missing"
    fails_with 2 "shard 3 of 4 is missing"
    fails_with 2 "shard 4 of 4 is missing"
    vrosim "${study[@]}" --shard 1/3
    vrosim merge shard-1-of-3.tally shard-3-of-4.tally
    fails_with 2 "samples 4 to 5 of 11 are in none of the files"
    [ ! -e results ]
}

@test "merge refuses shards that are doubled, of another analysis or damaged, all at once" {
    write_study
    make_shards 2
    for option in seed=5 patients=2001 samples=12 effect=revisions thresholds=5 groups='loss.*' \
        strategies=vro,soft_tissue,vro_pelvic subgroups=bilateral; do
        exchange "--${option%%=*}" "${option#*=}" "${study[@]}"
        vrosim "${changed[@]}" --shard 2/2 --out "${option%%=*}"
        succeeds
    done
    head -c 20000 shard-2-of-2.tally >short
    sed 's/"version":"/&9/' shard-2-of-2.tally >altered
    : >empty
    vrosim merge shard-1-of-2.tally shard-1-of-2.tally seed patients samples effect thresholds \
        groups strategies subgroups short altered empty missing
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    for sentence in "shard-1-of-2.tally: holds samples 1 to 5, which another file holds already" \
        "seed: its seed is 5, not 4" "patients: its number of children is 2001, not 2000" \
        "samples: its number of samples is 12, not 11" \
        "effect: its outcome (--effect) is revisions, not failed" \
        "thresholds: its list of thresholds (--thresholds) is 5, not 0:4:2" \
        "groups: its list of groups (--groups) is loss.*, not loss.*+implant.*" \
        "strategies: its parameters differ from line" "subgroups: its subgroups" \
        "short: is an ensemble file that was truncated" "altered: its header cannot be read" \
        "empty: is not a" "missing: No such file" "shard 2 of 2 is missing"; do
        grep -q -F "vrosim: $sentence" <<<"$complaint" || { echo "$sentence:"; echo "$complaint"; false; }
    done
    [ ! -e results ]
}

@test "shards of an analysis are merged from pipes, beside files and under one kind" {
    write_study
    vrosim "${study[@]}" --out whole
    make_shards 3
    vrosim merge --quiet --out merged <(cat shard-3-of-3.tally) shard-1-of-3.tally \
        <(cat shard-2-of-3.tally)
    succeeds
    same_results whole merged
    vrosim merge <(cat shard-1-of-3.tally) <(cat shard-3-of-3.tally)
    fails_with 2 "shard 2 of 3 is missing"
    vrosim run --patients 1000 --quiet --shard 1/1 --out run.tally
    vrosim merge shard-1-of-3.tally <(cat run.tally)
    fails_with 2 "is from a run, but shard-1-of-3.tally is from an uncertainty analysis"
    vrosim merge run.tally <(cat shard-1-of-3.tally)
    fails_with 2 "is from an uncertainty analysis, but run.tally is from a run"
}

@test "a pipe that never ends is refused as soon as it shows that it is no whole shard" {
    write_study
    make_shards 1
    line="$(head -n 1 shard-1-of-1.tally)\n"
    for sent in "yes" "{ head -c 20 shard-1-of-1.tally; yes; }" \
        "{ printf '$line\377\377\377\377\377\377\377\377'; yes; }" \
        "{ printf '${line/format/format 1}'; yes; }" "{ head -c 20000 shard-1-of-1.tally; yes; }" \
        "{ cat shard-1-of-1.tally; yes; }"; do
        status=0
        (
            ulimit -v 2000000
            exec timeout 60 "$program" merge <(eval "$sent" 2>/dev/null) 2>"$kept/complaint"
        ) || status=$?
        [ "$status" -eq 2 ] || { echo "$sent: $status"; false; }
        complaints 1
    done
    [ ! -e results ]
}

@test "an ensemble file of another size than its header says is refused before it is read" {
    write_study
    make_shards 1
    size=$(grep -a -o -m 1 '"sample_size":[0-9]*' shard-1-of-1.tally)
    cp shard-1-of-1.tally longer
    with_header shard-1-of-1.tally larger "$size=>\"sample_size\":300000000" # 11 of them: 3.3 GB
    with_header shard-1-of-1.tally none "$size=>\"sample_size\":1000000000000000000"
    rest=$(($(stat -c %s larger) - 11 * ${size#*:}))
    truncate -s 3G longer none
    truncate -s $((rest + 11 * 300000000)) larger
    while read -r file sentence; do
        status=0
        (
            ulimit -v 2000000
            exec "$program" merge "$file" 2>"$kept/complaint"
        ) || status=$?
        [ "$status" -eq 2 ]
        complaints 1
        grep -q "$file: is $sentence" "$kept/complaint" || { cat "$kept/complaint"; false; }
    done <<'END'
longer an ensemble file that was truncated or altered; its checksum does not match
larger a damaged ensemble file: its samples do not match its parameters
none a damaged ensemble file: it does not say which samples it holds
END
}

@test "shards of an analysis and of a run are not merged with each other" {
    write_study
    make_shards 1
    vrosim run --patients 1000 --quiet --shard 1/1 --out run.tally
    vrosim merge shard-1-of-1.tally run.tally
    fails_with 2 "run.tally: is from a run, but shard-1-of-1.tally is from an uncertainty analysis"
    vrosim merge run.tally shard-1-of-1.tally
    fails_with 2 "shard-1-of-1.tally: is from an uncertainty analysis, but run.tally is from a run"
    vrosim run --resume shard-1-of-1.tally
    fails_with 2 "shard-1-of-1.tally: is not a tally file"
    [ ! -e results ]
}

@test "a shard of an analysis takes no file that may still be wanted" {
    write_study
    make_shards 1
    vrosim "${study[@]}" --shard 1/1
    succeeds
    for change in "--seed 9" "--shard 1/2"; do
        exchange ${change% *} ${change#* } "${study[@]}" --shard 1/1
        vrosim "${changed[@]}" --out shard-1-of-1.tally
        fails_with 2 "shard-1-of-1.tally: holds a shard of another analysis; name another file, or"
    done
    echo letter >letter
    vrosim run --patients 1000 --quiet --shard 1/1 --out run.tally
    for file in letter run.tally; do
        vrosim "${study[@]}" --shard 1/1 --force --out $file
        fails_with 2 "$file: holds something other than an ensemble file"
    done
    vrosim run --patients 1000 --shard 1/1 --force --out shard-1-of-1.tally
    fails_with 2 "shard-1-of-1.tally: holds something other than a tally file"
    head -c 9999 shard-1-of-1.tally >short
    vrosim "${study[@]}" --shard 1/1 --out short
    fails_with 2 "short: name another file, or replace it with --force"
    vrosim "${study[@]}" --shard 1/1 --force --out short
    succeeds
    cmp short shard-1-of-1.tally
    vrosim "${study[@]}" --shard 1/1 --out folder/shard
    fails_with 4 "folder/shard: its folder cannot be used"
}

@test "a shard of an analysis that is stopped leaves nothing behind" {
    for signal in INT TERM; do
        env --default-signal=INT,TERM "$program" psa --samples 100000 --patients 100k --shard 2/4 \
            --threads 2 >"$kept/output" 2>"$kept/complaint" 3>&- &
        process=$!
        await_blocked_signals
        stop "$signal"
        [ "$status" -eq $((128 + $(kill -l "$signal"))) ]
        [[ $complaint == *"stopped by a signal after "[0-9]*" of 25000 samples; nothing is kept"* ]]
        only
    done
}

@test "another seed or stream gives other samples of the same scenario" {
    vrosim psa "${small[@]}" --quiet --out one
    for option in "--seed 2" "--stream 1"; do
        vrosim psa "${small[@]}" --quiet $option --out other
        succeeds
        not cmp -s one/psa_params.csv other/psa_params.csv
        not cmp -s one/psa_effects.csv other/psa_effects.csv
        cmp one/parameters.csv other/parameters.csv
    done
}

@test "more samples go on where fewer ended, and more children change no draw" {
    vrosim psa --samples 5 --patients 1000 --quiet --out few
    vrosim psa --samples 9 --patients 1000 --quiet --out many
    vrosim psa --samples 5 --patients 2000 --quiet --out larger
    for file in psa_params.csv psa_effects.csv; do
        diff few/$file <(head -6 many/$file)
    done
    cmp few/psa_params.csv larger/psa_params.csv
}

@test "a standard error of 0 is as good as none" {
    write_certain none.csv
    write_certain certain.csv 0
    [ "$(grep -c ,0, certain.csv)" -gt "$(grep -c ,0, none.csv)" ]
    vrosim psa certain.csv --samples 3 --patients 500 --quiet
    succeeds
    vrosim psa none.csv --samples 3 --patients 500 --quiet --out none
    for file in psa_summary.csv psa_contrasts.csv psa_effects.csv; do
        diff <(sed 's/certain/none/' results/$file) none/$file
    done
    [ ! -e results/psa_params.csv ]
}

# Growth in length after an osteotomy goes into its shortening as it is. 0.5 % are for samples in
# which a child is operated on again, or not.
@test "the parameter variance is that of the only parameter times the square of its effect" {
    write_certain certain.csv
    overgrowth() { # VALUE SE
        printf '%s\n' parameter,distribution,value,sd,se,unit "length.overgrowth,normal,$1,3,$2,mm"
    }
    overgrowth 3 1 >only.csv
    vrosim psa certain.csv only.csv --sampling pcg --samples 60 --patients 2000 --quiet
    succeeds
    [ "$(head -1 results/psa_params.csv)" = length.overgrowth ]
    for value in 2 4; do
        overgrowth "$value" >"at_$value.csv"
        vrosim run certain.csv "at_$value.csv" --sampling pcg --patients 2000 --quiet --out "at_$value"
    done
    drawn=$(awk 'NR > 1 { n++; x += $1; xx += $1 * $1 } END { print (xx - x * x / n) / (n - 1) }' \
        results/psa_params.csv)
    mean() { # FOLDER FILE VALUE
        columns "$1/$2" strategy subgroup outcome statistic "$3" |
            grep "^$strategy,all,shortening_mm,mean," | cut -d, -f5
    }
    for strategy in vro soft_tissue; do
        awk -v low="$(mean at_2 summary.csv value)" -v high="$(mean at_4 summary.csv value)" \
            -v drawn="$drawn" -v found="$(mean results psa_summary.csv parameter_variance)" 'BEGIN {
                expected = ((high - low) / 2) ^ 2 * drawn
                print strategy, found, expected
                exit !(expected > 0 && (found / expected - 1) ^ 2 < 0.005 ^ 2) }'
    done
}

@test "without standard errors the means and differences are those of a plain run" {
    write_certain certain.csv
    vrosim psa certain.csv --sampling pcg --samples 3 --patients 3000
    succeeds
    [[ $output == *"No estimate has a standard error"* ]]
    vrosim run certain.csv --sampling pcg --patients 3000 --quiet --out plain
    succeeds
    [ ! -e results/psa_params.csv ]
    keys="strategy subgroup outcome statistic value se"
    same_rows <(columns plain/summary.csv $keys | grep ,mean,) <(columns results/psa_summary.csv $keys)
    same_rows <(columns plain/contrasts.csv $keys | grep -E ',(risk|mean)_difference,') \
        <(columns results/psa_contrasts.csv $keys)
    cmp plain/parameters.csv results/parameters.csv
    # Empty where a batch of children has none with the outcome.
    [ "$(columns results/psa_summary.csv parameter_variance | grep . | sort -u)" = 0 ]
}

# The mean of 200 samples has an error of sqrt(parameter_variance / 200), up to 0.007; five of them are
# allowed. The model is not linear, so the two also differ by more than noise.
@test "the mean over the samples is near the result at the estimates" {
    vrosim psa --samples 200 --patients 1000 --quiet
    vrosim run --patients 1000 --quiet --out plain
    paste -d, <(columns plain/summary.csv subgroup outcome statistic value | grep '^all,.*,mean,') \
        <(columns results/psa_summary.csv subgroup outcome statistic value parameter_variance |
            grep '^all,') |
        awk -F, '$2 == "revision_by_5y" { n++; if (($4 - $8) ^ 2 > 25 * $9 / 200) { print; bad = 1 } }
            $2 != $6 { bad = 1 } END { exit bad || n != 5 }'
}

@test "what is written of the effects is the mean over the samples" {
    vrosim psa "${small[@]}" --quiet --effect failed --strategies vro,observation
    succeeds
    [ "$(head -1 results/psa_effects.csv)" = "vro,observation" ]
    mean=$(awk -F, 'NR > 1 { sum += 1 - $2; n++ } END { printf "%.4f", sum / n }' \
        results/psa_effects.csv)
    [ "$mean" = "$(columns results/psa_summary.csv strategy subgroup outcome value |
        awk -F, '$1 == "observation" && $2 == "all" && $3 == "failed" { printf "%.4f", $4 }')" ]
}

@test "effects that are unknown or have no direction are refused" {
    vrosim psa --effect revision
    fails_with 2 "outcome 'revision' is unknown; the nearest is 'revisions'"
    vrosim psa --effect nsa_deg
    fails_with 2 "of 'nsa_deg' neither more nor less is better"
    vrosim psa --effect qaly
    fails_with 2 "--effect: this scenario has no 'qaly'; a table must give a utility"
    vrosim psa --samples 1
    fails_with 2 "--samples: 1 is out of range"
    only
}

@test "standard errors that fit no distribution are refused, all of them at once" {
    printf '%s\n' "parameter,distribution,value,se,unit" \
        "complication.avn,fixed,0.02,0.5,probability" "loss.hazard,fixed,0,1,per week" >wide.csv
    vrosim psa wide.csv
    fails_with 2 "complication.avn (value 0.02) does not fit: a beta distribution"
    fails_with 2 "loss.hazard (value 0) does not fit: a lognormal distribution"
    vrosim run wide.csv --patients 10 --quiet
    succeeds
}

@test "correlated parameters are drawn together, and only these change" {
    printf '%s\n' "parameter,other,correlation" "loss.hazard,migration.after_maturity,0.99" >together.csv
    vrosim psa --samples 50 --patients 10 --quiet --out apart
    vrosim psa --samples 50 --patients 10 --quiet --correlations together.csv
    succeeds
    diff <(columns apart/psa_params.csv loss.hazard migration.tone_sd) \
        <(columns results/psa_params.csv loss.hazard migration.tone_sd)
    [ "$(columns results/psa_params.csv loss.hazard migration.after_maturity | awk -F, '
        { x += $1; y += $2; xx += $1 * $1; yy += $2 * $2; xy += $1 * $2 }
        END { n = NR; r = (xy - x * y / n) / sqrt((xx - x * x / n) * (yy - y * y / n))
            print(r > 0.9) }')" = 1 ]
    grep -q together.csv results/manifest.json
}

@test "a table of correlations at fault is refused" {
    printf '%s\n' "parameter,other,correlation" "loss.hazzard,migration.after_maturity,2" >together.csv
    vrosim psa --correlations together.csv
    fails_with 2 "together.csv:2:1: 'loss.hazzard' is not an uncertain parameter; the nearest is"
    fails_with 2 "together.csv:2:39: '2' is not a correlation"
    vrosim psa --correlations missing.csv
    fails_with 2 "missing.csv"
    only together.csv
}

@test "faults of correlations, groups, effect and folder are named together" {
    mkdir mine
    : >mine/letter
    printf '%s\n' "parameter,other,correlation" "loss.hazard,migration.after_maturity,2" >together.csv
    vrosim psa --correlations together.csv --groups lozz.* --effect cost --out mine
    fails_with 2 "together.csv:2:38: '2' is not a correlation"
    fails_with 2 "'lozz.*' matches no uncertain parameter"
    fails_with 2 "this scenario has no 'cost'; a table must give a cost"
    fails_with 2 "mine: holds something other than an earlier run (letter)"
    complaints 4
    vrosim psa --samples 1 --out mine
    fails_with 2 "--samples: 1 is out of range"
    fails_with 2 "mine: holds something other than an earlier run (letter)"
    complaints 2
}

@test "an analysis takes the place of another analysis, and of nothing else" {
    vrosim psa "${small[@]}" --quiet
    succeeds
    vrosim psa "${small[@]}" --quiet
    succeeds
    vrosim run --patients 100 --quiet --out run
    vrosim psa "${small[@]}" --out run
    fails_with 2 "run: holds results of run, and these are of psa"
    mkdir mine
    touch mine/letter
    vrosim psa "${small[@]}" --out mine
    fails_with 2 "mine"
    [ -e mine/letter ]
}

@test "an analysis can be done again from its manifest alone" {
    printf '%s\n' "parameter,other,correlation" "loss.hazard,migration.after_maturity,0.5" >together.csv
    write_table spica.csv
    vrosim psa spica.csv "${small[@]}" --seed 3 --correlations together.csv --effect failed --quiet
    rm together.csv spica.csv
    repeats_from_its_manifest
    altered_fails_with '"samples": 12' '"samples": 11' 4 \
        "psa_effects.csv: differs"
    altered_fails_with '"verb": "psa"' '"verb": "spa"' 2 \
        "this version cannot repeat the manifest's analysis"
}

@test "an analysis that is stopped leaves nothing behind" {
    leaves_nothing_when_stopped "stopped by a signal after 0 of 100000 samples; nothing is kept" \
        psa --samples 100000 --patients 1M
}

@test "an analysis that is stopped within its last samples has no results" {
    leaves_nothing_when_stopped "stopped by a signal after 0 of 2 samples; nothing is kept" \
        psa --samples 2 --patients 100M --threads 2
}

@test "an allocation that fails ends an analysis with a sentence, or changes nothing" {
    survives_short_memory results psa --samples 4 --patients 100 --strategies vro,soft_tissue \
        --thresholds 5
}

@test "an allocation that fails ends a shard of an analysis, or its merge, in the same way" {
    analysis=(psa --samples 4 --patients 100 --strategies vro,soft_tissue --thresholds 5)
    "$program" "${analysis[@]}" --quiet --out "$kept/results"
    "$program" "${analysis[@]}" --quiet --shard 2/2 --out "$kept/second"
    survives_short_memory first "${analysis[@]}" --shard 1/2
    # A header that memory was short for cannot be told from a damaged one; the sentence says so.
    CODES="1|2|3|4" survives_short_memory results merge "$kept/first" "$kept/second"
}

# The first samples of two parameters, in another folder.
write_draws() { # ROWS FILE
    vrosim psa --samples "$1" --patients 10 --seed 99 --strategies soft_tissue,vro --quiet --out "$2.from" &&
        cut -d, -f2,7 "$2.from/psa_params.csv" >"$2"
}

@test "sample k has row k of given samples, and the others are as without" {
    write_draws 3 draws.csv
    options=(--samples 7 --patients 500 --strategies soft_tissue,vro)
    vrosim psa "${options[@]}" --quiet --out without
    vrosim psa "${options[@]}" --draws draws.csv --out with
    succeeds
    [[ $output == *"2 of these estimates come from the 3 rows of given samples,"*"used again"* ]]
    [ "$(wc -L <"$kept/output")" -le 80 ]
    { cat draws.csv; tail -3 draws.csv; sed -n 2p draws.csv; } | diff - <(cut -d, -f2,7 with/psa_params.csv)
    diff <(cut -d, -f1,3-6,8- without/psa_params.csv) <(cut -d, -f1,3-6,8- with/psa_params.csv)
    ! cmp -s without/psa_summary.csv with/psa_summary.csv
}

@test "the samples of an analysis, given to it again, give it again" {
    options=(--samples 20 --patients 500 --strategies soft_tissue,vro --quiet)
    vrosim psa "${options[@]}" --out first
    vrosim psa "${options[@]}" --draws first/psa_params.csv --out second
    succeeds
    for file in psa_params psa_summary psa_contrasts decision_partial decision_information; do
        cmp first/$file.csv second/$file.csv
    done
}

@test "given samples are part of the question: replay, threads, shards and ranks" {
    write_draws 3 draws.csv
    options=(--samples 7 --patients 500 --strategies soft_tissue,vro --quiet --draws draws.csv)
    vrosim psa "${options[@]}" --out one
    has_the_same_bytes_on_any_threads psa "${options[@]}"
    for i in 1 2 3; do vrosim psa "${options[@]}" --shard "$i/3"; done
    vrosim merge shard-?-of-3.tally --quiet --out merged
    succeeds
    same_results one merged
    mv draws.csv gone.csv
    vrosim replay one/manifest.json
    succeeds
    head -3 gone.csv >draws.csv
    vrosim psa "${options[@]}" --shard 1/3 --out other.tally
    vrosim merge other.tally shard-[23]-of-3.tally
    fails_with 2 "its table of given samples (--draws) is"
    cp gone.csv draws.csv
    needs_mpi
    ranks 3 psa "${options[@]}" --out parallel
    same_results one parallel
}

@test "faults of given samples and of correlations with them are named together" {
    printf 'loss.hazrd,loss.hazard\n1,-2\n' >draws.csv
    printf '%s\n' parameter,other,correlation loss.hazard,loss.hazrd,0.5 >together.csv
    vrosim psa --draws draws.csv --correlations together.csv
    fails_with 2 "draws.csv:1:1: 'loss.hazrd' is not an uncertain parameter; the nearest is 'loss.hazard'"
    fails_with 2 "draws.csv:2:3: '-2' is not a value of loss.hazard"
    fails_with 2 "together.csv:2:13: 'loss.hazrd' is not an uncertain parameter"
    printf 'loss.hazard\n0.003\n' >draws.csv
    printf '%s\n' parameter,other,correlation loss.hazard,healing.time,0.5 >together.csv
    vrosim psa --draws draws.csv --correlations together.csv
    fails_with 2 "together.csv:2:1: 'loss.hazard' has given samples"
}

#!/usr/bin/env bats
# --subgroups: figures of subgroups are those of the courses of their children, and whatever way a
# study is computed, they are the same bytes.
load helper

# Several blocks, the last not full; every course is written. Cuts lie between the thousandths that
# courses.csv has, so that its ages and migrations tell the bands.
study=(few.csv --patients 8000 --courses 8000 --seed 5 --quiet)
subgroups=(--subgroups age=6.0005/9.0005,bilateral,migration=40.0005/60.0005)

setup_file() {
    export whole=$BATS_FILE_TMPDIR/whole
    local program=${VROSIM:-$BATS_TEST_DIRNAME/../build/vrosim}
    cd "$BATS_FILE_TMPDIR"
    write_few
    "$program" run "${study[@]}" "${subgroups[@]}" --out "$whole"
}

# Strategies that differ in how often both hips are operated, children who die, and a level that is
# followed for two years only.
write_few() {
    printf '%s\n' 'strategy,gmfcs,parameter,distribution,value,unit' \
        'vro,,plan.bilateral,fixed,0.3,probability' \
        ',,mortality.rate,fixed,0.02,per year' \
        ',4,followup.horizon,fixed,2,years' >few.csv
}

setup_few() {
    cp "$BATS_FILE_TMPDIR/few.csv" .
}

# Recomputes from courses.csv, for every strategy and subgroup, the number and the mean of every
# outcome, and of its difference to the reference in the same child:
# strategy,subgroup,outcome,statistic,n,value
recompute() { # COURSES
    awk -F, '
        function add(key, x) { n[key]++; sum[key] += x }
        NR == 1 {
            for (i = 1; i <= NF; i++) { place[$i] = i; name[i] = $i }
            first = place["revision_by_1y"]; last = NF
            next
        }
        # Surgery is bilateral where it is under every strategy but observation.
        function count_child(  r, i, g, cell, key) {
            for (r = 1; r <= rows; r++) {
                split(row[r], cell, ",")
                for (i = first; i <= last; i++) {
                    if (r == 1) base[i] = cell[i]
                    for (g = 1; g <= count; g++) {
                        key = cell[2] "," group[g] "," name[i]
                        if (cell[i] != "") add(key ",mean", cell[i])
                        if (r > 1 && cell[i] != "" && base[i] != "")
                            add(key ",difference", cell[i] - base[i])
                    }
                }
            }
        }
        {
            if (NR == 2 || $1 != patient) { meet(); rows = 0; sides = "bilateral" }
            patient = $1; row[++rows] = $0
            if ($2 != "observation" && !$place["bilateral"]) sides = "unilateral"
            age = $place["age_years"]; migration = $place["migration_before_pct"]; level = $3
        }
        function meet() {
            groups = "all gmfcs_" level " " sides
            groups = groups " age_" (age > 9 ? "9.0005_and_over" : \
                age > 6 ? "6.0005_to_9.0005" : "under_6.0005")
            groups = groups " migration_" (migration > 60 ? "60.0005_and_over" : \
                migration > 40 ? "40.0005_to_60.0005" : "under_40.0005")
            count = split(groups, group, " ")
            count_child()
        }
        END { meet(); for (key in n) printf "%s,%d,%.9f\n", key, n[key], sum[key] / n[key] }' "$1" | sort
}

# The same columns of a table of results, statistics as recompute calls them.
rows_of() { # FOLDER
    awk -F, '$5 == "mean" { print $2 "," $3 "," $4 ",mean," $10 "," $6 }' "$1/summary.csv" |
        sort
    awk -F, '$6 ~ /^(risk|mean)_difference$/ { print $2 "," $4 "," $5 ",difference," $12 "," $7 }' \
        "$1/contrasts.csv" | sort
}

# The numbers are equal, the values to the last digit that is written and to the thousandths of
# courses.csv.
@test "every mean and difference of every subgroup is that of the courses of its children" {
    join -t , -j 1 \
        <(rows_of "$whole" | sed 's/,/;/; s/,/;/; s/,/;/' | sort) \
        <(recompute "$whole/courses.csv" | sed 's/,/;/; s/,/;/; s/,/;/' | sort) >both
    awk -F, '{ decimals = index($3, ".") ? length($3) - index($3, ".") : 0
            error = $3 - $5; if (error < 0) error = -error
            if ($2 != $4 || error > 0.51 * 10 ^ -decimals + 0.0005) { if (wrong++ < 5) print } }
        END { exit wrong > 0 }' both
    # 14 subgroups of five strategies, 31 outcomes; some have no healing under observation
    [ "$(wc -l <both)" -eq "$(rows_of "$whole" | wc -l)" ]
    [ "$(wc -l <both)" -eq "$(recompute "$whole/courses.csv" | wc -l)" ]
    [ "$(cut -d ';' -f 2 both | sort -u | wc -l)" -eq 14 ]
    [ "$(wc -l <both)" -gt 3500 ]
}

# Sums a column of counts of a table over the subgroups of a dimension (a pattern of names), and
# compares it with that of all children.
adds_up() { # TABLE PATTERN KEY_COLUMNS COUNT_COLUMNS
    awk -F, -v pattern="$2" -v keys="$3" -v counts="$4" '
        BEGIN { k = split(keys, key_at, " "); c = split(counts, count_at, " ") }
        NR == 1 { next }
        {
            key = ""
            for (i = 1; i <= k; i++) key = key "," $key_at[i]
            for (i = 1; i <= c; i++) {
                if ($3 == "all") all[key "," i] += $count_at[i]
                if ($3 ~ pattern) { sum[key "," i] += $count_at[i]; rows++ }
            }
        }
        END {
            for (key in all) if (all[key] != sum[key]) { print key, all[key], sum[key]; bad = 1 }
            for (key in sum) if (!(key in all)) bad = 1
            exit bad || rows == 0
        }' "$whole/$1"
}

@test "the bands of a dimension add up to all children in every table of counts" {
    for dimension in ^gmfcs_ ^age_ lateral$ ^migration_; do
        adds_up revision.csv "$dimension" "2 4 5" "6 7"
        adds_up lld.csv "$dimension" "2 4 5" 6
        adds_up healing.csv "$dimension" "2 4 5" 6
        adds_up summary.csv "$dimension" "2 4 5" 10
    done
}

@test "children at risk are all at time 0, and those not revised, dead or past their follow-up later" {
    awk -F, 'FNR == 1 { file++; next }
        file == 1 { if ($4 == "death" && $5 == "mean") n[$2 "," $3] = $10; next }
        $4 == "any" {
            key = $2 "," $3; rows++
            if ($5 == 0 && $6 != n[key]) { print "n", $0, n[key]; bad = 1 }
            # what a month has lost is at least its revisions
            if ($5 > 0 && $6 > before[key]) { print "rises", $0; bad = 1 }
            before[key] = $6 - $7
            revised[key] += $7
        }
        END { exit bad || rows != 121 * 14 * 5 }' "$whole/summary.csv" "$whole/revision.csv"
}

# Times in courses.csv have four decimals, so that only full years are counted again, at which no
# visit is (they are on whole half years: 1.02 years is before the next and after the last).
@test "children at risk are those of the courses, month by month" {
    recount=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
        $2 == "vro" && $place["age_years"] > 9 {
            end = $3 == 4 ? 2 : 10
            for (m = 1; m <= 120; m++) {
                t = (m - 1) / 12 # at risk in month m: nothing has happened by its start
                if (t > end - 1e-9) continue
                r = $place["revision_time_years"]; d = $place["death_time_years"]
                if ((r == "" || r > t + 1e-4) && (d == "" || d > t + 1e-4)) at_risk[m]++
            }
        }
        END { for (m = 1; m <= 120; m++) print m, at_risk[m] }' "$whole/courses.csv")
    awk -F, '$2 == "vro" && $3 == "age_9.0005_and_over" && $4 == "any" && $5 > 0 {
        print ++m, $6 }' "$whole/revision.csv" >table
    # A revision within 1e-4 years after the start of a month is taken as before it: a few at most.
    paste -d ' ' <(echo "$recount") table | awk '{ error = $2 - $4; if (error < 0) error = -error
        if (error > 3 || $1 != $3) { print; bad = 1 } exact += error == 0 }
        END { exit bad || NR != 120 || exact < 100 }'
}

@test "subgroups change nothing of the rows that are always there" {
    setup_few
    vrosim run "${study[@]}" --out plain
    succeeds
    for file in summary contrasts revision lld healing; do
        column=3
        [ "$file" != contrasts ] || column=4
        diff "plain/$file.csv" <(awk -F, -v c=$column 'NR == 1 || $c ~ /^(all|gmfcs_.)$/' \
            "$whole/$file.csv")
    done
    cmp plain/courses.csv "$whole/courses.csv"
    not grep -q subgroups plain/manifest.json
    grep -q '"subgroups": "age=6.0005/9.0005,bilateral,migration=40.0005/60.0005"' \
        "$whole/manifest.json"
}

@test "where all children are of one band, it has the figures of all" {
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.bilateral,fixed,1,probability' \
        'population.age,fixed,8,years' >same.csv
    vrosim run same.csv --patients 3000 --quiet --subgroups age,bilateral
    succeeds
    for file in summary contrasts revision lld healing; do
        for band in age_8_to_10 bilateral; do
            diff <(grep ,all, "results/$file.csv") \
                <(sed -n "s/,$band,/,all,/p" "results/$file.csv")
        done
    done
    not grep -qE 'age_under|age_10|unilateral' results/*.csv
}

@test "the same bytes come at 1, 2 and 3 threads, from shards, and from what was kept" {
    setup_few
    for threads in 1 2 3; do
        vrosim run "${study[@]}" "${subgroups[@]}" --threads "$threads" --out "$threads"
        succeeds
        same_results "$whole" "$threads"
    done
    for number in 1 2; do
        vrosim run "${study[@]}" "${subgroups[@]}" --shard "$number/2"
        succeeds
    done
    vrosim merge --quiet --out merged shard-2-of-2.tally shard-1-of-2.tally
    succeeds
    same_results "$whole" merged
    vrosim run --resume shard-1-of-2.tally --quiet
    succeeds
    vrosim run "${study[@]}" "${subgroups[@]}" --checkpoint kept.tally --out other
    vrosim run --resume kept.tally --out again --quiet
    succeeds
    same_results "$whole" again
    vrosim replay "$whole/manifest.json"
    succeeds
}

@test "several ranks give the bytes of one" {
    parallel=${VROSIM_MPI:-$project/build/mpi/vrosim}
    command -v mpirun >/dev/null || skip "Open MPI is not installed (scripts/setup.sh mpi)"
    [ -x "$parallel" ] || skip "there is no build with MPI (make MPI=1)"
    setup_few
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --oversubscribe -n 2 \
        "$parallel" run "${study[@]}" "${subgroups[@]}" --out parallel
    same_results "$whole" parallel
}

@test "other subgroups are another study" {
    vrosim run --patients 20000 --quiet --shard 1/2 --subgroups age,bilateral
    vrosim run --patients 20000 --quiet --shard 2/2 --subgroups age=4/6/8/10
    vrosim merge shard-1-of-2.tally shard-2-of-2.tally
    fails_with 2 "its subgroups (--subgroups) are age=4/6/8/10, not age=4/6/8/10,bilateral"
    vrosim run --resume shard-1-of-2.tally --subgroups age
    fails_with 2 "its subgroups (--subgroups) are age=4/6/8/10,bilateral, not age=4/6/8/10"
    vrosim run --resume shard-1-of-2.tally --subgroups bilateral,age --quiet
    succeeds
    only shard-1-of-2.tally shard-2-of-2.tally
}

@test "every fault of a list is named at once, beside other faults, and nothing is done" {
    vrosim run missing.csv --subgroups age=8/5/x,sex,bilateral=1 --patients 0
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    for sentence in "the cuts of age do not rise at 5" "'x' is no number to cut age at" \
        "'sex' is none of age, bilateral and migration" "bilateral takes no cuts" \
        "--patients: 0" "missing.csv"; do
        [[ $complaint == *"$sentence"* ]] || { echo "$complaint"; false; }
    done
    only
}

@test "an uncertainty analysis has the subgroups, and without standard errors those of a plain run" {
    sed -E 's/^(([^,]*,){8})[0-9.]+,/\1,/' "$project/configs/baseline.csv" >certain.csv
    list=(--subgroups age=8,bilateral,migration --patients 4000 --quiet)
    vrosim run certain.csv "${list[@]}" --out plain
    vrosim psa certain.csv --samples 3 "${list[@]}"
    succeeds
    diff <(awk -F, '$5 == "mean" { print $2, $3, $4, $6, $7 }' plain/summary.csv) \
        <(awk -F, 'NR > 1 { print $2, $3, $4, $6, $7 }' results/psa_summary.csv)
    diff <(awk -F, '$6 ~ /^(risk|mean)_difference$/ { print $2, $4, $5, $7, $8 }' plain/contrasts.csv) \
        <(awk -F, 'NR > 1 { print $2, $4, $5, $7, $8 }' results/psa_contrasts.csv)
    [ "$(awk -F, 'NR > 1 { print $3 }' results/psa_summary.csv | sort -u | wc -l)" -eq 15 ]
    vrosim psa --samples 5 "${list[@]}" --threads 1 --out one
    vrosim psa --samples 5 "${list[@]}" --threads 3 --out three
    same_results one three
    vrosim replay one/manifest.json
    succeeds
}

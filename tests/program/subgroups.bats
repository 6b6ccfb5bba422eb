#!/usr/bin/env bats
# --subgroups: figures of subgroups are those of the courses of their children, and whatever way a
# study is computed, they are the same bytes.
load helper

# Several blocks, the last not full; every course is written. Cuts lie between the thousandths that
# courses.csv has, so that its ages and migrations tell the bands.
study=(few.csv --patients 5000 --courses 5000 --seed 5 --quiet)
subgroups=(--subgroups 'age=6.0005/9.0005,bilateral,migration=40.0005/60.0005,gmfcs*age,sex*migration')

setup_file() {
    export whole=$BATS_FILE_TMPDIR/whole
    local program=${VROSIM:-$BATS_TEST_DIRNAME/../../build/vrosim}
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
                        key = cell[3] "," group[g] "," name[i]
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
            if ($place["strategy"] != "observation" && !$place["bilateral"]) sides = "unilateral"
            age = $place["age_years"]; migration = $place["migration_before_pct"]; level = $4
            sex = $place["female"] ? "female" : "male"
        }
        function meet() {
            young = "age_" (age > 9 ? "9.0005_and_over" : \
                age > 6 ? "6.0005_to_9.0005" : "under_6.0005")
            displaced = "migration_" (migration > 60 ? "60.0005_and_over" : \
                migration > 40 ? "40.0005_to_60.0005" : "under_40.0005")
            groups = "all gmfcs_" level " " sides " " young " " displaced " gmfcs_" level "*" young \
                " " sex "*" displaced
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
    recompute "$whole/courses.csv" >recomputed
    join -t , -j 1 \
        <(rows_of "$whole" | sed 's/,/;/; s/,/;/; s/,/;/' | sort) \
        <(sed 's/,/;/; s/,/;/; s/,/;/' recomputed | sort) >both
    awk -F, '{ decimals = index($3, ".") ? length($3) - index($3, ".") : 0
            error = $3 - $5; if (error < 0) error = -error
            if ($2 != $4 || error > 0.51 * 10 ^ -decimals + 0.0005) { if (wrong++ < 5) print } }
        END { exit wrong > 0 }' both
    # 35 subgroups of five strategies, 31 outcomes; some have no healing under observation
    [ "$(wc -l <both)" -eq "$(rows_of "$whole" | wc -l)" ]
    [ "$(wc -l <both)" -eq "$(wc -l <recomputed)" ]
    [ "$(cut -d ';' -f 2 both | sort -u | wc -l)" -eq 35 ]
    [ "$(wc -l <both)" -gt 8700 ]
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
    for dimension in '^gmfcs_.$' ^age_ lateral$ ^migration_ '^gmfcs_.[*]age_' 'male[*]migration_'; do
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
        END { exit bad || rows != 121 * 35 * 5 }' "$whole/summary.csv" "$whole/revision.csv"
}

# Times in courses.csv have four decimals, so that only full years are counted again, at which no
# visit is (they are on whole half years: 1.02 years is before the next and after the last).
@test "children at risk are those of the courses, month by month" {
    recount=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
        $place["strategy"] == "vro" && $place["age_years"] > 9 {
            end = $place["gmfcs"] == 4 ? 2 : 10
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
    grep -Fq '"subgroups": "age=6.0005/9.0005,bilateral,migration=40.0005/60.0005,gmfcs*age,sex*migration"' \
        "$whole/manifest.json"
}

@test "where all children are of one band, it has the figures of all" {
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.bilateral,fixed,1,probability' \
        'population.age,fixed,8,years' >same.csv
    vrosim run same.csv --sampling pcg --patients 3000 --quiet --subgroups age,bilateral
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
    needs_mpi
    setup_few
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --oversubscribe -n 2 \
        "$parallel" run "${study[@]}" "${subgroups[@]}" --out parallel
    same_results "$whole" parallel
}

@test "other subgroups are another study" {
    vrosim run --patients 20000 --quiet --shard 1/2 --subgroups age,bilateral
    vrosim run --patients 20000 --quiet --shard 2/2 --subgroups age=4/6/8/10
    vrosim merge shard-1-of-2.tally shard-2-of-2.tally
    fails_with 2 "its subgroups are age=4/6/8/10, not age=4/6/8/10,bilateral"
    vrosim run --resume shard-1-of-2.tally --subgroups age
    fails_with 2 "its subgroups are age=4/6/8/10,bilateral, not age=4/6/8/10"
    vrosim run --resume shard-1-of-2.tally --subgroups bilateral,age --quiet
    succeeds
    only shard-1-of-2.tally shard-2-of-2.tally
}

@test "every fault of a list is named at once, beside other faults, and nothing is done" {
    vrosim run missing.csv --subgroups age=8/5/x,weight,bilateral=1 --patients 0
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    for sentence in "the cut points of age must rise; 5 is not above the one before" "'x' is not a number at which to cut age" \
        "'weight' is not one of sex, age, bilateral and migration" "bilateral takes no cuts" \
        "--patients: 0" "missing.csv"; do
        [[ $complaint == *"$sentence"* ]] || { echo "$complaint"; false; }
    done
    only
}

@test "an uncertainty analysis has the subgroups, and without standard errors those of a plain run" {
    sed -E 's/^(([^,]*,){8})[0-9.]+,/\1,/' "$project/configs/baseline.csv" >certain.csv
    list=(--subgroups 'age=8,bilateral,migration,gmfcs*age' --sampling pcg --patients 4000 --quiet)
    vrosim run certain.csv "${list[@]}" --out plain
    vrosim psa certain.csv --samples 3 "${list[@]}"
    succeeds
    same_rows <(awk -F, -v OFS=, '$5 == "mean" { print $2, $3, $4, $6, $7 }' plain/summary.csv) \
        <(awk -F, -v OFS=, 'NR > 1 { print $2, $3, $4, $6, $7 }' results/psa_summary.csv)
    same_rows <(awk -F, -v OFS=, '$6 ~ /^(risk|mean)_difference$/ { print $2, $4, $5, $7, $8 }' \
        plain/contrasts.csv) \
        <(awk -F, -v OFS=, 'NR > 1 { print $2, $4, $5, $7, $8 }' results/psa_contrasts.csv)
    [ "$(awk -F, 'NR > 1 { print $3 }' results/psa_summary.csv | sort -u | wc -l)" -eq 24 ]
    vrosim psa --samples 5 "${list[@]}" --threads 1 --out one
    vrosim psa --samples 5 "${list[@]}" --threads 3 --out three
    same_results one three
    vrosim replay one/manifest.json
    succeeds
}

# Children grow older with the parameter, and so leave bands and come into them.
@test "a sensitivity analysis has at each end the figures of a plain run in every subgroup" {
    setup_few
    list=(few.csv --patients 4000 --subgroups age=6.5/9,bilateral,migration=40 --quiet)
    outcomes=revisions,failed,lld_mm,healing_weeks
    vrosim sensitivity "${list[@]}" --outcome "$outcomes" --range population.age=7:8.5,loss.hazard=0:0.1 \
        --grid population.age=7:8.5:2,loss.hazard=0:0.1:2
    succeeds
    for age in 7 8.5; do
        printf '%s\n' "parameter,distribution,value,sd,min,max,unit" \
            "population.age,normal,$age,2,2,12,years" >"age$age.csv"
        vrosim run "age$age.csv" "${list[@]}" --out "plain$age"
        awk -F, -v outcomes=",$outcomes," 'FNR == 1 { file++; next }
            file == 1 && $5 == "mean" && index(outcomes, "," $4 ",") { print $2, "", $3, $4, $6, $7 }
            file == 2 && $6 ~ /^(risk|mean)_difference$/ && index(outcomes, "," $5 ",") {
                print $2, $3, $4, $5, $7, $8 }' OFS=, plain$age/{summary,contrasts}.csv |
            sort >"expected$age"
        [ "$(cut -d, -f3 "expected$age" | sort -u | wc -l)" -eq 13 ]
    done
    # Where no child of all has an outcome, there is a row without a figure.
    awk -F, '$8 == "population.age" { print $2, $3, $4, $5, $12, $13 }' OFS=, \
        results/sensitivity_oneway.csv | grep -v ',,$' | sort | diff expected7 -
    awk -F, '$8 == "population.age" { print $2, $3, $4, $5, $16, $17 }' OFS=, \
        results/sensitivity_oneway.csv | grep -v ',,$' | sort | diff expected8.5 -
    # the swing, to the digits of what it is the difference of
    awk -F, 'NR > 1 && $18 != "" { n++; error = $16 - $12 - $18; if (error < 0) error = -error
        if (error > 0.011 * ($13 + $17) + 1e-6) { print; bad = 1 } } END { exit bad || n < 500 }' \
        results/sensitivity_oneway.csv
    [ "$(cut -d, -f4 results/sensitivity_grid.csv | sort -u | wc -l)" -eq 14 ]
}

# Of children who are in the subgroup at both ends: the mean change of each, and its error.
@test "a swing in a subgroup is that of the courses of its children, with its error" {
    vrosim sensitivity --patients 3000 --quiet --subgroups migration=40.0005 --outcome revisions \
        --range loss.hazard=0:0.1
    succeeds
    for hazard in 0 0.1; do
        printf '%s\n' "parameter,distribution,value,unit" "loss.hazard,fixed,$hazard,per week" \
            >table.csv
        vrosim run table.csv --patients 3000 --courses 3000 --quiet --out "at$hazard"
    done
    awk -F, '$2 == "vro" && $4 == "migration_under_40.0005" { print $18, $19 }' \
        results/sensitivity_oneway.csv >swing
    awk -F, 'FNR == 1 { file++; for (i = 1; i <= NF; i++) place[$i] = i; next }
        $place["strategy"] != "vro" || $place["migration_before_pct"] > 40 { next }
        file == 1 { low[$1] = $place["revisions"]; next }
        { n++; change = $place["revisions"] - low[$1]; sum += change; squares += change ^ 2 }
        END { print sum / n, sqrt((squares / n - (sum / n) ^ 2) / (n - 1)) }' \
        at0/courses.csv at0.1/courses.csv >expected
    paste -d ' ' swing expected | awk '{ exit !($2 > 0 && ($1 - $3) ^ 2 < (0.006 * $2) ^ 2 &&
        ($2 / $4 - 1) ^ 2 < 0.006 ^ 2) }'
}

@test "a sensitivity analysis in subgroups is the same at 1 and 3 threads, again, and for all children" {
    all=(sensitivity --patients 2000 --quiet --range migration.after_maturity,population.age=7:9
        --grid loss.hazard=0.001:0.1:2,migration.after_maturity=0.01:0.2:2 --threshold loss.hazard=0.001:0.5
        --strategies soft_tissue,vro --outcome revisions)
    vrosim "${all[@]}" --subgroups age=8,migration=50 --threads 1 --out one
    succeeds
    vrosim "${all[@]}" --subgroups migration=50,age=8 --threads 3 --out three
    same_results one three
    vrosim replay one/manifest.json
    succeeds
    [[ $output == *"all the same, byte for byte"* ]]
    vrosim "${all[@]}" --out plain
    for file in sensitivity_{oneway,grid}; do
        diff "plain/$file.csv" <(awk -F, 'NR == 1 || $4 ~ /^(all|gmfcs_.)$/' "one/$file.csv")
    done
    diff plain/sensitivity_threshold.csv \
        <(awk -F, 'NR == 1 || $4 == "all"' one/sensitivity_threshold.csv)
    [ "$(cut -d, -f4 one/sensitivity_threshold.csv | sort -u | wc -l)" -eq 11 ]
}

# From the plane, which has every digit: means of the differences, the acceptability and the value of
# perfect information in every subgroup. Numbers are rounded to three digits of their error.
@test "decisions in a subgroup follow from its own points of the plane, and these from its figures" {
    vrosim psa --samples 20 --patients 1000 --quiet --subgroups age=8,bilateral,migration=50
    succeeds
    awk -F, 'function far(x, y, e) { return (x - y) ^ 2 > (e / 50 + 1e-9) ^ 2 }
        FNR == 1 { file++; next }
        file == 1 {
            key = $3 "," $4
            effect[key] += $7 / 20; cost[key] += $8 / 20
            e[$3, $6, $4] = $7; c[$3, $6, $4] = $8; strategies[$4]; subgroups[$3]
        }
        file == 2 && ($5 == "revisions" || $5 == "lld_abs_mm") && ($4 "," $2 in cost) {
            means++
            if (far($7, $5 == "revisions" ? -effect[$4 "," $2] : cost[$4 "," $2], $8)) {
                print; bad = 1 }
        }
        file == 3 && $4 % 5 == 0 { # thresholds 0, 5, 10, 15 and 20
            rows++
            if ($12 != "" && $11 < 0) bad = 1
            share = loss = 0
            for (i = 1; i <= 20; i++) {
                top = 0; ties = 1 # of the reference
                for (s in strategies) {
                    b = $4 * e[$3, i, s] - c[$3, i, s]
                    if (b > top) { top = b; ties = 1 } else if (b == top) ties++
                }
                own = $5 in strategies ? $4 * e[$3, i, $5] - c[$3, i, $5] : 0
                share += own == top ? 1 / ties / 20 : 0
                loss += (top - own) / 20
            }
            if (far($10, share, 0.1) || far($12, loss, $13 + 1e-3)) { print; bad = 1 }
            if ($14) evpi[$3, $4] = $12
        }
        file == 4 && $4 % 5 == 0 { if ($8 != evpi[$3, $4]) { print; bad = 1 } }
        file == 5 && ($7 < 0 || $7 > $9) { print; bad = 1 }
        file == 5 { sets[$3]++ }
        END {
            for (s in subgroups) { count++; if (sets[s] != sets["all"]) bad = 1 }
            exit bad || count < 11 || means != 2 * 4 * count || rows != 5 * 5 * count
        }' results/decision_plane.csv results/psa_contrasts.csv results/decision_acceptability.csv \
        results/decision_information.csv results/decision_partial.csv
    for file in plane increments acceptability information partial; do
        diff <(cut -d, -f3 results/decision_plane.csv | sort -u) \
            <(cut -d, -f3 "results/decision_$file.csv" | sort -u)
    done
}

# Nothing is uncertain: a sample is the run, to the digits that the run prints.
@test "decisions in a subgroup without standard errors are those of a plain run" {
    sed -E 's/^(([^,]*,){8})[0-9.]+,/\1,/' "$project/configs/baseline.csv" >certain.csv
    list=(--subgroups age=8,bilateral --sampling pcg --patients 4000 --quiet)
    vrosim run certain.csv "${list[@]}" --out plain
    vrosim psa certain.csv --samples 2 "${list[@]}"
    succeeds
    # subgroup, strategy, effect, cost, standing, comparator
    join -t , <(awk -F, 'NR > 1 { print $3 "/" $4 "/" $9 "/" $10, $5, $6, $7, $8 }' OFS=, \
        plain/increments.csv | sort) \
        <(awk -F, 'NR > 1 { print $3 "/" $4 "/" $7 "/" $8, $5, $6 }' OFS=, \
            results/decision_increments.csv | sort) >both
    awk -F, '($2 - $6) ^ 2 > (0.006 * $3 + 1e-9) ^ 2 || ($4 - $7) ^ 2 > (0.006 * $5 + 1e-9) ^ 2 {
        print; bad = 1 } END { exit bad || NR != 5 * 10 }' both
    # subgroup, threshold, strategy, optimal
    diff <(awk -F, 'NR > 1 { print $3, $4, $5, $13 }' plain/net_benefit.csv) \
        <(awk -F, 'NR > 1 { print $3, $4, $5, $14 }' results/decision_acceptability.csv)
}

@test "rows of decisions that are always there are the same with other subgroups" {
    list=(--samples 40 --patients 500 --quiet)
    vrosim psa "${list[@]}" --out plain
    vrosim psa "${list[@]}" --subgroups age=8 --threads 1 --out divided
    succeeds
    for file in plane increments acceptability information partial; do
        diff "plain/decision_$file.csv" <(grep -v ',age_' "divided/decision_$file.csv")
        grep -q ',age_under_8,' "divided/decision_$file.csv"
    done
    vrosim replay divided/manifest.json --threads 3
    succeeds
}

# The mean of a column of courses.csv under a strategy in a level (0: all).
mean_of_courses() { # STRATEGY LEVEL COLUMN
    awk -F, -v strategy="$1" -v level="$2" -v column="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
        $place["strategy"] == strategy && (level == 0 || $place["gmfcs"] == level) { n++; sum += $place[column] }
        END { printf "%.5f\n", sum / n }' "$whole/courses.csv"
}

@test "cohort.csv holds the means of the children in courses.csv, and what was done to them" {
    for level in 0 5; do
        name=$([ "$level" -eq 0 ] && echo all || echo "gmfcs_$level")
        for pair in age:age_years migration_before:migration_before_pct osteotomy:osteotomy \
            bilateral:bilateral female:female; do
            mean=$(awk -F, -v name="$name" -v what="${pair%:*}" \
                '$2 == "vro" && $3 == name && $4 == what { print $6 }' "$whole/cohort.csv")
            awk -v a="$mean" -v b="$(mean_of_courses vro "$level" "${pair#*:}")" \
                'BEGIN { exit !(a > 0 && (a - b) ^ 2 < 0.001 ^ 2) }'
        done
    done
}

@test "subgroups are printed with the best strategy, and no share is known without an error" {
    vrosim run --patients 300 --subgroups 'gmfcs*sex' --strategies soft_tissue,vro
    succeeds
    [[ $output == *"5 years in subgroups, % of children"* ]]
    grep -q '^  gmfcs_5\*male .*+' "$kept/output"
    not grep -q '(0.00)' "$kept/output"
}

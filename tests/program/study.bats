#!/usr/bin/env bats
# The value of a proposed study, and of treating by subgroup.
load helper

economics=$BATS_TEST_DIRNAME/../../configs/economics.csv
question='n=50:400,strategies=soft_tissue+vro,outcomes=revision_by_2y+lld_abs_mm'
money="$question,cost=200+0.1,children=500,years=10,delay=3"
small=("$economics" --samples 80 --patients 500 --thresholds 20:100:20 --subgroups sex)

setup_file() {
    local program=${VROSIM:-$BATS_TEST_DIRNAME/../../build/vrosim}
    shared=$BATS_FILE_TMPDIR/psa
    "$program" psa "${small[@]}" --quiet --study "$money" --out "$shared"
    export shared
}

# Rows of all children and of money.
rows() { # FILE
    grep ",cost_per_qaly," "$shared/$1"
}

@test "the value of a study does not fall with its size, and ends below that of knowing all" {
    tail -n +2 "$shared/decision_study.csv" | awk -F, '
        { key = $2 "," $4 }
        $9 < 0 || $9 > $11 || $11 > $12 { print; bad = 1 }
        key == last && ($7 <= n || $9 < value) { print; bad = 1 }
        { last = key; n = $7; value = $9 }
        END { exit bad || NR != 7 * (5 + 21) }'
    rows decision_study.csv | awk -F, '$9 > 0 { n++ } END { exit n == 0 }'
}

@test "what is left of a study is its value for all children, discounted, less its cost" {
    rows decision_study.csv | awk -F, '
        function far(x, y, e) { return (x - y) ^ 2 > e ^ 2 }
        BEGIN { r = log(1.03); children = 500 * (exp(-3 * r) - exp(-10 * r)) / r }
        $8 != 2 * $7 || far($15, 200 + 0.1 * $8, 1e-9) { print; bad = 1 }
        $9 > 0 && far($13, $9 * children, 0.01 * $14 + 0.001 * $13) { print "all", $0; bad = 1 }
        $9 > 0 && far($16, $13 - $15, 0.01 * $14) { print "net", $0; bad = 1 }
        far($20, children, 0.001 * children) { print "population", $0; bad = 1 }
        END { exit bad || NR != 35 }'
    [ "$(grep -c ",lld_per_revision,.*,,,,,,,$" "$shared/decision_study.csv")" -eq $((7 * 21)) ]
}

@test "at most one size is best at a threshold, and is within its own range" {
    rows decision_study.csv | awk -F, '
        $18 { best[$4]++; if (!$19 || $16 <= 0) bad = 1 }
        !($4 in most) || $16 > most[$4] { most[$4] = $16 }
        { optimal[$4] += $18 * $16 }
        END {
            for (t in most)
                if (best[t] > 1 || (most[t] > 0) != (best[t] == 1) || (best[t] && optimal[t] != most[t]))
                    bad = 1
            exit bad
        }'
}

@test "the value of a division is the mean of those of its subgroups, whose shares add up to 1" {
    tail -n +2 "$shared/decision_subgroups.csv" | awk -F, '
        { key = $2 "," $3 "," $4 }
        $5 == "all" { all[key] = $8; se[key] = $9; next }
        { share[key] += $6; sum[key] += $6 * $8; if ($8 < 0) bad = 1 }
        END {
            for (key in all) {
                n++
                if ((share[key] - 1) ^ 2 > 1e-8) { print key, share[key]; bad = 1 }
                if ((sum[key] - all[key]) ^ 2 > (0.02 * se[key] + 0.01 * all[key]) ^ 2) {
                    print key, sum[key], all[key]; bad = 1 }
            }
            exit bad || n != 2 * (5 + 21)
        }'
    # The strategy of all is that of the decision.
    [ "$(rows decision_subgroups.csv | awk -F, '$4 == "gmfcs" && $5 == "all" { print $3, $7 }')" = \
        "$(grep ,cost_per_qaly,all, "$shared/decision_information.csv" | cut -d, -f4,5 | tr , ' ')" ]
}

# As decision_acceptability.csv has it for the level.
@test "the strategy of a subgroup is the optimal one there" {
    rows decision_subgroups.csv | awk -F, '$5 ~ /^gmfcs_/ { print $5, $3, $7 }' | sort >chosen
    rows decision_acceptability.csv | awk -F, '$3 ~ /^gmfcs_/ && $14 { print $3, $4, $5 }' |
        sort >optimal
    [ -s optimal ]
    [ "$(grep -c . optimal)" -eq "$(comm -12 chosen optimal | grep -c .)" ]
}

@test "threads, shards and ranks give the same bytes, and the manifest repeats them" {
    for threads in 1 3; do
        vrosim psa "${small[@]}" --quiet --threads $threads --study "$money" --out again
        succeeds
        same_results "$shared" again
    done
    for number in 1 2 3; do
        vrosim psa "${small[@]}" --quiet --study "$money" --shard "$number/3"
        succeeds
    done
    vrosim merge --quiet shard-*-of-3.tally --out merged
    succeeds
    same_results "$shared" merged
    vrosim replay merged/manifest.json
    succeeds
    [[ $output == *"all the same, byte for byte"* ]]
}

@test "several ranks give the same bytes" {
    needs_mpi
    ranks 3 psa "${small[@]}" --quiet --study "$money" --out ranks
    [ "$status" -eq 0 ]
    same_results "$shared" ranks
}

@test "shards of another study are not merged" {
    vrosim psa --samples 4 --patients 200 --quiet --study n=50,outcomes=death --shard 1/2
    vrosim psa --samples 4 --patients 200 --quiet --study n=60,outcomes=death --shard 2/2
    vrosim merge shard-1-of-2.tally shard-2-of-2.tally
    fails_with 2 "its proposed study (--study) is n=60,outcomes=death, not n=50,outcomes=death"
}

@test "a study changes no other file" {
    vrosim psa "${small[@]}" --quiet --out plain
    succeeds
    diff -r --exclude manifest.json --exclude decision_study.csv "$shared" plain
    [ "$(comm -23 <(ls "$shared") <(ls plain))" = decision_study.csv ]
}

@test "without --study there is no file of one, and without costs no money" {
    vrosim psa --samples 60 --patients 300 --quiet
    succeeds
    [ ! -e results/decision_study.csv ]
    [ -s results/decision_subgroups.csv ]
    vrosim psa --samples 60 --patients 300 --quiet --study n=50,outcomes=revisions
    succeeds
    [ "$(tail -n +2 results/decision_study.csv | cut -d, -f2 | uniq)" = lld_per_revision ]
}

@test "a study of a level decides for that level" {
    vrosim psa "${small[@]}" --quiet --study "$question,subgroup=gmfcs_5"
    succeeds
    [ "$(tail -n +2 results/decision_study.csv | cut -d, -f3 | sort -u)" = gmfcs_5 ]
    [ "$(grep ',cost_per_qaly,' results/decision_study.csv | cut -d, -f4,12 | sort -u)" = \
        "$(awk -F, '$2 == "cost_per_qaly" && $3 == "gmfcs_5" { print $4 }' \
            results/decision_partial.csv | sort -u | while read -r threshold; do
            awk -F, -v t="$threshold" '$2 == "cost_per_qaly" && $3 == "gmfcs_5" && $4 == t {
                print t "," $9; exit }' results/decision_partial.csv
        done | sort)" ]
}

@test "the report tells the study in at most 80 columns" {
    vrosim psa "${small[@]}" --study "$money"
    succeeds
    [[ $output == *"A study of 2 outcomes in 2 arms of n children (all), at a threshold of "* ]]
    [[ $output == *"less its cost"* ]]
    [[ $output == *"  best n: "* || $output == *"no size is worth its cost"* ]]
    [ "$(wc -L <"$kept/output")" -le 80 ]
    vrosim psa "$economics" --samples 8 --patients 200 --study "$question"
    succeeds
    [[ $output == *"The study needs more samples for a regression on its 4 means; --samples 16"* ]]
}

@test "a study that cannot be is refused before anything is simulated" {
    vrosim psa --study "$question,strategies=a" --samples 1000000
    fails_with 2 "--study: 'strategies' is given twice"
    vrosim psa --study n=50,outcomes=revision_by_3y --samples 1000000
    fails_with 2 "--study: "
    vrosim psa --study "$money" --samples 1000000
    fails_with 2 "--study: 'cost' needs costs and utilities, which no table gives here"
    fails_with 2 "--study: 'children' needs costs and utilities"
    vrosim psa --study "n=50,outcomes=death,endpoints=lld_mm" --groups lss
    fails_with 2 "--study: 'endpoints' is unknown; the nearest is 'outcomes'"
    [[ $complaint == *"--groups: 'lss'"* ]]
    vrosim run --study n=50,outcomes=death
    fails_with 2 "--study"
    only
}

#!/usr/bin/env bats
# The decision files of runs and of uncertainty analyses, held against the other files.
load helper

economics=$BATS_TEST_DIRNAME/../../configs/economics.csv
small=(--samples 40 --patients 500 --quiet)

setup_file() {
    local program=${VROSIM:-$BATS_TEST_DIRNAME/../../build/vrosim}
    shared=$BATS_FILE_TMPDIR/psa
    "$program" psa "$economics" --samples 40 --patients 500 --quiet \
        --thresholds 0:100:25,150 --groups 'cost.*+utility.*,*.avn' --out "$shared"
    export shared
}

# Rows of a file of the analysis that all tests look at, of one trade-off and of all children, without
# the header and the subgroup.
rows() { # FILE [TRADE_OFF]
    grep ",${2:-cost_per_qaly},all," "$shared/$1" | cut -d, -f1,2,4-
}

@test "the thresholds asked for are those of the first trade-off, others keep theirs" {
    [ "$(rows decision_information.csv | cut -d, -f3 | paste -sd' ')" = "0 25 50 75 100 150" ]
    [ "$(rows decision_information.csv lld_per_revision | cut -d, -f3 | paste -sd' ')" = \
        "$(seq -s' ' 0 20)" ]
}

@test "a scenario without costs and utilities has the other trade-off alone" {
    vrosim psa "${small[@]}" --thresholds 5,7.5
    succeeds
    [ "$(grep ,all, results/decision_information.csv | cut -d, -f2-4 | paste -sd' ')" = \
        "lld_per_revision,all,5 lld_per_revision,all,7.5" ]
    [ "$(tail -n +2 results/decision_information.csv | cut -d, -f2,4 | sort -u | paste -sd' ')" = \
        "lld_per_revision,5 lld_per_revision,7.5" ]
    vrosim run --patients 200 --quiet --out run
    succeeds
    [ "$(tail -n +2 run/increments.csv | cut -d, -f2 | uniq)" = lld_per_revision ]
}

# The errors are of rounding: cells have three digits of their standard errors.
@test "net benefit, acceptability, loss and perfect information follow from effects and costs" {
    paste -d, "$shared"/psa_effects.csv "$shared"/psa_costs.csv | tail -n +2 >matrix
    for threshold in 0 25 50 75 100 150; do
        awk -F, -v threshold=$threshold '{
            top = -1e99; ties = 0
            for (s = 1; s <= 5; s++) {
                b[s] = threshold * $s - $(s + 5); sum[s] += b[s]
                if (b[s] > top) { top = b[s]; ties = 0 }
                ties += b[s] == top
            }
            for (s = 1; s <= 5; s++) { best[s] += b[s] == top ? 1 / ties : 0; loss[s] += top - b[s] }
        } END { for (s = 1; s <= 5; s++) print sum[s] / NR, best[s] / NR, loss[s] / NR }' \
            CONVFMT=%.12g OFMT=%.12g OFS=, matrix >expected
        rows decision_acceptability.csv | awk -F, -v t=$threshold '$3 == t' |
            cut -d, -f5,6,9,11,12 | paste -d, - expected | awk -F, '
            function far(x, y, e) { return (x - y) ^ 2 > (e / 50 + 1e-9) ^ 2 }
            far($1, $6, $2) || far($3, $7, 0.1) || far($4, $8, $5 + 1e-3) { print; bad = 1 }
            END { exit bad || NR != 5 }'
        # The EVPI is the loss of the optimal strategy, the CEAF its probability.
        [ "$(rows decision_acceptability.csv | awk -F, -v t=$threshold '$3 == t && $13' |
            cut -d, -f4,9-12)" = \
            "$(rows decision_information.csv | awk -F, -v t=$threshold '$3 == t' | cut -d, -f4-8)" ]
    done
}

@test "the acceptability of all strategies adds up to 1 at each threshold" {
    rows decision_acceptability.csv | awk -F, '{ sum[$3] += $9 }
        END { for (t in sum) { n++; if ((sum[t] - 1) ^ 2 > 1e-6) { print t, sum[t]; bad = 1 } }
            exit bad || n != 6 }'
}

@test "partial information is worth no less in a larger set, and no more than all of it" {
    rows decision_partial.csv | awk -F, '
        $6 < 0 || $6 > $8 { print; bad = 1 }
        $5 !~ /;/ { alone[$3, $4] = $6 }
        { sets[$3, $4] = $5; worth[$3, $4] = $6 }
        END {
            for (key in sets) {
                split(key, part, SUBSEP); count = split(sets[key], members, ";")
                for (i = 1; i <= count; i++) {
                    n++
                    if (alone[part[1], members[i]] > worth[key]) { print key, members[i]; bad = 1 }
                }
            }
            exit bad || n < 500
        }'
}

@test "sets are every parameter, families, and the groups asked for; large ones are left out" {
    rows decision_partial.csv | awk -F, '$3 == 50 { print $4 }' >sets
    head -1 "$shared/psa_params.csv" | tr , '\n' | diff - <(grep -v '[*+]' sets)
    grep -qxF 'utility.avn' sets
    [ "$(rows decision_partial.csv | awk -F, '$3 == 50 && $4 == "*.avn" { print $5 }')" = \
        "complication.avn+cost.avn+utility.avn" ]
    not grep -qxF 'cost.*+utility.*' sets # of 30 parameters, for which 40 samples are too few
    not grep -qxF 'cost.*' sets           # of 18
    vrosim psa "$economics" --samples 40 --patients 20
    succeeds
    [[ $output == *"sets of parameters need more samples"*"--samples 104 would do."* ]]
}

@test "the plane is the difference of effects and costs" {
    awk -F, -v OFMT=%.17g '
        NR == FNR { if (FNR > 1) for (s = 2; s <= 5; s++) e[FNR - 1, s] = $s - $1; next }
        FNR > 1 { for (s = 2; s <= 5; s++) c[FNR - 1, s] = $s - $1 }
        END { for (s = 2; s <= 5; s++) for (i = 1; i <= 40; i++) print i "," e[i, s] "," c[i, s] }' \
        CONVFMT=%.10g "$shared"/psa_effects.csv "$shared"/psa_costs.csv >expected
    rows decision_plane.csv | cut -d, -f5- | paste -d, expected - | awk -F, '
        $1 != $4 || ($2 - $5) ^ 2 > 4e-18 || ($3 - $6) ^ 2 > 4e-16 { print; bad = 1 }
        END { exit bad || NR != 160 }'
}

@test "a ratio stands with the strategies of the frontier only, and rises along it" {
    rows decision_increments.csv | awk -F, '($6 == "frontier") != ($10 != "") { print; bad = 1 }
        $6 == "frontier" && !($8 > 0 && $9 > 0) { print; bad = 1 } END { exit bad }'
    rows decision_increments.csv | grep ,frontier, | sort -t, -g -k4 | cut -d, -f10 >ratios
    [ -s ratios ]
    sort -g -c ratios
}

@test "net benefit of a run follows from its means, and its error from theirs at most" {
    vrosim run "$economics" --patients 2000 --quiet
    succeeds
    mean() { awk -F, -v o="$1" '$2 == "vro" && $3 == "gmfcs_4" && $4 == o && $5 == "mean" {
        print $6, $7 }' results/summary.csv; }
    grep ',cost_per_qaly,gmfcs_4,50,vro,' results/net_benefit.csv |
        awk -F, -v means="$(mean qaly) $(mean cost)" '{
            split(means, m, " "); nb = 50 * m[1] - m[3]
            most = 50 * m[2] + m[4]; least = 50 * m[2] - m[4]; if (least < 0) least = -least
            exit !(($6 - nb) ^ 2 < 0.02 ^ 2 && $7 <= most * 1.01 && $7 >= least * 0.99)
        }'
    [ "$(cut -d, -f2-4,13 results/net_benefit.csv | grep -c ',1$')" -eq $(((31 + 21) * 6)) ]
}

# Neither strategy is the first, and the error is that of the differences of single children.
@test "the error of an increment is that of the children's own differences" {
    vrosim run "$economics" --sampling pcg --patients 3000 --courses 3000 --quiet --subgroups bilateral
    succeeds
    row=$(grep ',cost_per_qaly,all,vro_pelvic,' results/increments.csv)
    [ "$(cut -d, -f10,15 <<<"$row")" = vro_soft_tissue,children ]
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["strategy"] == "vro_soft_tissue" { c[$1] = $at["cost"]; q[$1] = $at["qaly"] }
        $at["strategy"] == "vro_pelvic" {
            x = $at["cost"] - c[$1]; y = $at["qaly"] - q[$1]; n++
            sx += x; xx += x * x; sy += y; yy += y * y
        }
        END { print sqrt((yy - sy * sy / n) / (n - 1) / n), sqrt((xx - sx * sx / n) / (n - 1) / n) }
    ' results/courses.csv | awk -v row="$row" '{
        split(row, f, ",")
        exit !((f[12] / $1 - 1) ^ 2 < 1e-4 && (f[14] / $2 - 1) ^ 2 < 1e-4)
    }'
    not grep -q 'cost_per_qaly.*,at_most,' results/increments.csv
}

# The last shard has other children than the first.
@test "shards and a run as a whole write the same decision files" {
    vrosim run "$economics" --patients 20000 --quiet --out whole
    for shard in 1 2 3; do
        vrosim run "$economics" --patients 20000 --quiet --shard $shard/3
        succeeds
    done
    vrosim merge shard-*-of-3.tally --quiet --out merged
    succeeds
    cmp whole/increments.csv merged/increments.csv
    cmp whole/net_benefit.csv merged/net_benefit.csv
}

@test "an analysis with thresholds and groups can be done again from its manifest" {
    vrosim replay "$shared/manifest.json" --threads 1
    succeeds
    [[ $output == *"all the same, byte for byte"* ]]
    for threads in 1 3; do
        vrosim psa "$economics" --samples 40 --patients 500 --quiet --threads $threads \
            --thresholds 0:100:25,150 --groups 'cost.*+utility.*,*.avn'
        for file in "$shared"/*.csv; do
            cmp "$file" "results/${file##*/}"
        done
    done
    sed 's/"thresholds": "0:/"thresholds": "200:/' "$shared/manifest.json" >altered.json
    vrosim replay altered.json
    fails_with 2 "thresholds that cannot be read"
    sed 's/"groups": "cost/"groups": "coast/' "$shared/manifest.json" >altered.json
    vrosim replay altered.json
    fails_with 2 "'coast.*' matches no uncertain parameter"
}

@test "effects are QALYs where the tables give costs and utilities, unless others are asked for" {
    vrosim psa "$economics" "${small[@]}" --effect revisions
    succeeds
    not cmp -s "$shared/psa_effects.csv" results/psa_effects.csv
    cmp "$shared/psa_costs.csv" results/psa_costs.csv
    [ "$(tail -n +2 results/psa_effects.csv | cut -c1 | uniq)" = - ]
    [ "$(tail -n +2 "$shared/psa_effects.csv" | grep -c -- -)" -eq 0 ]
}

@test "the report tells the choice in at most 80 columns" {
    vrosim psa "$economics" --samples 80 --patients 300
    succeeds
    [[ $output == *"cost_per_qaly, threshold in thousands per QALY"* ]]
    [[ $output == *"worth most to know at"* ]]
    [[ $output == *"lld_per_revision, threshold in mm per revision"* ]]
    [ "$(wc -L <"$kept/output")" -le 80 ]
}

@test "thresholds and groups that cannot be are refused before anything is simulated" {
    vrosim psa --thresholds 5:1
    fails_with 2 "--thresholds: '5:1': write numbers like 1,2,5 or a range like 0:100:5"
    vrosim psa --thresholds -5,5
    fails_with 2 "--thresholds: '-5,5': a threshold below 0 would pay for harm"
    vrosim psa --groups 'lss.*' --samples 1000000
    fails_with 2 "--groups: 'lss.*' matches no uncertain parameter; the nearest is 'loss."
    vrosim psa --groups 'lss.*' --thresholds x
    fails_with 2 "--thresholds: 'x'"
    [[ $complaint == *"--groups: 'lss.*'"* ]]
    only
}

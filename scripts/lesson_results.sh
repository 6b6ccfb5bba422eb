#!/usr/bin/env bash
# Usage: lesson_results.sh PROGRAM FOLDER
# Writes into FOLDER the tables of results that lessons of the page show and that only the program can
# make: worth.csv (what knowledge is worth) and fit.csv (a fit to one figure and to two). They have the
# columns of the tables of lessons (include/vrosim/web/lesson_rows.h). No number is changed on the way.
set -euo pipefail
[ $# -eq 2 ] || {
    echo "usage: lesson_results.sh PROGRAM FOLDER" >&2
    exit 2
}
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
HEADER='quantity,group,value,lower,upper,p,significant,n'

# Of the whole population: EVPI at some thresholds, and EVPPI of each family of parameters.
worth() {
    "$program" psa configs/economics.csv --strategies soft_tissue,vro,vro_pelvic --samples 300 \
        --patients 500 --quiet --out "$scratch/psa"
    echo "$HEADER"
    awk -F, -v OFS=, '
        $2 != "cost_per_qaly" || $3 != "all" || $4 % 20 != 0 || $4 < 20 || $4 > 100 { next }
        FILENAME ~ /information/ && !($4 in evpi) {
            evpi[$4] = $8
            print "evpi_" $4, "all", $8, "", "", "", "", 300
        }
        FILENAME ~ /partial/ && $5 ~ /\*$/ {
            print "evppi_" $4, $5, $7, "", "", "", "", 300
            if (!($4 in most) || $7 + 0 > most[$4]) { most[$4] = $7 + 0; first[$4] = $5 }
        }
        END { for (t in first) print "first_" t, first[t], most[t], "", "", "", "", 300 }
    ' "$scratch"/psa/decision_{information,partial}.csv | sort
}

# Rates of migration before, and after a fit to the figures of one.csv and of two.csv; and the first
# samples of each fit.
fit() {
    local figures
    echo "$HEADER"
    for figures in one two; do
        "$program" calibrate "sim/web/lessons/fit/$figures.csv" --prior sim/web/lessons/fit/prior.csv \
            --parameters migration.rate.gmfcs_4,migration.rate.gmfcs_5 --between-study 0 --points 600 \
            --patients 2000 --rows 50 --quiet --out "$scratch/$figures"
        awk -F, -v OFS=, -v figures="$figures" '
            FNR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
            FILENAME ~ /parameters/ {
                group = $1
                sub(/.*\./, "", group)
                print figures, group, $column["mean"], $column["p025"], $column["p975"], "", "", ""
                if (figures == "one") print "before", group, $column["prior_mean"], "", "", "", "", ""
            }
            FILENAME ~ /posterior/ && FNR <= 9 {
                print figures "_gmfcs_4", FNR - 1, $column["migration.rate.gmfcs_4"], "", "", "", "", ""
                print figures "_gmfcs_5", FNR - 1, $column["migration.rate.gmfcs_5"], "", "", "", "", ""
            }
        ' "$scratch/$figures"/calibration_{parameters,posterior}.csv
    done
}

worth >"$folder/worth.csv"
fit >"$folder/fit.csv"

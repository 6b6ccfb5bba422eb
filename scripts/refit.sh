#!/usr/bin/env bash
# Usage: refit.sh FITTED TABLE
# Puts the values and standard errors of FITTED/calibrated.csv, what `vrosim calibrate` wrote, into
# the rows of the same strategy, level and parameter in TABLE, and marks them as calibrated. What
# was fitted for a strategy without a row of its own goes into the row for all strategies, of which
# it came. All other cells stay. Where there is no such row, TABLE stays as it was.
set -euo pipefail

if [ $# -ne 2 ]; then
    echo "refit.sh: give the folder of a calibration and a table" >&2
    exit 2
fi
new=$(mktemp "$2.XXXXXX")
trap 'rm -f "$new"' EXIT

# The first ten cells of a row hold no quotes and no commas; the eleventh is the source.
awk -F, -v OFS=, '
    FNR == 1 { pass++ }
    pass == 1 { has[$1, $2, $3] = 1; next }
    pass == 2 {
        if (FNR == 1)
            next
        strategy = ($1, $2, $3) in has ? $1 : ""
        if (!((strategy, $2, $3) in has)) {
            print "refit.sh: no row for " $3 " of level " $2 > "/dev/stderr"
            exit 1
        }
        if ((strategy, $2, $3) in value && value[strategy, $2, $3] != $5) {
            print "refit.sh: strategies without rows of their own differ in " $3 > "/dev/stderr"
            exit 1
        }
        value[strategy, $2, $3] = $5
        error[strategy, $2, $3] = $9
        next
    }
    ($1, $2, $3) in value {
        $5 = value[$1, $2, $3]
        $9 = error[$1, $2, $3]
        if ($0 !~ /calibrated to the studies/)
            sub(/assumption/, "calibrated to the studies in configs/evidence; before that an assumption", $11)
    }
    { print }' "$2" "$1/calibrated.csv" "$2" >"$new"
chmod --reference="$2" "$new"
mv "$new" "$2"
trap - EXIT

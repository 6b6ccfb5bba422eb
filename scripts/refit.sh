#!/usr/bin/env bash
# Usage: refit.sh FITTED TABLE
# Puts the values and standard errors of FITTED/calibrated.csv, what `vrosim calibrate` wrote, into
# the rows of the same strategy, level and parameter in TABLE, and marks them as calibrated. All
# other cells stay. A fitted parameter that TABLE has no row for is a fault, and TABLE then stays as
# it was.
set -euo pipefail

if [ $# -ne 2 ]; then
    echo "refit.sh: give the folder of a calibration and a table" >&2
    exit 2
fi
new=$(mktemp "$2.XXXXXX")
trap 'rm -f "$new"' EXIT

# The first ten cells of a row hold no quotes and no commas; the eleventh is the source.
awk -F, -v OFS=, '
    NR == FNR { if (FNR > 1) { value[$1, $2, $3] = $5; error[$1, $2, $3] = $9 } next }
    ($1, $2, $3) in value {
        key = $1 SUBSEP $2 SUBSEP $3
        $5 = value[key]
        $9 = error[key]
        if ($11 !~ /calibrated to the studies/)
            sub(/assumption/, "calibrated to the studies in configs/evidence; before that an assumption", $11)
        delete value[key]
    }
    { print }
    END {
        for (key in value) {
            split(key, cell, SUBSEP)
            print "refit.sh: no row for " cell[3] " of level " cell[2] > "/dev/stderr"
            fault = 1
        }
        exit fault
    }' "$1/calibrated.csv" "$2" >"$new"
chmod --reference="$2" "$new"
mv "$new" "$2"
trap - EXIT

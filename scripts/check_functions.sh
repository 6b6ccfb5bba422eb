#!/usr/bin/env bash
# Usage: check_functions.sh FILE...
# Fails on functions of more than 60 lines or more than 6 parameters, and on names that two VRO_VECTOR
# functions share (clang exports a resolver for each); lists functions above 40 lines.
set -euo pipefail

shared=$(cat -- "$@" | sed -nE 's/^VRO_VECTOR static .*[ *]([a-z_]+)\(.*/\1/p' | sort | uniq -d)
if [ -n "$shared" ]; then
    echo "VRO_VECTOR functions share these names: $shared"
    exit 1
fi

ctags --languages=C,C++ --kinds-C=f --kinds-C++=f --fields=+neS --sort=no -f - "$@" | awk -F'\t' '
{
    line = last = 0
    signature = ""
    for (i = 4; i <= NF; i++) {
        if (sub(/^line:/, "", $i)) line = $i
        else if (sub(/^end:/, "", $i)) last = $i
        else if (sub(/^signature:/, "", $i)) signature = $i
    }
    length_in_lines = last - line + 1
    parameters = gsub(/,/, ",", signature) + 1
    where = $2 ":" line ": " $1
    if (length_in_lines > 60) { print where " has " length_in_lines " lines"; bad = 1 }
    else if (length_in_lines > 40) print where " has " length_in_lines " lines (allowed, but long)"
    if (parameters > 6) { print where " has " parameters " parameters"; bad = 1 }
    count++
}
END {
    print count + 0 " functions"
    exit bad || count == 0
}'

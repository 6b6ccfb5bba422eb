#!/usr/bin/env bash
# Usage: check_layers.sh FILE...
# A folder of sim/ and of include/vrosim/ includes only itself and those that sort before it:
# core, figure, file, input, model, outcome, simulate, study, table, verb, web. sim/main.c may include
# all.
set -euo pipefail

awk '
FNR == 1 {
    layer = ""
    if (match(FILENAME, /^(sim|include\/vrosim)\/[a-z]+\//)) {
        layer = FILENAME
        sub(/^(sim|include\/vrosim)\//, "", layer)
        sub(/\/.*/, "", layer)
    }
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    included = quoted[2]
    if (included !~ /^vrosim\/[a-z]+\/[a-z_]+\.(h|def)$/) {
        complain("includes \"" included "\", which is not of the form vrosim/FOLDER/NAME.h")
    } else if (layer != "") {
        split(included, parts, "/")
        if (parts[2] > layer)
            complain(layer " includes " included ", which comes after it")
    }
}
function complain(sentence) {
    print FILENAME ":" FNR ": " sentence
    bad = 1
}
END { exit bad }
' "$@"

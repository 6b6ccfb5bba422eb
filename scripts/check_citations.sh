#!/usr/bin/env bash
# Usage: check_citations.sh MODEL FILE...
# Fails on citations of MODEL, the definition of the model (sim/model/model.md), that lead nowhere.
# Its sections have headings such as "## 8. Growth", its items such as "### 8.3 Edge load". Files cite
# them as "model.md 8", "model.md 8.3", "model.md 4 to 9" or "model.md 5, 6 and 8.1", also across the
# end of a line. "model section 8" is refused.
set -euo pipefail

awk '
NR == 1 { definition = FILENAME }

FILENAME == definition {
    if ($1 == "##" && $2 ~ /^[0-9]+\.$/) {
        section = $2 + 0
        define(section "")
    } else if ($1 == "###" && $2 ~ /^[0-9]+\.[0-9]+$/) {
        define($2)
        if (int($2) != section)
            complain(FILENAME ":" FNR, $2 " stands in section " section)
    }
    next
}

# Each line is checked together with the next, where a citation that it begins may end.
FNR == 1 { check("") }
{
    check($0)
    line = $0
    place = FILENAME ":" FNR
}

END {
    check("")
    if (!citations)
        complain(definition, "nothing cites it")
    exit bad
}

function define(number) {
    if (number in defined)
        complain(FILENAME ":" FNR, number " is there twice")
    defined[number] = 1
}

# Checks the citations that begin in `line`, which `next_line` follows.
function check(next_line,    text, offset) {
    sub(/^[ \t]*(\/\/|#|\*)?[ \t]*/, "", next_line)
    text = line " " next_line
    if (match(text, /[Mm]odel(.s)? sections? [0-9]+/) && RSTART <= length(line))
        complain(place, "\"" substr(text, RSTART, RLENGTH) "\": write model.md and the number")
    offset = 0
    while (match(text, /model\.md [0-9]+(\.[0-9]+)?((,| and| to) [0-9]+(\.[0-9]+)?)*/)) {
        if (offset + RSTART > length(line))
            break
        look_up(substr(text, RSTART + 9, RLENGTH - 9))
        offset += RSTART + RLENGTH - 1
        text = substr(text, RSTART + RLENGTH)
    }
    line = ""
}

function look_up(list,    numbers, count, i) {
    count = split(list, numbers, /(,| and| to) /)
    for (i = 1; i <= count; i++)
        if (!(numbers[i] in defined))
            complain(place, "there is no " numbers[i] " in " definition)
    citations++
}

function complain(where, sentence) {
    print where ": " sentence
    bad = 1
}
' "$@"

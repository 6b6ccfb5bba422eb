#!/usr/bin/env bash
# Usage: check_layers.sh FILE...
# The rooms of sim/ and of include/vrosim/ stand in the order of the data: a file includes only those
# of its own room and of the rooms before it (sim/main.c may include all; library, which comes after
# table, and web also vrosim.h, which is for other programs). No module, which is a header and its source,
# leads back to itself over what it includes. No room holds more than a quarter of all lines.
set -euo pipefail

awk -v ROOMS='core figure file input model outcome simulate study table library verb web' '
BEGIN {
    count = split(ROOMS, names, " ")
    for (i = 1; i <= count; i++)
        place[names[i]] = i
}
FNR == 1 {
    room = module = ""
    if (match(FILENAME, /^(sim|include\/vrosim)\/[a-z]+\//)) {
        module = FILENAME
        sub(/^(sim|include\/vrosim)\//, "", module)
        sub(/\.[a-z]+$/, "", module)
        room = module
        sub(/\/.*/, "", room)
        if (!(room in place))
            complain(room " is none of the rooms " ROOMS)
    }
}
{
    lines[room]++
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    included = quoted[2]
    if ((room == "library" || room == "web") && included == "vrosim.h")
        next
    if (included !~ /^vrosim\/[a-z]+\/[a-z_]+\.(h|def)$/) {
        complain("includes \"" included "\", which is not of the form vrosim/ROOM/NAME.h")
    } else if (room != "") {
        split(included, parts, "/")
        if (place[parts[2]] > place[room])
            complain(room " includes " included ", which comes after it")
        other = parts[2] "/" parts[3]
        if (sub(/\.h$/, "", other) && other != module && parts[2] == room &&
            !((module " -> " other) in leads)) {
            leads[module " -> " other] = 1
            others[module] = others[module] " " other
        }
    }
}
function complain(sentence) {
    print FILENAME ":" FNR ": " sentence
    bad = 1
}

# Between rooms the order forbids circles already. An arrow whose end leads back to its start is part
# of one.
function find_circles(    arrow, ends) {
    for (arrow in leads) {
        split(arrow, ends, " -> ")
        split("", seen)
        if (reaches(ends[2], ends[1])) {
            print "circle of includes: " arrow
            bad = 1
        }
    }
}
function reaches(start, goal,    list, count, i) {
    if (start == goal)
        return 1
    seen[start] = 1
    count = split(others[start], list, " ")
    for (i = 1; i <= count; i++)
        if (!(list[i] in seen) && reaches(list[i], goal))
            return 1
    return 0
}

function find_crowded(    name) {
    for (name in lines)
        if (name != "" && 4 * lines[name] > NR) {
            print name " holds " lines[name] " of " NR " lines, more than a quarter"
            bad = 1
        }
}

END {
    find_circles()
    find_crowded()
    exit bad
}
' "$@"

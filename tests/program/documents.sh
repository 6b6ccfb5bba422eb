#!/usr/bin/env bash
# Usage: documents.sh [PROGRAM]
# Puts what the program prints today into the outputs shown in README.md and docs/*.md. The lines after a
# "...", and the first, are found by their words, whatever their numbers; the others are those that follow.
# Lines with a speed stay, and so does an output with a line that is not found: exit code 1. Sentences that read
# an output aloud are for people to read again.
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${1:-$project/build/vrosim}")
source "$project/tests/program/pages.bash"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

renew_lines() { # LINES OUTPUT
    awk 'function words(line) { gsub(/-?[0-9.]+/, "#", line); gsub(/ +/, " ", line); return line }
        NR == FNR { printed[++count] = $0; next }
        $0 == "..." { print; found = 0; next }
        / (in )?[0-9.]+ s(,|$)/ { print; at++; next }
        { at++ }
        !found { while (at <= count && words(printed[at]) != words($0)) { at++ } found = 1 }
        at > count { print "no line is like: " $0 >"/dev/stderr"; exit 1 }
        { print printed[at] }' "$2" "$1"
}

# The page, with N.renewed in place of its output N.
replace_outputs() { # PAGE FOLDER
    awk -v folder="$2" '
        inside == "output" && !/^```/ { next }
        { print }
        inside && /^```/ { inside = ""; next }
        /^```/ { inside = "other" }
        /^```$/ { inside = "output"; file = folder "/" ++count ".renewed"
            while ((getline line <file) > 0) { print line } }' "$1"
}

renew_page() { # PAGE; in the folder of the page
    local command name
    write_tables "$1"
    write_outputs "$1" .
    for command in $(find . -name '*.command' | sort -V); do
        name=${command%.command}
        run_shown "$command" >"$name.output"
        renew_lines "$name.lines" "$name.output" >"$name.renewed" || {
            echo "$1: the output of $(cat "$command") stays as it is" >&2
            cp "$name.lines" "$name.renewed"
            status=1
        }
    done
    replace_outputs "$1" . >page
    cat page >"$1"
}

status=0
for page in "$project/README.md" "$project"/docs/*.md; do
    echo "$page"
    cd "$(mktemp -d -p "$scratch")"
    cp -r "$project/configs" .
    renew_page "$page"
done
exit $status

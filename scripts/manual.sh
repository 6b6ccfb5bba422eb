#!/usr/bin/env bash
# Usage: manual.sh PROGRAM PAGE
# Writes the manual page from the program's own --help, --version and table of parameters.
set -euo pipefail

program=$1
page=$2

if ! command -v help2man >/dev/null 2>&1; then
    echo "manual.sh: help2man is missing; scripts/setup.sh build installs it" >&2
    exit 1
fi

extra=$(mktemp)
trap 'rm -f "$extra"' EXIT

cat >"$extra" <<'TEXT'
[SCENARIO TABLES]
A table is a CSV file with the columns
strategy, gmfcs, parameter, distribution, value, sd, min, max, se, unit and source.
An empty strategy stands for all strategies, an empty gmfcs for all levels.
Tables are applied to the built-in default from left to right; the last row that sets a parameter
wins, and what is set for one strategy wins over what is set for all.
A strategy exists once a row names it; the first one named is the reference of all comparisons.
[PARAMETERS]
TEXT
# An entry is three lines: name, meaning, and unit with range; a heading stands alone.
"$program" parameters | sed -E -e '/^$/d' -e 's/^([a-z_]+)$/.SS \1/' \
    -e 's/^  ([a-z_]+\.[a-z0-9_]+)$/.TP\n.B \1/' -e 's/^      ([^ ].*; .*)$/.br\n\1/' \
    -e 's/^ +//' >>"$extra"
cat >>"$extra" <<'TEXT'
[EXIT STATUS]
.TP
0
fine
.TP
2
a fault of the command line or of a table; nothing was written
.TP
3
not enough memory
.TP
4
results could not be written
.TP
5
a fault of the program itself
.TP
130, 143
stopped by SIGINT or SIGTERM; what was done is in the checkpoint, if there was one
[EXAMPLES]
.TP
vrosim run
one million children of the built-in default, results in the folder results
.TP
vrosim run severe.csv \-\-patients 2M \-\-strategies soft_tissue,vro \-\-out severe
two million children of the default changed by severe.csv, two strategies
.TP
vrosim check severe.csv
what is wrong with severe.csv
.TP
vrosim run \-\-patients 10G \-\-checkpoint night.tally
a long run; vrosim run \-\-resume night.tally goes on with it after an interruption
.TP
vrosim run \-\-patients 10G \-\-shard 3/16
part 3 of 16, for a machine of its own; vrosim merge shard-*-of-16.tally writes the results
.TP
vrosim explain \-\-patient 17
what happens to child 17 under each strategy
TEXT

help2man --no-info --section 1 --name "simulate hip surgery in children with cerebral palsy" \
    --include "$extra" --output "$page" "$program"

#!/usr/bin/env bash
# Usage: manual.sh PROGRAM PAGE
# Writes the manual page from --help, --version and the list of parameters of the program.
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
An empty strategy means all strategies, an empty gmfcs all levels.
Tables are applied to the built-in default from left to right; later rows win, and a row for one
strategy beats a row for all.
A row that names a new strategy adds it; the first strategy named is the reference of all comparisons.
[PARAMETERS]
TEXT
# An entry is a name, its meaning, and its unit with range ("years, 0 to 30; ...", or "a text of ..."),
# which begins a line; a heading stands alone.
"$program" parameters | sed -E -e '/^$/d' -e 's/^([a-z_]+)$/.SS \1/' \
    -e 's/^  ([a-z_]+\.[a-z0-9_]+)$/.TP\n.B \1/' \
    -e 's/^      ([a-z ]+, -?[0-9.e+-]+ to [0-9.e+-]+;.*|a text of .*)$/.br\n\1/' -e 's/^ +//' >>"$extra"
cat >>"$extra" <<'TEXT'
[EXIT STATUS]
.TP
0
success
.TP
2
a fault of the command line or of a table; nothing was written
.TP
3
not enough memory, or the system refuses threads
.TP
4
results could not be written or, with replay, differ
.TP
5
a fault of the program itself
.TP
141
nobody reads the output any more, as with | head; results in files are complete
.TP
129, 130, 131, 138, 140, 143, 152
stopped by SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGTERM or SIGXCPU; a checkpoint, if there is one, holds the work done
[EXAMPLES]
.TP
vrosim run
Simulate one million children of the built-in default; the results are in the folder results.
.TP
vrosim run severe.csv \-\-patients 2M \-\-strategies soft_tissue,vro \-\-out severe
Simulate two million children of the default changed by severe.csv, under two strategies.
.TP
vrosim check severe.csv
Report every fault of severe.csv.
.TP
vrosim run \-\-patients 10G \-\-checkpoint night.tally
A long run; after an interruption vrosim run \-\-resume night.tally continues it.
.TP
vrosim run \-\-patients 10G \-\-shard 3/16
Shard 3 of 16, on a machine of its own; vrosim merge shard-*-of-16.tally writes the results.
.TP
vrosim explain \-\-patient 17
Tell what happens to child 17 under each strategy.
TEXT

help2man --no-info --section 1 --name "simulate hip surgery in children with cerebral palsy" \
    --include "$extra" --output "$page" "$program"

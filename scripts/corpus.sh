#!/usr/bin/env bash
# Usage: corpus.sh PROGRAM FOLDER
# Makes the inputs that the fuzzers begin with: FOLDER/options from tests/fuzz/options.txt,
# FOLDER/table from tests/fuzz/tables and configs/, FOLDER/children and FOLDER/evidence from theirs,
# FOLDER/checkpoint from small runs of PROGRAM, so that they are of its version and formats.
set -euo pipefail

program=$(realpath "$1")
project=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$2"
mkdir -p "$2"/{options,table,children,evidence,checkpoint}
cd "$2"

# Each word ends with a line end, as fuzz_options reads them.
number=0
words=()
while read -r line; do
    eval "words=($line"$'\n)'
    [ "${#words[@]}" -gt 0 ] || continue
    number=$((number + 1))
    printf '%s\n' "${words[@]}" >"options/$number"
done <"$project/tests/fuzz/options.txt"

cp "$project"/tests/fuzz/tables/* "$project"/configs/{,evidence/}*.csv "$project/tests/data/stress.csv" table
cp "$project"/tests/fuzz/children/* children
cp "$project"/tests/fuzz/evidence/* "$project"/configs/evidence/{targets,studies}.csv evidence

checkpoint() { # NAME ARGUMENT...
    "$program" "${@:2}" --quiet --out "checkpoint/$1"
}
one_strategy=(run --strategies vro --seed 42 --stream 54)
checkpoint no_block "${one_strategy[@]}" --patients 3 --shard 2/2
checkpoint one_child "${one_strategy[@]}" --patients 1 --shard 1/1
checkpoint two_strategies run --strategies vro,soft_tissue --patients 3 --shard 1/1
checkpoint last_shard "${one_strategy[@]}" --patients 16386 --subgroups bilateral --shard 3/3
checkpoint costs "${one_strategy[@]}" "$project/configs/economics.csv" --patients 3 --shard 1/1
checkpoint given "${one_strategy[@]}" --child age=6,gmfcs=4,migration=45 --patients 3 --shard 1/1
checkpoint one_sample psa --samples 2 --patients 8 --strategies vro --shard 1/2

#!/usr/bin/env bash
# Usage: corpus.sh PROGRAM FOLDER
# Makes the inputs that the fuzzers begin with: FOLDER/options from tests/fuzz/options.txt,
# FOLDER/table from tests/fuzz/tables and configs/, FOLDER/children, FOLDER/evidence and
# FOLDER/uncertainty from theirs, FOLDER/checkpoint, FOLDER/calibration and FOLDER/manifest from small
# studies of PROGRAM, so that they are of its version and formats.
set -euo pipefail

program=$(realpath "$1")
project=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$2"
mkdir -p "$2"/{options,table,children,evidence,uncertainty,checkpoint,calibration,manifest}
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
cp "$project"/tests/fuzz/uncertainty/* uncertainty

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

calibration() { # NAME PARAMETERS
    "$program" calibrate --patients 100 --points 10 --rows 5 --parameters "$2" --force --quiet \
        --checkpoint "calibration/$1" --out made
    rm -r made
}
calibration one_parameter rescue.acceptance
calibration two_parameters rescue.acceptance,migration.tone_sd

manifest() { # NAME ARGUMENT...
    "$program" "${@:2}" --quiet --out made
    sed '/"environment"/,$d' made/manifest.json >"manifest/$1"
    sed -i '$ s/,$//' "manifest/$1"
    echo "}" >>"manifest/$1"
    rm -r made
}
manifest run "${one_strategy[@]}" --patients 3 --subgroups 'bilateral*age=5' --decimal comma
manifest given run --child age=6,gmfcs=4,migration=45 --patients 3 --strategies vro
manifest psa psa --samples 2 --patients 3 --strategies vro,observation --effect failed \
    --thresholds 0:4:2 --groups 'loss.*' --correlations uncertainty/correlations.csv
manifest draws psa --samples 2 --patients 3 --strategies vro --draws uncertainty/draws.csv
manifest sensitivity sensitivity --patients 3 --strategies vro,observation --range loss.hazard=0.001:0.002 \
    --grid loss.hazard=0:0.1:2,loss.no_spica_hr=1:2:2 --threshold loss.hazard=0:1 --outcome failed
manifest validate validate --patients 3
manifest calibrate calibrate --patients 100 --points 10 --rows 5 --parameters rescue.acceptance --force

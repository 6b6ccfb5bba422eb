#!/usr/bin/env bash
# Usage: digests.sh [PROGRAM] | digests.sh --ranks PROGRAM_WITH_MPI
# Runs every verb with about thirty sets of arguments, or some runs on ranks, and prints the SHA-256 of
# all that comes of it, a line a file: RUN/FILE DIGEST. Of manifest.json the last entry is left out, which tells of the machine,
# and of what is printed the speed.
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
on_ranks=
if [ "${1:-}" = --ranks ]; then
    on_ranks=yes
    shift
fi
program=$(realpath "${1:-$project/build/vrosim}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp "$project"/configs/*.csv "$project"/configs/evidence/*.csv "$scratch"
cp "$project/tests/data/stress.csv" "$scratch"
cd "$scratch"

digest() { # NAME; of standard input
    printf '%s %s\n' "$1" "$(sha256sum | cut -d' ' -f1)"
}

# Everything in a folder of results.
folder() { # RUN
    local file
    for file in "$1"/*.csv; do
        digest "$file" <"$file"
    done
    digest "$1/manifest.json" < <(sed '/^  "\(occasion\|environment\)": /,$d' "$1/manifest.json")
}

# What a verb prints, without the lines that tell how long it took.
printed() { # RUN VERB ARGUMENT...
    local name=$1
    shift
    "$program" "$@" | sed -E '/(^| )(in )?[0-9.e+-]+ s(, |$)/d' | digest "$name/printed"
}

results() { # RUN VERB ARGUMENT...
    local name=$1 verb=$2
    shift 2
    "$program" "$verb" "$@" --out "$name" | sed -E '/(^| )(in )?[0-9.e+-]+ s(, |$)/d' | digest "$name/printed"
    folder "$name"
}

shards() { # RUN NUMBER VERB ARGUMENT...
    local name=$1 number=$2 verb=$3 shard
    shift 3
    for ((shard = 1; shard <= number; shard++)); do
        "$program" "$verb" "$@" --quiet --shard "$shard/$number" --out "$name.$shard.tally"
    done
    results "$name" merge "$name".*.tally
}

ranks() { # RUN NUMBER VERB ARGUMENT...
    local name=$1 number=$2
    shift 2
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        mpirun --oversubscribe -n "$number" "$program" "$@" --quiet --out "$name"
    folder "$name"
}

small=(--patients 20000)
fit=(--parameters rescue.acceptance,migration.tone_sd --patients 200 --points 100 --rows 50 --force)
if [ -n "$on_ranks" ]; then
    ranks ranks 2 run stress.csv "${small[@]}"
    ranks psa_ranks 2 psa --samples 12 --patients 500
    ranks validate_ranks 2 validate --patients 2000
    ranks calibrate_ranks 2 calibrate "${fit[@]}"
    exit
fi
results default run "${small[@]}"
results seed run "${small[@]}" --seed 7 --stream 3
results one_child run --patients 1
results two_children run --patients 2 --courses 2
results threads run "${small[@]}" --threads 3 --seed 7
for overlay in derotation-only economics equalisation locking-plate low-volume-surgeon no-spica \
    severe-dysplasia unilateral vro-series; do
    results "$overlay" run "$overlay.csv" "${small[@]}"
done
results stress run stress.csv "${small[@]}" --courses 2000
results layers run stress.csv economics.csv no-spica.csv "${small[@]}" --courses 100
results subgroups run "${small[@]}" --subgroups age,bilateral,migration
results cuts run economics.csv "${small[@]}" --subgroups age=5/8/12,migration=40
results strategies run "${small[@]}" --strategies vro,soft_tissue
results pcg run stress.csv "${small[@]}" --sampling pcg --subgroups age --courses 100
results target run --patients 1M --target-se revision_by_5y=0.004,difference:lld_mm=0.1
shards shards 3 run stress.csv "${small[@]}" --subgroups age
"$program" run --patients 40000 --checkpoint kept.tally --every 0 --quiet --out whole
results resumed run --resume kept.tally
results psa psa --samples 20 --patients 1000
printf 'parameter,other,correlation\nloss.hazard,loss.no_spica_hr,-0.4\n' >correlations.csv
results psa_economics psa economics.csv --samples 40 --patients 1000 --correlations correlations.csv \
    --subgroups bilateral --thresholds 0:100:20 --groups 'loss.*+complication.*'
results psa_effect psa --samples 10 --patients 500 --effect failed
shards psa_shards 2 psa --samples 12 --patients 500
results sensitivity sensitivity --patients 3000
results moved sensitivity economics.csv --patients 3000 --strategies soft_tissue,vro \
    --outcome revisions,qaly --between vro,soft_tissue --range loss.hazard=0.001:0.3 \
    --grid loss.hazard=0.001:0.3:3,healing.time=8:12:2 --threshold loss.hazard=0.001:0.3 \
    --subgroups bilateral
results validate validate --patients 2000
results calibrate calibrate "${fit[@]}"
results replayed replay subgroups/manifest.json
results psa_replayed replay psa/manifest.json
printed check check stress.csv economics.csv
printed story explain --patient 3 --seed 7
printed story_of_one explain stress.csv --patient 11 --strategy vro
printed parameters parameters --csv
printed columns columns --csv

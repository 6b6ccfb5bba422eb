#!/usr/bin/env bash
# Usage: invariance.sh [--short] [PROGRAM [PART...]]
# Runs one study in many ways (compilers, flags, threads, ranks, shards) and compares all results with
# cmp; of manifest.json all but its last entry, the environment. Builds of other compilers and flags go
# to a temporary folder. --short uses only PROGRAM (default build/vrosim) and skips what takes long.
# PARTs choose what to vary, from the list at the end of this script (default all).
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
short=
children=140000
if [ "${1:-}" = --short ]; then
    short=yes
    children=45000
    shift
fi
program=$(realpath "${1:-$project/build/vrosim}")
parts=("${@:2}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# A study with every distribution and parameter in it, of more blocks of children than there are threads.
cp "$project/tests/data/stress.csv" "$project/configs/economics.csv" .
study=(stress.csv --patients "$children" --courses 12000 --seed 11
    --subgroups age,migration)
compared=0
failed=0
launcher=

# Runs the study, or another with the arguments, into a folder.
run() { # FOLDER ARGUMENT...
    local folder=$1
    shift
    $launcher "$program" run "${study[@]}" --quiet --force --out "$folder" "$@"
}

# An uncertainty analysis: of the default with its standard errors, and with prices.
analyse() { # FOLDER ARGUMENT...
    local folder=$1
    shift
    $launcher "$program" psa economics.csv --samples 5 --patients 3000 --seed 11 --quiet --force \
        --out "$folder" "$@"
}

# What manifest.json says of the results, without the environment of the run.
lasting() { # FOLDER
    sed '/^  "environment": /,$d' "$1/manifest.json"
}

verdict() { # STATUS WHAT
    compared=$((compared + 1))
    if [ "$1" -eq 0 ]; then
        echo "same       $2"
    else
        echo "DIFFERENT  $2"
        failed=$((failed + 1))
    fi
}

# Compares a folder with the reference, and removes it.
compare() { # FOLDER WHAT [REFERENCE]
    local status=0 file reference=${3:-reference}
    [ "$(ls "$reference")" = "$(ls "$1")" ] || status=1
    for file in "$reference"/*.csv; do
        cmp "$file" "$1/${file##*/}" || status=1
    done
    cmp <(lasting "$reference") <(lasting "$1") || status=1
    verdict "$status" "$2"
    rm -rf "$1"
}

# The rows of a table that are of these strategies, without the name of the scenario.
rows_of() { # FILE STRATEGY...
    local file=$1
    shift
    awk -F, -v kept="$*" '
        BEGIN { count = split(kept, names, " "); for (i = 1; i <= count; i++) wanted[names[i]] = 1 }
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == "strategy") column = i }
        NR == 1 || $column in wanted { if (column > 1) sub(/^baseline[^,]*,/, ""); print }' "$file"
}

# The rows of these strategies are those of the reference.
# The same without bins that hold nobody: there are as many bins as all strategies need.
filled_rows_of() { # FILE STRATEGY...
    case $1 in
    */lld.csv | */healing.csv) rows_of "$@" | awk -F, '$5 != 0' ;;
    *) rows_of "$@" ;;
    esac
}

compare_rows() { # FOLDER WHAT STRATEGY...
    local folder=$1 what=$2 status=0 file
    shift 2
    for file in summary contrasts revision lld healing courses; do
        cmp <(filled_rows_of "reference/$file.csv" "$@") \
            <(filled_rows_of "$folder/$file.csv" "$@") || status=1
        [ "$(filled_rows_of "reference/$file.csv" "$@" | wc -l)" -gt 1 ] || status=1
    done
    verdict "$status" "$what"
    rm -rf "$folder"
}

vary_threads() { # NUMBER...
    local threads
    for threads in "$@"; do
        run varied --threads "$threads"
        compare varied "$threads threads"
        analyse varied --threads "$threads"
        compare varied "an analysis with $threads threads" analysis
    done
}

# The mathematical functions of glibc come in versions for processors with and without FMA and AVX2.
vary_library() {
    GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4,-AVX512F,-ERMS run varied
    compare varied "glibc without its FMA and AVX2 variants"
    GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4,-AVX512F,-ERMS analyse varied
    compare varied "an analysis with that" analysis
}

vary_order_of_strategies() {
    run varied --strategies observation,vro_pelvic,derotation,vro,soft_tissue,vro_soft_tissue
    compare varied "strategies asked for in another order"
}

vary_set_of_strategies() {
    run varied --strategies soft_tissue,vro_pelvic
    compare_rows varied "strategies left out" soft_tissue vro_pelvic
    cat >extra.csv <<'END'
strategy,parameter,distribution,value,unit
extra,strategy.like,text,default,
extra,plan.osteotomy,fixed,1,probability
extra,plan.soft_tissue,fixed,0.5,probability
extra,plan.pelvic,fixed,0.25,probability
extra,plan.bilateral,fixed,1,probability
END
    run varied extra.csv
    compare_rows varied "a strategy added" soft_tissue vro vro_soft_tissue vro_pelvic observation \
        derotation
}

vary_shards() { # SHARDS
    local i tallies=()
    for ((i = $1; i >= 1; i--)); do
        "$program" run "${study[@]}" --quiet --shard "$i/$1" --threads "$i" --out "$i.tally"
        tallies+=("$i.tally")
    done
    "$program" merge "${tallies[@]}" --quiet --out varied
    compare varied "$1 shards, merged"
    rm -f ./*.tally
    for ((i = $1; i >= 1; i--)); do
        analyse "$i.tally" --shard "$i/$1" --threads "$i"
    done
    "$program" merge "${tallies[@]}" --quiet --out varied
    compare varied "an analysis in $1 shards, merged" analysis
    rm -f ./*.tally
}

# Stops the run again and again, after more time each time, and goes on from the checkpoint.
vary_restarts() { # THREADS
    local stops=0 status=124 start
    rm -f checkpoint
    while [ "$status" -eq 124 ] && [ "$stops" -lt 60 ]; do
        start=("${study[@]}" --checkpoint checkpoint)
        [ ! -e checkpoint ] || start=(--resume checkpoint)
        status=0
        timeout -s INT "$((stops / 10)).$((2 + stops % 8))" "$program" run "${start[@]}" --quiet \
            --threads "$1" --out varied 2>complaint || status=$?
        stops=$((stops + 1))
    done
    if [ "$status" -ne 0 ]; then
        cat complaint
        verdict 1 "stopped again and again, $1 threads"
    else
        compare varied "stopped $((stops - 1)) times, $1 threads"
    fi
    rm -f checkpoint
}

# Builds with a compiler and flags, and runs the study; false where it cannot be built.
build() { # NAME COMPILER C++_COMPILER FLAGS MAKE_ARGUMENT...
    local name=$1 compiler=$2 other=$3 flags=$4
    shift 4
    make -s -C "$project" BUILD="$scratch/$name" CC="$compiler" CXX="$other" CFLAGS="$flags" \
        CXXFLAGS="$flags" WERROR= "$@" all >build.log 2>&1 && return
    cat build.log
    verdict 1 "$compiler $flags $*: cannot be built"
    return 1
}

vary_build() { # COMPILER C++_COMPILER FLAGS
    local program=$scratch/built/vrosim
    if build built "$@"; then
        run varied
        compare varied "$1 $3"
        analyse varied
        compare varied "an analysis, $1 $3" analysis
    fi
    rm -rf built
}

vary_compilers() {
    local flags
    for flags in -O1 -O2 -O3 "-O3 -DVRO_NO_CLONES" "-O1 -DVRO_NO_CLONES -DVRO_NO_SHUFFLES"; do
        vary_build gcc g++ "$flags"
        vary_build clang clang++ "$flags"
    done
    # Where the compiler may use FMA everywhere, it must not.
    if grep -q -m 1 '^flags.* avx2 .*' /proc/cpuinfo && grep -q -m 1 '^flags.* fma ' /proc/cpuinfo
    then
        vary_build gcc g++ "-O3 -march=haswell"
        vary_build clang clang++ "-O3 -march=haswell"
    fi
}

vary_ranks() {
    local program=$scratch/ranks/mpi/vrosim ranks launcher
    if ! command -v mpicc >/dev/null || ! command -v mpirun >/dev/null; then
        echo "left out   ranks: Open MPI is not installed (scripts/setup.sh mpi)"
        return
    fi
    build ranks cc c++ "-O3" MPI=1 || return 0
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    for ranks in 1 2 3 4; do
        launcher="mpirun --oversubscribe -n $ranks"
        run varied --threads 2
        compare varied "$ranks ranks"
        analyse varied --threads 2
        compare varied "an analysis with $ranks ranks" analysis
    done
    rm -rf ranks
}

# Varies one part after the other; those that are not asked for are left out.
vary() { # PART ARGUMENT...
    local part=$1
    shift
    [ "${#parts[@]}" -eq 0 ] || [[ " ${parts[*]} " == *" $part "* ]] || return 0
    "vary_$part" "$@"
}

run reference --threads 1
analyse analysis --threads 1
vary threads 2 3 7
vary library
vary order_of_strategies
vary set_of_strategies
vary shards 3
vary restarts 2
if [ -z "$short" ]; then
    vary threads 16
    vary shards 1
    vary shards 7
    vary restarts 1
    vary restarts 3
    vary ranks
    vary compilers
fi
echo "$compared compared, $failed different"
[ "$failed" -eq 0 ]

#!/usr/bin/env bash
# Usage: verify.sh [PROGRAM]
# Puts the digests that `vrosim verify` sees today, and what they were made with, into
# include/vrosim/table/recorded_run.def. After a change of the model or of a table; then build again.
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${1:-$project/build/vrosim}")
record=$project/include/vrosim/table/recorded_run.def
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$program" verify --quiet --out "$scratch" >"$scratch/printed" 2>/dev/null || true
with=$(sed -nE 's/^Certificate: .* commit [^,]*, (.*), GSL (.*), C library ([^:]*): .*/"\2", "\3", "\1"/p' \
    "$scratch/printed")
[ -n "$with" ]
sed -i "s/^VRO_RECORDED_WITH(.*/VRO_RECORDED_WITH($with)/" "$record"
while IFS=, read -r check _ _ seen _; do
    if [[ $check == digest:* ]]; then
        name=${check#digest: }
        seen=${seen#\"}
        sed -i -E "/^VRO_RECORDED_(RUN|PSA)\(\"$name\",/s/\"[^\"]*\"\)$/\"${seen%%:*}\")/" "$record"
    fi
done <"$scratch/verify.csv"

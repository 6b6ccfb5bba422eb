#!/usr/bin/env bash
# Usage: figures.sh [VROSIM]     (default build/vrosim)
# Draws the figures of the small results in tests/data/figures anew: those of each folder into its own
# folder figures; and that of the first page, of the default. Look at what changed before you keep it.
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$project/build/vrosim}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for results in "$project"/tests/data/figures/*/; do
    "$program" report "$results" --out "$scratch/report" --quiet
    rm -rf "${results}figures"
    mv "$scratch/report/figures" "${results}figures"
    rm -rf "$scratch/report"
done

"$program" run --quiet --out "$scratch/default"
"$program" report "$scratch/default" --figures incidence --quiet --out "$scratch/report"
mkdir -p "$project/docs/figures"
cp "$scratch/report/figures/incidence.svg" "$project/docs/figures"

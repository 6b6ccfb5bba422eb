#!/usr/bin/env bash
# Writes the results of the shards that slurm_array.sh has left in this folder:
#   SHARDS=16 sbatch --dependency=afterok:JOB scripts/slurm_merge.sh --out severe
# The arguments after the script go to vrosim merge. If a shard is missing, it is named and nothing
# is written.
#SBATCH --job-name=vrosim-merge
#SBATCH --cpus-per-task=1
#SBATCH --time=00:30:00
set -euo pipefail

shards=${SHARDS:?say how many: SHARDS=16 sbatch ...}
files=()
for ((number = 1; number <= shards; number++)); do
    files+=("shard-$number-of-$shards.tally")
done

exec "${VROSIM:-vrosim}" merge "$@" --threads "${SLURM_CPUS_PER_TASK:-1}" "${files[@]}"

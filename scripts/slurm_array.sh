#!/usr/bin/env bash
# Runs a study in shards, each a job of its own, on a cluster with Slurm. It needs no MPI.
#   job=$(sbatch --parsable --array=1-16 scripts/slurm_array.sh severe.csv --patients 1G)
#   SHARDS=16 sbatch --dependency=afterok:$job scripts/slurm_merge.sh --out severe
# The arguments after the script go to vrosim run (--threads is --cpus-per-task). A shard that was
# stopped continues from its file when it is submitted again:
#   SHARDS=16 sbatch --array=3 scripts/slurm_array.sh ...
#SBATCH --job-name=vrosim
#SBATCH --array=1-16
#SBATCH --cpus-per-task=4
#SBATCH --time=08:00:00
#SBATCH --requeue
# One minute before the time is up: vrosim saves its state and ends with exit code 143.
#SBATCH --signal=B:TERM@60
set -euo pipefail

number=$SLURM_ARRAY_TASK_ID
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
tally=shard-$number-of-$shards.tally

task=(--shard "$number/$shards" --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet)
if [ -s "$tally" ]; then
    task+=(--resume "$tally")
else
    task+=(--out "$tally")
fi

# exec: the signal then reaches vrosim itself.
exec "${VROSIM:-vrosim}" run "$@" "${task[@]}"

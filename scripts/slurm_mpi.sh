#!/usr/bin/env bash
# Runs a study on several machines at once, on a cluster with Slurm and Open MPI (make MPI=1):
#   sbatch --nodes=4 --cpus-per-task=32 scripts/slurm_mpi.sh severe.csv --patients 1G --out severe
# The arguments after the script go to vrosim run, or with VERB=calibrate to calibrate (--threads is
# --cpus-per-task). A job that was stopped continues from CHECKPOINT (vrosim.tally in this folder)
# when it is submitted again.
#SBATCH --job-name=vrosim-mpi
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=16
#SBATCH --time=08:00:00
#SBATCH --requeue
# Two minutes before the time is up, to all ranks: they save their state (exit code 143).
#SBATCH --signal=TERM@120
set -euo pipefail

checkpoint=${CHECKPOINT:-vrosim.tally}
cores=${SLURM_CPUS_PER_TASK:-1}

task=(--threads "$cores" --quiet)
if [ -s "$checkpoint" ]; then
    task+=(--resume "$checkpoint")
else
    task+=(--checkpoint "$checkpoint")
fi

# One rank a machine, a thread a core; srun no longer takes the cores over from sbatch by itself.
exec srun --mpi=pmix --cpus-per-task="$cores" "${VROSIM:-vrosim}" "${VERB:-run}" "$@" "${task[@]}"

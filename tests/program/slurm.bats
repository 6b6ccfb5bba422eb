#!/usr/bin/env bats
# The scripts for Slurm, under a real one. tests/program/restart.bats runs them without.
load helper
load slurm

# A task of a third of it is at work long enough to be stopped.
study=(--patients 600k --courses 10k --every 0)

setup_file() {
    load slurm
    export cluster=$BATS_FILE_TMPDIR/slurm plain=$BATS_FILE_TMPDIR/plain
    [ "$(id -u)" -eq 0 ] || return 0
    start_slurm "$cluster" || return 0
    export SLURM_CONF
    "${VROSIM:-$BATS_TEST_DIRNAME/../../build/vrosim}" run "${study[@]:0:4}" --quiet --out "$plain"
}

teardown_file() {
    [ ! -e "$cluster/slurm.conf" ] || stop_slurm "$cluster"
}

needs_slurm() {
    [ "$(id -u)" -eq 0 ] || skip "a Slurm of its own is started by root alone"
    [ ! -e "$cluster/reason" ] || skip "$(cat "$cluster/reason")"
    export VROSIM=$program
}

shard() { # SBATCH_OPTION... ; of three shards
    SHARDS=3 sbatch --parsable --cpus-per-task=1 "$@" "$project/scripts/slurm_array.sh" "${study[@]}"
}

merge() { # SBATCH_OPTION...
    SHARDS=3 sbatch --parsable "$@" "$project/scripts/slurm_merge.sh" --out merged
}

@test "an array and the merge that waits for it give the bytes of a plain run" {
    needs_slurm
    job=$(sbatch --parsable --array=1-3 --cpus-per-task=1 "$project/scripts/slurm_array.sh" "${study[@]}")
    merged=$(merge --dependency=afterok:"$job")
    await_job "$merged"
    [ "$(job_state "$merged")" = COMPLETED ]
    same_results "$plain" merged
}

@test "after a gap in the array and a task that was killed, the missing shard goes on from its file" {
    needs_slurm
    await_job "$(shard --array=1,3)"
    merged=$(merge)
    await_job "$merged"
    [ "$(job_state "$merged")" = FAILED ]
    grep -q "shard 2 of 3 is missing" "slurm-$merged.out"

    job=$(shard --array=2)
    await_that 120 test -s shard-2-of-3.tally
    scancel "${job}_2"
    await_job "$job"
    [ "$(job_state "$job")" = CANCELLED ]
    merged=$(merge)
    await_job "$merged"
    grep -q "shard-2-of-3.tally: is not finished" "slurm-$merged.out"
    [ ! -e merged ]

    await_job "$(shard --array=2)"
    await_job "$(merge)"
    same_results "$plain" merged
}

@test "MPI by srun on two nodes, stopped and submitted again, gives the bytes of a plain run" {
    needs_slurm
    needs_mpi
    export VROSIM=$parallel
    submit() {
        sbatch --parsable --cpus-per-task=1 "$project/scripts/slurm_mpi.sh" "${study[@]}" --out results
    }
    job=$(submit)
    await_that 120 test -s vrosim.tally
    scancel "$job"
    await_job "$job"
    [ "$(job_state "$job")" = CANCELLED ]
    [ ! -e results ]
    job=$(submit)
    await_job "$job"
    [ "$(job_state "$job")" = COMPLETED ]
    grep -q '"ranks": 2' results/manifest.json
    same_results "$plain" results
}

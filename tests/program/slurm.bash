# A real Slurm on this machine for a test: two nodes, munge and the controller, with files, sockets and ports of
# their own. Nothing of the machine's own Slurm is asked or changed.

# A port of this machine that nobody listens at.
free_port() { # ONE_TO_BEGIN_WITH
    local port=$1
    while (exec 5<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((port + 7))
    done
    echo "$port"
}

write_slurm_conf() { # FOLDER
    local begin=$((20000 + $$ % 20000))
    cat <<CONF
ClusterName=test
SlurmctldHost=localhost
SlurmctldPort=$(free_port $begin)
AuthType=auth/munge
AuthInfo=socket=$1/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$1/state
SlurmdSpoolDir=$1/spool/%n
TmpFS=$1/tmp/%n
SlurmctldPidFile=$1/slurmctld.pid
SlurmdPidFile=$1/%n.pid
SlurmctldLogFile=$1/slurmctld.log
SlurmdLogFile=$1/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SchedulerParameters=sched_min_interval=1,batch_sched_delay=0
SlurmdParameters=config_overrides
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$(free_port $((begin + 1))) CPUs=2
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$(free_port $((begin + 2))) CPUs=2
PartitionName=all Nodes=n1,n2 Default=YES
CONF
}

# Starts it; false where it is not there or does not start, with the reason in FOLDER/reason.
start_slurm() { # FOLDER
    local command folder=$1
    mkdir -p "$folder"/{state,spool/n1,spool/n2,tmp/n1,tmp/n2}
    for command in munged slurmctld slurmd sbatch srun; do
        command -v "$command" >/dev/null || {
            echo "$command is not installed (scripts/setup.sh slurm)" >"$folder/reason"
            return 1
        }
    done
    export SLURM_CONF=$folder/slurm.conf
    write_slurm_conf "$folder" >"$SLURM_CONF"
    (umask 077 && head -c 128 /dev/urandom >"$folder/key")
    if ! { munged --force --key-file="$folder/key" --socket="$folder/munge.socket" --pid-file="$folder/munge.pid" \
        --log-file="$folder/munge.log" --seed-file="$folder/seed" && slurmctld -c && slurmd -N n1 && slurmd -N n2; } \
        >"$folder/started" 2>&1 3>&- 5>&- || ! await_that 30 nodes_are_idle >/dev/null; then
        echo "Slurm does not start here: $(cat "$folder/started" "$folder"/*.log | grep -i -m 1 -E 'error|fatal')" \
            >"$folder/reason"
        return 1
    fi
}

# Waits until a command succeeds; false where it has not after some time.
await_that() { # SECONDS COMMAND...
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || { echo "in vain: $*"; return 1; }
        sleep 0.1
    done
}

nodes_are_idle() {
    [ "$(sinfo -h -N -o %T 2>/dev/null | grep -c -x idle)" -eq 2 ]
}

# Ends its jobs, and what was started.
stop_slurm() { # FOLDER
    local file
    scancel --quiet --state=PENDING --user=root 2>/dev/null || true
    scancel --quiet --signal=KILL --full --user=root 2>/dev/null || true
    for file in "$1"/{n1,n2,slurmctld,munge}.pid; do
        [ -s "$file" ] || continue
        kill "$(cat "$file")" 2>/dev/null || continue
        while kill -0 "$(cat "$file" 2>/dev/null)" 2>/dev/null; do sleep 0.1; done
    done
}

job_ended() { # JOB
    ! squeue -h -j "$1" 2>/dev/null | grep -q .
}

# Waits until no task of a job is pending or runs.
await_job() { # JOB
    await_that 300 job_ended "$1"
}

# What became of a job, or of a task of an array: COMPLETED, FAILED, CANCELLED ...
job_state() { # JOB
    scontrol show job -o "$1" | grep -o 'JobState=[A-Z]*' | cut -d= -f2 | sort -u
}

# Shared by the .bats files. Every test runs in an empty folder of its own; the program under test
# is $VROSIM, or the one of the build folder.
setup() {
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    program=${VROSIM:-$project/build/vrosim}
    kept=$BATS_TEST_TMPDIR/kept
    mkdir "$kept" "$BATS_TEST_TMPDIR/here"
    cd "$BATS_TEST_TMPDIR/here" || return 1
}

# Runs the program; what it prints goes to $output, what it complains of to $complaint, how it
# ends to $status.
vrosim() {
    status=0
    "$program" "$@" >"$kept/output" 2>"$kept/complaint" || status=$?
    output=$(cat "$kept/output")
    complaint=$(cat "$kept/complaint")
}

fails_with() { # EXIT_CODE SENTENCE; and prints nothing
    if [ "$status" -ne "$1" ] || [[ $complaint != *"$2"* ]] || [ -n "$output" ]; then
        printf 'exit code %s, complaint: %s\noutput: %s\n' "$status" "$complaint" "$output"
        return 1
    fi
}

succeeds() { # and complains of nothing
    if [ "$status" -ne 0 ] || [ -n "$complaint" ]; then
        printf 'exit code %s, complaint: %s\n' "$status" "$complaint"
        return 1
    fi
}

# The words with an option of this value, in place of another value or at the end; in the array
# changed.
exchange() { # OPTION VALUE WORD...
    local option=$1 value=$2
    changed=()
    shift 2
    while [ $# -gt 0 ] && [ "$1" != "$option" ]; do
        changed+=("$1")
        shift
    done
    changed+=("$option" "$value" "${@:3}")
}

# Fails where the command succeeds: bats does not see a "!" that is not in the last line of a test.
not() { # COMMAND...
    if "$@"; then
        echo "succeeded: $*"
        return 1
    fi
}

# Fails unless the program complained in exactly so many lines.
complaints() { # NUMBER
    [ "$(wc -l <"$kept/complaint")" -eq "$1" ] || { cat "$kept/complaint"; false; }
}

# The folder holds what is named, and nothing else.
only() { # NAME...
    local found expected
    found=$(ls -A)
    expected=$([ "$#" -eq 0 ] || printf '%s\n' "$@" | sort)
    if [ "$found" != "$expected" ]; then
        printf 'found: %s\nexpected: %s\n' "$found" "$expected"
        return 1
    fi
}

# A table that changes one parameter of one strategy.
write_table() { # FILE
    printf '%s\n' 'strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source' \
        'vro,,plan.spica,fixed,0,,,,,probability,assumption' >"$1"
}

# Two folders of results hold the same bytes, apart from the end of the manifest: time, host, build.
same_results() { # FOLDER FOLDER
    diff -r -q --exclude manifest.json "$1" "$2"
    diff <(sed '/"environment"/,$d' "$1/manifest.json") <(sed '/"environment"/,$d' "$2/manifest.json")
}

# Sets $preloaded, the library that lets allocations fail (tests/preload/allocations.c).
needs_failing_allocations() {
    preloaded=$(dirname "$program")/tests/preload/allocations.so
    [ -e "$preloaded" ] || skip "$preloaded is not built (make test-programs)"
}

# Runs the program again and again, each time with another allocation that fails, until it needs
# none more: it ends with a sentence and without RESULT, a folder or file, or with that of
# $kept/RESULT (made here where it is not there). OpenMP itself ends the program, with 1, where it
# has no memory. CODES: exit codes allowed, where not 1, 3 and 4.
survives_short_memory() { # RESULT ARGUMENT...
    local number result=$1 preloaded
    shift
    needs_failing_allocations
    [ -e "$kept/$result" ] || "$program" "$@" --quiet --threads 2 --out "$kept/$result"
    for ((number = 150; ; number += 97)); do
        rm -rf "$result" note
        status=0
        ALLOCATION=$number ALLOCATION_NOTE=$PWD/note \
            LD_PRELOAD=$preloaded "$program" "$@" --quiet --threads 2 --out "$result" 2>"$kept/complaint" || status=$?
        [ -e note ] || break
        rm note
        echo "allocation $number: exit code $status, $(cat "$kept/complaint")"
        if [ "$status" -eq 0 ] && [ -d "$result" ]; then
            same_results "$kept/$result" "$result"
        elif [ "$status" -eq 0 ]; then
            cmp "$kept/$result" "$result"
        else
            [[ $status =~ ^(${CODES:-1|3|4})$ ]]
            grep -q -E "memory|Cannot allocate|Thread creation failed" "$kept/complaint"
            [ ! -e "$result" ]
        fi
    done
    [ "$number" -gt 1000 ]
}

# A tally or ensemble file whose header is changed, with its length and its checksum.
with_header() { # FROM TO EXPRESSION
    python3 - "$@" <<'PYTHON'
import hashlib, re, sys
data = open(sys.argv[1], "rb").read()
start = data.index(b"\n") + 1
length = int.from_bytes(data[start:start + 8], "little")
header = data[start + 8:start + 8 + length].replace(*sys.argv[3].encode().split(b"=>"))
data = data[:start] + len(header).to_bytes(8, "little") + header + data[start + 8 + length:-32]
open(sys.argv[2], "wb").write(data + hashlib.sha256(data).digest())
PYTHON
}

# What identifies a version of a file: writing replaces it.
version_of() { # FILE
    stat -c '%i %y' "$1" 2>/dev/null || echo none
}

# Waits until a run in the background, $process, has begun to write a file; fails where it ends first.
await() { # PATTERN
    until compgen -G "$1" >/dev/null; do
        kill -0 "$process"
        sleep 0.01
    done
}

# Starts a run that the tests can stop, and returns once it has begun to keep FILE. Scripts have
# SIGINT and SIGQUIT ignored in what they start in the background; a terminal has not.
start() { # FILE ARGUMENT...
    local file=$1 before
    before=$(version_of "$file")
    shift
    env --default-signal=HUP,INT,QUIT,TERM,USR1,USR2,XCPU "$program" "$@" >"$kept/output" 2>"$kept/complaint" 3>&- &
    process=$!
    while [ "$(version_of "$file")" = "$before" ] && kill -0 "$process" 2>/dev/null; do
        sleep 0.01
    done
}

# Waits until $process is the program, no longer the shell or env that became it, and holds SIGINT
# and SIGTERM back to end by itself; fails where it ends first.
await_blocked_signals() {
    local blocked=0
    until [ $((0x$blocked & 0x4002)) -eq $((0x4002)) ]; do
        sleep 0.01
        kill -0 "$process"
        [ "/proc/$process/exe" -ef "$program" ] || continue
        blocked=$(sed -n 's/^SigBlk:[[:space:]]*//p' "/proc/$process/status")
    done
}

# Sends a signal to what was started.
stop() { # SIGNAL
    kill -s "$1" "$process" 2>/dev/null || true
    finish
}

# Waits for the end of what was started; outcome as of vrosim.
finish() {
    status=0
    wait "$process" || status=$?
    output=$(cat "$kept/output")
    complaint=$(cat "$kept/complaint")
}

needs_mpi() {
    parallel=${VROSIM_MPI:-$project/build/mpi/vrosim}
    command -v mpirun >/dev/null || skip "Open MPI is not installed (scripts/setup.sh mpi)"
    [ -x "$parallel" ] || skip "there is no build with MPI (make MPI=1)"
}

# Runs several ranks; outcome as of vrosim.
ranks() { # COUNT ARGUMENT...
    local count=$1
    shift
    status=0
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --oversubscribe -n "$count" \
        "$parallel" "$@" >"$kept/output" 2>"$kept/complaint" || status=$?
    output=$(cat "$kept/output")
    complaint=$(cat "$kept/complaint")
}

# Rows of a run and of an analysis of the same children, whose last two cells are a value and its error:
# all the same, but that an analysis leaves the error empty where all children have the same value.
same_rows() { # OF_RUN OF_ANALYSIS
    paste -d, "$1" "$2" | awk -F, '
        {
            n = NF / 2
            for (i = 1; i < n; i++)
                if ($i != $(n + i) && !(i == n - 1 && $i + 0 == $(n + i) + 0)) bad = 1
            if ($NF != $n && !($NF == "" && $n > 0)) bad = 1
            if (bad) print
        }
        END { exit bad || NR < 10 }'
}

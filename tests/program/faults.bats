#!/usr/bin/env bats
# What goes wrong around the program: memory, disks, streams, folders, surroundings. Every fault
# ends in a sentence or in the right results; never in a crash, a half folder or a wrong number.
load helper

bats_require_minimum_version 1.5.0

teardown() {
    local small=$BATS_TEST_TMPDIR/here/small
    [ ! -d "$small" ] || umount "$small" 2>/dev/null || true
}

# The results that the runs of a test should give, in $expected.
expect() { # ARGUMENT...
    expected=$kept/expected
    "$program" run "$@" --quiet --out "$expected"
}

# A run ended well, with the results expected in the folder.
gives_results() { # STATUS FOLDER
    [ "$1" -eq 0 ] && same_results "$expected" "$2" &&
        cmp <(lasting "$expected") <(lasting "$2")
}

# The manifest without what may differ between two runs.
lasting() { # FOLDER
    sed '/^  "environment": /,$d' "$1/manifest.json"
}

# A run ended with one of these codes and a sentence that has one of these pieces, and left nothing.
ends_in_words() { # STATUS COMPLAINT "CODE|CODE" "PIECE|PIECE"
    if ! [[ $1 =~ ^($3)$ ]] || ! grep -q -E "($4)" "$2" || [ -n "$(ls -A)" ]; then
        echo "exit code $1, complaint: $(cat "$2"), left: $(ls -A)"
        return 1
    fi
}

root_only() {
    [ "$(id -u)" -eq 0 ] || skip "only root can mount a file system"
}

# A file system of its own, at small.
mount_small() { # OPTIONS
    mkdir -p small
    mount -t tmpfs -o "$1" none small 2>/dev/null || skip "no file system can be mounted here"
}

# Runs the program with the allocation of this number failing; false where there are not so many.
# ALLOCATIONS_AFTER as in tests/preload/allocations.c.
with_failing_allocation() { # NUMBER
    rm -rf note results
    status=0
    # OpenMP keeps a team of threads; for one of another size it asks for memory again.
    OMP_NUM_THREADS=2 ALLOCATION=$1 ALLOCATION_NOTE=$PWD/note LD_PRELOAD=$preloaded \
        "$program" run --patients 9000 --strategies vro,soft_tissue --threads 2 --quiet \
        2>../complaint || status=$?
    [ -e note ] && rm note
}

# Lets one allocation fail in each run, in steps from the first on, in a folder of its own. OpenMP
# itself ends the program, with 1, where it has no memory.
fail_allocations() { # FIRST STEP
    local number
    mkdir -p "from_$1/here"
    cd "from_$1/here"
    for ((number = $1; ; number += $2)); do
        with_failing_allocation "$number" || break
        [ "$status" -eq 0 ] && gives_results 0 results && continue
        # Without any memory the folder that was begun cannot be read, and so not removed.
        [ -z "${ALLOCATIONS_AFTER:-}" ] || rm -rf .results.*
        ends_in_words "$status" ../complaint "1|3|4" \
            "memory|Cannot allocate|libgomp: Thread creation failed" || {
            echo "allocation $number"
            return 1
        }
    done
    [ "$status" -eq 0 ] && echo "$number"
}

@test "whichever allocation fails, the run ends with a sentence or with the right results" {
    local step=${ALLOCATION_STEP:-13} # every thirteenth; make check-memory takes each
    needs_failing_allocations
    expect --patients 9000 --strategies vro,soft_tissue
    (fail_allocations $((1 + step)) $((2 * step))) >even & # two at a time
    (fail_allocations 1 $((2 * step))) >odd || { cat odd; false; }
    wait $! || { cat even; false; }
    [ "$(tail -n 1 odd)" -gt 500 ]
}

@test "whichever allocation fails, explain ends with a sentence or with the right story" {
    local explain=(explain --where 'infection>0,age<6' --strategy vro) number
    needs_failing_allocations
    mkdir here
    cd here
    "$program" "${explain[@]}" >../right
    for ((number = 1; ; number += 7)); do
        rm -f ../note
        status=0
        ALLOCATION=$number ALLOCATION_NOTE=$PWD/../note LD_PRELOAD=$preloaded OMP_NUM_THREADS=2 \
            "$program" "${explain[@]}" >../output 2>../complaint || status=$?
        [ -e ../note ] || break
        [ "$status" -eq 0 ] && cmp ../right ../output && continue
        ends_in_words "$status" ../complaint "1|3|4" \
            "memory|Cannot allocate|libgomp: Thread creation failed" || {
            echo "allocation $number"
            false
        }
    done
    [ "$number" -gt 200 ]
}

@test "memory that has run out for good ends a run with a sentence" {
    needs_failing_allocations
    expect --patients 9000 --strategies vro,soft_tissue
    export ALLOCATIONS_AFTER=yes
    (fail_allocations 5 31) >found || { cat found; false; }
}

@test "a limit to the memory ends a run with a sentence, or leaves it enough" {
    expect --patients 20000 --threads 2
    mkdir here
    cd here
    local failed=0 finished=0
    for megabytes in 20 40 60 80 100 150 200 400 800 1600; do
        (ulimit -v $((megabytes * 1024)) && "$program" --version >/dev/null 2>&1) || continue
        status=0
        (
            ulimit -v $((megabytes * 1024))
            exec "$program" run --patients 20000 --threads 2 --quiet 2>../complaint
        ) || status=$?
        if [ "$status" -eq 0 ]; then
            gives_results 0 results
            rm -r results
            finished=$((finished + 1))
        else
            ends_in_words "$status" ../complaint "1|3|4" \
                "memory|Cannot allocate|Thread creation failed"
            failed=$((failed + 1))
        fi
    done
    echo "$failed failed, $finished finished"
    [ "$failed" -ge 1 ] && [ "$finished" -ge 1 ]
}

@test "threads that the system refuses end a run with a sentence" {
    (ulimit -v 1500000 && "$program" --version >/dev/null 2>&1) || skip "no memory can be limited"
    mkdir here
    cd here
    status=0
    (
        ulimit -v 1500000 # the stacks of 1,000 threads need more
        exec "$program" run --patients 100M --threads 1000 --quiet 2>../complaint
    ) || status=$?
    ends_in_words "$status" ../complaint 3 "refuses 1000 threads .*; ask for fewer with --threads"
}

# A run that writes every file, but little: of two years.
expect_short() {
    printf 'parameter,distribution,value,unit\nfollowup.horizon,fixed,2,years\n' >"$kept/short.csv"
    short=("$kept/short.csv" --patients 300 --courses 100 --strategies vro,soft_tissue)
    expect "${short[@]}"
}

# Lets the calls of the system with this name fail one after the other with the error, each in a run
# of its own, and expects a sentence each time, or the right results where MAY_SUCCEED is set.
fail_calls() { # CALL ERROR
    local call=$1 error=$2 number
    for number in $(seq 1 400); do
        status=0
        strace -o ../trace -e trace="$call" -e inject="$call:error=$error:when=$number" \
            "$program" run "${short[@]}" --quiet 2>../complaint || status=$?
        grep -q INJECTED ../trace || break
        if [ -n "${MAY_SUCCEED:-}" ] && [ "$status" -eq 0 ]; then
            gives_results 0 results && rm -r results && continue
        fi
        ends_in_words "$status" ../complaint 4 "vrosim: .*: .*" || {
            echo "$call number $number"
            return 1
        }
    done
    echo "$call: $((number - 1)) calls failed"
    [ "$number" -gt 1 ] && [ "$number" -lt 400 ]
    gives_results "$status" results
    rm -rf results
}

@test "whichever write fails on a full disk, the run ends with a sentence" {
    strace -o trace true 2>/dev/null || skip "strace is not allowed here"
    expect_short
    mkdir here
    cd here
    fail_calls write ENOSPC
}

@test "whichever other call to the disk fails, the run ends with a sentence or the right results" {
    strace -o trace true 2>/dev/null || skip "strace is not allowed here"
    expect_short
    mkdir here
    cd here
    fail_calls mkdirat EROFS
    MAY_SUCCEED=yes
    fail_calls fsync EIO
    fail_calls unlinkat EIO
}

@test "finished results that cannot be put in place are kept, and the run says where" {
    strace -o trace true 2>/dev/null || skip "strace is not allowed here"
    expect_short
    mkdir here
    cd here
    for round in first "in place of earlier ones"; do
        status=0
        strace -o ../trace -e trace=renameat2 -e inject=renameat2:error=EIO:when=1 \
            "$program" run "${short[@]}" --quiet 2>../complaint || status=$?
        [ "$status" -eq 4 ]
        place=$(sed -n 's/.*Input\/output error; they are kept in //p' ../complaint)
        [[ $place == "$PWD"/results.?????? ]]
        gives_results 0 "$place"
        [ "$(stat -c %a "$place")" = "$(printf '%o' $((0777 & ~$(umask))))" ]
        rm -rf results
        mv -T "$place" results
        only results
    done
}

@test "a file system that knows neither exchange nor refusal gives the same" {
    strace -o trace true 2>/dev/null || skip "strace is not allowed here"
    expect_short
    mkdir here
    cd here
    for error in EINVAL ENOSYS; do
        for round in first second; do
            strace -o ../trace -e trace=renameat2 -e inject=renameat2:error=$error \
                "$program" run "${short[@]}" --quiet
            grep -q INJECTED ../trace
            gives_results 0 results
            only results
        done
        rm -r results
    done
}

@test "a small disk that fills up is reported at any size, and nothing is left" {
    root_only
    mount_small size=4k
    expect --patients 500 --courses 50
    local failed=0
    for pages in 1 2 3 5 8 13 21 34 55 89 144 233 377 610 987; do
        mount -o "remount,size=$((pages * 4))k" none small
        vrosim run --patients 500 --courses 50 --quiet --out small/results
        if [ "$status" -eq 0 ]; then
            gives_results 0 small/results
            rm -r small/results
        else
            fails_with 4 "No space left on device"
            [ -z "$(ls -A small)" ]
            failed=$((failed + 1))
        fi
    done
    [ "$failed" -ge 5 ] && [ "$failed" -lt 15 ]
}

@test "a limit to the size of files is reported at any size, and nothing is left" {
    expect --patients 500 --courses 50
    mkdir here
    cd here
    local failed=0
    for blocks in 0 1 2 5 20 40 80 10000; do # of 1,024 bytes
        status=0
        (
            ulimit -f "$blocks"
            exec "$program" run --patients 500 --courses 50 --quiet 2>../complaint
        ) || status=$?
        if [ "$status" -eq 0 ]; then
            gives_results 0 results
            rm -r results
        else
            # What is said goes into a file too.
            [ "$blocks" -eq 0 ] || ends_in_words "$status" ../complaint 4 "File too large"
            [ "$status" -eq 4 ] && [ -z "$(ls -A)" ]
            failed=$((failed + 1))
        fi
    done
    [ "$failed" -ge 4 ] && [ "$failed" -lt 8 ]
}

@test "a folder on a disk that is read-only is reported" {
    root_only
    mount_small ro
    vrosim run --patients 500 --out small/results
    fails_with 4 "Read-only file system"
    [ -z "$(ls -A small)" ]
}

@test "a folder that may not be written to is reported" {
    [ "$(id -u)" -ne 0 ] || skip "root may write anywhere"
    mkdir closed
    chmod 555 closed
    vrosim run --patients 500 --out closed/results
    fails_with 4 "Permission denied"
}

# Starts a run of two million children and waits until it has begun to write; it is $process then.
start_run() { # ARGUMENT...
    "$program" run --patients 2000000 --courses 1 --quiet "$@" 2>"$kept/complaint" &
    process=$!
    await '.*/courses.csv'
}

@test "a folder that is removed under a run is reported" {
    start_run
    rm -r .results.*
    status=0
    wait "$process" || status=$?
    [ "$status" -eq 4 ]
    grep -q 'results.*: .*No such file or directory' "$kept/complaint"
    only
}

@test "a table that is removed under a run changes nothing" {
    write_table table.csv
    "$program" run table.csv --patients 2000000 --courses 1 --quiet --out kept
    start_run table.csv
    rm table.csv
    wait "$process"
    same_results kept results
    only kept results
}

@test "a reader that has seen enough ends the program quietly, and the results stay" {
    expect --patients 500
    mkfifo pipe
    for words in "run --patients 500" columns parameters --help "explain --patients 500 --patient 3"; do
        status=0
        : <pipe & # reads nothing and leaves
        "$program" $words 2>complaint >pipe || status=$?
        wait $!
        [ "$status" -eq 141 ] || [ "$status" -eq 0 ]
        [ ! -s complaint ]
    done
    gives_results 0 results
    [ "$("$program" columns 2>&1 | head -n 1 | wc -l)" -eq 1 ]
    status=0
    { sleep 0.2; "$program" columns; } 2>complaint > >(true) || status=$?
    [ "$status" -eq 141 ]
    [ ! -s complaint ]
}

@test "without any standard stream a run gives its results" {
    expect --patients 500
    "$program" run --patients 500 --quiet <&- >&- 2>&- || status=$?
    gives_results 0 results
    status=0
    "$program" run --bogus <&- >&- 2>&- || status=$?
    [ "$status" -eq 2 ]
}

@test "a locale with decimal commas changes nothing" {
    localedef -i de_DE -f UTF-8 ./de_DE.UTF-8 >/dev/null 2>&1 || skip "no German locale can be made"
    [ "$(env LOCPATH="$PWD" LC_ALL=de_DE.UTF-8 printf '%.1f' 0,5)" = 0,5 ]
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.spica,fixed,0.5,probability' >half.csv
    expect half.csv --patients 500 --courses 50
    LOCPATH=$PWD LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8 \
        "$program" run half.csv --patients 500 --courses 50 --quiet
    gives_results 0 results
}

@test "stray variables of the environment change nothing" {
    expect --patients 9000 --courses 500 --threads 3
    for stray in GSL_RNG_TYPE=garbage GSL_RNG_SEED=7 GSL_IEEE_MODE=single-precision,round-up \
        OMP_NUM_THREADS=garbage OMP_NUM_THREADS=2,3 OMP_SCHEDULE=garbage OMP_SCHEDULE=guided,7 \
        OMP_DYNAMIC=true OMP_THREAD_LIMIT=1 OMP_NESTED=garbage OMP_PROC_BIND=garbage \
        OMP_PLACES=garbage OMP_STACKSIZE=garbage OMP_DISPLAY_ENV=true OMP_CANCELLATION=true \
        POSIXLY_CORRECT=1 ARGP_HELP_FMT=garbage TZ=garbage TMPDIR=/nowhere \
        MALLOC_PERTURB_=165 CSV_SEPARATOR=';'; do
        rm -rf results
        env "$stray" "$program" run --patients 9000 --courses 500 --threads 3 --quiet \
            2>complaint || { echo "$stray"; cat complaint; false; }
        gives_results 0 results || { echo "$stray"; false; }
    done
}

@test "paths may hold blanks, quotes, line ends and what is not UTF-8" {
    local odd=$'it\'s "the"\n table \\ \xff $x.csv' place=$'an "odd"\n \'place\' \xff'
    write_table "$odd"
    write_table table.csv
    "$program" run table.csv --patients 500 --quiet --out plain
    vrosim run "$odd" --patients 500 --quiet --out "$place"
    succeeds
    diff <(cut -d, -f2- plain/summary.csv) <(cut -d, -f2- "$place/summary.csv")
    for file in "$place"/*.csv; do
        [ "$(grep -c '[^[:print:]]' "$file")" -eq 0 ]
    done
    printf 'parameter\nx\n' >"$odd"
    vrosim check "$odd"
    [ "$status" -eq 2 ]
    [ "$(wc -l <"$kept/complaint")" -eq "$(grep -c '^vrosim: ' "$kept/complaint")" ]
}

@test "of two runs into one folder at the same time both are whole in the end" {
    "$program" run --patients 20000 --seed 1 --quiet --out "$kept/first"
    "$program" run --patients 20000 --seed 2 --quiet --out "$kept/second"
    mkdir here
    cd here
    for round in new new new earlier earlier earlier; do
        [ $round = earlier ] || rm -rf results
        one=0
        two=0
        "$program" run --patients 20000 --seed 1 --quiet 2>../complaint &
        "$program" run --patients 20000 --seed 2 --quiet 2>../other || two=$?
        wait $! || one=$?
        [ "$one" -eq 0 ] || [ -s ../complaint ]
        [ "$two" -eq 0 ] || [ -s ../other ]
        [ "$one" -eq 0 ] || [ "$two" -eq 0 ]
        # Where one came too late, its results are beside the other's.
        if [ "$one" -ne 0 ] || [ "$two" -ne 0 ]; then
            late=$(echo results.*)
            if [ "$one" -ne 0 ]; then
                same_results "$late" "$kept/first" && same_results results "$kept/second"
            else
                same_results "$late" "$kept/second" && same_results results "$kept/first"
            fi
            rm -r "$late"
        fi
        only results
    done
}

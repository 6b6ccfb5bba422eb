#!/usr/bin/env bats
# Shards, checkpoints, signals, ranks: whatever way a study is computed, the results are the same
# bytes. Signals come when a file has been written, or (SIGKILL) at moments that do not matter.
load helper

# Some blocks, the last not full; courses of more than one block.
study=(--patients 100k --courses 10k --seed 5 --quiet)

# A study that is not finished before a test can stop it, on any machine.
long=(--patients 800k --courses 20k --threads 1 --quiet)

# The same for several ranks, which a signal reaches later; scripts say themselves how many threads.
longer=(--patients 2M --courses 20k --quiet)

setup_file() {
    export whole=$BATS_FILE_TMPDIR/whole long_whole=$BATS_FILE_TMPDIR/long_whole
    export longer_whole=$BATS_FILE_TMPDIR/longer_whole
    local program=${VROSIM:-$BATS_TEST_DIRNAME/../../build/vrosim}
    "$program" run "${study[@]}" --out "$whole"
    "$program" run "${long[@]}" --out "$long_whole"
    "$program" run "${longer[@]}" --out "$longer_whole"
}

# Writes the study in shards.
make_shards() { # COUNT
    local number
    for ((number = 1; number <= $1; number++)); do
        vrosim run "${study[@]}" --shard "$number/$1"
        succeeds
    done
}

# How many children are kept, as the program says where it was stopped.
children_kept() {
    sed -n 's/.*stopped by a signal after \([0-9]*\) of .*/\1/p' <<<"$complaint"
}

@test "shards of any number, merged, are the bytes of one run" {
    for count in 1 2 3 7; do
        make_shards "$count"
        vrosim merge --quiet --out merged shard-*-of-"$count".tally
        succeeds
        same_results "$whole" merged
    done
}

@test "shards without blocks, and any order of files, are fine" {
    make_shards 20
    vrosim merge --quiet --out merged $(ls shard-*.tally | sort -R --random-source=<(yes))
    succeeds
    same_results "$whole" merged
}

@test "tables, strategies and any number of threads go through shards and merge" {
    write_table table.csv
    options=(table.csv --strategies soft_tissue,vro --patients 60k --courses 9k --stream 7 --quiet)
    vrosim run "${options[@]}" --threads 1 --out plain
    vrosim run "${options[@]}" --threads 3 --shard 1/2 --out "first half.tally"
    vrosim run "${options[@]}" --threads 1 --shard 2/2 --out second.tally
    rm table.csv
    vrosim merge --threads 2 --out merged second.tally "first half.tally"
    succeeds
    [ -n "$output" ]
    same_results plain merged
}

@test "a shard says where its sums are, and writes nothing else" {
    vrosim run --patients 20k --shard 2/3
    succeeds
    [[ $output == "shard-2-of-3.tally: 8192 of 20000 children"* ]]
    only shard-2-of-3.tally
}

@test "what is not a shard is refused" {
    for shard in 0/2 3/2 2 /2 1/ a/b 1/2/3 1/1000001; do
        vrosim run --shard "$shard"
        fails_with 2 "--shard: \"$shard\" is not a shard"
    done
    only
}

@test "merge names every shard that is missing, and writes nothing" {
    make_shards 4
    vrosim merge shard-2-of-4.tally
    fails_with 2 "shard 1 of 4 is missing"
    fails_with 2 "shard 3 of 4 is missing"
    fails_with 2 "shard 4 of 4 is missing"
    [ ! -e results ]
}

@test "merge names blocks where shards cannot be told" {
    make_shards 3
    vrosim run "${study[@]}" --shard 1/5
    vrosim merge shard-1-of-5.tally shard-3-of-3.tally
    fails_with 2 "blocks 3 to 8 of 13 are in none of the files"
}

@test "merge refuses shards that are doubled, of another study, damaged or no tally, all at once" {
    make_shards 2
    for change in "seed 6 seed" "patients 100001 size" "courses 9k courses"; do
        read -r option value name <<<"$change"
        exchange "--$option" "$value" "${study[@]}"
        vrosim run "${changed[@]}" --shard 2/2 --out "$name.tally"
        succeeds
    done
    vrosim run "${study[@]}" --strategies soft_tissue,vro --shard 2/2 --out strategies.tally
    head -c 1000 shard-2-of-2.tally >short.tally
    echo "no tally" >other.tally
    vrosim merge shard-1-of-2.tally shard-1-of-2.tally seed.tally size.tally courses.tally \
        strategies.tally short.tally other.tally missing.tally
    [ "$status" -eq 2 ]
    for sentence in "shard-1-of-2.tally: holds blocks 1 to 6" "seed.tally: its seed is 6, not 5" \
        "size.tally: its " "courses.tally: its " "strategies.tally: its parameters differ" \
        "short.tally: " "other.tally: is not a tally file" "missing.tally: No such file" \
        "shard 2 of 2 is missing"; do
        [[ $complaint == *"$sentence"* ]] || { echo "$complaint"; echo "not: $sentence"; false; }
    done
    [ ! -e results ]
}

@test "a huge file that begins like a tally is not read whole" {
    make_shards 1
    cp shard-1-of-1.tally huge.tally
    truncate -s 3G huge.tally
    status=0
    (
        ulimit -v 2000000
        exec "$program" merge huge.tally 2>"$kept/complaint"
    ) || status=$?
    [ "$status" -eq 2 ]
    grep -q "huge.tally: is a tally file that was truncated or altered" "$kept/complaint"
    printf 'vrosim ensemble file, format 3\n\377\377\377\377\377\377\377\377' >other.tally
    truncate -s 3G other.tally
    status=0
    (
        ulimit -v 2000000
        exec "$program" merge other.tally 2>"$kept/complaint"
    ) || status=$?
    [ "$status" -eq 2 ]
    grep -q "other.tally: " "$kept/complaint"
}

@test "shards and tallies are read from pipes" {
    make_shards 3
    vrosim merge --quiet --out merged <(cat shard-3-of-3.tally) shard-1-of-3.tally \
        <(cat shard-2-of-3.tally)
    succeeds
    same_results "$whole" merged
    vrosim merge <(cat shard-1-of-3.tally) <(yes) <(:)
    [ "$status" -eq 2 ]
    [ "$(grep -c ": is not a tally file" <<<"$complaint")" -eq 2 ]
    [[ $complaint == *"shard 3 of 3 is missing"* ]]
    vrosim merge <(cat shard-1-of-3.tally; yes 2>/dev/null)
    fails_with 2 "is a tally file that was truncated or altered"
}

@test "a run goes on from a pipe, if it is told where to keep itself" {
    make_shards 2
    vrosim run --resume <(cat shard-1-of-2.tally) --quiet
    fails_with 2 "is not a file that can be written again; name one with --checkpoint"
    vrosim run --resume <(cat shard-1-of-2.tally) --checkpoint kept.tally --quiet
    fails_with 2 "is not a file that can be written again; name one with --out"
    vrosim run --resume <(cat shard-1-of-2.tally) --checkpoint kept.tally --out again.tally --quiet
    succeeds
    cmp shard-1-of-2.tally again.tally
    vrosim run "${study[@]}" --checkpoint whole.tally
    vrosim run --resume <(cat whole.tally) --checkpoint kept.tally --force --quiet --out second
    succeeds
    same_results "$whole" second
}

@test "a tally of a run that names an analysis is refused" {
    make_shards 1
    with_header shard-1-of-1.tally odd.tally '{"=>{"analysis":{"verb":"psa"},"'
    vrosim merge odd.tally
    fails_with 2 "odd.tally: is a damaged tally file: it is from a run, and names an analysis"
    [ ! -e results ]
}

@test "merge keeps a folder with something else" {
    make_shards 1
    mkdir results
    echo precious >results/diary.txt
    vrosim merge shard-1-of-1.tally
    fails_with 2 "--force"
    [ "$(cat results/diary.txt)" = precious ]
    vrosim merge --force --quiet shard-1-of-1.tally
    succeeds
    same_results "$whole" results
}

@test "the checkpoint of a finished run gives its results again" {
    vrosim run "${study[@]}" --checkpoint kept.tally --out first
    succeeds
    same_results "$whole" first
    vrosim run --resume kept.tally --quiet --out second
    succeeds
    same_results "$whole" second
    only first kept.tally second
}

@test "a run that goes on writes the decimal marks that it is told, or those of its tally" {
    vrosim run "${study[@]}" --decimal comma --checkpoint commas.tally --out commas
    vrosim run "${study[@]}" --checkpoint points.tally --out points
    same_results "$whole" points
    for mark in commas points; do
        vrosim run --resume "$mark.tally" --quiet --out "$mark.again"
        succeeds
        same_results "$mark" "$mark.again"
    done
    vrosim run --resume points.tally --decimal comma --quiet --out commas.told
    succeeds
    same_results commas commas.told
    vrosim run --resume commas.tally --decimal point --quiet --out points.told
    succeeds
    same_results points points.told
}

@test "a run that is interrupted or terminated says how to go on, and goes on" {
    start "my run.tally" run "${long[@]}" --checkpoint "my run.tally" --out "my results"
    stop INT
    [ "$status" -eq 130 ]
    command=$(sed -n 's/.*continue with: //p' <<<"$complaint")
    [ "$command" = "vrosim run --resume 'my run.tally' --out 'my results'" ]
    only "my run.tally"
    done=$(children_kept)
    for signal in TERM INT TERM; do
        start "my run.tally" run --resume "my run.tally" --quiet --threads 3 --out "my results"
        stop "$signal"
        [ "$status" -eq $((128 + $(kill -l "$signal"))) ]
        [ "$(children_kept)" -ge "$done" ]
        done=$(children_kept)
        only "my run.tally"
    done
    eval "$command --quiet"
    succeeds
    same_results "$long_whole" "my results"
}

@test "every signal by which a terminal, ssh or a batch system ends a job keeps the checkpoint" {
    for signal in HUP INT QUIT TERM USR1 USR2 XCPU; do
        start kept.tally run "${long[@]}" --checkpoint kept.tally --force --out results
        stop "$signal"
        [ "$status" -eq $((128 + $(kill -l "$signal"))) ]
        [[ $complaint == *"continue with: vrosim run --resume kept.tally --out results"* ]]
        [ "$(children_kept)" -ge 0 ]
        only kept.tally
    done
    vrosim run --resume kept.tally --quiet --out results
    succeeds
    same_results "$long_whole" results
}

@test "a run beyond its limit of CPU time keeps the checkpoint" {
    status=0
    (
        ulimit -S -t 1
        exec "$program" run --patients 1G --quiet --checkpoint kept.tally --out results \
            2>"$kept/complaint"
    ) || status=$?
    [ "$status" -eq 152 ]
    only kept.tally
}

@test "a run that is killed goes on from its last checkpoint" {
    start kept.tally run "${long[@]}" --checkpoint kept.tally --every 0 --out killed
    for moment in 1 2 3 4 5 6; do
        # the file is written again after each block: every moment is another one
        before=$(version_of kept.tally)
        while [ "$(version_of kept.tally)" = "$before" ]; do sleep 0.0$moment; done
        stop KILL
        [ "$status" -eq 137 ]
        [ ! -e killed ]
        vrosim merge kept.tally
        fails_with 2 "kept.tally: is not finished"
        now=$(sed 's/.*it has \([0-9]*\) of.*/\1/' <<<"$complaint")
        [ "$now" -ge "${done:-0}" ] # blocks whose courses are written once more add none
        done=$now
        start kept.tally run --resume kept.tally --quiet --every 0 --out killed
    done
    stop TERM
    vrosim run --resume kept.tally --quiet --out killed
    succeeds
    same_results "$long_whole" killed
}

@test "without a checkpoint nothing is kept, and nothing is left" {
    env --default-signal=INT,TERM "$program" run "${long[@]}" \
        >"$kept/output" 2>"$kept/complaint" 3>&- &
    process=$!
    await '.results*'
    stop TERM
    [ "$status" -eq 143 ]
    [[ $complaint == *"nothing is kept"* ]]
    only
}

@test "a signal that is ignored stays ignored" {
    env --ignore-signal=INT "$program" run "${long[@]}" --checkpoint kept.tally --out results 3>&- &
    process=$!
    await kept.tally
    kill -s INT "$process"
    wait "$process"
    same_results "$long_whole" results
}

@test "a shard that was stopped goes on in its own file" {
    start shard-1-of-2.tally run "${long[@]}" --shard 1/2
    stop TERM
    [ "$status" -eq 143 ]
    [[ $complaint == *"continue with: vrosim run --resume shard-1-of-2.tally"* ]]
    vrosim run "${long[@]}" --shard 2/2
    vrosim merge shard-1-of-2.tally shard-2-of-2.tally
    fails_with 2 "shard-1-of-2.tally: is not finished"
    [[ $complaint != *"is missing"* ]]
    vrosim run --resume shard-1-of-2.tally --quiet
    succeeds
    vrosim merge --quiet shard-1-of-2.tally shard-2-of-2.tally
    succeeds
    same_results "$long_whole" results
}

@test "what contradicts the file is named, what agrees with it is taken" {
    write_table table.csv
    vrosim run table.csv "${study[@]}" --out plain
    vrosim run table.csv "${study[@]}" --shard 1/2 --out kept.tally
    vrosim run other.csv --resume kept.tally
    fails_with 2 "other.csv"
    vrosim run --resume kept.tally --seed 6 --stream 1 --patients 5 --courses 7 --shard 2/2
    [ "$status" -eq 2 ]
    [ "$(grep -c '^vrosim: kept.tally: ' <<<"$complaint")" -eq 5 ]
    vrosim run --resume kept.tally --strategies vro
    fails_with 2 "kept.tally: its reference is soft_tissue, not vro"
    vrosim run --resume kept.tally --strategies soft_tissue,vro
    fails_with 2 "kept.tally: its parameters differ"
    vrosim run "$project/configs/no-spica.csv" --resume kept.tally
    fails_with 2 "kept.tally: its scenario is baseline+table"
    vrosim run table.csv "${study[@]}" --shard 1/2 --resume kept.tally
    succeeds
}

@test "only a tally file can be gone on from" {
    echo "no tally" >other
    for file in missing other .; do
        vrosim run --resume "$file"
        [ "$status" -eq 2 ]
        [[ $complaint == *"$file: "* ]]
    done
    only other
}

@test "a new run does not take the place of one that is not finished, nor of another file" {
    start kept.tally run "${long[@]}" --checkpoint kept.tally
    stop TERM
    cp kept.tally copy
    for option in "--checkpoint kept.tally" "--shard 1/2 --out kept.tally"; do
        vrosim run "${study[@]}" $option
        fails_with 2 "kept.tally: holds a run that is not finished"
        cmp kept.tally copy
    done
    echo precious >diary.txt
    for force in "" --force; do
        vrosim run "${study[@]}" --checkpoint diary.txt $force
        fails_with 2 "diary.txt"
        [ "$(cat diary.txt)" = precious ]
    done
    only copy diary.txt kept.tally
    vrosim run "${study[@]}" --checkpoint kept.tally --force
    succeeds
    exchange --seed 6 "${study[@]}"
    vrosim run "${changed[@]}" --checkpoint kept.tally
    succeeds
}

@test "two runs at the same time do not keep one file" {
    start kept.tally run "${long[@]}" --checkpoint kept.tally --out results
    for words in "--checkpoint kept.tally" "--checkpoint kept.tally --force" "--resume kept.tally" \
        "--resume ./kept.tally" "--shard 1/2 --out kept.tally"; do
        vrosim run "${study[@]}" $words
        fails_with 2 "kept.tally: another run is writing to it"
    done
    stop TERM
    only kept.tally
    start kept.tally run --resume kept.tally --quiet --threads 1 --every 0 --out results
    vrosim run --resume kept.tally --out other
    fails_with 2 "another run is writing to it"
    stop KILL
    rm -rf .results.*
    vrosim run --resume kept.tally --quiet --out results
    succeeds
    same_results "$long_whole" results
    only kept.tally results
}

@test "two runs that begin at once keep the file of one" {
    "$program" run "${long[@]}" --seed 1 --checkpoint kept.tally --out one 2>"$kept/one" &
    "$program" run "${long[@]}" --seed 2 --checkpoint kept.tally --out two 2>"$kept/two" || true
    wait $! || true
    [ "$(cat "$kept/one" "$kept/two" | grep -c "another run is writing to it")" -eq 1 ]
    only kept.tally "$(ls -d one two 2>/dev/null)"
}

@test "a checkpoint that cannot be written is refused before anything is simulated" {
    vrosim run --patients 1e15 --checkpoint missing/kept.tally
    [ "$status" -eq 2 ] || [ "$status" -eq 4 ]
    [[ $complaint == *"missing/kept.tally"* ]]
    only
}

@test "merge without a file is refused" {
    vrosim merge
    fails_with 2 "merge: which tally file?"
}

@test "an interval without a checkpoint is refused" {
    vrosim run --every 5
    fails_with 2 "--every: there is no checkpoint"
}

@test "the scripts for Slurm: an array of shards and its merge" {
    export VROSIM=$program SLURM_ARRAY_TASK_COUNT=3 SLURM_CPUS_PER_TASK=2
    for SLURM_ARRAY_TASK_ID in 1 2 3; do
        export SLURM_ARRAY_TASK_ID
        bash "$project/scripts/slurm_array.sh" "${study[@]}"
    done
    # submitted once more, alone: there is nothing left to do
    SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_ID=2 SHARDS=3 \
        bash "$project/scripts/slurm_array.sh" "${study[@]}"
    SHARDS=3 bash "$project/scripts/slurm_merge.sh" --quiet --out merged
    same_results "$whole" merged
    rm shard-2-of-3.tally
    status=0
    SHARDS=3 bash "$project/scripts/slurm_merge.sh" --out again 2>complaint || status=$?
    [ "$status" -eq 2 ]
    grep -q "shard 2 of 3 is missing" complaint
    [ ! -e again ]
}

@test "the script for Slurm and MPI, stopped and submitted again" {
    needs_mpi
    mkdir bin
    printf '%s\n' '#!/bin/sh' 'while [ "${1#--}" != "$1" ]; do shift; done' \
        'exec mpirun --oversubscribe -n 2 "$@"' >bin/srun
    chmod +x bin/srun
    export PATH=$PWD/bin:$PATH VROSIM=$parallel SLURM_CPUS_PER_TASK=1
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    bash "$project/scripts/slurm_mpi.sh" "${longer[@]}" --out results 3>&- &
    process=$!
    await vrosim.tally
    kill -s TERM "$process"
    status=0
    wait "$process" || status=$?
    [ "$status" -ne 0 ]
    [ ! -e results ]
    bash "$project/scripts/slurm_mpi.sh" "${longer[@]}" --out results
    same_results "$longer_whole" results
}

@test "1, 2, 3 and 4 ranks give the bytes of one" {
    needs_mpi
    for count in 1 2 3 4; do
        ranks "$count" run "${study[@]}" --out parallel
        [ "$status" -eq 0 ] || { echo "$complaint"; false; }
        grep -q "\"ranks\": $count" parallel/manifest.json
        same_results "$whole" parallel
    done
}

@test "ranks take tables, strategies and threads, and write and go on from checkpoints and shards" {
    needs_mpi
    write_table table.csv
    options=(table.csv --strategies soft_tissue,vro --patients 90k --courses 30k --quiet)
    vrosim run "${options[@]}" --out plain
    ranks 3 run "${options[@]}" --threads 2 --checkpoint kept.tally --every 0 --out parallel
    [ "$status" -eq 0 ]
    same_results plain parallel
    vrosim run --resume kept.tally --quiet --out resumed
    same_results plain resumed
    ranks 2 run "${options[@]}" --shard 1/2
    vrosim run "${options[@]}" --shard 2/2
    vrosim merge --quiet --out merged shard-1-of-2.tally shard-2-of-2.tally
    same_results plain merged
    vrosim run "${options[@]}" --shard 1/3
    start shard-2-of-3.tally run "${options[@]}" --shard 2/3 --every 0
    stop TERM
    ranks 3 run --resume shard-2-of-3.tally --quiet
    ranks 4 run "${options[@]}" --shard 3/3
    vrosim merge --quiet --out thirds shard-{1,2,3}-of-3.tally
    same_results plain thirds
}

@test "a signal to one rank ends all, and what all have done is kept" {
    needs_mpi
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    program=mpirun
    start kept.tally --oversubscribe -n 3 "$parallel" run "${longer[@]}" --threads 1 --checkpoint kept.tally
    (process=$(pgrep -P "$process" | tail -n 1) program=$parallel && await_blocked_signals && kill -s TERM "$process")
    finish
    [ "$status" -eq 143 ]
    [[ $complaint == *"stopped by a signal after"* ]]
    only kept.tally
    ranks 2 run --resume kept.tally --quiet
    same_results "$longer_whole" results
}

@test "a fault of tables or options ends the job, said once" {
    needs_mpi
    ranks 3 run missing.csv
    [ "$status" -eq 2 ]
    [ "$(grep -c "missing.csv: cannot be opened" <<<"$complaint")" -eq 1 ]
    [[ $complaint == *"rank 0 of 3 ends the job"* ]]
    ranks 3 run --patiens 5
    [ "$status" -eq 2 ]
    [ "$(grep -c "unknown option --patiens" <<<"$complaint")" -eq 1 ]
    only
}

@test "a rank that is killed ends the job, and the last checkpoint is kept" {
    needs_mpi
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    program=mpirun
    start kept.tally --oversubscribe -n 3 "$parallel" run "${longer[@]}" --threads 1 --checkpoint kept.tally
    kill -s KILL "$(pgrep -P "$process" | tail -n 1)"
    finish
    [ "$status" -ne 0 ]
    [ ! -e results ]
    ranks 2 run --resume kept.tally --quiet
    same_results "$longer_whole" results
}

@test "a finished shard of another study is not overwritten" {
    vrosim run --patients 20000 --shard 1/2 --quiet
    cp shard-1-of-2.tally before.tally
    vrosim run --patients 20000 --seed 9 --shard 1/2 --quiet
    fails_with 2 "holds a finished shard of another study"
    cmp shard-1-of-2.tally before.tally
    vrosim run --patients 20000 --shard 1/2 --quiet
    succeeds
    cmp shard-1-of-2.tally before.tally
    vrosim run --patients 20000 --seed 9 --shard 1/2 --quiet --force
    succeeds
}

@test "the only shard of a study, stopped, says how to go on as a shard" {
    start one.tally run "${long[@]}" --shard 1/1 --every 0 --out one.tally
    stop TERM
    [ "$status" -eq 143 ]
    vrosim ${complaint##*continue with: vrosim } --quiet
    succeeds
    only one.tally
    vrosim merge one.tally --quiet --out merged
    same_results "$long_whole" merged
}

@test "a checkpoint that the results would replace is refused" {
    mkdir results
    vrosim run --patients 1000 --checkpoint results/kept.tally
    fails_with 2 "results/kept.tally"
    vrosim run --patients 1000 --checkpoint same --out same
    fails_with 2 "same"
    only results
}

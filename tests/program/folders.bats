#!/usr/bin/env bats
# Results in a folder where others write too: nothing is lost that the program did not write, and
# nothing gets into the results, or out of them, on the way.
load helper

# Starts a run of two million children and waits until it has begun to write; it is $process then.
start_run() { # ARGUMENT...
    "$program" run --patients 2000000 --courses 1 --quiet "$@" >"$kept/output" 2>"$kept/complaint" &
    process=$!
    await '.*/courses.csv'
}

# The run was late: it says where its results are, and they are whole.
kept_beside() {
    finish
    fails_with 4 "during the run, and stays; they are kept in $PWD/results."
    [ -s results.??????/summary.csv ]
    [ -s results.??????/manifest.json ]
}

@test "a folder that appears in the place of the results stays" {
    start_run
    mkdir results
    echo precious >results/diary.txt
    kept_beside
    [ "$(cat results/diary.txt)" = precious ]
    only results results.??????
}

@test "a file or a link that appears in the place of the results stays" {
    start_run
    echo precious >results
    kept_beside
    [ "$(cat results)" = precious ]
    rm -r results*
    start_run
    ln -s nowhere results
    kept_beside
    [ "$(readlink results)" = nowhere ]
}

@test "notes added to an earlier run during the next, and figures changed, stay" {
    for force in "" --force; do
        rm -rf results*
        "$program" run --patients 500 --quiet
        start_run $force
        echo precious >results/notes.txt
        echo corrected >>results/summary.csv
        finish
        fails_with 4 "the results are in place; what was added to the earlier ones"
        [ -s results/courses.csv ]
        [ ! -e results/notes.txt ]
        [ "$(cat results.??????/notes.txt)" = precious ]
        [ "$(tail -n 1 results.??????/summary.csv)" = corrected ]
        [ "$(ls results.??????)" = "$(printf '%s\n' notes.txt summary.csv)" ]
    done
}

@test "an earlier run that another run replaced meanwhile stays" {
    "$program" run --patients 500 --quiet
    start_run
    "$program" run --patients 700 --quiet
    kept_beside
    grep -q '"patients": 700' results/manifest.json
    grep -q '"patients": 2000000' results.??????/manifest.json
}

@test "nobody else can enter the folder before it is in place" {
    umask 002
    start_run
    [ "$(stat -c %a .results.*)" = 700 ]
    finish
    succeeds
    [ "$(stat -c %a results)" = 775 ]
}

@test "a planted link is not written through, and a planted file is no result" {
    echo precious >private
    start_run
    ln -s "$PWD/private" "$(echo .results.*)/summary.csv"
    finish
    fails_with 4 "summary.csv: cannot be written: File exists"
    [ "$(cat private)" = precious ]
    rm -r .results.*
    start_run
    echo planted >"$(echo .results.*)/planted.csv"
    finish
    not grep -q planted results/manifest.json
}

@test "a folder that is swapped for a link on the way is not written to, nor put in place" {
    mkdir elsewhere
    start_run
    folder=$(echo .results.*)
    mv "$folder" aside
    ln -s elsewhere "$folder"
    finish
    fails_with 4 "was removed or replaced during the run"
    [ -z "$(ls -A elsewhere)" ]
    [ ! -e results ]
}

@test "what will be refused at the end is refused at the start" {
    [ "$(id -u)" -eq 0 ] || skip "only root can be somebody else"
    setpriv --reuid=65534 --clear-groups "$program" --version >"$kept/output" || skip "not here"
    mkdir -m 1777 shared
    chmod 755 .
    for folder in "$BATS_TEST_TMPDIR" "$BATS_FILE_TMPDIR" "$BATS_RUN_TMPDIR" "$kept"; do
        chmod a+rx "$folder"
    done
    "$program" run --patients 500 --quiet --out shared/results
    chmod 777 shared/results
    status=0
    timeout 20 setpriv --reuid=65534 --clear-groups "$program" run --patients 1e16 \
        --out shared/results 2>"$kept/complaint" || status=$?
    [ "$status" -eq 2 ]
    grep -q "shared/results: belongs to somebody else" "$kept/complaint"
}

@test "what a run reads is not replaced by its results, also by force" {
    "$program" run --patients 500 --quiet
    for force in "" --force; do
        vrosim run results/parameters.csv --patients 500 $force
        fails_with 2 "results/parameters.csv: is read and lies in the folder of results"
        vrosim replay results/manifest.json --out results $force
        fails_with 2 "results/manifest.json: is read and lies in the folder of results"
    done
    "$program" run --patients 20k --shard 1/1 --quiet --out one.tally
    mkdir tallies
    mv one.tally tallies
    vrosim merge tallies/one.tally --out tallies --force
    fails_with 2 "tallies/one.tally: is read and lies"
    printf '%s\n' parameter,other,correlation healing.weeks,growth.velocity,0.5 >tallies/pairs.csv
    vrosim psa --samples 4 --patients 20 --correlations tallies/pairs.csv --out tallies --force
    [ "$status" -eq 2 ]
    [ -s tallies/one.tally ]
    [ -s tallies/pairs.csv ]
}

@test "a table that comes from a pipe is no hindrance" {
    write_table table.csv
    "$program" run <(cat table.csv) --patients 500 --quiet
    [ -s results/summary.csv ]
}

@test "results of another verb are replaced only by force" {
    "$program" run --patients 500 --quiet
    vrosim psa --samples 4 --patients 20
    fails_with 2 "results: holds results of run, and these are of psa"
    vrosim psa --samples 4 --patients 20 --quiet --force
    succeeds
    vrosim run --patients 500
    fails_with 2 "results: holds results of psa, and these are of run"
    "$program" run --patients 500 --quiet --out kept
    vrosim replay kept/manifest.json --out results
    fails_with 2 "holds results of psa"
    [ -s results/psa_summary.csv ]
}

@test "only what the program wrote, and as it wrote it, counts as an earlier run" {
    "$program" run --patients 500 --quiet
    cp -r results made_up
    echo precious >made_up/thesis.txt
    sum=$(sha256sum <made_up/thesis.txt | cut -d' ' -f1)
    sed -i 's/^  "outputs": \[/&{"file": "thesis.txt", "sha256": "'"$sum"'"},/' made_up/manifest.json
    vrosim run --patients 500 --out made_up
    fails_with 2 "holds something other than an earlier run (thesis.txt)"
    echo corrected >>results/summary.csv
    vrosim run --patients 500
    fails_with 2 "(summary.csv, which was changed since)"
    [ "$(tail -n 1 results/summary.csv)" = corrected ]
}

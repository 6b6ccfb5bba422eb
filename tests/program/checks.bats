#!/usr/bin/env bats
# The checks of the sources find what they are there for: each is given a made-up violation.
load helper

# A project of five rooms with a line each, so that none holds a quarter.
make_rooms() {
    for room in core file input model outcome; do
        mkdir -p "sim/$room" "include/vrosim/$room"
        echo "#include \"vrosim/$room/first.h\"" >"sim/$room/first.c"
        echo "// the first of $room" >"include/vrosim/$room/first.h"
    done
}

layers() {
    status=0
    find sim include -type f | sort | xargs "$project/scripts/check_layers.sh" >"$kept/said" 2>&1 || status=$?
}

layers_complain() { # SENTENCE
    layers
    [ "$status" -ne 0 ]
    grep -qF "$1" "$kept/said" || { cat "$kept/said"; false; }
}

@test "layers: rooms that include what stands before them are fine" {
    make_rooms
    echo '#include "vrosim/core/first.h"' >sim/outcome/first.c
    layers
    cat "$kept/said"
    [ "$status" -eq 0 ]
    [ ! -s "$kept/said" ]
}

@test "layers: a room that includes one behind it is found" {
    make_rooms
    echo '#include "vrosim/model/first.h"' >>include/vrosim/file/first.h
    layers_complain 'include/vrosim/file/first.h:2: file includes vrosim/model/first.h, which comes after it'
}

@test "layers: a room that is none, and an include of another form, are found" {
    make_rooms
    mkdir sim/attic
    echo '// left here' >sim/attic/first.c
    echo '#include "first.h"' >>sim/core/first.c
    layers_complain 'sim/attic/first.c:1: attic is none of the rooms'
    layers_complain 'sim/core/first.c:2: includes "first.h", which is not of the form'
}

@test "layers: a circle of a header and a source over a third file is found" {
    make_rooms
    echo '#include "vrosim/input/second.h"' >>sim/input/first.c
    echo '#include "vrosim/input/third.h"' >include/vrosim/input/second.h
    echo '#include "vrosim/input/first.h"' >sim/input/third.c
    layers_complain 'circle of includes: input/third -> input/first'
    layers_complain 'circle of includes: input/first -> input/second'
    rm sim/input/third.c
    not layers_complain 'circle of includes'
}

@test "layers: a room that holds more than a quarter of all lines is found" {
    make_rooms
    printf '// %s\n' 1 2 >>sim/file/first.c
    layers_complain 'file holds 4 of 12 lines, more than a quarter'
}

@test "functions: too many lines and too many parameters are found" {
    { echo 'int many(void) {'; printf '    ;\n%.0s' {1..59}; echo '}'; } >many.c
    echo 'int wide(int a, int b, int c, int d, int e, int f, int g) { return a; }' >wide.c
    for file in many wide; do
        not "$project/scripts/check_functions.sh" "$file.c" >"$kept/$file"
    done
    grep -qF 'many.c:1: many has 61 lines' "$kept/many"
    grep -qF 'wide.c:1: wide has 7 parameters' "$kept/wide"
    sed -i 2d many.c
    "$project/scripts/check_functions.sh" many.c
}

@test "functions: a name that two vector functions share is found" {
    echo 'VRO_VECTOR static void add(float *a) { *a += 1; }' | tee one.c >two.c
    not "$project/scripts/check_functions.sh" one.c two.c >"$kept/said"
    grep -qF 'share these names: add' "$kept/said"
}

# A copy of the check, with the modules and the tests of the project as empty files.
make_copy() {
    mkdir scripts
    cp "$project/scripts/check_tests.sh" scripts
    (cd "$project" && find sim include tests configs -type f | grep -v /objects/) | while read -r file; do
        mkdir -p "${file%/*}"
        : >"$file"
    done
}

tests_complain() { # SENTENCE
    not scripts/check_tests.sh >"$kept/said"
    diff <(echo "$1") "$kept/said"
}

@test "tests: every module has its unit tests, or is named with those that run it" {
    "$project/scripts/check_tests.sh"
}

@test "tests: a module without tests and tests without a module are found" {
    make_copy
    scripts/check_tests.sh
    : >sim/core/attic.c
    tests_complain 'sim/core/attic has no tests in tests/unit/core/test_attic.c'
    mv sim/core/attic.c tests/unit/core/test_attic.c
    tests_complain 'tests/unit/core/test_attic.c is of no module'
}

@test "tests: a module in the list that need not be there is found" {
    make_copy
    : >tests/unit/verb/test_merge.c
    tests_complain 'verb/merge need not be in the list of scripts/check_tests.sh: it has its tests, or is no module'
}

# Runs a made-up test program that says the lines.
judged() { # LINE...
    printf '%s\n' '#!/bin/sh' "cat <<'END'" "${@:2}" END "$1" >made_up
    chmod +x made_up
    status=0
    "$project/scripts/test.sh" ./made_up >"$kept/said" 2>&1 || status=$?
}

@test "test.sh: plans of several modules add up, and the last line counts" {
    judged 'exit 0' 1..2 'ok 1 - a' 'ok 2 - b' 1..1 'ok 1 - c'
    [ "$status" -eq 0 ]
    grep -qE '^\./made_up: 3 passed \([0-9.]+ s\)$' "$kept/said"
    [ "$(tail -n 1 "$kept/said")" = "3 passed, 0 failed" ]
}

@test "test.sh: tests that a crash has lost, and an end that nothing explains, count as failed" {
    judged 'kill -ABRT $$' 1..2 'ok 1 - a' 'ok 2 - b' 1..3 'ok 1 - c'
    [ "$status" -eq 1 ]
    [ "$(tail -n 1 "$kept/said")" = "3 passed, 2 failed" ]
    judged 'exit 1' 1..1 'ok 1 - a'
    [ "$(tail -n 1 "$kept/said")" = "1 passed, 1 failed" ]
    judged 'exit 0'
    [ "$(tail -n 1 "$kept/said")" = "0 passed, 1 failed" ]
    judged 'exit 1' 1..2 'not ok 1 - a' 'ok 2 - b'
    [ "$(tail -n 1 "$kept/said")" = "1 passed, 1 failed" ]
}

@test "test.sh: says why tests were skipped, the most frequent reason first" {
    judged 'exit 0' 1..5 'ok 1 a' 'ok 2 b # skip only root can mount a file system' \
        'ok 3 c # skip Open MPI is not installed (scripts/setup.sh mpi)' \
        'ok 4 d # skip Open MPI is not installed (scripts/setup.sh mpi)' 'not ok 5 # SKIP a_terminal'
    [ "$status" -eq 0 ]
    [ "$(grep '^skipped' "$kept/said")" = "skipped: 2 tests: Open MPI is not installed (scripts/setup.sh mpi)
skipped: 1 test: only root can mount a file system
skipped: 1 test: a_terminal skipped itself" ]
    [ "$(tail -n 1 "$kept/said")" = "1 passed, 0 failed, 4 skipped" ]
}

# A program that takes as long as any other, and whose results are of so many strategies.
make_program() { # NAME STRATEGIES
    {
        echo '#!/usr/bin/env bash'
        echo 'while [ "$1" != --out ]; do shift; done'
        echo 'for ((i = 0; i < 30000; i++)); do :; done'
        echo 'mkdir -p "$2"'
        echo '{ echo scenario,strategy; for ((i = 0; i < '"$2"'; i++)); do echo "a,$i"; done; } >"$2/summary.csv"'
    } >"$1"
    chmod +x "$1"
}

@test "compare_speed.sh: the same time for ten times the strategies is faster per course" {
    make_program one 1
    make_program ten 10
    "$project/scripts/compare_speed.sh" -n 5 -c 1000 ./one './ten run' >said
    head -n 1 said | grep -q '^5 pairs, 1000 children, threads: 1;'
    awk '$1 == "ratio" && $2 > 0.05 && $2 < 0.5 { found = 1 } END { exit !found }' said
    awk '$1 == "fastest" && $2 > 0.05 && $2 < 0.5 { found = 1 } END { exit !found }' said
}

@test "compare_speed.sh: a program that fails stops it, and what it said is shown" {
    printf '#!/bin/sh\necho no such table >&2\nexit 1\n' >broken
    chmod +x broken
    not "$project/scripts/compare_speed.sh" -n 1 ./broken ./broken >said 2>&1
    grep -qx 'no such table' said
}

#!/usr/bin/env bats
# The library as it is installed, in hosts of several languages: each gets the bytes of vrosim run.
load helper

setup_file() {
    local project
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    export installed=$BATS_FILE_TMPDIR/installed expected=$BATS_FILE_TMPDIR/expected
    make -s -C "$project" library install PREFIX="$installed" >"$BATS_FILE_TMPDIR/make" 2>&1 || {
        cat "$BATS_FILE_TMPDIR/make"
        return 1
    }
    "${VROSIM:-$project/build/vrosim}" run --patients 100000 --quiet --out "$expected"
}

# What pkg-config says of the installed library.
flags() { # OPTION...
    PKG_CONFIG_PATH=$installed/lib/pkgconfig pkg-config "$@" vrosim
}

gets_the_bytes() { # COMMAND...
    LD_LIBRARY_PATH=$installed/lib "$@"
    for file in summary.csv revision.csv; do
        cmp "$expected/$file" "$file"
        rm "$file"
    done
}

@test "a host in C gets the bytes of vrosim run" {
    cc -std=c99 -pedantic -Wall -Wextra -Werror "$project/tests/hosts/host.c" -o host \
        $(flags --cflags --libs)
    gets_the_bytes ./host
}

@test "the same host is C++, too" {
    c++ -x c++ -std=c++11 -pedantic -Wall -Wextra -Werror "$project/tests/hosts/host.c" -o host \
        $(flags --cflags --libs)
    gets_the_bytes ./host
}

@test "a host that is linked with the archive needs no shared library of vrosim" {
    cc "$project/tests/hosts/host.c" -o host $(flags --cflags) "$installed/lib/libvrosim.a" \
        $(flags --static --libs-only-l --libs-only-other | sed 's/-lvrosim//')
    not grep -q libvrosim.so host
    gets_the_bytes ./host
}

@test "a host of another locale gets the same bytes" {
    cc "$project/tests/hosts/host.c" -o host $(flags --cflags --libs)
    localedef -i de_DE -f UTF-8 ./de_DE.UTF-8 >/dev/null 2>&1 || skip "no German locale can be made"
    [ "$(env LOCPATH="$PWD" LC_ALL=de_DE.UTF-8 printf '%.1f' 0,5)" = 0,5 ]
    export LOCPATH=$PWD LC_ALL=de_DE.UTF-8
    gets_the_bytes ./host
}

@test "a host in Python gets the bytes of vrosim run" {
    command -v python3 >/dev/null || skip "Python is not installed"
    gets_the_bytes python3 "$project/tests/hosts/host.py"
}

@test "the shared library shows what its header declares, and nothing else" {
    nm -D --defined-only "$installed/lib/libvrosim.so.0" | awk '{ print $3 }' | sort >shown
    grep -o -E '\bvrosim_[a-z_]+\(' "$installed/include/vrosim.h" | tr -d '(' | sort -u >declared
    diff declared shown
    [ "$(readlink "$installed/lib/libvrosim.so")" = libvrosim.so.0 ]
    objdump -p "$installed/lib/libvrosim.so.0" | grep -q 'SONAME *libvrosim.so.0$'
}

@test "the Debian package promises the functions that the header declares" {
    grep -o '\bvrosim_[a-z_]*(' "$installed/include/vrosim.h" | tr -d '(' | sort -u >declared
    sed -n 's/^ \(.*\)@Base .*/\1/p' "$project/scripts/debian/libvrosim0.symbols" | sort >promised
    diff declared promised
}

@test "the shared library neither ends nor changes its host's process, and prints nothing" {
    nm -D --undefined-only "$installed/lib/libvrosim.so.0" | awk '{ print $2 }' | sed 's/@.*//' >needed
    not grep -x -E 'exit|_exit|abort|atexit|raise|kill|signal|sigaction|sigprocmask|pthread_sigmask' needed
    not grep -x -E 'umask|chdir|setenv|putenv|setlocale|srand|rand|omp_set_.*' needed
    not grep -x -E 'gsl_set_error_handler.*|feenableexcept|pthread_create|fork|system' needed
    not grep -x -E 'stdout|stderr|stdin|printf|puts|putchar|perror|vprintf|__printf_chk' needed
}

@test "the installation can be moved, and what pkg-config says with it" {
    cp -r "$installed" moved
    [[ $(PKG_CONFIG_PATH=$PWD/moved/lib/pkgconfig pkg-config --define-prefix --libs vrosim) == \
        "-L$PWD/moved/lib "* ]]
}

# The shared object through which R calls the library.
make_for_r() {
    command -v Rscript >/dev/null || skip "R is not installed (scripts/setup.sh ecosystem)"
    cp "$project/tests/hosts/host_r.c" .
    PKG_CPPFLAGS=$(flags --cflags) PKG_LIBS=$(flags --libs) R CMD SHLIB host_r.c >"$kept/r" 2>&1 || {
        cat "$kept/r"
        false
    }
}

@test "a host in R gets the bytes of vrosim run" {
    make_for_r
    gets_the_bytes Rscript "$project/tests/hosts/host.R"
}

# The blocks of a language in the document.
example() { # LANGUAGE
    sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$project/docs/library.md" | grep -v '^```'
}

@test "the example in C does what the document says" {
    example c >example.c
    cc -std=c99 -Wall -Wextra -Werror example.c -o example $(flags --cflags --libs)
    LD_LIBRARY_PATH=$installed/lib ./example >output
    diff <(example text) output
}

@test "the example in Python prints the summary" {
    command -v python3 >/dev/null || skip "Python is not installed"
    example python >example.py
    LD_LIBRARY_PATH=$installed/lib python3 example.py >output
    "$program" run --quiet
    diff output <(cat results/summary.csv; echo)
}

@test "the example in R prints the share that failed of every strategy" {
    make_for_r
    example r >example.R
    LD_LIBRARY_PATH=$installed/lib Rscript example.R >output
    grep -q ' vro 0\.' output
}

# What small_stack.c is to print: with a table of prices, so that every table has rows.
expect_small() {
    cp "$project/configs/economics.csv" mine.csv
    "$program" run mine.csv --patients 20000 --subgroups age,bilateral,migration --quiet
    for table in summary revision net_benefit children parameters; do
        cat "results/$table.csv"
    done >expected_small
    "$program" explain mine.csv --patient 3 >>expected_small
}

@test "64 kB of stack are enough for a host's thread, and for those of OpenMP" {
    expect_small
    cc "$project/tests/hosts/small_stack.c" -o small $(flags --cflags --libs) -pthread
    export LD_LIBRARY_PATH=$installed/lib OMP_STACKSIZE=64k
    for threads in 1 2 3; do
        ./small $threads "$(cat mine.csv)" >output
        cmp expected_small output
    done
}

@test "the program runs with 128 kB of stack, and 64 kB for the threads of OpenMP" {
    "$program" run --patients 20000 --subgroups age --quiet --out expected_run
    ulimit -s 128
    OMP_STACKSIZE=64k "$program" run --patients 20000 --subgroups age --quiet --threads 2
    same_results expected_run results
}

# A host without files, OpenMP and signals.
make_engine_host() {
    cc "$project/tests/hosts/small_stack.c" -o small -I"$project/include" \
        "$project/build/libvrosim-engine.a" -lgsl -lgslcblas -lcsv -lm -lstdc++ -pthread
}

@test "the engine alone gives the same bytes, on 64 kB of stack" {
    expect_small
    make_engine_host
    ./small 1 "$(cat mine.csv)" >output
    cmp expected_small output
    ./small 8 "$(cat mine.csv)" >output
    cmp expected_small output
}

@test "the engine says that it has no files" {
    printf '%s\n' '#include <vrosim.h>' '#include <stdio.h>' 'int main(void) {' \
        'const char *path = "mine.csv"; vrosim_scenario *scenario;' \
        'vrosim_errors *errors = vrosim_errors_new();' \
        'vrosim_status status = vrosim_scenario_from_files(&scenario, &path, 1, NULL, errors);' \
        'puts(vrosim_errors_get(errors, 0).text); vrosim_errors_free(errors); return (int)status; }' >files.c
    cc files.c -o files -I"$project/include" "$project/build/libvrosim-engine.a" \
        -lgsl -lgslcblas -lcsv -lm -lstdc++
    status=0
    ./files >output || status=$?
    [ "$status" -eq 1 ]
    grep -q '^mine.csv: cannot be opened, because there are no files here' output
}

@test "the engine needs no files, OpenMP, signals, threads, options, JSON or digests" {
    nm "$project/build/libvrosim-engine.a" | awk 'NF == 2 && $1 == "U" { print $2 }' | sort -u >needed
    [ -s needed ]
    not grep -x -E 'open|openat|creat|fopen|fdopen|freopen|mkstemp|mkdtemp|stat|unlink|rename|fsync' needed
    not grep -E '^(GOMP_|omp_|pthread_|argp_|json_|nettle_|sig|MPI_)' needed
    not grep -x -E 'exit|abort|signal|raise|umask|stdout|stderr|stdin|printf|puts|isatty' needed
}

# Every twenty-ninth allocation fails, one in each run. A host that gets its results gets all of them.
@test "where memory is short a call says so, and nothing crashes" {
    needs_failing_allocations
    expect_small
    make_engine_host
    for ((number = 5; ; number += 29)); do
        rm -f note
        status=0
        ALLOCATION=$number ALLOCATION_NOTE=$PWD/note LD_PRELOAD=$preloaded \
            ./small 1 "$(cat mine.csv)" >output 2>complaint || status=$?
        [ -e note ] || break
        if [ "$status" -eq 0 ]; then
            cmp expected_small output
        else
            [ "$status" -eq 1 ] || { echo "allocation $number: exit code $status"; false; }
        fi
    done
    [ "$number" -gt 500 ]
}

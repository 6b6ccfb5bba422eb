#!/usr/bin/env bats
# README.md and docs/*.md: commands run, outputs are those of the program, tables are those of the source,
# links lead somewhere. documents.sh puts the outputs of today into the pages.
load helper
load pages

setup() {
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    program=${VROSIM:-$project/build/vrosim}
    kept=$BATS_TEST_TMPDIR/kept
    mkdir "$kept" "$BATS_TEST_TMPDIR/here"
    cd "$BATS_TEST_TMPDIR/here" || return 1
    cp -r "$project/configs" .
    pages=("$project/README.md" "$project"/docs/*.md)
}

# A folder of its own for each page.
enter_folder() { # PAGE
    local name=${1#"$project/"}
    mkdir -p "$BATS_TEST_TMPDIR/pages/${name//\//-}"
    cd "$BATS_TEST_TMPDIR/pages/${name//\//-}"
}

# What a command needs: vrosim alone, or another program.
kind() { # COMMAND
    case $1 in
    build/vrosim\ page* | vrosim\ page*) echo page ;;
    build/vrosim\ * | vrosim\ *) echo vrosim ;;
    mpirun\ *) echo mpi ;;
    *sbatch*slurm_mpi.sh*) echo slurm_mpi ;;
    *sbatch*) echo slurm ;;
    make\ *) echo make ;;
    scripts/setup.sh\ *) echo setup ;;
    R\ CMD\ * | Rscript\ *) echo r ;;
    python3\ * | own/bin/python3\ *) echo python ;;
    *) echo unknown ;;
    esac
}

# The words of a command for vrosim with fewer children and samples, in the array changed.
make_small() { # WORD...
    changed=("$@")
    case $1 in
    run) exchange --patients 20000 "$@" ;;
    sensitivity) exchange --patients 500 "$@" ;;
    psa)
        exchange --patients 500 "$@"
        exchange --samples 60 "${changed[@]}"
        ;;
    esac
}

vrosim() {
    make_small "$@"
    "$program" "${changed[@]}"
}

# build/mpi/vrosim with fewer children, on few cores.
mpirun() {
    local before=()
    while [ "$1" != build/mpi/vrosim ]; do
        before+=("$1")
        shift
    done
    make_small "${@:2}"
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        command mpirun --oversubscribe "${before[@]}" "$parallel" "${changed[@]}"
}

# Runs a script of a job as Slurm would, with fewer children.
sbatch() {
    local tasks=0 script number
    while [[ $1 == --* ]]; do
        [[ $1 != --array=1-* ]] || tasks=${1#--array=1-}
        shift
    done
    script=$project/$1
    shift
    [[ $script == *merge.sh ]] || exchange --patients 20000 "$@"
    [[ $script != *merge.sh ]] || changed=("$@")
    if [ "$tasks" -eq 0 ]; then
        bash "$script" "${changed[@]}"
        return
    fi
    for ((number = 1; number <= tasks; number++)); do
        SLURM_ARRAY_TASK_COUNT=$tasks SLURM_ARRAY_TASK_ID=$number bash "$script" "${changed[@]}" >&2
    done
    echo 1
}

# Runs the commands of some kinds, in their order, of all pages that have one of the first kind, each page
# in a folder of its own.
run_commands() { # KIND...
    local page command found=0
    for page in "${pages[@]}"; do
        commands "$page" | while read -r command; do kind "$command"; done | grep -q -x "$1" || continue
        found=1
        enter_folder "$page"
        cp -r "$project/configs" "$project/scripts" .
        write_tables "$page"
        while read -r command; do
            [[ " $* " == *" $(kind "$command") "* ]] || continue
            eval "${command#build/}" >"$kept/output" 2>&1 </dev/null || {
                echo "$page: failed: $command"
                cat "$kept/output"
                return 1
            }
        done < <(commands "$page")
    done
    [ "$found" -eq 1 ]
}

@test "every command of a document is of a kind that is run here" {
    for page in "${pages[@]}"; do
        while read -r command; do
            [ "$(kind "$command")" != unknown ] || { echo "$page: $command"; false; }
        done < <(commands "$page")
    done
}

@test "the commands for the page work" {
    "$program" page --quiet --out "$kept/page.html" || skip "the program was built without the page (make page)"
    run_commands page
}

@test "the commands for vrosim work, with fewer children and samples" {
    run_commands vrosim
}

@test "the commands for mpirun work, with fewer children and samples" {
    needs_mpi
    run_commands mpi
}

@test "the commands for Slurm work, with fewer children, as Slurm would run them" {
    export VROSIM=$program
    run_commands slurm
}

@test "the commands for Slurm and MPI work, with fewer children, as Slurm would run them" {
    needs_mpi
    mkdir bin
    printf '%s\n' '#!/bin/sh' 'while [ "${1#--}" != "$1" ]; do shift; done' \
        'exec mpirun --oversubscribe -n 2 "$@"' >bin/srun
    chmod +x bin/srun
    export PATH=$PWD/bin:$PATH VROSIM=$parallel
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    run_commands slurm_mpi
}

@test "the commands for R work, with fewer children and samples" {
    command -v Rscript >/dev/null || skip "R is not installed (scripts/setup.sh ecosystem)"
    Rscript -e 'library(ggplot2)' >/dev/null 2>&1 ||
        skip "ggplot2 is not installed (scripts/setup.sh ecosystem)"
    R() { command R CMD INSTALL --no-docs --library="$R_LIBS" "$3"; }
    export VROSIM=$program R_LIBS=$BATS_TEST_TMPDIR/library
    mkdir "$R_LIBS"
    run_commands r vrosim
}

@test "the commands for Python work, with fewer children and samples" {
    for python in python3 /usr/bin/python3; do
        ! "$python" -c "import pandas" 2>/dev/null || break
        [ "$python" = python3 ] || skip "pandas is not installed (scripts/setup.sh ecosystem)"
    done
    "$python" -c "import setuptools, wheel, ensurepip" || skip "no environment can be made (scripts/setup.sh python)"
    python3() { command "$python" "$@"; }
    export VROSIM=$program VROSIM_LIBRARY
    VROSIM_LIBRARY=$(dirname "$program")/libvrosim.so.0
    run_commands python vrosim
}

@test "the commands for make name targets that there are" {
    make() { command make -n -C "$project" "$@"; }
    run_commands make
}

@test "the commands that install name groups that there are" {
    groups=$(sed -n 's/^# Usage: setup.sh GROUP.*(\(.*\))$/\1/p' "$project/scripts/setup.sh")
    for page in "${pages[@]}"; do
        while read -r command; do
            [ "$(kind "$command")" = setup ] || continue
            for group in ${command#* }; do
                [[ ", $groups," == *", $group,"* ]] || { echo "$page: $command"; false; }
            done
        done < <(commands "$page")
    done
}

# The first line of a file that is not among those of another, in their order; speeds are not compared.
missing_line() { # LINES OUTPUT
    awk 'NR == FNR { printed[++count] = $0; next }
        $0 == "..." || / (in )?[0-9.]+ s(,|$)/ { next }
        { while (++at <= count && printed[at] != $0) { } }
        at > count { print; exit }' "$2" "$1"
}

# A file with what a command prints, in a page that may show parts of it several times.
output_of() { # FILE_OF_COMMAND
    local output
    output=$kept/$(pwd | md5sum | cut -c 1-32)-$(md5sum <"$1" | cut -c 1-32)
    [ -e "$output" ] || run_shown "$1" >"$output"
    echo "$output"
}

@test "the outputs are those of the commands before them" {
    for page in "${pages[@]}"; do
        enter_folder "$page"
        cp -r "$project/configs" .
        write_tables "$page"
        write_outputs "$page" .
        for lines in $(find . -name '*.lines' | sort -V); do
            output=$(output_of "${lines%.lines}.command")
            missing=$(missing_line "$lines" "$output")
            [ -z "$missing" ] || {
                echo "$page: $(cat "${lines%.lines}.command") does not print: $missing"
                false
            }
        done
    done
    [ "$(find "$BATS_TEST_TMPDIR/pages" -name '*.lines' | wc -l)" -ge 4 ]
}

# The anchors of a page, as GitHub makes them of its headings.
anchors() { # PAGE
    awk '/^```/ { inside = !inside } !inside && sub(/^#+ /, "")' "$1" |
        tr '[:upper:]' '[:lower:]' | sed -e 's/[^a-z0-9 _-]//g' -e 's/ /-/g'
}

# "target" or "target#anchor", without the addresses of the web.
links() { # PAGE
    awk '/^```/ { inside = !inside } !inside' "$1" | grep -o '\](\([^)]*\))' |
        sed -e 's/^](//' -e 's/)$//' | grep -v '^https\{0,1\}:' || true
}

@test "every link leads to a file and a heading that there are" {
    for page in "${pages[@]}" "$project/CONTRIBUTING.md"; do
        for link in $(links "$page"); do
            target=${link%%#*}
            file=$(dirname "$page")/$target
            [ -n "$target" ] || file=$page
            [ -e "$file" ] || { echo "$page: no file $link"; false; }
            [[ $link != *#* ]] || anchors "$file" | grep -q -x -e "${link#*#}" || {
                echo "$page: no heading $link"
                false
            }
        done
    done
}

# Their names in the addresses of the page.
@test "the guide for teachers has every lesson of the page, in its order" {
    local web=$project/sim/web name
    for name in $(tr -d '\n' <"$web/lessons.js" | sed -nE 's/.*LESSONS = \[([^]]*)\].*/\1/p' | tr ',' ' '); do
        sed -nE "s/^ +id: '([a-z_]+)',$/\1/p" "$web/lessons/$name.js" | head -n 1
    done >shown
    [ -s shown ]
    sed -nE 's/^`#lesson=([a-z_]+)`$/\1/p' "$project/docs/teaching.md" | grep -x -F -f shown >told
    diff shown told
}

@test "the index names every page" {
    for page in "$project"/docs/*.md; do
        [ "$(basename "$page")" = README.md ] ||
            links "$project/docs/README.md" | grep -q -x "$(basename "$page")"
    done
}

@test "the outcomes of the results page are those of the program: names, kinds, units, order" {
    table=$project/include/vrosim/model/outcome.def
    row='s/^VRO_[A-Z_]*(VRO_[A-Z0-9_]*, "\([A-Za-z0-9_]*\)", VRO_\([A-Z]*\), "\([A-Za-z]*\)", VRO_\([A-Z]*\),.*/\1 \2 \3 \4/p'
    sed '/^VRO_LANDMARK_OUTCOME/s/"/_Xy"/2' "$table" | sed -n "$row" | tr '[:upper:]' '[:lower:]' >expected
    [ "$(wc -l <expected)" -eq "$(grep -c '^VRO_' "$table")" ]
    awk -F' *[|] *' '/^## / { inside = $0 == "## Outcomes" } inside && $2 ~ /^`/ {
        gsub("`", "", $2); print $2, $3, $4, $6 }' "$project/docs/results.md" |
        tr '[:upper:]' '[:lower:]' >shown
    diff expected shown
}

@test "the columns of the documents are those of the program, and every file is described" {
    vrosim columns --csv | grep -v '^(outcome),' | awk -F, 'NR > 1 { list[$1] = list[$1] (list[$1] ? "," : "") $2 }
        END { for (file in list) print file, list[file] }' | sort >expected
    sed -n 's/^| `\([a-z_]*\.csv\)` | `\([^`]*\)` |$/\1 \2/p' "${pages[@]}" | sort >shown
    diff expected shown
}

@test "the rows that the first page counts are those of the default" {
    table=$project/configs/baseline.csv
    rows=$(($(wc -l <"$table") - 1))
    assumed=$(grep -c ',"\{0,1\}assumption' "$table")
    calibrated=$(grep -c ',"\{0,1\}calibrated' "$table")
    tr '\n' ' ' <"$project/README.md" | grep -q -F \
        "Of the $rows rows of its table, $assumed are plain assumptions, $calibrated were calibrated"
}

@test "the first page is short" {
    [ "$(wc -l <"$project/README.md")" -le 250 ]
}

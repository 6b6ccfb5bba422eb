#!/usr/bin/env bash
# Usage: check_memory.sh PROGRAM
# Small runs under valgrind: no use of uninitialised memory, no leak. (Valgrind computes long double
# with 64 bits, so results are not compared.)
set -euo pipefail

program=$(cd "$(dirname "$1")" && pwd)/${1##*/}
tables=$(cd "$(dirname "$0")/../configs" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

checked() { # ARGUMENT...
    valgrind --quiet --error-exitcode=99 --track-origins=yes --leak-check=full \
        --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect \
        "$program" "$@" >output
}

checked --help
checked parameters --csv
checked check "$tables"/*.csv
checked explain --patient 5
checked run --patients 1500 --courses 300 --threads 1
checked run --patients 1500 --threads 3 --quiet "$tables/no-spica.csv"
echo "check_memory: no fault"

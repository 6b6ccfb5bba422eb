#!/bin/sh
# Usage: embed.sh TABLE FOLDER > SOURCE
# Writes a C source that holds the bytes of TABLE as vro_builtin_baseline, and those of every CSV
# file in FOLDER and the folders in it as vro_builtin_evidence, by their paths in FOLDER.
set -eu
if [ "$#" -ne 2 ] || [ ! -r "$1" ] || [ ! -d "$2" ]; then
    echo "usage: embed.sh TABLE FOLDER > SOURCE (TABLE must be readable)" >&2
    exit 2
fi

bytes_of() { # FILE
    od -A n -v -t o1 "$1" | sed -e "s/  *\([0-7][0-7]*\)/'\\\\\1',/g"
}

files=$(cd "$2" && find . -name '*.csv' | sed 's/^\.\///' | LC_ALL=C sort)
echo '#include "vrosim/input/builtin.h"'
echo
echo 'const char vro_builtin_baseline[] = {'
bytes_of "$1"
echo '};'
echo 'const size_t vro_builtin_baseline_size = sizeof vro_builtin_baseline;'
number=0
for file in $files; do
    echo "static const char evidence_$number[] = {"
    bytes_of "$2/$file"
    echo '};'
    number=$((number + 1))
done
echo 'const vro_builtin_file vro_builtin_evidence[] = {'
number=0
for file in $files; do
    echo "{\"$file\", evidence_$number, sizeof evidence_$number},"
    number=$((number + 1))
done
echo '};'
echo "const size_t vro_builtin_evidence_count = $number;"

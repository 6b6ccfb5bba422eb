#!/bin/sh
# Usage: embed.sh TABLE EVIDENCE CHECKLISTS > SOURCE
# Writes a C source that holds the bytes of TABLE as vro_builtin_baseline, and those of every CSV
# file in the folders EVIDENCE and CHECKLISTS and the folders in them as vro_builtin_evidence and
# vro_builtin_checklists, by their paths in the folder.
set -eu
if [ "$#" -ne 3 ] || [ ! -r "$1" ] || [ ! -d "$2" ] || [ ! -d "$3" ]; then
    echo "usage: embed.sh TABLE EVIDENCE CHECKLISTS > SOURCE (TABLE must be readable)" >&2
    exit 2
fi

bytes_of() { # FILE
    od -A n -v -t o1 "$1" | sed -e "s/  *\([0-7][0-7]*\)/'\\\\\1',/g"
}

folder_of() { # FOLDER NAME
    files=$(cd "$1" && find . -name '*.csv' | sed 's/^\.\///' | LC_ALL=C sort)
    number=0
    for file in $files; do
        echo "static const char $2_$number[] = {"
        bytes_of "$1/$file"
        echo '};'
        number=$((number + 1))
    done
    echo "const vro_builtin_file vro_builtin_$2[] = {"
    number=0
    for file in $files; do
        echo "{\"$file\", $2_$number, sizeof $2_$number},"
        number=$((number + 1))
    done
    echo '};'
    echo "const size_t vro_builtin_$2_count = $number;"
}

echo '#include "vrosim/input/builtin.h"'
echo
echo 'const char vro_builtin_baseline[] = {'
bytes_of "$1"
echo '};'
echo 'const size_t vro_builtin_baseline_size = sizeof vro_builtin_baseline;'
folder_of "$2" evidence
folder_of "$3" checklists

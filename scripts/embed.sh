#!/bin/sh
# Usage: embed.sh TABLE > SOURCE
# Writes a C source that holds the bytes of TABLE as vro_builtin_baseline.
set -eu
if [ "$#" -ne 1 ] || [ ! -r "$1" ]; then
    echo "usage: embed.sh TABLE > SOURCE (TABLE must be readable)" >&2
    exit 2
fi
echo '#include "vrosim/input/builtin.h"'
echo
echo 'const char vro_builtin_baseline[] = {'
od -A n -v -t o1 "$1" | sed -e "s/  *\([0-7][0-7]*\)/'\\\\\1',/g"
echo '};'
echo 'const size_t vro_builtin_baseline_size = sizeof vro_builtin_baseline;'

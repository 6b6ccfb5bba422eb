#!/bin/sh
# Usage: embed_page.sh [PAGE] > SOURCE
# Writes a C source that holds the bytes of PAGE as vro_builtin_page; none without PAGE.
set -eu

echo '#include "vrosim/verb/builtin_page.h"'
echo
echo 'const char vro_builtin_page[] ='
if [ "$#" -gt 0 ]; then
    # A literal a line: they compile in a fraction of the time of as many numbers.
    od -A n -v -t o1 "$1" | sed -e 's/ /\\/g' -e 's/.*/"&"/'
else
    echo '""'
fi
echo ';'
echo 'const size_t vro_builtin_page_size = sizeof vro_builtin_page - 1;'

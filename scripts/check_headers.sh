#!/usr/bin/env bash
# Usage: check_headers.sh [FOLDER]
# The headers of FOLDER (default include) compile together in one file, in C and in C++, and each
# alone, in C; and no two of them declare the same name.
set -uo pipefail

cd "${1:-$(dirname "$0")/../include}" || exit 1
mapfile -t headers < <(find . -name '*.h' | sed 's|^\./||' | sort)
warnings=(-fsyntax-only -Wall -Wextra -Werror -I.)
failed=0

together() { # COMPILER OPTION...
    printf '#include "%s"\n' "${headers[@]}" | "$@" "${warnings[@]}" -
}

complain() { # SENTENCE
    echo "$1" >&2
    failed=1
}

together gcc -x c -std=gnu11 || complain "the headers do not compile together in C"
together g++ -x c++ -std=c++17 || complain "the headers do not compile together in C++"
gcc -x c -std=gnu11 "${warnings[@]}" "${headers[@]}" || complain "a header does not compile alone"
command -v ctags >/dev/null || complain "ctags is not installed (scripts/setup.sh test)"
# Prototypes, functions, types, their values and macros. Not the members of structures, nor their tags: a
# public header may name a type whose structure a private one has, and the compiler sees doubles.
twice=$(ctags --languages=C --langmap=C:+.h --kinds-C=+p-m-s -f - "${headers[@]}" | cut -f1,2 |
    sort -u | cut -f1 | uniq -d)
[ -z "$twice" ] || complain "two headers declare ${twice//$'\n'/, }"
exit "$failed"

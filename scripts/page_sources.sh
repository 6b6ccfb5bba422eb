#!/usr/bin/env bash
# Usage: page_sources.sh FOLDER
# Puts into FOLDER what the engine in a browser is compiled from besides the project itself: sources
# of GSL in gsl/, of libcsv in libcsv/, and all headers in include/. The tarballs are those of
# Debian 12, fetched through lists of apt of our own, and known by their SHA-256. Where there is no apt,
# GSL_TARBALL and LIBCSV_TARBALL name the two files. Does nothing where FOLDER is complete.
set -euo pipefail
[ $# -eq 1 ] || {
    echo "usage: page_sources.sh FOLDER" >&2
    exit 2
}
folder=$1

# package | tarball | SHA-256
SOURCES='
gsl|gsl_2.7.1+dfsg.orig.tar.gz|e560d6b9c6e254e46769bbb03583c00ecafbdd51b062c55db23b3b9612868567
libcsv|libcsv_3.0.3+dfsg.orig.tar.gz|06fddfaca720a4be7603bad63eb1833bca5b6c5a69b42b1c518a02cda2a73aef
'

# Fetches a source package with the machine's own list of servers, asked for sources, and nothing of
# the machine's apt changed.
fetch() { # PACKAGE
    local parts=$scratch/parts
    if [ ! -d "$parts" ]; then
        mkdir -p "$parts" "$scratch/lists/partial"
        : >"$scratch/sources.list"
        cp /etc/apt/sources.list "$parts/main.list" 2>/dev/null || true
        cp /etc/apt/sources.list.d/* "$parts" 2>/dev/null || true
        sed -i -e 's/^deb /deb-src /' -e 's/^Types:.*/Types: deb-src/' "$parts"/*
        apt-get "${own[@]}" update >"$scratch/log" 2>&1 || {
            cat "$scratch/log" >&2
            return 1
        }
    fi
    (cd "$scratch" && apt-get "${own[@]}" source --download-only "$1") >"$scratch/log" 2>&1 || {
        cat "$scratch/log" >&2
        return 1
    }
}

take() { # PACKAGE TARBALL SHA256
    local given=${1^^}_TARBALL
    if [ -n "${!given:-}" ]; then
        cp "${!given}" "$scratch/$2"
    else
        fetch "$1" || {
            echo "page_sources: the source package $1 cannot be fetched; set $given to $2" >&2
            exit 1
        }
    fi
    echo "$3  $scratch/$2" | sha256sum --check --quiet || {
        echo "page_sources: $2 is another one than expected" >&2
        exit 1
    }
    mkdir -p "$made/$1"
    tar -xf "$scratch/$2" -C "$made/$1" --strip-components=1
}

# What GSL's configure would find on a machine of WebAssembly.
configure_gsl() {
    local name
    for name in ACOSH ASINH ATANH EXPM1 FREXP HYPOT ISFINITE ISINF ISNAN LDEXP LOG1P; do
        echo "#define HAVE_DECL_$name 1"
    done
    echo '#define HAVE_DECL_FINITE 0
#define HAVE_IEEE_COMPARISONS 1
#define HAVE_IEEE_DENORMALS 1
#define HAVE_C99_INLINE 1
#define HAVE_INLINE 1
#define RETURN_IF_NULL(x) if (!x) { return; }
#define DISCARD_POINTER(p) do { ; } while (p ? 0 : 0);
#define GSL_RANGE_COND(x) (x)
#define GSL_COERCE_DBL(x) (x)'
}

[ ! -e "$folder/complete" ] || exit 0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
made=$scratch/made
own=(-o "Dir::Etc::sourcelist=$scratch/sources.list" -o "Dir::Etc::sourceparts=$scratch/parts"
    -o "Dir::State::lists=$scratch/lists" -o APT::Sandbox::User=root)
while IFS='|' read -r package tarball digest; do
    [ -z "$package" ] || take "$package" "$tarball" "$digest"
done <<<"$SOURCES"
configure_gsl >"$made/gsl/config.h"
mkdir -p "$made/include/gsl"
find "$made/gsl" -name 'gsl_*.h' -exec cp {} "$made/include/gsl" ';'
cp "$made/libcsv/csv.h" "$made/include"
cp "$(echo '#include <pcg_random.hpp>' | c++ -x c++ -M - | tr ' ' '\n' | grep '/pcg_random.hpp$' |
    xargs dirname)"/pcg_*.hpp "$made/include"
rm -rf "$folder"
mkdir -p "$(dirname "$folder")"
mv "$made" "$folder"
touch "$folder/complete"

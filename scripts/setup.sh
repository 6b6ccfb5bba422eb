#!/usr/bin/env bash
# Usage: setup.sh GROUP...  (build, mpi, test, check, fuzz, crush, sbc, ecosystem, python, r, browser, page, shells, slurm, deb)
# Installs what the groups need and this machine lacks: through apt where it exists, otherwise it says
# what to install. If nothing is missing it does nothing and needs no network.
# CC and CXX (default cc and c++) are the compilers that the libraries are tried with.
set -euo pipefail

CC=${CC:-cc}
CXX=${CXX:-c++}

# group | way of trying | what is tried | Debian | Fedora | Arch | Homebrew
# A way of trying is a function try_WAY below; "-" means "not packaged". non-free/ marks a package that
# Debian keeps apart because of its licence (TestU01 may be used for research, not sold); only its
# installation looks there.
NEEDS='
build | program | ${CC}                            | gcc             | gcc               | gcc         | gcc
build | program | ${CXX}                           | g++             | gcc-c++           | gcc         | gcc
build | program | ar                               | binutils        | binutils          | binutils    | binutils
build | c       | argp.h                           | libc6-dev       | glibc-devel       | glibc       | argp-standalone
build | c       | omp.h -fopenmp                   | ${OPENMP}       | libgomp           | gcc         | libomp
build | c       | gsl/gsl_cdf.h -lgsl -lgslcblas   | libgsl-dev      | gsl-devel         | gsl         | gsl
build | c       | csv.h -lcsv                      | libcsv-dev      | libcsv-devel      | libcsv(AUR) | libcsv
build | c       | jansson.h -ljansson              | libjansson-dev  | jansson-devel     | jansson     | jansson
build | c       | nettle/sha2.h -lnettle           | nettle-dev      | nettle-devel      | nettle      | nettle
build | c++     | pcg_random.hpp                   | libpcg-cpp-dev  | pcg-cpp-devel     | pcg-cpp(AUR)| -
build | program | help2man                         | help2man        | help2man          | help2man    | help2man
mpi   | program | mpicc                            | libopenmpi-dev  | openmpi-devel     | openmpi     | open-mpi
mpi   | program | mpirun                           | openmpi-bin     | openmpi           | openmpi     | open-mpi
test  | c       | setjmp.h stdarg.h stddef.h cmocka.h -lcmocka | libcmocka-dev | libcmocka-devel  | cmocka      | cmocka
test  | c       | stdio.h -fsanitize=address,undefined | ${SANITIZERS} | libasan libubsan | gcc        | gcc
test  | program | bats                             | bats            | bats              | bats        | bats-core
test  | program | pkg-config                       | pkg-config      | pkgconf-pkg-config | pkgconf    | pkg-config
test  | program | strace                           | strace          | strace            | strace      | -
test  | program | ctags                            | universal-ctags | ctags             | ctags       | universal-ctags
test  | program | pgrep                            | procps          | procps-ng         | procps-ng   | -
test  | locale  | de_DE                            | locales         | glibc-locale-source | glibc     | -
check | program | gcc                              | gcc             | gcc               | gcc         | gcc
check | program | g++                              | g++             | gcc-c++           | gcc         | gcc
check | program | clang                            | clang           | clang             | clang       | llvm
check | clang   | omp.h -fopenmp                   | libomp-dev      | libomp-devel      | openmp      | libomp
check | program | clang-format                     | clang-format    | clang-tools-extra | clang       | clang-format
check | program | ctags                            | universal-ctags | ctags             | ctags       | universal-ctags
check | program | valgrind                         | valgrind        | valgrind          | valgrind    | -
fuzz  | program | clang                            | clang           | clang             | clang       | llvm
fuzz  | fuzzer  | fuzzer,address,undefined         | libclang-rt-dev | compiler-rt       | compiler-rt | llvm
fuzz  | clang   | omp.h -fopenmp                   | libomp-dev      | libomp-devel      | openmp      | libomp
crush | c       | testu01/bbattery.h -ltestu01 -ltestu01probdist -ltestu01mylib | non-free/libtestu01-0-dev | - | - | -
sbc   | program | python3                          | python3         | python3           | python      | python
ecosystem | program | Rscript                      | r-base-core     | R-core            | r           | r
ecosystem | r       | ggplot2                      | r-cran-ggplot2  | R-ggplot2         | -           | -
ecosystem | python  | pandas                       | python3-pandas  | python3-pandas    | python-pandas | -
r     | program | Rscript                        | r-base-core     | R-core            | r           | r
r     | r       | testthat                       | r-cran-testthat | R-testthat        | -           | -
r     | r       | data.table                     | r-cran-data.table | R-data.table    | -           | -
r     | r       | ggplot2                        | r-cran-ggplot2  | R-ggplot2         | -           | -
r     | r       | knitr                          | r-cran-knitr    | R-knitr           | -           | -
r     | r       | markdown                       | r-cran-markdown | R-markdown        | -           | -
python | python | pandas                         | python3-pandas  | python3-pandas    | python-pandas | -
python | python | pytest                         | python3-pytest  | python3-pytest    | python-pytest | -
python | python | build                          | python3-build   | python3-build     | python-build | -
python | python | setuptools                     | python3-setuptools | python3-setuptools | python-setuptools | -
python | python | wheel                          | python3-wheel   | python3-wheel     | python-wheel | -
python | python | pip                            | python3-pip     | python3-pip       | python-pip  | -
python | python | ensurepip                      | python3-venv    | python3           | python      | -
page  | program | clang                            | clang           | clang             | clang       | llvm
page  | program | wasm-ld                          | lld             | lld               | lld         | lld
page  | wasm    | c stdio.h                        | wasi-libc libclang-rt-dev-wasm32 | wasi-libc-devel | wasi-libc wasi-compiler-rt | wasi-libc
page  | wasm    | c++ charconv -lc++abi            | libc++-dev-wasm32 libc++abi-14-dev-wasm32 | wasi-libcxx | wasi-libc++ wasi-libc++abi | -
page  | c++     | pcg_random.hpp                   | libpcg-cpp-dev  | pcg-cpp-devel     | pcg-cpp(AUR)| -
page  | program | node                             | nodejs          | nodejs            | nodejs      | node
shells | program | bash                          | bash            | bash              | bash        | bash
shells | program | zsh                           | zsh             | zsh               | zsh         | zsh
shells | program | fish                          | fish            | fish              | fish        | fish
slurm | program | sbatch                         | slurm-wlm munge | slurm-slurmctld slurm-slurmd | slurm-llnl | -
deb   | program | dpkg-buildpackage              | dpkg-dev        | -                 | -           | -
deb   | program | dh                             | debhelper       | -                 | -           | -
deb   | program | lintian                        | lintian         | -                 | -           | -
deb   | program | debootstrap                    | debootstrap     | debootstrap       | debootstrap | -
deb   | program | autopkgtest                    | autopkgtest     | -                 | -           | -
deb   | program | python3                        | python3         | python3           | python      | python
browser | program | chromium                       | chromium        | chromium          | chromium    | chromium
browser | program | node                           | nodejs          | nodejs            | nodejs      | node
browser | program | npm                            | npm             | nodejs-npm        | npm         | node
browser | program | pdftotext                      | poppler-utils   | poppler-utils     | poppler     | poppler
browser | font    | LiberationSans-Regular         | fonts-liberation | liberation-sans-fonts | ttf-liberation | -
'

# With clang, OpenMP and the sanitizers are packages of their own.
OPENMP=gcc
SANITIZERS=gcc
if "$CC" --version 2>/dev/null | grep -q clang; then
    OPENMP=libomp-dev
    SANITIZERS=libclang-rt-dev
fi

# Compiles and links a program that includes the headers among the words; the rest are options.
compile() { # LANGUAGE COMPILER WORD...
    local language=$1 compiler=$2 word options=()
    shift 2
    for word in "$@"; do
        case $word in
        -*) options+=("$word") ;;
        *) printf '#include <%s>\n' "$word" ;;
        esac
    done >"$scratch/probe.in"
    printf 'int main(void) { return 0; }\n' >>"$scratch/probe.in"
    # shellcheck disable=SC2086 # a compiler may have options
    $compiler -x "$language" ${CPPFLAGS:-} "$scratch/probe.in" -x none ${LDFLAGS:-} \
        "${options[@]}" -o "$scratch/probe" >/dev/null 2>&1
}

try_program() { command -v "$1" >/dev/null 2>&1; }
try_c() { compile c "$CC" "$@"; }
try_c++() { compile c++ "$CXX" "$@"; }
try_clang() { compile c clang "$@"; }
try_locale() { localedef -i "$1" -f UTF-8 "$scratch/locale"; } >/dev/null 2>&1
try_wasm() { # LANGUAGE WORD...
    local language=$1
    shift
    compile "$language" "clang${language#c} --target=wasm32-wasi" "$@"
}
try_font() { find /usr/share/fonts -name "$1.*" | grep -q .; } 2>/dev/null
try_r() { Rscript -e "library($1)"; } >/dev/null 2>&1
# A Python of the user's own may stand before the system's, which is the one that apt serves.
try_python() {
    local python
    for python in python3 /usr/bin/python3; do
        "$python" -c "import $1" && return
    done
    return 1
} >/dev/null 2>&1
try_fuzzer() {
    echo 'int LLVMFuzzerTestOneInput(const char *data, unsigned long size) { return !data && size; }' |
        clang -fsanitize="$1" -x c - -o "$scratch/probe" >/dev/null 2>&1
}

# The rows of NEEDS that belong to the groups and fail, one a line, names filled in.
missing() { # GROUP...
    local group way what debian others
    while IFS='|' read -r group way what debian others; do
        [[ " $* " == *" ${group// /} "* ]] || continue
        what=$(fill "$what")
        # shellcheck disable=SC2086 # what is several words
        "try_${way// /}" $what || printf '%s|%s|%s\n' "$what" "$(fill "$debian")" "$others"
    done <<<"$NEEDS"
}

fill() { # TEXT; the compilers and their packages put in, blanks at the ends removed
    local text=$1
    text=${text//'${CC}'/$CC}
    text=${text//'${CXX}'/$CXX}
    text=${text//'${OPENMP}'/$OPENMP}
    text=${text//'${SANITIZERS}'/$SANITIZERS}
    sed 's/^ *//; s/ *$//' <<<"$text"
}

packages() { # LIST; its Debian packages, each once
    cut -d'|' -f2 <<<"$1" | tr ' ' '\n' | sed 's|^non-free/||' | sort -u | tr '\n' ' '
}

# Options that show apt this machine's sources of Debian with their non-free part, and nobody else.
non_free() {
    local parts=$scratch/sources.list.d
    mkdir -p "$parts" "$scratch/lists/partial"
    : >"$scratch/sources.list"
    cp /etc/apt/sources.list "$parts/main.list" 2>/dev/null || true
    cp /etc/apt/sources.list.d/* "$parts" 2>/dev/null || true
    sed -i -e '/^deb.*debian.* main/s/ main/ main non-free/' \
        -e '/^Components:.*main/s/main/main non-free/' "$parts"/*
    printf '%s\n' -o "Dir::Etc::sourcelist=$scratch/sources.list" \
        -o "Dir::Etc::sourceparts=$parts" -o "Dir::State::lists=$scratch/lists"
}

# apt is used by root, or through sudo.
may_install() {
    command -v apt-get >/dev/null 2>&1 &&
        { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1; }
}

install() { # LIST
    local as_root=(env DEBIAN_FRONTEND=noninteractive) sources=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo "${as_root[@]}")
    [[ $1 != *non-free/* ]] || mapfile -t sources < <(non_free)
    # shellcheck disable=SC2046 # one word a package
    set -- $(packages "$1")
    echo "setup: installing $*" >&2
    if ! "${as_root[@]}" apt-get "${sources[@]}" update >"$scratch/apt.log" 2>&1; then
        echo "setup: the package lists could not be renewed" >&2
    fi
    if ! "${as_root[@]}" apt-get "${sources[@]}" install -y --no-install-recommends "$@" \
        >>"$scratch/apt.log" 2>&1; then
        cat "$scratch/apt.log" >&2
        echo "setup: apt could not install all of it" >&2
    fi
}

explain() { # LIST
    local what debian fedora arch brew row='  %-38s %-16s %-18s %-13s %s\n'
    echo "setup: these are missing; please install them (package names by system):"
    # shellcheck disable=SC2059 # the format is a constant
    printf "$row" "what" "Debian, Ubuntu" "Fedora" "Arch" "Homebrew"
    while IFS='|' read -r what debian fedora arch brew; do
        # shellcheck disable=SC2059,SC2086 # blanks are to be dropped
        printf "$row" "$what" "${debian#non-free/}" "$(echo $fedora)" "$(echo $arch)" "$(echo $brew)"
    done <<<"$1"
    echo "  On Debian: apt-get install $(packages "$1")"
}

main() {
    local list groups
    groups=$(cut -d'|' -f1 <<<"$NEEDS" | tr -d ' ' | awk 'NF && !seen[$0]++')
    for group in "$@"; do
        grep -qx -- "$group" <<<"$groups" || {
            echo "usage: setup.sh" $(sed 's/.*/[&]/' <<<"$groups") >&2
            exit 2
        }
    done
    list=$(missing "$@")
    if [ -n "$list" ] && may_install; then
        install "$list"
        list=$(missing "$@")
    fi
    if [ -n "$list" ]; then
        explain "$list" >&2
        exit 1
    fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
main "$@"

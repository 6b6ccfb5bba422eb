#!/usr/bin/env bats
# The Debian packages of `make deb`, as lintian sees them and in a bare Debian 12: installed, tested, used, purged.
# Needs root, a Debian with debootstrap, and its packages from the network; `make test-deb` runs it.

setup_file() {
    export project bare=$BATS_FILE_TMPDIR/bare
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    export packages=$project/build/deb
    export log=$BATS_FILE_TMPDIR/log
    make_bare >"$log" 2>&1 || echo "no bare Debian 12 can be made here: $(tail -n 1 "$log")" >"$BATS_FILE_TMPDIR/reason"
}

# A minimal Debian 12 with what the tests themselves need in it; $bare.before lists its files, and
# $bare.for_tests is another one.
make_bare() {
    [ "$(id -u)" -eq 0 ] || { echo "only root can"; return 1; }
    debootstrap --variant=minbase bookworm "$bare" || return
    # as this machine reaches Debian
    cp /etc/resolv.conf "$bare/etc/"
    cp /etc/apt/apt.conf.d/* "$bare/etc/apt/apt.conf.d/"
    inside apt-get -qq update && install_inside bash-completion fish man-db zsh || return
    files >"$bare.before"
    cp -a "$bare" "$bare.for_tests"
    mkdir "$bare/packages"
    cp "$packages"/*.deb "$bare/packages"
}

inside() { # COMMAND...
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        chroot "$bare" "$@" 3>&-
}

install_inside() { # PACKAGE...
    inside apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

# All files of the bare Debian but those in which apt, dpkg and logs say what they did.
files() {
    (cd "$bare" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./packages \
        -o -path ./root -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/apt -o -path ./var/lib/dpkg \
        \) -prune -o -print | sort)
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
}

needs_bare() {
    [ ! -e "$BATS_FILE_TMPDIR/reason" ] || skip "$(cat "$BATS_FILE_TMPDIR/reason")"
}

needs_installed() {
    needs_bare
    [ -e "$bare/usr/bin/vrosim" ] || inside sh -c 'apt-get -qq install -y --no-install-recommends /packages/*.deb'
}

@test "lintian finds no error and no warning that is not explained" {
    lintian --fail-on error,warning,info --info "$packages"/*.changes
}

@test "every explanation for lintian says why" {
    for file in "$project"/scripts/debian/*.lintian-overrides "$project/scripts/debian/source/lintian-overrides"; do
        awk '/^#/ { told = 1; next } !told { print FILENAME ": " $0; bad = 1 } { told = 0 } END { exit bad }' "$file"
    done
}

@test "the packages install where nothing but Debian is, and the program verifies itself" {
    needs_installed
    inside vrosim verify
}

@test "their own tests pass under autopkgtest" {
    needs_bare
    autopkgtest --no-built-binaries "$packages"/*.deb "$packages"/vrosim-*/ -- chroot "$bare.for_tests" 3>&-
}

@test "man vrosim is there" {
    needs_installed
    inside man vrosim | grep -q "simulate hip surgery in children with cerebral palsy"
    inside man vrosim | grep -q -- "--patients=N"
}

# What a shell makes of lines that end with a tab, with the beginning that shells read from the system.
completes() { # BEGINNING COMMAND...
    echo "$1" >"$bare/tmp/beginning"
    printf 'vrosim %s\n' sens 'run --subg' 'report --language d' >typed
    python3 "$project/tests/program/type_in_shell.py" /tmp/beginning env -i PATH=/usr/sbin:/usr/bin:/bin HOME=/root TERM=dumb \
        chroot "$bare" "${@:2}" <typed | sed 's/=$//' >completed
    diff completed - <<'LINES'
sensitivity
run --subgroups
report --language de
LINES
}

@test "bash completes the command line without being told" {
    needs_installed
    completes '. /usr/share/bash-completion/bash_completion' bash --norc --noprofile -i
    inside bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader vrosim; complete -p vrosim'
}

@test "zsh completes the command line without being told" {
    needs_installed
    completes 'autoload -Uz compinit; compinit -u -D' zsh -f -i
}

@test "fish completes the command line without being told" {
    needs_installed
    [ "$(inside fish -c 'complete -C "vrosim sens"' | cut -f 1)" = sensitivity ]
    [ "$(inside fish -c 'complete -C "vrosim run --subg"' | cut -f 1)" = --subgroups ]
}

@test "where the page was built it is in its package and in the program" {
    needs_installed
    [ -e "$bare/usr/share/vrosim-page/vrosim.html" ] || skip "the packages were built without the page (make page)"
    inside vrosim page --quiet --force --out /tmp/page.html
    grep -q '<html' "$bare/tmp/page.html"
    cmp "$bare/tmp/page.html" "$bare/usr/share/vrosim-page/vrosim.html"
}

@test "the tables and documents are where the manual of the program says" {
    needs_installed
    inside vrosim check /usr/share/vrosim/configs/no-spica.csv
    for page in "$bare"/usr/share/doc/vrosim/{README.md,docs/*.md}; do
        for link in $(grep -o '\](\([^)#]*\)' "$page" | sed -e 's/^](//' | grep -v '^https\{0,1\}:'); do
            [ -e "$(dirname "$page")/$link" ] || [ -L "$(dirname "$page")/$link" ] || { echo "$page: $link"; false; }
        done
    done
}

# The last test.
@test "purged, they leave nothing" {
    needs_installed
    inside sh -c 'apt-get -qq purge -y $(dpkg-query -W -f "\${Package} " "*vrosim*") && apt-get -qq autoremove --purge -y'
    [ -z "$(inside sh -c 'dpkg-query -W -f "\${Package} \${Status}\n" "*vrosim*" 2>/dev/null')" ]
    files | diff "$bare.before" -
}

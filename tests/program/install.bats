#!/usr/bin/env bats
# The program as it is installed.
load helper

install_here() {
    make -s -C "$project" install PREFIX=/usr DESTDIR="$PWD/root" 2>"$kept/make" >&2 || {
        cat "$kept/make"
        false
    }
}

@test "program, library, manual page, tables, scripts and documents are installed, and nothing else" {
    install_here
    [ "$(ls root root/usr root/usr/share | tr '\n' ' ')" = \
        "root: usr  root/usr: bin include lib share  root/usr/share: bash-completion doc fish man vrosim zsh " ]
    cmp "$project/include/vrosim.h" root/usr/include/vrosim.h
    [ "$(ls root/usr/include root/usr/lib root/usr/lib/pkgconfig | tr '\n' ' ')" = \
        "root/usr/include: vrosim.h  root/usr/lib: libvrosim.a libvrosim.so libvrosim.so.0 pkgconfig \
 root/usr/lib/pkgconfig: vrosim.pc " ]
    [ -x root/usr/bin/vrosim ]
    [ -s root/usr/share/man/man1/vrosim.1 ]
    [ "$(cd root/usr/share && find bash-completion fish zsh -type f | sort | tr '\n' ' ')" = \
        "bash-completion/completions/vrosim fish/vendor_completions.d/vrosim.fish zsh/site-functions/_vrosim " ]
    for file in LICENSE CHANGELOG.md CITATION.cff CONTRIBUTING.md; do
        cmp "$project/$file" root/usr/share/doc/vrosim/$file
    done
    diff "$project/README.md" root/usr/share/doc/vrosim/README.md
    diff -r "$project/docs" root/usr/share/doc/vrosim/docs
    diff -r "$project/configs" root/usr/share/vrosim/configs
    [ "$(ls root/usr/share/vrosim | tr '\n' ' ')" = "configs scripts " ]
    [ "$(ls root/usr/share/vrosim/scripts | tr '\n' ' ')" = "R figures.R psa.R psa.py python " ]
    cmp "$project/scripts/R/NAMESPACE" root/usr/share/vrosim/scripts/R/NAMESPACE
    cmp "$project/scripts/python/vrosim/py.typed" root/usr/share/vrosim/scripts/python/vrosim/py.typed
    cmp "$project/scripts/psa.R" root/usr/share/vrosim/scripts/psa.R
}

@test "the links of the installed documents lead to files that are installed" {
    install_here
    for page in root/usr/share/doc/vrosim/{README.md,CONTRIBUTING.md,docs/*.md}; do
        for link in $(grep -o '\](\([^)#]*\)' "$page" | sed -e 's/^](//' | grep -v '^https\{0,1\}:'); do
            [ -e "$(dirname "$page")/$link" ] || { echo "$page: $link"; false; }
        done
    done
}

@test "the installed program runs alone from any folder" {
    install_here
    cp root/usr/bin/vrosim "$kept/alone"
    rm -r root
    "$kept/alone" run --patients 500 --quiet
    [ -s results/summary.csv ]
}

@test "the manual page has every verb, option and parameter" {
    install_here
    page=root/usr/share/man/man1/vrosim.1
    sed -i 's/\\-/-/g' "$page"
    for section in NAME SYNOPSIS DESCRIPTION PARAMETERS "EXIT STATUS" EXAMPLES; do
        grep -q "^.SH \"\{0,1\}$section" "$page" || { echo "no section $section"; false; }
    done
    for word in $("$program" --help | grep -o -E -- '--[a-z]+' | sort -u) run check explain; do
        grep -q -- "$word" "$page" || { echo "$word is not in the page"; false; }
    done
    for name in $("$program" parameters --csv | tail -n +2 | cut -d, -f1); do
        grep -q "$name" "$page" || { echo "$name is not in the page"; false; }
    done
}

@test "what is installed can be removed again" {
    install_here
    make -s -C "$project" uninstall PREFIX=/usr DESTDIR="$PWD/root"
    [ -z "$(find root ! -type d)" ]
}

#!/usr/bin/env bats
# Every command that README.md shows in a block marked sh.
load helper

# The lines of these blocks that begin with a word, continued lines joined.
commands() { # WORD
    awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$project/README.md" |
        sed -e ':join' -e '/\\$/{N;s/ *\\\n */ /;bjoin' -e '}' | sed -n "s|^\(build/\)\{0,1\}\($1 .*\)|\2|p"
}

@test "every vrosim command of the README works, with fewer children and samples" {
    cp -r "$project/configs" .
    vrosim() {
        changed=("$@")
        if [ "$1" = run ]; then
            exchange --patients 20000 "$@"
        elif [ "$1" = psa ]; then
            exchange --patients 500 "$@"
            exchange --samples 30 "${changed[@]}"
        fi
        "$program" "${changed[@]}"
    }
    [ -n "$(commands vrosim)" ]
    while read -r command; do
        eval "$command" >"$kept/output" 2>&1 || {
            echo "failed: $command"
            cat "$kept/output"
            false
        }
    done <<<"$(commands vrosim)"
}

@test "every make command of the README names a target that there is" {
    [ -n "$(commands make)" ]
    while read -r command; do
        eval "${command/#make/make -n -C '$project'}" >"$kept/output" 2>&1 || {
            echo "failed: $command"
            cat "$kept/output"
            false
        }
    done <<<"$(commands make)"
}

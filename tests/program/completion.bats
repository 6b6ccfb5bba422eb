#!/usr/bin/env bats
# `vrosim completion`: what completes the command line, in real shells on a terminal of their own.
load helper

# Types lines with a tab after each in a shell; a word each of files and folders is there to be found.
types() { # SHELL... ; the lines in the file `typed`, what becomes of them in `completed`
    touch table.csv results.csv
    mkdir -p results
    python3 "$BATS_TEST_DIRNAME/type_in_shell.py" "$kept/beginning" "$@" <typed >completed
}

# A line that is typed, and the words that it becomes.
lines() {
    printf '%s\n' 'sens|sensitivity' \
        '--ver|--version' \
        'run --subg|run --subgroups' \
        'run --seed tab|run --seed tab' \
        'run --set rescue.acc|run --set rescue.acceptance' \
        'run --strategies soft_tissue,vro_p|run --strategies soft_tissue,vro_pelvic' \
        'run tab|run table.csv' \
        'run --report tab|run --report table.csv' \
        'report res|report results/' \
        'report --language d|report --language de' \
        'report --language=d|report --language=de' \
        'checklist che|checklist cheers' \
        'checklist cheers res|checklist cheers results/' \
        'completion f|completion fish'
}

@test "bash completes verbs, options, words, files and folders" {
    vrosim completion bash
    succeeds
    echo "$output" >"$kept/beginning"
    (. "$kept/beginning" && complete -p vrosim) | grep -q -- '-F _vrosim vrosim'
    lines | sed 's/^\([^|]*\).*/vrosim \1/' >typed
    types bash --norc --noprofile -i
    # bash leaves the "=" after a parameter as a mark of its own
    diff <(lines | sed 's/.*|//') <(sed 's/=$//' completed)
}

@test "zsh completes verbs, options, words, files and folders" {
    command -v zsh >/dev/null || skip "zsh is not installed (scripts/setup.sh shells)"
    mkdir "$kept/functions"
    "$program" completion zsh >"$kept/functions/_vrosim"
    echo "fpath=($kept/functions \$fpath); autoload -Uz compinit; compinit -u -D" >"$kept/beginning"
    lines | sed 's/^\([^|]*\).*/vrosim \1/' >typed
    types zsh -f -i
    # zsh takes the "/" and "=" at the end of a word away when the line goes on
    diff <(lines | sed -e 's/.*|//' -e 's|/$||') <(sed 's/=$//' completed)
}

# The words that fish offers for a line.
offers() { # LINE
    fish --no-config -c "source $kept/script.fish; complete -C '$1'" | cut -f 1
}

@test "fish completes verbs, options, words, files and folders" {
    command -v fish >/dev/null || skip "fish is not installed (scripts/setup.sh shells)"
    "$program" completion fish >"$kept/script.fish"
    touch table.csv results.csv
    mkdir results
    while IFS='|' read -r typed completed; do
        [ "$typed" != "$completed" ] || completed=
        word=$(offers "vrosim $typed")
        [ "${word%=}" = "${completed##* }" ] || { echo "$typed: offers $word"; false; }
    done < <(lines)
}

@test "every verb and every option of each is completed" {
    vrosim completion bash
    for verb in $("$program" --help | sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
        grep -q "words='--help --version .*\b$verb\b" <<<"$output"
        for option in $("$program" "$verb" --help | grep -o -E '^ {2,8}--[a-z-]+'); do
            grep -q "^    $verb) options='.*$option " <<<"$output" || { echo "$verb $option"; false; }
        done
    done
}

@test "a shell that is not known is refused, with those that are" {
    vrosim completion tcsh
    fails_with 2 "'tcsh' is no shell that is known here; write bash, zsh or fish"
    vrosim completion
    [ "$status" -eq 2 ]
}

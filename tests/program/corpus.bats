#!/usr/bin/env bats
# What the fuzzers begin with (scripts/corpus.sh).
load helper

@test "the corpus is made anew, the same each time, and every tally of it can be read" {
    mkdir -p one/old
    "$project/scripts/corpus.sh" "$program" one
    "$project/scripts/corpus.sh" "$program" two
    diff -r one two
    only one two
    [ "$(ls one | paste -sd' ')" = "calibration checkpoint children evidence manifest options table uncertainty" ]
    for name in no_block one_child two_strategies last_shard costs given one_sample; do
        # whole, or a shard of several: not damaged, and of this program
        vrosim merge "one/checkpoint/$name" --quiet --force
        [ "$status" -eq 0 ] || [[ $complaint =~ ^"vrosim: shard "[12]" of "[23]" is missing" ]] ||
            { echo "$name: $complaint"; false; }
    done
    [ "$(ls one/checkpoint | wc -l)" -eq 7 ]
    for name in one_parameter two_parameters; do
        vrosim calibrate --resume "one/calibration/$name" --quiet --force
        succeeds
    done
}

@test "the corpus has each line of the list as a command line, a word a line" {
    "$project/scripts/corpus.sh" "$program" corpus
    [ "$(grep -c '^[^#]' "$project/tests/fuzz/options.txt")" -eq "$(ls corpus/options | wc -l)" ]
    printf '%s\n' check a.csv 'b c.csv' | cmp - corpus/options/1
    printf '\n\n\n' | cmp - corpus/options/3
    printf 'run\n--seed\n\xff\xfe\n' | cmp - corpus/options/10
    cmp "$project/tests/fuzz/tables/utf16.csv" corpus/table/utf16.csv
    cmp "$project/configs/baseline.csv" corpus/table/baseline.csv
}

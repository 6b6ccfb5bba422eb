#!/usr/bin/env bats
# The short version of scripts/invariance.sh, and that it would find a difference.
load helper

@test "threads, shards, restarts and the choice of strategies change no byte" {
    "$project/scripts/invariance.sh" --short "$program"
}

@test "a byte that depends on the number of threads is found" {
    printf '%s\n' '#!/bin/sh' "$program \"\$@\" || exit" \
        'case "$*" in run*"--threads 7"*) sed -i "3s/,/;/" varied/lld.csv ;; esac' >odd
    chmod +x odd
    status=0
    "$project/scripts/invariance.sh" --short ./odd threads >found 2>&1 || status=$?
    [ "$status" -eq 1 ]
    grep -q '^DIFFERENT  7 threads$' found
    [ "$(grep -c '^DIFFERENT' found)" -eq 1 ]
}

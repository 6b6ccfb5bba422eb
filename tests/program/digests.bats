#!/usr/bin/env bats
# The results of about thirty runs are those that tests/data/digests.txt holds.
load helper

@test "every file of about thirty runs has the digest on record" {
    "$project/tests/program/digests.sh" "$program" >made
    grep -v -E '^([a-z]+_)?ranks/' "$project/tests/data/digests.txt" >recorded
    diff recorded made
}

@test "runs on ranks give the digests on record" {
    needs_mpi
    "$project/tests/program/digests.sh" --ranks "$parallel" >made
    grep -E '^([a-z]+_)?ranks/' "$project/tests/data/digests.txt" >recorded
    diff recorded made
}

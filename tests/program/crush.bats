#!/usr/bin/env bats
# The random numbers under SmallCrush of TestU01, in the two orders in which the model meets them
# (see tests/crush/crush.c, which also states how rare a false alarm is; `make crush` walks two more).
load helper

crush() { # WALK [seed-each-child]
    [ -x "$(dirname "$program")/tests/crush/crush" ] || skip "TestU01 is not installed"
    "$(dirname "$program")/tests/crush/crush" SmallCrush "$@"
}

@test "last slots of children one after the other are random" {
    crush last
}

@test "slots of a child, children one after the other, are random" {
    crush slots
}

@test "children with generators of their own are found out" {
    status=0
    crush age seed-each-child >crushed || status=$?
    [ "$status" -eq 1 ]
    [ "$(grep -c 'BEYOND BELIEF$' crushed)" -ge 10 ]
}

#!/usr/bin/env bats
# The headers, as a program in C or C++ would include them (scripts/check_headers.sh).
load helper

@test "all headers compile together, in C and in C++, and each alone, and share no name" {
    "$project/scripts/check_headers.sh"
}

check_fails_with() { # SENTENCE
    not "$project/scripts/check_headers.sh" . 2>"$kept/complaint"
    grep -q "$1" "$kept/complaint"
}

@test "a header that needs another before it, and words that are not C++, are found" {
    echo 'typedef size_t a_count;' >alone.h
    check_fails_with "a header does not compile alone"
    echo 'static inline int *first(void *all) { return all; }' >alone.h
    check_fails_with "the headers do not compile together in C++"
    not grep -q "in C$" "$kept/complaint"
}

@test "a name that two headers declare is found" {
    echo 'struct pair; int sum(const struct pair *of);' >a.h
    echo 'struct pair; int sum(const struct pair *of);' >b.h
    check_fails_with "two headers declare sum$"
}

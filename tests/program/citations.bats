#!/usr/bin/env bats
# scripts/check_citations.sh: what comments cite of sim/model/model.md is there.
load helper

# Checks the given lines as a source file of their own.
check() {
    printf '%s\n' "$@" >source.c
    run "$project/scripts/check_citations.sh" "$project/sim/model/model.md" source.c
}

@test "every section and item that the sources cite is in the definition" {
    run make --no-print-directory -C "$project" check-citations
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "sections, items, ranges and lists may be cited" {
    check '// model.md 8.' '// (model.md 7.3)' '// model.md 4 to 9' '// model.md 5, 6.1 and 9'
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "an item that is not in the definition is told with its line" {
    check '// model.md 7.3' 'int x; // model.md 7.99'
    [ "$status" -ne 0 ]
    [ "$output" = "source.c:2: there is no 7.99 in $project/sim/model/model.md" ]
}

@test "each number of a list is looked up" {
    check '// model.md 4 to 77, and model.md 88'
    [ "$status" -ne 0 ]
    [[ ${lines[0]} == *"no 77 "* && ${lines[1]} == *"no 88 "* ]]
}

@test "a citation may go on in the next line" {
    check '// The rebound (model.md' '// 8.77) of the angles.'
    [ "$status" -ne 0 ]
    [[ $output == "source.c:1: there is no 8.77 "* ]]
}

@test "a section without model.md is refused" {
    check '// model.md 8' '// Migration (model section 8).'
    [ "$status" -ne 0 ]
    [[ $output == "source.c:2: "*"write model.md"* ]]
}

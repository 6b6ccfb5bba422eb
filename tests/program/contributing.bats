#!/usr/bin/env bats
# CONTRIBUTING.md: all of its recipes are applied to one copy of the tree, which is built; their commands print
# what stands there.
load helper
load pages

setup_file() {
    export copy=$BATS_FILE_TMPDIR/copy
    local project=$BATS_TEST_DIRNAME/../.. recipe
    git -C "$project" ls-files --error-unmatch CONTRIBUTING.md >/dev/null 2>&1 || return 0
    mkdir "$copy" "$copy/recipes"
    git -C "$project" ls-files -z | tar -C "$project" --null -T - -cf - | tar -C "$copy" -xf -
    cd "$copy"
    awk '/^```diff$/ { file = sprintf("recipes/%02d.diff", ++count); next } /^```/ { file = "" }
        file { print > file }' CONTRIBUTING.md
    for recipe in recipes/*.diff; do
        patch -p1 --force --fuzz=0 <"$recipe" >"$recipe.said" || {
            echo "$recipe of CONTRIBUTING.md does not apply:"
            cat "$recipe.said"
            return 1
        }
    done
}

setup() {
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    [ -d "$copy" ] || skip "this is no repository"
    cd "$copy" || return 1
}

# The commands and outputs of a page are run and compared as in documents.bats, but those that make the page.
takes_minutes() { # COMMAND
    [[ $1 == make\ page || $1 == node\ --test\ * || $1 == make\ check || $1 == make\ test ]]
}

# Without optimisation all objects take less time than those alone that the recipes change do with it.
make() {
    env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s -j2 CFLAGS=-O0 "$@"
}

# The file that holds what a command printed, however it was broken into lines.
printed() { # COMMAND
    echo "recipes/$(tr -s ' ' <<<"$1" | md5sum | cut -c 1-32).printed"
}

@test "there is a recipe for a parameter, an outcome, a verb, a figure and a lesson" {
    [ "$(grep -cE '^## Add an? (parameter|outcome|verb|figure|lesson)$' CONTRIBUTING.md)" -eq 5 ]
    [ "$(ls recipes/*.diff | wc -l)" -eq 5 ]
}

@test "a recipe that does not apply is found" {
    not patch -p1 --force --fuzz=0 --dry-run <recipes/01.diff
}

@test "the tree with all recipes builds, and the commands print what is shown" {
    command -v node >/dev/null || skip "node is not installed"
    unset VROSIM
    while read -r command; do
        takes_minutes "$command" || eval "$command" >"$(printed "$command")" 2>"recipes/complaint" || {
            echo "failed: $command"
            cat "$(printed "$command")" recipes/complaint
            false
        }
    done < <(commands CONTRIBUTING.md)
    write_outputs CONTRIBUTING.md recipes
    for lines in recipes/*.lines; do
        command=$(cat "${lines%.lines}.command")
        echo "$command prints:"
        diff "$lines" "$(printed "$command")"
    done
    [ "$(ls recipes/*.lines | wc -l)" -ge 8 ]
}

@test "what the recipes add has its tests, and its functions and rooms are as they should be" {
    scripts/check_tests.sh
    scripts/check_layers.sh $(find sim include -name '*.[ch]' -o -name '*.cpp')
    scripts/check_functions.sh sim/verb/levels.c sim/table/operations_figure.c sim/model/healing.c
    ! command -v clang-format-14 >/dev/null ||
        clang-format-14 --dry-run -Werror sim/verb/{levels,verbs}.c sim/table/{operations_figure,figure}.c sim/model/healing.c
}

# The engine of the project, whose tables of outcomes and parameters the lesson does not need.
@test "the page has the lesson, in Chromium" {
    [ -n "${RECIPES_IN_CHROMIUM:-}" ] || skip "the lesson of CONTRIBUTING.md is looked at by make test-page"
    command -v chromium >/dev/null || skip "Chromium is not installed (make browser)"
    [ -d "$project/tests/browser/node_modules" ] || skip "playwright-core is not installed (make browser)"
    mkdir -p build/page
    ln -s "$project"/build/page/{simd,scalar,lesson_results} build/page
    ln -s "$project/tests/browser/node_modules" tests/browser
    node sim/web/bundle.mjs build/page >build/page/vrosim.html
    command=$(commands CONTRIBUTING.md | grep '^node --test ')
    VROSIM=${VROSIM:-$project/build/vrosim} eval "$command" >told 2>&1 || {
        cat told
        false
    }
    [ "$(grep -c '^ok .* - operations: ' told)" -ge 9 ]
}

#!/usr/bin/env bats
# Figures and reports as they look in Chromium (tests/browser).
load helper

looks() { # FILE OPTION...
    local folder=$project/tests/browser tool
    for tool in chromium node pdftotext; do
        command -v "$tool" >/dev/null || skip "$tool is not installed (make browser)"
    done
    [ -d "$folder/node_modules/playwright-core" ] || skip "playwright-core is not installed (make browser)"
    VROSIM=$program node --test --test-reporter=spec "${@:2}" "$folder/$1"
}

@test "checks: what is wrong with a figure or a page is found" {
    looks checks.test.mjs
}

@test "figures: texts, contrast and colours at every width, also of results that are hard to draw" {
    looks figures.test.mjs
}

@test "the report: no request, axe-core, narrow windows, large text, paper" {
    looks report.test.mjs
}

needs_page() {
    [ -f "$project/build/page/vrosim.html" ] || skip "the page is not built (make page)"
}

# make test-page tests the rest of the page.
@test "the page: the program's numbers, newest answers alone, no request, axe-core, narrow windows" {
    needs_page
    looks first_look.test.mjs
}

@test "lessons: the program's numbers, the answer after the guess, the address, the worksheet" {
    needs_page
    looks lessons.test.mjs --test-name-pattern="^(spared|confounding):" >told || { cat told; false; }
    for lesson in spared confounding; do
        grep -q "$lesson: the control by keyboard" told
    done
}

@test "the lock file of the packages names no address" {
    grep -q '"integrity"' "$project/tests/browser/package-lock.json"
    not grep '://' "$project/tests/browser/package-lock.json"
}

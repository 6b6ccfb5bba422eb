#!/usr/bin/env bash
# Usage: test_page.sh TEST...
# Tests the page in node (tests/page) and with each TEST, a module of tests/browser, in Chromium; says so where
# that is missing. VROSIM is the program that the page is compared with.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

lacking() {
    local tool
    for tool in chromium pdftotext; do
        command -v "$tool" >/dev/null || { echo "$tool"; return; }
    done
    [ -d tests/browser/node_modules/playwright-core ] || echo playwright-core
}

status=0
node --test --test-reporter=spec tests/page/*.test.mjs || status=1
missing=$(lacking)
if [ -n "$missing" ]; then
    echo "skipped: the page is not looked at in Chromium, because $missing is not installed (make browser)"
else
    node --test --test-reporter=spec "$@" || status=1
fi
exit "$status"

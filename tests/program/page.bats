#!/usr/bin/env bats
# The engine in WebAssembly, in node: the same bytes as the program.
load helper

setup_file() {
    local project
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    command -v node >/dev/null || skip "node is not installed"
    echo 'int main(void) { return 0; }' | clang --target=wasm32-wasi -x c -o "$BATS_FILE_TMPDIR/probe" - 2>/dev/null ||
        skip "clang with wasi-libc, which make page installs, is missing"
    make -s -C "$project" page >"$BATS_FILE_TMPDIR/make" 2>&1 || {
        cat "$BATS_FILE_TMPDIR/make"
        return 1
    }
}

@test "tables, stories and faults of the engine in node are those of the program" {
    PAGE=$project/build/page VROSIM=$program node --test "$project/tests/page" >told 2>&1 || {
        cat told
        return 1
    }
    grep -qx '# fail 0' told
    [ "$(sed -n 's/^# pass //p' told)" -ge 12 ]
}

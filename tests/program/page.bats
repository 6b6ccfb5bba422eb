#!/usr/bin/env bats
# The engine in WebAssembly, in node: the same bytes as the program.
load helper

@test "tables, stories and faults of the engine in node are those of the program" {
    command -v node >/dev/null || skip "node is not installed"
    [ -f "$project/build/page/vrosim.html" ] || skip "the page is not built (make page)"
    PAGE=$project/build/page VROSIM=$program node --test "$project/tests/page" >told 2>&1 || {
        cat told
        return 1
    }
    grep -qx '# fail 0' told
    [ "$(sed -n 's/^# pass //p' told)" -ge 12 ]
}

#!/usr/bin/env bats
# The checks of the installed program.
load helper

# One verification into the folder mine, which holds something else too, and what it tells.
setup_file() {
    local project
    project=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    mkdir "$BATS_FILE_TMPDIR/mine"
    echo kept >"$BATS_FILE_TMPDIR/mine/notes"
    "${VROSIM:-$project/build/vrosim}" verify --quiet --out "$BATS_FILE_TMPDIR/mine" >"$BATS_FILE_TMPDIR/told"
}

digest_of() { # FILE
    sha256sum <"$1" | cut -d' ' -f1
}

@test "verify passes all checks of the program on this machine, and leaves nothing; one thread gives the same digest" {
    export OMP_NUM_THREADS=1
    vrosim verify
    succeeds
    [ "$(grep -c '^ok  ' <<<"$output")" -ge 34 ]
    not grep -q FAILED <<<"$output"
    [[ $output == *"Certificate: vrosim "*" checks passed, verify.csv "* ]]
    [[ $output == *"verify.csv $(digest_of "$BATS_FILE_TMPDIR/mine/verify.csv")" ]]
    [[ $output != *"$(uname -n)"* ]]
    [ -z "$(ls)" ]
}

@test "the digest of the certificate is that of verify.csv, beside which the folder keeps what it held" {
    cd "$BATS_FILE_TMPDIR"
    [ "$(wc -l <told)" -le 3 ]
    [[ $(cat told) == *"verify.csv $(digest_of mine/verify.csv)" ]]
    [ "$(cat mine/notes)" = kept ]
    [ "$(head -1 mine/verify.csv)" = check,result,wanted,seen,establishes ]
}

@test "verify.csv has decimal commas where they are asked for, and the certificate its digest" {
    local points=$BATS_FILE_TMPDIR/mine/verify.csv
    vrosim verify --quiet --decimal comma --out commas
    succeeds
    [[ $output == *"verify.csv $(digest_of commas/verify.csv)" ]]
    [ "$(head -1 commas/verify.csv)" = $'\xEF\xBB\xBFcheck;result;wanted;seen;establishes' ]
    seen=$(sed -nE 's/^closed form: death,ok,"[^"]*",([0-9.]*),.*/\1/p' "$points")
    [[ $seen == 0.* ]]
    grep -q "^closed form: death;ok;[^;]*;${seen/./,};" commas/verify.csv
    [ "$(wc -l <commas/verify.csv)" -eq "$(wc -l <"$points")" ]
}

@test "verify takes no table, and refuses a folder that cannot be" {
    vrosim verify table.csv
    fails_with 2 'verify takes no table; remove "table.csv"'
    vrosim verify --out /dev/null/here
    fails_with 4 "cannot be made"
}

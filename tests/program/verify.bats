#!/usr/bin/env bats
# The checks of the installed program.
load helper

@test "verify passes all checks of the program on this machine, and leaves nothing" {
    vrosim verify
    succeeds
    [ "$(grep -c '^ok  ' <<<"$output")" -ge 34 ]
    not grep -q FAILED <<<"$output"
    [[ $output == *"Certificate: vrosim "*" checks passed, verify.csv "* ]]
    [[ $output != *"$(uname -n)"* ]]
    [ -z "$(ls)" ]
}

@test "the digest of the certificate is that of verify.csv, the same again" {
    mkdir mine
    echo kept >mine/notes
    vrosim verify --quiet --out mine
    succeeds
    [ "$(wc -l <<<"$output")" -le 3 ]
    [[ $output == *"verify.csv $(sha256sum <mine/verify.csv | cut -d' ' -f1)" ]]
    [ "$(cat mine/notes)" = kept ]
    [ "$(head -1 mine/verify.csv)" = check,result,wanted,seen,establishes ]
    OMP_NUM_THREADS=1 vrosim verify --quiet --out other
    cmp mine/verify.csv other/verify.csv
}

@test "verify.csv has decimal commas where they are asked for, and the certificate its digest" {
    vrosim verify --quiet --out points
    vrosim verify --quiet --decimal comma --out commas
    succeeds
    [[ $output == *"verify.csv $(sha256sum <commas/verify.csv | cut -d' ' -f1)" ]]
    [ "$(head -1 commas/verify.csv)" = $'\xEF\xBB\xBFcheck;result;wanted;seen;establishes' ]
    seen=$(sed -nE 's/^closed form: death,ok,"[^"]*",([0-9.]*),.*/\1/p' points/verify.csv)
    [[ $seen == 0.* ]]
    grep -q "^closed form: death;ok;[^;]*;${seen/./,};" commas/verify.csv
    [ "$(wc -l <commas/verify.csv)" -eq "$(wc -l <points/verify.csv)" ]
}

@test "verify takes no table, and refuses a folder that cannot be" {
    vrosim verify table.csv
    fails_with 2 'verify takes no table; remove "table.csv"'
    vrosim verify --out /dev/null/here
    fails_with 4 "cannot be made"
}

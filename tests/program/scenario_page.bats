#!/usr/bin/env bats
# vrosim page: the page with a scenario built in. tests/browser/scenario_page.test.mjs opens it.
load helper

carries_no_page() {
    vrosim page --out "$kept/page.html"
    [[ $complaint == *"was built without the page"* ]]
}

needs_page() {
    ! carries_no_page || skip "the program was built without the page (make page)"
}

# The name or the table that a page starts with.
built_in() { # PAGE KEY
    python3 - "$@" <<'PYTHON'
import json, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
(scenario,) = re.findall('<script type="application/json" id="scenario">(.*?)</script>', page, re.DOTALL)
sys.stdout.write(json.loads(scenario)[sys.argv[2]])
PYTHON
}

@test "a program without the page says how to get it, and writes nothing" {
    carries_no_page || skip "the program carries the page"
    vrosim page "$project/configs/no-spica.csv"
    fails_with 2 "was built without the page"
    [[ $complaint == *'`make page`'* ]]
    only
}

@test "faults of tables are told as check tells them, and nothing is written" {
    printf '%s\n' 'parameter,distribution,value,unit' 'plan.spica,fixed,1.5,probability' \
        'plan.spicca,fixed,0.5,probability' >mine.csv
    vrosim check mine.csv missing.csv
    told=$complaint
    vrosim page mine.csv missing.csv
    [ "$status" -eq 2 ]
    [ "$complaint" = "$told" ]
    complaints 3
    only mine.csv
}

@test "what is in the way is told beside the faults of tables, and stays" {
    needs_page
    cp "$project/configs/no-spica.csv" mine.csv
    echo mine >vrosim.html
    mkdir folder
    vrosim page mine.csv
    fails_with 2 "vrosim.html: is there already; name another file, or replace it with --force"
    vrosim page missing.csv
    complaints 2
    vrosim page mine.csv --force --out mine.csv
    fails_with 2 "mine.csv: is one of the tables"
    vrosim page --force --out folder
    fails_with 2 "folder: is no regular file"
    vrosim page --out none/page.html
    fails_with 4 "none/page.html: its folder cannot be used"
    cmp mine.csv "$project/configs/no-spica.csv"
    [ "$(cat vrosim.html)" = mine ]
    only folder mine.csv vrosim.html
    vrosim page mine.csv --force
    succeeds
    [ "$(built_in vrosim.html name)" = mine.csv ]
}

@test "a page that cannot be written whole leaves the earlier one" {
    needs_page
    echo mine >vrosim.html
    (
        ulimit -f 100 # of 1,024 bytes
        exec "$program" page --force 2>"$kept/complaint"
    ) || status=$?
    [ "$status" -eq 4 ]
    grep -q "vrosim.html: cannot be written: File too large" "$kept/complaint"
    [ "$(cat vrosim.html)" = mine ]
    only vrosim.html
}

@test "without a table the page is the one that make page builds" {
    needs_page
    vrosim page --out page.html
    succeeds
    [ "$output" = "page.html starts with the default; open it in a browser." ]
    cmp page.html "$(dirname "$program")/page/vrosim.html"
}

@test "a page starts with its table, byte for byte, and tells so" {
    needs_page
    vrosim page "$project/configs/economics.csv"
    succeeds
    [ "$output" = "vrosim.html starts with economics.csv; open it in a browser." ]
    [ "$(built_in vrosim.html name)" = economics.csv ]
    cmp <(built_in vrosim.html table) "$project/configs/economics.csv"
}

@test "nothing of a table ends its place in the page" {
    needs_page
    printf '%s\r\n' 'parameter,distribution,value,unit,source' \
        'plan.spica,fixed,0.5,probability,"</script><script>alert(1)</script><!-- ""\u003c"" Müller"' >'<b>.csv'
    vrosim page '<b>.csv'
    succeeds
    cmp <(built_in vrosim.html table) '<b>.csv'
    [ "$(built_in vrosim.html name)" = '<b>.csv' ]
    vrosim page --out plain.html
    [ "$(grep -c '</script' vrosim.html)" -eq "$(grep -c '</script' plain.html)" ]
    not grep -q 'alert(1)</script>' vrosim.html
}

# The scenario that a page starts with has the results of a run of TABLES and settings, but for its name.
is_of() { # PAGE WORD...
    local page=$1
    shift
    built_in "$page" table >all.csv
    vrosim run all.csv --patients 2000 --quiet --force --out of_page
    succeeds
    vrosim run "$@" --patients 2000 --quiet --force --out of_tables
    succeeds
    cmp <(cut -d, -f 2- of_page/summary.csv) <(cut -d, -f 2- of_tables/summary.csv)
}

@test "tables in turn, settings, and what is no file are one table of the same scenario" {
    needs_page
    local tables=("$project/configs/severe-dysplasia.csv" "$project/configs/no-spica.csv")
    vrosim page "${tables[@]}" --out two.html
    [[ $output == "two.html starts with severe-dysplasia+no-spica.csv;"* ]]
    is_of two.html "${tables[@]}"
    vrosim page "${tables[@]}" --set vro:plan.soft_tissue=1 --out set.html
    is_of set.html "${tables[@]}" --set vro:plan.soft_tissue=1
    vrosim page <(cat "${tables[1]}") --out pipe.html
    is_of pipe.html "${tables[1]}"
}

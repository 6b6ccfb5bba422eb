#!/usr/bin/env bats
# Reporting checklists, filled in from folders of results.
load helper

setup_file() {
    local project=$BATS_TEST_DIRNAME/../.. program
    program=${VROSIM:-$project/build/vrosim}
    cp "$project/configs/economics.csv" "$BATS_FILE_TMPDIR"
    cd "$BATS_FILE_TMPDIR"
    "$program" run --patients 500 --quiet --out run
    "$program" psa economics.csv --samples 20 --patients 200 --quiet --out psa
    "$program" sensitivity economics.csv --range rescue.acceptance --patients 500 --quiet \
        --out sensitivity
    "$program" validate economics.csv --patients 200 --quiet --out validate
    "$program" calibrate --parameters rescue.acceptance --patients 200 --points 50 --rows 20 \
        --quiet --force --out calibrate
    "$program" verify --quiet --out verify || [ $? -eq 4 ] # a check may fail, and is then counted
}

# Of folders beside each other.
checklist() { # FORM FOLDER... [OPTION...]
    local form=$1 words=()
    shift
    while [ $# -gt 0 ] && [[ $1 != --* ]]; do
        words+=("$BATS_FILE_TMPDIR/$1")
        shift
    done
    vrosim checklist "$form" "${words[@]}" "$@"
}

counts() { # SENTENCE
    if [ "$status" -ne 0 ] || [ "$(tail -n 1 <<<"$output")" != "$1" ]; then
        printf 'exit code %s, output: %s\ncomplaint: %s\n' "$status" "$output" "$complaint"
        return 1
    fi
}

# A column of an item of a checklist, of which a field may hold commas.
cell() { # FILE ITEM COLUMN
    python3 - "$@" <<'PY'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], newline="")):
    if row["item"] == sys.argv[2]:
        print(row[sys.argv[3]])
PY
}

# Puts a text into a cell, as a person does in a spreadsheet.
edit() { # FILE ITEM COLUMN TEXT
    python3 - "$@" <<'PY'
import csv, sys
path, item, column, text = sys.argv[1:]
rows = list(csv.DictReader(open(path, newline="")))
for row in rows:
    if row["item"] == item:
        row[column] = text
with open(path, "w", newline="") as file:
    writer = csv.DictWriter(file, rows[0].keys(), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
PY
}

@test "CHEERS of a psa with costs: 8 items filled, 11 drafted, 9 are the user's" {
    checklist cheers psa
    succeeds
    counts "CHEERS 2022: 8 filled, 11 drafted, 9 yours"
    only checklist_cheers.csv checklist_cheers.html
    [ "$(python3 -c "import csv
rows = list(csv.DictReader(open('checklist_cheers.csv')))
print(*(row['item'] for row in rows if row['status'] == 'filled'))")" = "9 10 15 17 20 22 23 24" ]
    [[ $(cell checklist_cheers.csv 20 text) == *"20 samples"* ]]
    [[ $(cell checklist_cheers.csv 15 text) == *"USD"* ]]
}

@test "STRESS of a run: 15 of 20 items are filled" {
    checklist stress run
    counts "STRESS-DES: 15 filled, 3 drafted, 2 yours"
    [[ $(cell checklist_stress.csv 5.2 text) == *"seed 1 and stream 0"* ]]
}

@test "with all evidence no item lacks a command, in any form" {
    while read -r form folders; do
        # shellcheck disable=SC2086
        checklist "$form" $folders
        [ "$status" = 0 ]
        not grep -q 'evidence is missing' "checklist_$form.csv"
        not grep -q '[{}]' "checklist_$form.csv"
        tail -n 1 <<<"$output"
    done >seen <<'END'
cheers psa sensitivity validate verify
stress psa
ispor7 run validate verify
advishe psa sensitivity validate verify
trace calibrate sensitivity validate verify
pipo calibrate validate
END
    diff - seen <<'END'
CHEERS 2022: 8 filled, 11 drafted, 9 yours
STRESS-DES: 15 filled, 3 drafted, 2 yours
ISPOR-SMDM-7: 8 filled, 3 drafted, 3 yours
AdViSHE: 6 filled, 1 drafted, 6 yours
TRACE: 5 filled, 1 drafted, 2 yours
PIPO: 13 filled, 0 drafted, 2 yours
END
}

@test "where evidence is missing an item is not filled, and says which command gives it" {
    checklist cheers run
    succeeds
    [ "$(cell checklist_cheers.csv 24 status)" = yours ]
    [[ $(cell checklist_cheers.csv 24 where) == *"vrosim psa"* ]]
    [ "$(cell checklist_cheers.csv 20 status)" = draft ]
    checklist ispor7 run
    [[ $(cell checklist_ispor7.csv 6.2 where) == *"vrosim validate"* ]]
    [ -z "$(cell checklist_ispor7.csv 6.2 text)" ]
}

@test "every file that a row names as its evidence is in the folders" {
    checklist cheers psa validate
    for file in $(python3 -c "import csv
for row in csv.DictReader(open('checklist_cheers.csv')): print(row['evidence_file'])"); do
        [ -e "$BATS_FILE_TMPDIR/psa/$file" ] || [ -e "$BATS_FILE_TMPDIR/validate/$file" ]
    done
}

@test "answers of a table are put in and counted" {
    printf 'item,text,status\n2,"An abstract, short",\n4,,not_applicable\n5,"Norway",draft\n' >mine.csv
    checklist cheers psa --answers mine.csv
    succeeds
    counts "CHEERS 2022: 9 filled, 11 drafted, 7 yours, 1 not applicable"
    grep -q '^3 answers of mine.csv$' <<<"$output"
    [ "$(cell checklist_cheers.csv 2 text)" = "An abstract, short" ]
    [ "$(cell checklist_cheers.csv 2 evidence_file)" = mine.csv ]
}

@test "what is written into a checklist survives a rerun with other results" {
    checklist cheers run
    edit checklist_cheers.csv 3 text "Why, with \"quotes\", commas"
    edit checklist_cheers.csv 5 text "Children in Oslo"
    checklist cheers psa --answers checklist_cheers.csv
    succeeds
    counts "CHEERS 2022: 10 filled, 10 drafted, 8 yours"
    [ "$(cell checklist_cheers.csv 3 text)" = "Why, with \"quotes\", commas" ]
    [ "$(cell checklist_cheers.csv 5 text)" = "Children in Oslo" ]
    [[ $(cell checklist_cheers.csv 24 text) == "Best strategy"* ]]
    cp checklist_cheers.csv before.csv
    checklist cheers psa --answers checklist_cheers.csv
    [ "$(cell checklist_cheers.csv 5 text)" = "Children in Oslo" ]
    cmp <(sed 's/before.csv/checklist_cheers.csv/' before.csv) checklist_cheers.csv
}

@test "a checklist with answers is not written over without them" {
    checklist cheers psa
    edit checklist_cheers.csv 3 text Why
    cp checklist_cheers.csv before
    checklist cheers psa
    fails_with 2 "checklist_cheers.csv: holds answers of yours that would be lost (item 3)"
    cmp checklist_cheers.csv before
    checklist cheers psa --out elsewhere
    succeeds
    printf 'item,text\n27,Nobody\n' >mine.csv
    checklist cheers psa --answers mine.csv
    [ "$status" = 2 ]
    cmp checklist_cheers.csv before
}

@test "faults of answers have file, line and column, and nothing is written" {
    printf 'item,text,status\n88,a,\n3,b,fild\n' >mine.csv
    checklist cheers psa --answers mine.csv
    [ "$status" = 2 ]
    [[ $complaint == *"mine.csv:2:1: "*"'88' is no item of CHEERS 2022"* ]]
    [[ $complaint == *"mine.csv:3:5: "*filled* ]]
    only mine.csv
}

@test "the results stay as they were, and a further run may replace them" {
    cp -r "$BATS_FILE_TMPDIR/run" results
    before=$(cat results/* | cksum)
    vrosim checklist stress results
    succeeds
    [ "$before" = "$(cat results/* | cksum)" ]
    vrosim replay results/manifest.json --quiet
    succeeds
    vrosim run --patients 500 --quiet --out results
    succeeds
}

@test "the page needs no script and nothing from elsewhere" {
    checklist cheers psa
    page=$(cat checklist_cheers.html)
    [[ $page == "<!doctype html>"*"default-src 'none'"*"</html>" ]]
    not grep -qiE '<script|<img|<iframe|src=|url\(|@import|onclick' checklist_cheers.html
    [ "$(grep -c '<tr><th scope="row">' checklist_cheers.html)" = 28 ]
    [ "$(grep -o 'https\?://[^"]*' checklist_cheers.html | sort -u | wc -l)" = 1 ]
}

@test "evidence of other parameters is told" {
    checklist cheers psa validate sensitivity
    succeeds
    vrosim validate --patients 200 --quiet --out other
    vrosim checklist cheers "$BATS_FILE_TMPDIR/psa" other
    [ "$status" = 0 ]
    [[ $complaint == *"note: other: rests on other parameters (scenario baseline)"* ]]
}

@test "an unknown form, a folder without results and missing words are refused" {
    vrosim checklist cheer "$BATS_FILE_TMPDIR/psa"
    fails_with 2 "'cheer' is no form; the nearest is 'cheers'"
    mkdir empty
    vrosim checklist cheers empty
    fails_with 2 empty/manifest.json
    vrosim checklist cheers
    fails_with 2 "which form and folder of results"
    only empty
}

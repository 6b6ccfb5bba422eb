#!/usr/bin/env bats
# scripts/figures.R draws the figures of vrosim report from the same files: the numbers in them are
# those of the report.
load helper

setup_file() {
    export results=$BATS_FILE_TMPDIR
    local project=$BATS_TEST_DIRNAME/../..
    local program=${VROSIM:-$project/build/vrosim}
    "$program" run --patients 3000 --quiet --out "$results/run"
    "$program" psa "$project/configs/economics.csv" --samples 60 --patients 300 --quiet \
        --study n=50:100,outcomes=failure_by_2y,children=600,years=12,delay=4 --out "$results/psa"
    "$program" sensitivity --patients 1000 --quiet --strategies soft_tissue,vro,observation \
        --range loss.hazard,rescue.threshold,migration.rate=x0.5:x2,other.reoperation=+-0.001:+0.02 \
        --grid loss.hazard=0:0.3:4,migration.rate=x0.5:x2:3 --out "$results/sensitivity"
    "$program" validate --patients 500 --quiet --out "$results/validate"
    "$program" calibrate --points 100 --rows 20 --patients 100 --parameters 'migration.s*' --force \
        --quiet --out "$results/calibrate"
}

needs_ggplot() {
    command -v Rscript >/dev/null || skip "R is not installed (scripts/setup.sh ecosystem)"
    Rscript -e 'library(ggplot2)' >/dev/null 2>&1 ||
        skip "ggplot2 is not installed (scripts/setup.sh ecosystem)"
}

# Compares the tables of a report with what figures.R prints, of every figure that both have, and of
# those that are named at least. A number of the report is rounded.
compare() { # REPORT NUMBERS FIGURE...
    python3 - "$@" <<'PYTHON'
import html, re, sys

def tables(text):
    for name, figure in re.findall(r'<figure id="figure-(\w+)">(.*?)</figure>', text, re.S):
        body = re.search(r"<tbody>(.*?)</tbody>", figure, re.S)
        rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.S)
        yield name, [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
                     for row in rows]

def printed(text):
    for part in re.split(r"^# ", text, flags=re.M)[1:]:
        name, *rows = part.rstrip("\n").split("\n")
        yield name, [row.split("\t") for row in rows]

def same(ours, theirs):
    if theirs == "*" or ours == theirs:
        return True
    scale = 0.01 if ours.endswith("%") else 1
    plain = re.sub(r"[^0-9.e-]", "", ours.replace("\u2212", "-"))
    try:
        number, other = scale * float(plain), float(theirs)
    except ValueError:
        return False
    step = scale * 10 ** -len(plain.partition(".")[2])
    whole = "." not in plain and len(plain.strip("-0")) >= 3
    return abs(number - other) <= (0.5 + 1e-6) * step + 1e-9 * abs(other) + (0.005 * abs(other) if whole else 0)

found = dict(tables(open(sys.argv[1]).read()))
other = dict(printed(open(sys.argv[2]).read()))
bad = set(sys.argv[3:]) - (set(found) & set(other))
if bad:
    print("not in both:", bad)
for name in set(found) & set(other):
    if len(found[name]) != len(other[name]):
        bad.add(name)
        print(name, len(found[name]), "rows, in R", len(other[name]))
    for ours, theirs in zip(found[name], other[name]):
        if len(ours) != len(theirs) or not all(map(same, ours, theirs)):
            bad.add(name)
            print(name, ours, theirs)
sys.exit(bool(bad))
PYTHON
}

has_the_same_numbers() { # FOLDER FIGURE...
    needs_ggplot
    local folder=$1
    shift
    vrosim report "$results/$folder" --out report --quiet
    succeeds
    Rscript "$project/scripts/figures.R" --numbers "$results/$folder" >numbers
    compare report/report.html numbers "$@"
}

@test "figures of a run" {
    has_the_same_numbers run causes contrasts incidence leg_length
}

@test "figures of an uncertainty analysis" {
    has_the_same_numbers psa acceptability evppi plane uncertain_contrasts
}

@test "figures of a sensitivity analysis" {
    has_the_same_numbers sensitivity grid tornado
}

@test "published figures" {
    has_the_same_numbers validate calibration
}

@test "fitted figures" {
    has_the_same_numbers calibrate fit
}

@test "every figure is drawn" {
    needs_ggplot
    local folder
    for folder in run psa sensitivity validate calibrate; do
        Rscript "$project/scripts/figures.R" "$results/$folder" drawn >>list
    done
    [ "$(wc -l <list)" -eq 13 ]
    while read -r file; do
        [ "$(head -c 5 "$file")" = %PDF- ]
    done <list
}

@test "a number that differs is found" {
    needs_ggplot
    vrosim report "$results/validate" --out report --quiet
    Rscript "$project/scripts/figures.R" --numbers "$results/validate" | sed '0,/\t0\./s//\t0.9/' >numbers
    not compare report/report.html numbers calibration
}

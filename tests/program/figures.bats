#!/usr/bin/env bats
# The pictures of small results in tests/data/figures, compared as text. After a change of the
# drawing, tests/program/figures.sh draws them anew: look at them before you keep them.
load helper

each_folder() { # COMMAND, with a folder of results
    local results
    for results in "$project"/tests/data/figures/*/; do
        "$@" "$results"
    done
}

is_drawn_as_recorded() { # FOLDER
    rm -rf report
    vrosim report "$1" --out report --quiet
    succeeds
    diff -r "$1figures" report/figures
}

@test "pictures of small results are the recorded texts" {
    each_folder is_drawn_as_recorded
}

# No date, no random number, no place: drawn twice, from another folder, they are the same.
@test "the same results give the same bytes from wherever they are" {
    cp -r "$project/tests/data/figures/studies" elsewhere
    vrosim report elsewhere --out report --quiet
    succeeds
    diff -r "$project/tests/data/figures/studies/figures" report/figures
}

is_well_formed() { # FOLDER
    for picture in "$1"figures/*.svg; do
        python3 - "$picture" <<'PYTHON'
import sys, xml.etree.ElementTree as tree
svg = tree.parse(sys.argv[1]).getroot()
name = "{http://www.w3.org/2000/svg}"
ids = [element.get("id") for element in svg.iter() if element.get("id")]
named = svg.get("aria-labelledby").split()
assert svg.tag == name + "svg" and svg.get("role") == "img", "no picture"
assert len(ids) == len(set(ids)) and set(named) <= set(ids), "ids"
assert svg.find(name + "title").text.endswith("."), "the title is no sentence"
assert len(svg.find(name + "desc").text) > 40, "no description"
PYTHON
    done
}

@test "each picture is well-formed, with a finding as its title and a description" {
    each_folder is_well_formed
}

@test "where a column of a later version is missing, the figure is left out with the reason" {
    mkdir older
    cut -d, -f1-11 "$project/tests/data/figures/studies/sensitivity_oneway.csv" >older/sensitivity_oneway.csv
    cut -d, -f1-14 "$project/tests/data/figures/studies/sensitivity_grid.csv" >older/sensitivity_grid.csv
    vrosim report older --out report
    succeeds
    [ "$(ls report/figures)" = grid.svg ]
    grep -q "sensitivity_oneway.csv has no column value_low" report/report.html
    not grep -q "at the estimates" report/figures/grid.svg
}

@test "in German the texts and the decimal commas are German" {
    vrosim report "$project/tests/data/figures/studies" --language de --out report --quiet
    succeeds
    grep -q "Parameter am niedrigen Ende" report/figures/tornado.svg
    grep -q "im Mittel am besten" report/figures/acceptability.svg
    grep -Eq ">[0-9]+,[0-9]+<" report/figures/evppi.svg
}

@test "the picture of the first page is that of the default" {
    vrosim run --quiet --out default
    succeeds
    vrosim report default --figures incidence --quiet
    succeeds
    diff -r report/figures "$project/docs/figures"
}

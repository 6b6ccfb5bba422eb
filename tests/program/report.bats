#!/usr/bin/env bats
# vrosim report: figures and one page from a folder of results, which stays as it is.
load helper

small_run() { # FOLDER OPTION...
    vrosim run --patients 2000 --quiet --out "$@"
    succeeds
}

@test "a report holds a page and the pictures of its figures, and says what they found" {
    small_run results
    vrosim report results
    succeeds
    [ "$(find report -type f | sort | tr '\n' ' ')" = "report/figures/causes.svg report/figures/children.svg report/figures/contrasts.svg report/figures/incidence.svg report/figures/leg_length.svg report/manifest.json report/report.html " ]
    [[ $output == *"incidence: Within 10 years the index hip has later surgery in "* ]]
    [[ $output == *"report/report.html has 5 figures."* ]]
}

@test "the page holds all of itself: no script, and nothing from elsewhere" {
    small_run results
    vrosim report results
    succeeds
    grep -q "default-src 'none'; style-src 'unsafe-inline'" report/report.html
    not grep -qiE '<script|<img|<link|<iframe|url\(|@import|@font-face' report/report.html
    # but for the names of XML, no address
    not grep -qE 'https?://' <(sed 's|http://www.w3.org/2000/svg||g' report/report.html)
    local figures
    figures=$(find report/figures -type f | wc -l)
    [ "$(grep -c '<figure ' report/report.html)" -eq "$figures" ]
    [ "$(grep -c '<details>' report/report.html)" -eq $((figures + 1)) ] # and the parameters
}

@test "the folder of results stays as it is, also with --force" {
    small_run results
    cp -r results before
    vrosim report results
    succeeds
    vrosim report results --out results
    fails_with 2 "holds results of run"
    vrosim report results --out results --force
    fails_with 2 "is read and lies in the folder of results"
    diff -r before results
}

@test "a report replaces an earlier report, and nothing else" {
    small_run results
    vrosim report results
    vrosim report results --figures contrasts
    succeeds
    [ "$(ls report/figures)" = contrasts.svg ]
    touch report/figures/mine.svg
    vrosim report results
    fails_with 2 "figures/mine.svg"
    [ -e report/figures/mine.svg ]
}

@test "a run with --report has both in its folder, and replay repeats both" {
    small_run results --report
    grep -q '"file": "report.html"' results/manifest.json
    grep -q '"file": "figures/incidence.svg"' results/manifest.json
    vrosim replay results/manifest.json
    succeeds
    [[ $output == *"all the same, byte for byte"* ]]
    small_run results --report # in place of the first
    vrosim replay results/manifest.json --out again
    succeeds
    diff -r --exclude manifest.json results again
}

@test "a report is the same for any threads, and of merged shards" {
    small_run results --report --threads 1
    vrosim run --patients 2000 --shard 1/2 --out one --quiet
    vrosim run --patients 2000 --shard 2/2 --out two --quiet
    vrosim merge one two --report --out merged --quiet
    succeeds
    cmp results/report.html merged/report.html
    diff -r results/figures merged/figures
}

@test "a report of a psa shows the error of the parameters" {
    vrosim psa --patients 200 --samples 30 --out psa --quiet
    vrosim report psa
    succeeds
    [ -e report/figures/uncertain_contrasts.svg ]
    grep -q 'of the parameters and of the simulation' report/report.html
}

# The report lies among the results, in the list of their files, and replay makes it again.
reports_on() { # FIGURE VERB OPTION...
    local figure=$1
    shift
    vrosim "$@" --report --quiet --out "$1"
    succeeds
    [ -e "$1/report.html" ]
    [ -e "$1/figures/$figure.svg" ]
    grep -q "\"file\": \"figures/$figure.svg\"" "$1/manifest.json"
    vrosim replay "$1/manifest.json"
    succeeds
    [[ $output == *"all the same, byte for byte"* ]]
}

@test "sensitivity, validate and psa with --report have both in their folder, and replay repeats both" {
    reports_on tornado sensitivity --patients 200 --range plan.spica=0:1,rescue.acceptance
    reports_on calibration validate --patients 200
    reports_on uncertain_contrasts psa --patients 200 --samples 20
}

@test "a report of a calibrate shows the fit" {
    vrosim calibrate --patients 100 --points 60 --rows 50 --quiet --force --out fitted \
        --parameters rescue.acceptance,migration.tone_sd
    vrosim report fitted
    succeeds
    [ "$(ls report/figures)" = fit.svg ]
    [[ $output == *"fit: Fitted figures: the fitted model lies inside the published interval of "* ]]
}

@test "an older folder without manifest, strategies and children still gives a report" {
    small_run results
    rm results/manifest.json results/strategies.csv results/children.csv
    vrosim report results
    succeeds
    [[ $output == *"has "*" figures."* ]]
    # a strategy has the colour that it has where strategies.csv is there
    small_run whole
    vrosim report whole --out with-list --figures contrasts
    diff with-list/figures/contrasts.svg report/figures/contrasts.svg
    grep -q '<h1 dir="auto">Simulated children after hip surgery' report/report.html
}

@test "a figure that is asked for and has no file is left out, and says why" {
    small_run results
    vrosim report results --figures incidence,uncertain_contrasts
    succeeds
    [[ $output == *"uncertain_contrasts: There is no psa_contrasts.csv in the folder."* ]]
    grep -q 'There is no psa_contrasts.csv in the folder.' report/report.html
    [ ! -e report/figures/uncertain_contrasts.svg ]
}

@test "texts are in the language that is asked for" {
    small_run results
    vrosim report results --language de
    succeeds
    [[ $output == *"Innerhalb von 10 Jahren"* ]]
    grep -q '<html lang="de">' report/report.html
    vrosim report results --language fr
    fails_with 2 "--language: 'fr' is no language of the texts"
}

@test "--width is that of the figures" {
    small_run results
    vrosim report results --width 85 --figures contrasts
    succeeds
    grep -q '<svg[^>]* width="321.26"' report/figures/contrasts.svg
    vrosim report results --width 74
    fails_with 2 "--width: 74 is out of range; 75 to 600 is allowed"
}

@test "two folders stand side by side" {
    small_run first --strategies soft_tissue,vro
    small_run second --strategies soft_tissue,vro --seed 2
    vrosim report first --compare second
    succeeds
    grep -q 'vro (second)' report/report.html
    grep -q 'id="comparison"' report/report.html
    vrosim report first --compare nowhere
    fails_with 2 "nowhere: cannot be read"
}

@test "what is no folder of results, and a slip in a name, are told in a sentence" {
    mkdir empty
    vrosim report empty
    fails_with 2 "empty: holds no file of results that can be shown"
    vrosim report
    fails_with 2 "report"
    small_run results
    vrosim report results --figures incidense
    fails_with 2 "figure 'incidense' is unknown; the nearest is 'incidence'"
    vrosim report results --samples 5
    fails_with 2 "--samples"
}

@test "a file that cannot be read is told with line and column" {
    small_run results
    sed -i '3s/,all,any,/,all,any,x/' results/revision.csv
    awk -F, -v OFS=, 'NR == 3 { $6 = "many" } { print }' results/revision.csv >changed
    mv changed results/revision.csv
    vrosim report results
    fails_with 2 "results/revision.csv:3:"
    [[ $complaint == *"'many'"* ]]
    [ ! -e report ]
}

@test "names of people stand in the page as they are written" {
    printf '%s\n' 'strategy,parameter,distribution,value,unit' \
        'vro,strategy.label,text,"A <b> & ""B"" עם שם ארוך מאוד and sixty letters and more of it",' >labels.csv
    vrosim run labels.csv --strategies soft_tissue,vro --patients 500 --out results --quiet
    succeeds
    vrosim report results
    succeeds
    not grep -q '<b>' report/report.html
    grep -q 'A &lt;b&gt; &amp; &quot;B&quot; עם' report/report.html
}

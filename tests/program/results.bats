#!/usr/bin/env bats
# What a run leaves behind: files, folders, and the promise of the same bytes.
load helper

files="children.csv cohort.csv contrasts.csv healing.csv increments.csv lld.csv manifest.json net_benefit.csv parameters.csv \
    revision.csv strategies.csv summary.csv"

@test "a run prints a summary and leaves its files in results" {
    vrosim run --patients 2000
    succeeds
    [ -n "$output" ]
    only results
    cd results
    only $files
}

@test "the summary of a run is at most 100 columns wide" {
    vrosim run --patients 2000
    [ "$(wc -L <"$kept/output")" -le 100 ]
}

@test "a quiet run prints nothing and leaves the same files" {
    vrosim run --patients 2000 --out loud
    vrosim run --patients 2000 --out silent --quiet
    succeeds
    [ -z "$output" ]
    same_results loud silent
}

@test "numbers with letters and exponents mean what they say" {
    vrosim run --patients 2000 --out plain --quiet
    for number in 2k 2e3 0.002M; do
        vrosim run --patients "$number" --out other --quiet
        succeeds
        same_results plain other
    done
}

@test "one child is enough" {
    vrosim run --patients 1
    succeeds
    only results
}

@test "the same bytes come at 1, 2, 3 and 8 threads" {
    vrosim run --patients 70000 --courses 20000 --quiet --threads 1 --out one
    succeeds
    for threads in 2 3 8; do
        vrosim run --patients 70000 --courses 20000 --quiet --threads "$threads" --out "$threads"
        succeeds
        same_results one "$threads"
    done
}

@test "levels whose follow-up has ended are no longer at risk" {
    printf '%s\n' "gmfcs,parameter,distribution,value,unit" \
        "5,followup.horizon,fixed,2,years" >short.csv
    vrosim run short.csv --patients 3000 --quiet
    succeeds
    [ "$(awk -F, '$2 == "vro" && $4 == "any" && $5 == 3 {
        if ($3 == "all") all = $6; else if ($3 != "gmfcs_5") parts += $6; else late = $6 }
        END { print all == parts && late == 0 }' results/revision.csv)" -eq 1 ]
}

# Levels are followed for different times, and many die. Nobody is lost: at the end of a month who is
# free of both events is who is at risk in the next, and in the last month who is left.
setup_deadly() {
    printf '%s\n' "gmfcs,parameter,distribution,value,unit" \
        ",mortality.rate,fixed,0.05,per year" "5,followup.horizon,fixed,2,years" >deadly.csv
    vrosim run deadly.csv --patients 3000 --quiet
    succeeds
}

@test "causes, death and event-free children add up to all at every time" {
    setup_deadly
    awk -F, 'NR == 1 { next }
        { key = $2 "," $3; at = key "," $5; now[at] = $6; order[key] = order[key] " " $5 }
        $4 == "any" { any[at] = $7; any_share[at] = $8 }
        $4 == "death" { dead[at] = $7; dead_share[at] = $8; deaths += $7 }
        $4 != "any" && $4 != "death" { causes[at] += $7; causes_share[at] += $8 }
        END {
            for (key in order) {
                months = split(order[key], time, " ") / 6 # rows of six causes
                n = now[key "," 0]; gone = dead_by = 0
                for (m = 1; m <= months; m++) {
                    at = key "," time[m]
                    gone += any[at]; dead_by += dead[at]
                    free = now[at] - any[at] - dead[at] # at the end of the month
                    if (causes[at] != any[at]) { print "causes", at; bad = 1 }
                    if (m < months && free != now[key "," time[m + 1]] &&
                        (key ~ /gmfcs_[1-4]/ || time[m] < 2)) { print "lost", at; bad = 1 }
                    if (key ~ /gmfcs_[1-4]/ && gone + dead_by + free != n) { print at; bad = 1 }
                    rest = causes_share[at] + dead_share[at] - (gone + dead_by) / n
                    if (rest > 0.001 || rest < -0.001) { print "shares", at, rest; bad = 1 }
                }
            }
            exit bad || deaths < 1000
        }' results/revision.csv
}

@test "the complement of Kaplan and Meier is that of the counts, above the incidence where children die" {
    setup_deadly
    awk -F, 'NR == 1 { next }
        $4 != "any" { if ($10 $11 != "") { print "not empty", $0; bad = 1 }; next }
        {
            if ($5 == 0) { s = 1; sum = 0 }
            if ($6 == 0) { if ($10 $11 != "") { print "nobody at risk", $0; bad = 1 }; empty++; next }
            s *= ($6 - $7) / $6; sum += $7 / ($6 * ($6 - $7))
            error = s * sqrt(sum)
            if ((1 - s - $10) ^ 2 > 3e-7) { print; bad = 1 }
            if (error > 0 ? (error - $11) ^ 2 > 3e-7 : !($11 > 0)) { print; bad = 1 }
            if ($10 < $8 - 1e-3) { print "below", $0; bad = 1 }
            above += $10 > $8 + 0.01; rows++
        }
        END { exit bad || above < rows / 3 || empty < 400 }' results/revision.csv
}

@test "seed and stream change the numbers, and 1 and 0 are the defaults" {
    vrosim run --patients 2000 --quiet --out default
    vrosim run --patients 2000 --quiet --out same --seed 1 --stream 0
    vrosim run --patients 2000 --quiet --out seed --seed 2
    vrosim run --patients 2000 --quiet --out stream --stream 1
    same_results default same
    [ "$(cat default/summary.csv seed/summary.csv stream/summary.csv |
        grep ',vro,all,healing_weeks,mean,' | sort -u | wc -l)" -eq 3 ]
}

@test "only the strategies asked for are run, and their numbers stay the same" {
    vrosim run --patients 2000 --quiet --out all
    vrosim run --patients 2000 --quiet --out two --strategies vro,soft_tissue
    succeeds
    [ "$(tail -n +2 two/summary.csv | cut -d, -f2 | sort -u | tr '\n' ' ')" = "soft_tissue vro " ]
    diff <(grep -E '^[^,]*,(vro|soft_tissue),' all/summary.csv) <(tail -n +2 two/summary.csv)
}

@test "courses are one row a child and strategy, and only where they are asked for" {
    vrosim run --patients 500 --courses 20 --strategies soft_tissue,vro --quiet
    succeeds
    [ "$(wc -l <results/courses.csv)" -eq 41 ]
    vrosim run --patients 500 --courses 0 --quiet
    succeeds
    [ ! -e results/courses.csv ]
}

@test "children.csv holds the first 100 children of courses.csv, or all where there are fewer" {
    vrosim run --patients 500 --courses 500 --strategies soft_tissue,vro --quiet
    succeeds
    head -n 201 results/courses.csv | cmp - results/children.csv
    vrosim run --patients 7 --courses 7 --decimal comma --quiet --out few
    succeeds
    cmp few/courses.csv few/children.csv
}

@test "explain tells the children of children.csv" {
    vrosim run --patients 500 --seed 7 --quiet
    for child in 0 42 99; do
        vrosim explain --patient $child --patients 500 --seed 7
        succeeds
        sed -n '/^Side by side/,$p' <<<"$output" | tail -n 5 |
            awk '{ print $1, $(NF - 6), $(NF - 5), $(NF - 1), $NF }' >told
        awk -F, -v child=$child '
            function rounded(x, digits) { return sprintf("%." digits "f", x) }
            NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
            $1 == child { print $column["strategy"], $column["operations"], rounded($column["weeks_not_standing"], 1),
                rounded($column["nsa_deg"], 0), rounded($column["migration_pct"], 0) }
        ' results/children.csv | diff told -
    done
}

@test "tables change the default from left to right" {
    write_table none.csv
    sed 's/fixed,0,/fixed,1,/' none.csv >every.csv
    vrosim run none.csv every.csv --patients 500 --quiet --out right
    succeeds
    vrosim run every.csv none.csv --patients 500 --quiet --out left
    succeeds
    grep -q '^vro,.*plan.spica,fixed,1,' right/parameters.csv
    grep -q '^vro,.*plan.spica,fixed,0,' left/parameters.csv
    [ "$(sed -n '2s/,.*//p' right/summary.csv)" = "baseline+none+every" ]
}

@test "every table that comes with the program can be run" {
    for table in "$project"/configs/{,evidence/,evidence/studies/}*.csv; do
        [[ $table != */@(targets|studies|posterior).csv ]] || continue
        vrosim run "$table" --patients 200 --quiet
        succeeds
    done
}

@test "paths may hold blanks and begin with a dash" {
    mkdir "my tables"
    write_table "my tables/no spica.csv"
    write_table --odd.csv
    vrosim run "my tables/no spica.csv" --patients 500 --quiet --out "my results" -- --odd.csv
    succeeds
    [ -s "my results/summary.csv" ]
}

@test "the parameters that were run, run again, give the same numbers" {
    write_table table.csv
    vrosim run table.csv --patients 2000 --quiet --out first
    vrosim run first/parameters.csv --patients 2000 --quiet --out second
    succeeds
    diff <(cut -d, -f2- first/summary.csv) <(cut -d, -f2- second/summary.csv)
    diff <(cut -d, -f2- first/contrasts.csv) <(cut -d, -f2- second/contrasts.csv)
}

# Every cell of folder $1 as points and commas have it in folder $2.
same_cells() {
    cat >cells.py <<'PYTHON'
import csv, glob, os, re, sys
numbers = 0
for path in sorted(glob.glob(sys.argv[1] + "/*.csv")):
    other = os.path.join(sys.argv[2], os.path.basename(path))
    points = list(csv.reader(open(path, newline="")))
    commas = list(csv.reader(open(other, newline="", encoding="utf-8-sig"), delimiter=";"))
    for row in points:
        for i, cell in enumerate(row):
            if re.fullmatch(r"-?[0-9]+[.][0-9]+(e[-+]?[0-9]+)?", cell):
                row[i] = cell.replace(".", ",")
                numbers += 1
    assert points == commas, path
assert numbers > 100
PYTHON
    python3 cells.py "$1" "$2"
}

@test "decimal commas change no cell but for the mark, and are replayed" {
    printf '%s\n' strategy,parameter,distribution,text,value,unit \
        'a.b,strategy.like,text,vro,,' 'a.b,strategy.label,text,"Hüfte; neu",,' >own.csv
    for mark in point comma; do
        vrosim run own.csv --patients 500 --courses 20 --quiet --decimal $mark --out $mark
        succeeds
        vrosim replay $mark/manifest.json
        succeeds
    done
    same_cells point comma
    vrosim sensitivity --range loss.hazard=0.001:0.01 --patients 500 --quiet --out point_s
    vrosim sensitivity --range loss.hazard=0.001:0.01 --patients 500 --quiet --decimal comma --out s
    succeeds
    same_cells point_s s
    vrosim replay s/manifest.json
    succeeds
    vrosim run --decimal dot
    fails_with 2 "--decimal: 'dot' is no decimal mark; write comma or point"
}

@test "lists of parameters and columns have decimal commas too" {
    mkdir point comma
    for list in parameters columns; do
        vrosim $list --csv
        succeeds
        cp "$kept/output" point/$list.csv
        vrosim $list --csv --decimal comma
        succeeds
        cp "$kept/output" comma/$list.csv
    done
    same_cells point comma
    vrosim parameters --decimal comma
    fails_with 2 "--decimal: the list for people has no decimal mark to choose; give it with --csv"
}

@test "texts that a spreadsheet takes for dates or other numbers are refused" {
    for text in 1/2 1-2 'May 5' 2019-05 '=1+1' 007 1e5; do
        vrosim run --patients 100 --set "vro:strategy.label=$text"
        fails_with 2 "value '$text' is a"
        printf 'parameter,distribution,value,unit,source\nplan.spica,fixed,0.5,probability,%s\n' \
            "$text" >table.csv
        vrosim check table.csv
        fails_with 2 "source '$text' is a"
    done
    vrosim run --patients 100 --quiet --set followup.landmarks=1/2 --set 'vro:strategy.label=1 to 2'
    succeeds
    grep -q '1/2 years' results/parameters.csv
}

@test "the parameters of decimal commas, run again, give the same numbers" {
    write_table table.csv
    vrosim run table.csv --patients 500 --quiet --decimal comma --out first
    vrosim run first/parameters.csv --patients 500 --quiet --decimal comma --out second
    succeeds
    diff <(cut -d';' -f2- first/summary.csv) <(cut -d';' -f2- second/summary.csv)
    cmp first/parameters.csv second/parameters.csv
    vrosim check first/parameters.csv
    succeeds
}

@test "shards keep their decimal mark, and merge may choose another" {
    small="--patients 20000 --quiet"
    vrosim run $small --decimal comma --out whole
    for i in 1 2; do
        vrosim run $small --decimal comma --shard $i/2
    done
    vrosim merge shard-*.tally --quiet --out merged
    cmp whole/summary.csv merged/summary.csv
    vrosim merge shard-*.tally --quiet --decimal point --out points
    same_cells points merged
    vrosim run $small --shard 2/2 --force
    vrosim merge shard-*.tally --quiet
    fails_with 2 "its decimal mark is a point, not a comma"
    vrosim psa --samples 60 --patients 100 --quiet --decimal comma --out psa
    vrosim psa --samples 60 --patients 100 --quiet --out psa_points
    same_cells psa_points psa
    vrosim replay psa/manifest.json
    succeeds
}

@test "value of parameters.csv holds numbers alone" {
    vrosim run "$project/configs/economics.csv" "$project/configs/derotation-only.csv" \
        --patients 500 --quiet
    succeeds
    python3 - <<'PYTHON'
import csv
rows = list(csv.DictReader(open("results/parameters.csv")))
[float(row["value"] or 0) for row in rows]
assert {row["text"] for row in rows if row["distribution"] == "text"} >= {"vro", "USD", "2016"}
assert not any(row["text"] for row in rows if row["distribution"] != "text")
PYTHON
}

@test "an earlier run is replaced, files of it that are not made again are gone" {
    vrosim run --patients 500 --courses 5 --quiet
    vrosim run --patients 700 --quiet
    succeeds
    only results
    cd results
    only $files
    grep -q '"patients": 700' manifest.json
}

@test "an empty folder is used" {
    mkdir results
    vrosim run --patients 500 --quiet
    succeeds
    only results
}

@test "a folder with something else is refused, and kept as it is" {
    mkdir results
    echo precious >results/diary.txt
    vrosim run --patients 500
    fails_with 2 "--force"
    only results
    [ "$(cat results/diary.txt)" = precious ]
    [ "$(ls results)" = diary.txt ]
}

@test "an earlier run with something added is refused" {
    vrosim run --patients 500 --quiet
    echo precious >results/diary.txt
    vrosim run --patients 500
    fails_with 2 "diary.txt"
    [ "$(cat results/diary.txt)" = precious ]
}

@test "a folder with something else is replaced by force" {
    mkdir results
    echo precious >results/diary.txt
    vrosim run --patients 500 --quiet --force
    succeeds
    only results
    cd results
    only $files
}

@test "a file in the place of the folder is refused, also by force" {
    echo precious >results
    vrosim run --patients 500
    fails_with 2 "results"
    vrosim run --patients 500 --force
    fails_with 2 "results"
    [ "$(cat results)" = precious ]
    only results
}

@test "a folder that cannot be made is reported" {
    vrosim run --patients 500 --out /proc/no/such
    [ "$status" -eq 2 ] || [ "$status" -eq 4 ]
    [ -n "$complaint" ]
    vrosim run --patients 500 --out missing/parent/results
    [ "$status" -eq 2 ] || [ "$status" -eq 4 ]
    [ -n "$complaint" ]
    only
}

@test "what can be refused is refused before anything is simulated" {
    echo precious >results
    status=0
    timeout 20 "$program" run --patients 1e16 || status=$?
    [ "$status" -eq 2 ]
}

@test "a disk that fills up is reported, and nothing is left" {
    status=0
    (
        trap '' XFSZ
        ulimit -f 4
        "$program" run --patients 500 2>"$kept/complaint" >"$kept/output"
    ) || status=$?
    [ "$status" -eq 4 ]
    [ -s "$kept/complaint" ]
    only
}

@test "a full standard output is reported, and the results stay" {
    status=0
    "$program" run --patients 500 >/dev/full 2>"$kept/complaint" || status=$?
    [ "$status" -eq 4 ]
    only results
}

@test "a closed standard output does not end up in a table" {
    "$program" run --patients 500 --courses 5 --quiet --out open
    status=0
    "$program" run --patients 500 --courses 5 --out closed 2>"$kept/complaint" >&- || status=$?
    [ "$status" -eq 4 ]
    same_results open closed
}

@test "a manifest from a pipe that never ends is refused" {
    yes "" | head -c 300M >"$kept/blank"
    vrosim replay /dev/stdin <"$kept/blank"
    fails_with 2 "/dev/stdin: cannot be read as a manifest: it has more than 256 MiB, or comes from a pipe that does not end"
}

@test "the manifest names the command, the seed and the tables" {
    write_table "a table.csv"
    vrosim run "a table.csv" --patients 500 --seed 7 --stream 3 --quiet
    succeeds
    grep -q "'a table.csv' --patients 500 --seed 7 --stream 3 --quiet\"" results/manifest.json
    grep -q '"seed": "\{0,1\}7\b' results/manifest.json
    grep -q '"stream": "\{0,1\}3\b' results/manifest.json
}

@test "the manifest names no computer and no folder, unless it is asked to" {
    mkdir tables others
    write_table "tables/a table.csv"
    cp "tables/a table.csv" others
    "$program" run "$PWD/tables/a table.csv" --patients 500 --quiet --out "$PWD/one"
    "$program" run "others/a table.csv" --patients 500 --quiet --out other
    same_results one other
    for word in "$(uname -n)" "$(id -un)@" "$PWD" "$(dirname "$program")"; do
        not grep -F -q -- "$word" one/manifest.json
    done
    grep -q "\"command\": \"vrosim run 'a table.csv' --patients 500 --quiet --out one\"" one/manifest.json
    grep -q '"commit": ' one/manifest.json
    "$program" run "$PWD/tables/a table.csv" --patients 500 --quiet --record-host --out asked
    grep -q "\"host\": \"$(uname -n)\"" asked/manifest.json
    grep -F -q "$PWD/tables/a table.csv" asked/manifest.json
    same_results one asked
    vrosim replay asked/manifest.json
    succeeds
}

@test "costs and quality-adjusted life years come with the tables that give them, and only then" {
    vrosim run --patients 2000 --courses 2 --quiet --out without
    not grep -E "cost|qaly|utility|economics" \
        without/{summary,contrasts,courses,parameters}.csv without/manifest.json
    not grep cost_per_qaly without/{increments,net_benefit}.csv
    vrosim run "$project/configs/economics.csv" --patients 20000 --courses 9000 --quiet --out whole
    succeeds
    [ "$(grep -c -E ',(cost|qaly),mean,' whole/summary.csv)" -eq 60 ]
    [ "$(grep -c -E ',(cost|qaly),mean_difference,' whole/contrasts.csv)" -eq 48 ]
    grep -q '^,,economics.currency,text,.*,USD$' whole/parameters.csv
    grep -q '^patient.*,migration_change_pct,cost,qaly$' whole/courses.csv
    for part in 1/2 2/2; do
        vrosim run "$project/configs/economics.csv" --patients 20000 --courses 9000 --quiet --shard "$part"
        succeeds
    done
    vrosim merge shard-*.tally --quiet --out merged
    succeeds
    same_results whole merged
    vrosim replay whole/manifest.json --quiet --out again
    succeeds
    same_results whole again
}

@test "the summary says whose costs they are, in which currency, of which year" {
    vrosim run "$project/configs/economics.csv" --patients 500
    succeeds
    grep -A2 '^Whose costs:' <<<"$output" | diff - <(printf '%s\n' \
        'Whose costs: health-care payer' 'Currency: USD' 'Prices of: 2016')
    awk 'length > 100 { exit 1 }' <<<"$output"
    grep -v economics.currency "$project/configs/economics.csv" >unstated.csv
    vrosim run unstated.csv --patients 500
    grep -q '^Currency: not stated$' <<<"$output"
    vrosim run --patients 500
    not grep -q 'costs\|QALY\|quality' <<<"$output"
}

@test "what the figures of money are tells studies apart, and changes no figure" {
    sed 's/text,USD/text,"dollar, ""US"""/' "$project/configs/economics.csv" >economics.csv
    vrosim run "$project/configs/economics.csv" --patients 3000 --quiet --shard 1/2
    vrosim run economics.csv --patients 3000 --quiet --shard 2/2
    vrosim merge shard-*.tally --quiet --out merged
    fails_with 2 "shard-2-of-2.tally: its parameters differ"
    vrosim run economics.csv --patients 3000 --quiet --out named
    succeeds
    grep -q '^,,economics.currency,text,,,,,,,.*,"dollar, ""US"""$' named/parameters.csv
    vrosim replay named/manifest.json --quiet --out again
    succeeds
    same_results named again
    cp "$project/configs/economics.csv" .
    vrosim run economics.csv --patients 3000 --quiet --out plain
    diff named/summary.csv plain/summary.csv
}

@test "a text is not varied: naming it is refused with that word" {
    printf '%s\n' parameter,other,correlation economics.currency,cost.spica,0.5 >together.csv
    vrosim psa "$project/configs/economics.csv" --samples 8 --patients 50 \
        --correlations together.csv
    fails_with 2 "together.csv:2:1: 'economics.currency' is a text, which is not sampled"
    vrosim psa "$project/configs/economics.csv" --samples 8 --patients 50 \
        --groups economics.currency
    fails_with 2 "'economics.currency' is a text, which is not sampled"
    for option in range=economics.currency range=economics.currency=1:2 \
        threshold=economics.currency=1:2 grid=economics.currency=1:2:3,cost.spica=1:2:3; do
        vrosim sensitivity "$project/configs/economics.csv" --patients 50 "--$option"
        fails_with 2 "'economics.currency' is a text, which is not varied"
    done
}

# What the program prints of strategies, apart from names of outcomes and their explanation.
screens() { # STRATEGIES STRATEGY
    vrosim run --patients 500 --strategies "$1" --force
    succeeds
    echo "$output"
    vrosim psa --patients 50 --samples 8 --strategies "$1" --force
    succeeds
    sed -E '/^(difference in )?[a-z_]*revision[a-z0-9_]* \(/d; /^lld_per_revision,/d
        /^Revision in a name /d' <<<"$output"
    vrosim explain --patients 500 --patient 4 --strategy "$2"
    succeeds
    echo "$output"
}

@test "a hip that was never operated is not revised on any screen" {
    screens vro,observation observation >observation
    [ "$(grep -ci "later surgery" observation)" -ge 6 ]
    [ "$(grep -i revis observation)" = \
        "Later surgery of the index hip (revision or first operation), % of children" ]
    screens vro,soft_tissue vro >surgery
    [ "$(grep -ci revis surgery)" -ge 6 ]
    not grep -i "later surgery" surgery
}

@test "the last line says where the files are" {
    for verb in "run --patients 50" "psa --patients 5 --samples 3" \
        "sensitivity --patients 5 --range loss.hazard"; do
        vrosim $verb --out "of_${verb%% *}"
        succeeds
        [ "$(tail -n 1 <<<"$output")" = \
            "Files are in of_${verb%% *}; vrosim columns says what they hold." ]
        [ -e "of_${verb%% *}/manifest.json" ]
    done
}

# Few children, so that many outcomes have no event or one.
@test "no estimate has the error 0, and no limit is below 0 where the outcome cannot be" {
    vrosim run "$project/configs/economics.csv" --patients 200 --quiet --out few
    succeeds
    awk -F, 'NR > 1 && ($7 == 0 && $7 != "" || $8 > $6 || $9 != "" && $9 < $6) { print; bad = 1 }
        $4 ~ /^(infection|avn|operations|cost|spica_weeks)$/ && $8 != "" && $8 < 0 { print; bad = 1 }
        $5 == "mean" && $6 == 0 && $4 == "avn" { none++; bad = bad || !($7 > 0 && $9 > 0) }
        END { exit bad || none < 5 }' few/summary.csv
    awk -F, 'NR > 1 && $8 != "" && $8 == 0 { print; bad = 1 }
        $6 ~ /ratio|relative_risk/ && $10 != "" && $10 < 0 { print; bad = 1 }
        $6 == "risk_difference" && ($10 < -1 || $11 > 1) { print; bad = 1 }
        END { exit bad }' few/contrasts.csv
    cut -d, -f6-9 few/summary.csv | tr , '\n' | tr -d '.-' | sed 's/^0*//' | not grep -qE '.{9}'
}

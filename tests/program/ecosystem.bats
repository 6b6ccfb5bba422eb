#!/usr/bin/env bats
# The files of an uncertainty analysis in R and in pandas: scripts/psa.R and scripts/psa.py go on
# from them, work out what vrosim has worked out, and find out what does not fit.
load helper

setup_file() {
    export analysis=$BATS_FILE_TMPDIR/analysis
    local project=$BATS_TEST_DIRNAME/../..
    "${VROSIM:-$project/build/vrosim}" psa "$project/configs/economics.csv" --samples 40 \
        --patients 500 --quiet --out "$analysis"
}

needs_r() {
    command -v Rscript >/dev/null || skip "R is not installed (scripts/setup.sh ecosystem)"
}

# A Python of the user's own may stand before the system's, for which pandas is packaged.
needs_pandas() {
    for python in python3 /usr/bin/python3; do
        ! "$python" -c "import pandas" 2>/dev/null || return 0
    done
    skip "pandas is not installed (scripts/setup.sh ecosystem)"
}

goes_on() { # FOLDER; the outcome as of vrosim
    status=0
    "${reader[@]}" "$1" >"$kept/output" 2>"$kept/complaint" || status=$?
    output=$(cat "$kept/output")
    complaint=$(cat "$kept/complaint")
}

in_r() {
    needs_r
    reader=(Rscript "$project/scripts/psa.R")
}

in_pandas() {
    needs_pandas
    reader=("$python" "$project/scripts/psa.py")
}

finds_the_same() {
    goes_on "$analysis"
    succeeds
    [[ $output == *"40 samples, 5 strategies, "[1-9]*" parameters"* ]]
    [[ $output == *"cost_per_qaly, from psa_effects.csv and psa_costs.csv"* ]]
    [[ $output == *"lld_per_revision, from decision_plane.csv"* ]]
    [[ $output == *"All of it is as vrosim has it."* ]]
}

# Without prices, with another effect than that of the trade-off, with one strategy alone, and
# without anything uncertain.
finds_the_same_in_other_analyses() {
    sed -E 's/^(([^,]*,){8})[0-9.]+,/\1,/' "$project/configs/baseline.csv" >certain.csv
    small=(--samples 5 --patients 200 --quiet)
    vrosim psa "${small[@]}" --out plain
    vrosim psa "${small[@]}" --out effect --effect failed --strategies vro,observation
    vrosim psa "${small[@]}" --out absent --effect healing_weeks # none without an osteotomy
    vrosim psa "${small[@]}" --out single --strategies vro
    vrosim psa certain.csv "${small[@]}" --out certain
    for folder in plain effect absent single certain; do
        goes_on "$folder"
        succeeds
        [[ $output == *"All of it is as vrosim has it."* ]]
    done
    goes_on effect
    [[ $output == *"lld_per_revision, from decision_plane.csv"* ]]
    [[ $output == *"psa_effects.csv is of failed; what follows takes the effects of lld_per_revision"* ]]
    goes_on plain
    [[ $output == *"lld_per_revision, from psa_effects.csv and psa_costs.csv"* ]]
    [[ $output != *"what follows"* ]]
}

# Their names are no missing value, no number and no truth, and the program refuses those that look
# like one.
takes_names_of_strategies_as_texts() {
    printf '%s\n' 'strategy,parameter,distribution,value,unit' \
        {NA.,2deg,True.,nan-1}',strategy.like,text,vro,' \
        NA.,plan.spica,fixed,0.5,probability 2deg,plan.spica,fixed,0.4,probability \
        True.,plan.spica,fixed,0.3,probability nan-1,plan.osteotomy,fixed,0.5,probability >names.csv
    vrosim psa names.csv --strategies NA.,2deg,True.,nan-1 --samples 5 --patients 200 --quiet
    succeeds
    goes_on results
    succeeds
    [[ $output == *"5 samples, 4 strategies, "* ]]
    [[ $output == *"All of it is as vrosim has it."* ]]
}

# Alters the last number of a column, in a row where it is above 0; where there are subgroups, of all
# children.
alter() { # FILE COLUMN
    cp -r "$analysis" altered
    awk -F, -v OFS=, -v column="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) { if ($i == column) place = i
            if ($i == "subgroup") subgroup = i } }
        NR > 1 && $place > 0 && (!subgroup || $subgroup == "all") { last = NR }
        { rows[NR] = $0 }
        END { for (i = 1; i <= NR; i++) { $0 = rows[i]; if (i == last) $place *= 1.1; print } }' \
        "$analysis/$1" >"altered/$1"
    not cmp -s "$analysis/$1" "altered/$1"
}

finds_the_same_with_decimal_commas() {
    vrosim psa "$project/configs/economics.csv" --samples 20 --patients 200 --decimal comma --quiet
    succeeds
    grep -q '^[0-9]*,[0-9]*;' results/psa_effects.csv
    goes_on results
    succeeds
    [[ $output == *"20 samples, 5 strategies, "[1-9]*" parameters"* ]]
    [[ $output == *"All of it is as vrosim has it."* ]]
}

# Each is changed by a tenth.
finds_what_was_altered() {
    for place in "decision_acceptability.csv probability_best" \
        "decision_acceptability.csv expected_loss" "decision_information.csv perfect_information" \
        "decision_information.csv probability_right" "psa_costs.csv vro" "psa_effects.csv vro"; do
        rm -rf altered
        alter $place
        goes_on altered
        [ "$status" -eq 1 ]
        [[ $output == *"differs: "* ]]
    done
}

finds_what_is_missing() {
    for file in psa_params.csv psa_costs.csv; do
        rm -rf altered
        cp -r "$analysis" altered
        sed -i '$d' "altered/$file"
        goes_on altered
        [ "$status" -eq 1 ]
    done
    rm -rf altered
    cp -r "$analysis" altered
    sed -i '1s/,vro,/,vor,/' altered/psa_costs.csv
    goes_on altered
    [ "$status" -eq 1 ]
    [[ $output == *"differs: the strategies of psa_costs.csv"* ]]
}

@test "R finds the acceptability and the value of information that vrosim found" {
    in_r
    finds_the_same
}

@test "R finds them in analyses of every kind" {
    in_r
    finds_the_same_in_other_analyses
}

@test "R takes any name of a strategy as a text" {
    in_r
    takes_names_of_strategies_as_texts
}

@test "R finds the same in files with decimal commas" {
    in_r
    finds_the_same_with_decimal_commas
}

@test "R finds out numbers that were altered" {
    in_r
    finds_what_was_altered
}

@test "R finds out what is missing" {
    in_r
    finds_what_is_missing
}

@test "pandas finds the acceptability and the value of information that vrosim found" {
    in_pandas
    finds_the_same
}

@test "pandas finds them in analyses of every kind" {
    in_pandas
    finds_the_same_in_other_analyses
}

@test "pandas takes any name of a strategy as a text" {
    in_pandas
    takes_names_of_strategies_as_texts
}

@test "pandas finds the same in files with decimal commas" {
    in_pandas
    finds_the_same_with_decimal_commas
}

@test "pandas finds out numbers that were altered" {
    in_pandas
    finds_what_was_altered
}

@test "pandas finds out what is missing" {
    in_pandas
    finds_what_is_missing
}

# What dampack (data frames), BCEA (matrices of doubles) and voi (columns with names) ask for.
@test "names come through R as they are, and those of the default are names to R" {
    needs_r
    printf '%s\n' 'strategy,gmfcs,parameter,distribution,value,se,unit' \
        '2-stage,,strategy.like,text,vro,,' '2-stage,,plan.spica,fixed,0.5,0.1,probability' >stages.csv
    vrosim psa stages.csv --samples 4 --patients 100 --quiet
    succeeds
    cat >names.R <<'END'
folder <- commandArgs(trailingOnly = TRUE)
for (name in c("psa_params.csv", "psa_effects.csv", "psa_costs.csv")) {
  path <- file.path(folder, name)
  table <- read.csv(path, check.names = FALSE)
  stopifnot(identical(names(table), strsplit(readLines(path, 1), ",")[[1]]),
            nrow(table) == 4, !anyDuplicated(names(table)), !anyNA(table),
            is.matrix(as.matrix(table)), is.numeric(as.matrix(table)),
            identical(colnames(as.matrix(table)), names(table)))
  cat(names(table)[make.names(names(table)) != names(table)], sep = "\n")
}
END
    Rscript names.R results >altered_by_r
    # Only what has the name of the new strategy.
    [ "$(wc -l <altered_by_r)" -ge 2 ]
    not grep -v 2-stage altered_by_r
}

# The empty cells of one_minus_km are missing values, in a column of numbers; what R and pandas add
# up and multiply is what vrosim has.
setup_curves() {
    vrosim run --patients 2000 --quiet
    succeeds
}

@test "R reads the curves of revision, and the page's way to them works" {
    needs_r
    setup_curves
    awk '/^```r$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$project/docs/results.md" >page.R
    cat >>page.R <<'END'
any <- subset(curves, cause == "any")
rest <- subset(curves, cause != "any")
stopifnot(is.numeric(revision$one_minus_km), all(is.na(rest$one_minus_km)), !anyNA(any),
          nrow(any) == 121, identical(unique(revision$cause), c("loss", "complication",
                                      "migration", "other", "any", "death")),
          all(abs(1 - cumprod(1 - any$events / any$at_risk) - any$one_minus_km) < 1e-4))
first <- tapply(rest$events, rest$time_years, sum)
event_free <- any$at_risk - first
stopifnot(all(cumsum(first) + event_free == any$at_risk[1]))
END
    Rscript page.R >output
    grep -q '^ *10 ' output
}

@test "pandas reads the curves of revision" {
    needs_pandas
    setup_curves
    "$python" - <<'END'
import pandas
curves = pandas.read_csv("results/revision.csv").query("strategy == 'vro' and subgroup == 'all'")
revised = curves[curves.cause == "any"]
rest = curves[curves.cause != "any"]
assert curves.one_minus_km.dtype == float and rest.one_minus_km.isna().all()
assert len(revised) == 121 and not revised.isna().any().any()
km = 1 - (1 - revised.events / revised.at_risk).cumprod()
assert ((km - revised.one_minus_km).abs() < 1e-4).all()
first = rest.groupby("time_years").events.sum().to_numpy()
assert (first.cumsum() + revised.at_risk - first == revised.at_risk.iloc[0]).all()
END
}

#!/usr/bin/env bats
# scripts/sbc.py, which `make sbc` runs: ranks of true values in posteriors, and whether they are uniform.
load helper

setup_file() {
    command -v python3 >/dev/null || skip "python3 is not installed (scripts/setup.sh sbc)"
}

# 198 ranks of 0..109 for each of the three parameters: a formula of x, which is evenly spread over 0..1.
write_ranks() { # FORMULA
    awk -v OFS=, "BEGIN {
        print \"draw\", \"migration.tone_sd\", \"rescue.acceptance\", \"other.reoperation.vro\"
        for (i = 0; i < 198; i++) {
            x = (i * 89 % 198 + 0.5) / 198
            rank = int(110 * ($1))
            print i + 1, rank, rank, rank
        }
    }" >ranks.csv
}

judge() {
    status=0
    output=$(python3 "$project/scripts/sbc.py" --judge ranks.csv) || status=$?
}

@test "uniform ranks pass" {
    write_ranks x
    judge
    [ "$status" -eq 0 ]
    [[ $output == *"18 18 18 18 18 18 18 18 18 18 18"*"uniform"* ]]
}

@test "ranks of posteriors that are too narrow, too wide or biased do not" {
    for formula in "(1 - cos(3.14159265 * x)) / 2" "x < 0.5 ? sqrt(x / 2) : 1 - sqrt((1 - x) / 2)" \
        "x * x" "sqrt(x)"; do
        write_ranks "$formula"
        judge
        [ "$status" -eq 1 ]
        [[ $output == *"not uniform"* ]]
    done
}

@test "a check of two draws leaves their ranks, the same each time" {
    for folder in one two; do
        status=0
        python3 "$project/scripts/sbc.py" "$program" "$folder" 2 page.md >judged || status=$?
        [ "$status" -le 1 ]
    done
    cmp one/ranks.csv two/ranks.csv
    [ "$(wc -l <one/ranks.csv)" -eq 3 ]
    awk -F, 'NR > 1 { for (i = 2; i <= 4; i++) if ($i < 0 || $i > 109) exit 1 }' one/ranks.csv
    grep -q "$(sha256sum one/ranks.csv | cut -d' ' -f1)" page.md
}

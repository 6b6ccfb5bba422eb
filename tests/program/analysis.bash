# Shared by the .bats files of psa and of sensitivity, beside helper.bash.

# Columns of a CSV file by name, without the header.
columns() { # FILE NAME...
    local file=$1
    shift
    awk -F, -v names="$*" 'BEGIN { count = split(names, wanted, " ") }
        NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
        { for (i = 1; i <= count; i++) printf "%s%s", $place[wanted[i]], i < count ? "," : "\n" }' \
        "$file"
}

# An analysis on 1, 2 and 3 threads; leaves that of one in the folder one.
has_the_same_bytes_on_any_threads() { # VERB ARGUMENT...
    local threads
    vrosim "$@" --quiet --threads 1 --out one
    succeeds
    for threads in 2 3; do
        vrosim "$@" --quiet --threads "$threads" --out other
        succeeds
        same_results one other
    done
}

# The analysis in results can be done again, without any file but its manifest.
repeats_from_its_manifest() {
    vrosim replay results/manifest.json
    succeeds
    [[ $output == *"all the same, byte for byte"* ]]
    vrosim replay results/manifest.json --threads 1 --quiet --out again
    succeeds
    same_results results again
}

# As replay of a manifest in which FROM is TO fails.
altered_fails_with() { # FROM TO EXIT_CODE SENTENCE
    sed "s/$1/$2/" results/manifest.json >altered.json
    not cmp -s results/manifest.json altered.json
    vrosim replay altered.json
    fails_with "$3" "$4"
}

# Starts an analysis that takes long, and stops it as soon as it has begun to write.
leaves_nothing_when_stopped() { # SENTENCE ARGUMENT...
    local signal sentence=$1
    shift
    for signal in INT TERM; do
        env --default-signal=INT,TERM "$program" "$@" --quiet >"$kept/output" 2>"$kept/complaint" 3>&- &
        process=$!
        while [ -z "$(ls -A)" ] && kill -0 "$process" 2>/dev/null; do
            sleep 0.01
        done
        stop "$signal"
        [ "$status" -eq $((128 + $(kill -l "$signal"))) ]
        grep -q "$sentence" "$kept/complaint"
        only
    done
}

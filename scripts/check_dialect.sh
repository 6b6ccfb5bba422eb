#!/usr/bin/env bash
# Usage: check_dialect.sh FILE...
# Fails on what the code does not write: `== NULL` and `!= NULL` (write !pointer and pointer), an
# `if (status == VRO_OK)` whose only statement assigns status (write TRY), and, in sim/ and include/,
# the private words below, in identifiers and in comments.
set -euo pipefail

# word and what to write instead. A word is whole: split at '_' as well, without regard to case.
words='
law          distribution
laws         distributions
luck         draws
journal      event log
sheet        csv_writer
seal         checksummed file
sealed       checksummed
occasion     run environment
misuse       usage error
twin         paired change
tally_words  tally codec
packer       varint writer
unpacker     varint reader
nought       zero
teller       writer
desk         writer
duty         task
crew         workers
prospect     strategy evaluation
judgement    evaluation
'

awk -v words="$words" '
BEGIN {
    count = split(words, lines, "\n")
    for (i = 1; i <= count; i++)
        if (match(lines[i], /[^ ]+/)) {
            word = substr(lines[i], RSTART, RLENGTH)
            instead[word] = lines[i]
            sub(/^[^ ]+ +/, "", instead[word])
        }
}
FNR == 1 { after_if = 0 }
{
    code = $0
    gsub(/"([^"\\]|\\.)*"/, "\"\"", code) # texts for people have words of their own
}
FILENAME ~ /^(sim|include|tests)\// && code ~ /[!=]= *NULL/ {
    complain("compares with NULL")
}
FILENAME ~ /^sim\// {
    if (after_if && code ~ /^ *status = /)
        complain("a chain of `if (status == VRO_OK)`; write TRY(...)")
    after_if = code ~ /^ *if \(status == VRO_OK\)( \{)?$/
}
FILENAME ~ /^(sim|include)\// {
    text = tolower(code)
    for (word in instead)
        if (text ~ "(^|[^a-z])" word "([^a-z]|$)")
            complain("\"" word "\"; write " instead[word])
}
function complain(sentence) {
    print FILENAME ":" FNR ": " sentence
    bad = 1
}
END { exit bad }
' "$@"

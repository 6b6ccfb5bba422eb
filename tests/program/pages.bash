# What stands in a page, README.md or docs/*.md. Shared by documents.bats and documents.sh.
#   ```sh            holds commands, one a line (or continued with \), which run in their order;
#   ```csv NAME      holds a table, which commands of the page find in the file NAME; so do python and r
#                    with a program;
#   ```              holds lines that the last command before it prints ("..." stands for others). Commands with
#                    such lines run in their order, so that one may read what those before it have left.

# The commands of a page, continued lines joined.
commands() { # PAGE
    awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$1" |
        sed -e ':join' -e '/\\$/{N;s/ *\\\n */ /;bjoin' -e '}'
}

# Tables and programs of a page, each in its file.
write_tables() { # PAGE
    awk '/^```(csv|python|r) / { file = $2; next } /^```/ { file = "" } file { print > file }' "$1"
}

# Every output of a page in a file of its own, N.lines, with the command that prints it in N.command.
write_outputs() { # PAGE FOLDER
    awk -v folder="$2" '
        inside == "output" && !/^```/ { print > (folder "/" count ".lines") }
        inside == "sh" && !/^```/ { command = continued ? command " " $0 : $0 }
        inside == "sh" { continued = sub(/\\$/, "", command) }
        inside && /^```/ { inside = ""; next }
        /^```/ { inside = "other" }
        /^```sh$/ { inside = "sh"; command = "" }
        /^```$/ { inside = "output"; print command > (folder "/" ++count ".command") }' "$1"
}

# Runs the command of an output; what "make test" is shown to print is what "make run" prints.
run_shown() { # FILE_OF_COMMAND; the program is $program
    local command
    command=$(cat "$1")
    [[ $command != make\ test* ]] || command="make run"
    vrosim() { "$program" "$@"; }
    make() { "$program" "$@"; }
    eval "${command#build/}"
}

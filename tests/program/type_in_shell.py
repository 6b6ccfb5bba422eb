# Usage: type_in_shell.py BEGINNING COMMAND... <LINES
# Starts an interactive shell (COMMAND...) on a terminal of its own, gives it the lines of the file BEGINNING, and
# then types each line of its input with a tab after it, as people do. The shell's command vrosim is replaced by one
# that tells its words: they are printed, a line for each that was typed.
import os
import pty
import re
import select
import sys

QUIET = 0.4  # seconds without output after which a shell has done what it was to do
LIMIT = 30


def read_until(terminal, pattern, wait):
    """What the shell writes until it matches, or, without a pattern, until it is quiet."""
    written = b""
    while select.select([terminal], [], [], wait)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        written += part
        if pattern and re.search(pattern, written):
            break
    return written


def main():
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "dumb"
        os.execvp(sys.argv[2], sys.argv[2:])
    os.write(terminal, f"vrosim() {{ printf '%s ' '<''<' \"$@\" '>''>'; }}; . {sys.argv[1]}; echo rea''dy\r".encode())
    read_until(terminal, rb"ready\r?\n", LIMIT)
    read_until(terminal, None, QUIET)
    for line in sys.stdin:
        os.write(terminal, line.rstrip("\n").encode() + b"\t")
        read_until(terminal, None, QUIET)
        os.write(terminal, b"\r")
        found = re.search(rb"<< (.*?) ?>>", read_until(terminal, rb"<< .*>>", LIMIT))
        print(found.group(1).decode() if found else "nothing")
        read_until(terminal, None, QUIET / 4)
    os.write(terminal, b"exit\r")
    os.close(terminal)
    os.waitpid(child, 0)


main()

"""Calls of the program vrosim."""
from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Optional, Sequence

from .errors import BadInput, Fault, Missing, OutOfMemory, VrosimError, fault_of

#: Exit codes of the program that have an exception of their own.
_KINDS = {2: BadInput, 3: OutOfMemory}


def find_program() -> Optional[str]:
    """The program that $VROSIM names, else that of the PATH; None: there is none."""
    return os.environ.get("VROSIM") or shutil.which("vrosim")


def _complaints(errors: str, staged: Optional[Path]) -> list[str]:
    """Lines without "vrosim: ", and tables that were made of data frames by their own names."""
    if staged is not None:
        errors = errors.replace(f"{staged}{os.sep}", "")
    return [line[len("vrosim: "):] if line.startswith("vrosim: ") else line
            for line in errors.splitlines()]


def perform(words: Sequence[str], staged: Optional[Path] = None) -> str:
    """Runs the program and returns what it prints. staged: the folder of tables that were made of
    data frames. What it complains of is an exception, or a warning where it succeeds."""
    program = find_program()
    if program is None:
        raise Missing([Fault("the program vrosim is not on the PATH; install it (make install), or "
                             "set VROSIM to its place")])
    try:
        done = subprocess.run([program, *words], capture_output=True, text=True, encoding="utf-8",
                              errors="replace", stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise Missing([Fault(f"{program} cannot be run: {error.strerror}")]) from error
    complaints = _complaints(done.stderr, staged)
    if done.returncode != 0:
        kind = _KINDS.get(done.returncode, VrosimError)
        faults = [fault_of(line) for line in complaints]
        raise kind(faults or [Fault(f"vrosim ended with {done.returncode}")], done.returncode)
    if complaints:
        warnings.warn("\n".join(complaints), stacklevel=4)
    return done.stdout


def program_version() -> str:
    """The version of the program, such as "0.2.0"."""
    return perform(["--version"]).split()[1].rstrip(",")

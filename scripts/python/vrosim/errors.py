"""Exceptions: what the library or the program complains of, word by word."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional, Sequence

_PLACE = re.compile(r"^(?P<file>.+?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?: ")


@dataclass(frozen=True)
class Fault:
    """One fault. file, line and column (both from 1) are None where it has no such place."""

    text: str
    file: Optional[str] = None
    line: Optional[int] = None
    column: Optional[int] = None


class VrosimError(Exception):
    """A study that was not made. Its text has a line for each of `faults`; `status` is the exit code
    of the program, None where the library was called."""

    def __init__(self, faults: Sequence[Fault], status: Optional[int] = None) -> None:
        super().__init__("\n".join(fault.text for fault in faults))
        self.faults = list(faults)
        self.status = status


class BadInput(VrosimError, ValueError):
    """A table or an argument is at fault."""


class OutOfMemory(VrosimError, MemoryError):
    """There is not enough memory."""


class Missing(VrosimError, FileNotFoundError):
    """The library or the program is not installed."""

    def __str__(self) -> str:
        return "\n".join(fault.text for fault in self.faults)


def fault_of(line: str) -> Fault:
    """A fault from what is printed of it, "file:line:column: sentence"."""
    place = _PLACE.match(line)
    if not place:
        return Fault(line)
    column = place["column"]
    return Fault(line, place["file"], int(place["line"]), int(column) if column else None)

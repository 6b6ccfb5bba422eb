"""The program and the library of $VROSIM and $VROSIM_LIBRARY, or those that are installed."""
from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Callable

import pytest

from vrosim import library, program

Runner = Callable[..., Path]


@pytest.fixture(scope="session")
def binary() -> str:
    found = program.find_program()
    if found is None:
        pytest.skip("the program vrosim is not there; set VROSIM to its place")
    return os.path.abspath(found) if os.sep in found else found


@pytest.fixture(scope="session")
def shared() -> None:
    if not library.is_there():
        pytest.skip("the library vrosim is not there; set VROSIM_LIBRARY to its place")


@pytest.fixture
def by_hand(binary: str, tmp_path: Path) -> Runner:
    """Runs the program with words in a folder of its own and returns its results."""
    def perform(*words: str) -> Path:
        subprocess.run([binary, *words, "--quiet", "--out", "by-hand"], cwd=tmp_path, check=True)
        return tmp_path / "by-hand"
    return perform

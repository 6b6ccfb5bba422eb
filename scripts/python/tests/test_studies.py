"""Both engines hand out the bytes of the program, and every fault with its place."""
from __future__ import annotations

import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

import vrosim
from vrosim import library

TABLE = [{"strategy": "vro", "parameter": "plan.spica", "distribution": "fixed", "value": 0.5,
          "unit": "probability"}]
WRONG = [{**TABLE[0], "value": 5}, {**TABLE[0], "parameter": "plan.spic"}]


def same_tables(results: vrosim.Results, folder: Path) -> None:
    assert results.names
    for name in results.names:
        assert results.table(name) == (folder / f"{name}.csv").read_bytes(), name


@pytest.mark.parametrize("engine", ["library", "program"])
def test_a_run_has_the_bytes_of_the_program(engine: Any, shared: None, by_hand: Any) -> None:
    folder = by_hand("run", "--patients=3000", "--seed=7", "--stream=2", "--subgroups=sex",
                     "--strategies=vro,observation", "--reference=observation")
    results = vrosim.run(patients=3000, seed=7, stream=2, subgroups=["sex"], threads=2,
                         strategies=["vro", "observation"], reference="observation", engine=engine)
    same_tables(results, folder)
    assert sorted(results.names) == sorted(path.stem for path in folder.glob("*.csv"))


@pytest.mark.parametrize("sampling", ["sobol", "pcg"])
@pytest.mark.parametrize("engine", ["library", "program"])
def test_children_are_drawn_as_the_caller_says(engine: Any, sampling: Any, shared: None,
                                               by_hand: Any) -> None:
    folder = by_hand("run", "--patients=3000", f"--sampling={sampling}")
    same_tables(vrosim.run(patients=3000, sampling=sampling, engine=engine), folder)


@pytest.mark.parametrize("engine", ["library", "program"])
def test_a_way_to_sample_that_there_is_not_is_refused(engine: Any, shared: None) -> None:
    with pytest.raises(vrosim.BadInput, match="halton.* sobol or pcg"):
        vrosim.run(patients=3000, sampling="halton", engine=engine)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["library", "program"])
def test_tables_of_a_caller_have_the_bytes_of_files(engine: Any, shared: None, by_hand: Any,
                                                    tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(
        "strategy,parameter,distribution,value,unit\nvro,plan.spica,fixed,0.5,probability\n")
    folder = by_hand("run", "mine.csv", "--patients=1000")
    same_tables(vrosim.run({"mine": TABLE}, patients=1000, engine=engine), folder)
    same_tables(vrosim.run(tmp_path / "mine.csv", patients=1000, engine=engine), folder)


def test_children_of_a_caller_have_the_bytes_of_a_file(by_hand: Any, tmp_path: Path) -> None:
    (tmp_path / "children.csv").write_text("gmfcs,age\n4,6\n5,7\n")
    folder = by_hand("run", "--patients=1000", "--children=children.csv")
    children = [{"gmfcs": 4, "age": 6}, {"gmfcs": 5, "age": 7}]
    same_tables(vrosim.run(patients=1000, children=children), folder)


@pytest.mark.parametrize("engine", ["library", "program"])
def test_an_uncertainty_analysis_has_the_bytes_of_the_program(engine: Any, shared: None,
                                                              by_hand: Any) -> None:
    folder = by_hand("psa", "--samples=8", "--patients=200", "--seed=3")
    results = vrosim.psa(samples=8, patients=200, seed=3, engine=engine)
    same_tables(results, folder)
    assert ("decision_acceptability" in results) == (engine == "program")


def test_a_calibration_has_the_bytes_of_the_program(by_hand: Any) -> None:
    folder = by_hand("calibrate", "--points=100", "--rows=20", "--patients=100", "--force",
                     "--parameters=migration.s*")
    results = vrosim.calibrate(points=100, rows=20, patients=100, parameters=["migration.s*"],
                               force=True)
    same_tables(results, folder)
    assert results.folder is not None
    with pytest.warns(UserWarning, match="the samples are not trustworthy"):
        after = vrosim.psa(results.folder / "calibrated.csv", samples=4, patients=100,
                           draws=results.folder / "calibration_posterior.csv")
    assert len(after.rows("psa_effects")) == 4


def test_a_calibration_that_does_not_carry_is_refused(binary: str) -> None:
    with pytest.raises(vrosim.BadInput, match="do not carry a posterior"):
        vrosim.calibrate(points=100, rows=20, patients=100, parameters="migration.s*")


@pytest.mark.parametrize("engine", ["library", "program"])
def test_every_fault_comes_with_its_place(engine: Any, shared: None, binary: str,
                                          tmp_path: Path) -> None:
    with pytest.raises(vrosim.BadInput) as caught:
        vrosim.run({"mine": WRONG}, patients=100, engine=engine)
    (tmp_path / "mine.csv").write_text(
        "strategy,parameter,distribution,value,unit\nvro,plan.spica,fixed,5,probability\n"
        "vro,plan.spic,fixed,0.5,probability\n")
    by_hand = subprocess.run([binary, "run", "mine.csv"], cwd=tmp_path, capture_output=True,
                             text=True, check=False)
    said = [line[len("vrosim: "):] for line in by_hand.stderr.splitlines()]
    assert [fault.text for fault in caught.value.faults] == said and len(said) == 2
    assert str(caught.value) == "\n".join(said)
    first = caught.value.faults[0]
    assert (first.file, first.line, first.column) == ("mine.csv", 2, 22)
    assert caught.value.status == (2 if engine == "program" else None)


@pytest.mark.parametrize("engine", ["library", "program"])
@pytest.mark.parametrize("wrong", [{"patients": 0}, {"seed": -1}, {"strategies": "nope"},
                                   {"reference": "nope"}, {"subgroups": "nope"},
                                   {"tables": "nope.csv"}])
def test_wrong_arguments_are_refused_by_both(engine: Any, wrong: dict[str, Any], shared: None,
                                             binary: str) -> None:
    with pytest.raises(vrosim.BadInput) as caught:
        vrosim.run(engine=engine, **{"patients": 100, **wrong})
    assert caught.value.faults[0].text


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VROSIM", "/nowhere/vrosim")
    monkeypatch.setenv("VROSIM_LIBRARY", "/nowhere/libvrosim.so.0")
    with pytest.raises(vrosim.Missing, match="/nowhere/vrosim cannot be run"):
        vrosim.run(patients=10, engine="program")
    with pytest.raises(vrosim.Missing, match="set VROSIM_LIBRARY"):
        vrosim.run(patients=10, engine="library")


def test_what_the_library_has_not_needs_the_program(shared: None) -> None:
    for asked in ({"options": ["--courses=5"]}, {"out": "folder"}, {"children": [{"gmfcs": 9}]}):
        with pytest.raises(ValueError, match="need the program"):
            vrosim.run(patients=10, engine="library", **asked)  # type: ignore[arg-type]


def test_a_child_that_cannot_be_is_refused(binary: str) -> None:
    with pytest.raises(vrosim.BadInput, match="^children.csv:2:1: gmfcs is '9'"):
        vrosim.run(patients=10, children=[{"gmfcs": 9}])


def test_further_options_reach_the_program(binary: str, tmp_path: Path) -> None:
    results = vrosim.run(patients=100, options=["--courses=5"], out=tmp_path / "kept")
    assert "courses" in results and (tmp_path / "kept" / "courses.csv").exists()
    again = vrosim.read_results(tmp_path / "kept")
    assert again.table("courses") == results.table("courses")
    assert again.manifest()["patients"] == 100


def test_progress_is_told_until_the_end(shared: None) -> None:
    told: list[tuple[int, int]] = []
    vrosim.run(patients=20_000, engine="library", progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (20_000, 20_000)


def test_an_exception_of_progress_ends_the_simulation(shared: None) -> None:
    with pytest.raises(ZeroDivisionError):
        vrosim.run(patients=10**12, engine="library", progress=lambda done, of: print(1 // 0))


def test_ctrl_c_ends_the_simulation(shared: None) -> None:
    import os
    import signal

    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        vrosim.run(patients=10**12, engine="library")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_versions_are_those_of_the_package(shared: None, binary: str) -> None:
    assert vrosim.library_version() == vrosim.program_version() == vrosim.__version__


def test_a_missing_function_is_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VROSIM_LIBRARY", "libc.so.6")
    assert not library.is_there()

"""Studies: run, psa, calibrate."""
from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Literal, Optional, Sequence, Union

from . import library, program
from .inputs import Table, Tables, joined, stage, stage_all
from .library import Progress
from .results import Results, of_folder

#: What computes: the library in this process, or the program, which writes files.
Engine = Literal["auto", "library", "program"]
Sampling = Optional[Literal["sobol", "pcg"]]
Names = Union[None, str, Sequence[str]]

_VERB_OF_FILE = {"psa_summary.csv": "psa", "calibration_fit.csv": "calibrate"}


def _words(**settings: object) -> list[str]:
    """Options of the program; None: not given."""
    return [f"--{name}={value}" for name, value in settings.items() if value is not None]


def _perform(verb: str, words: Sequence[str], paths: Sequence[str], staged: Path,
             out: "Optional[str | os.PathLike[str]]") -> Results:
    """Runs the program; without `out` the files go with the results."""
    keep = None if out is not None else tempfile.TemporaryDirectory(prefix="vrosim-")
    folder = Path(out) if out is not None else Path(keep.name) / "results"  # type: ignore[union-attr]
    text = program.perform([verb, *words, f"--out={folder}", "--", *paths], staged)
    return of_folder(verb, folder, text, keep)


def _scenario(paths: Sequence[str], strategies: Names, reference: Optional[str],
              staged: Path) -> library.Scenario:
    scenario = library.Scenario(paths, joined(strategies), f"{staged}{os.sep}")
    if reference is not None:
        scenario.set_reference(reference)
    return scenario


def _is_by_program(engine: Engine, asked: Sequence[object], preferred: bool) -> bool:
    """Whether the program is to compute: where it is named, or preferred, or something is asked for
    (neither None nor empty) that the library has not."""
    needed = any(thing is not None and not (isinstance(thing, list) and not thing)
                 for thing in asked)
    if engine == "library" and needed:
        raise ValueError("options, out, children and draws need the program: "
                         "engine='program'")
    return engine == "program" or (engine == "auto" and (needed or preferred))


def run(tables: Tables = None, *, patients: int = 1_000_000, seed: int = 1, stream: int = 0,
        sampling: Sampling = None, threads: int = 0, strategies: Names = None,
        reference: Optional[str] = None, subgroups: Names = None,
        children: Optional[Table] = None, options: Sequence[str] = (),
        out: "Optional[str | os.PathLike[str]]" = None, engine: Engine = "auto",
        progress: Optional[Progress] = None) -> Results:
    """Simulates children under every strategy, as `vrosim run`.

    tables: scenario tables over the built-in default: a file, a data frame, a list of rows
        (dictionaries), several of them in a list, or {"name": table}; the scenario takes the name.
    patients, seed, stream: which children. sampling: "sobol" or "pcg", how they are drawn; None: as
        the program does. threads: 0 for one a core; results do not depend on it.
    strategies: names of those to keep. reference: the strategy that the others are compared with.
    subgroups: such as "sex" or ["age=5/8", "gmfcs*sex"].
    children: a table of children to simulate instead of drawn ones.
    options: further options of the program, such as ["--set=vro:plan.spica=0.5"].
    out: a folder for the files.
    engine: "auto" is the library where it is found; options, out and children need the
        program.
    progress: called with the number of children that are done, and of all; library only.

    Raises BadInput with every fault of every table, OutOfMemory, Missing.
    """
    by_program = _is_by_program(engine, [list(options), out, children],
                                preferred=engine == "auto" and not library.is_there())
    with tempfile.TemporaryDirectory(prefix="vrosim-") as folder:
        staged = Path(folder)
        paths = stage_all(tables, staged)
        if by_program:
            given = None if children is None else stage(children, "children", staged)
            words = _words(patients=patients, seed=seed, stream=stream, sampling=sampling,
                           threads=threads or None, strategies=joined(strategies),
                           reference=reference, subgroups=joined(subgroups), children=given)
            return _perform("run", [*words, *options], paths, staged, out)
        scenario = _scenario(paths, strategies, reference, staged)
        made = library.Run(scenario, library.options_of(patients, seed, stream, sampling, threads,
                                                        joined(subgroups)), progress)
        return Results("run", library.Run.FILES, made.table, made.summary())


def psa(tables: Tables = None, *, samples: int = 1000, patients: int = 10_000, seed: int = 1,
        stream: int = 0, sampling: Sampling = None, threads: int = 0, strategies: Names = None,
        reference: Optional[str] = None, subgroups: Names = None,
        children: Optional[Table] = None, draws: Optional[Table] = None,
        options: Sequence[str] = (), out: "Optional[str | os.PathLike[str]]" = None,
        engine: Engine = "auto") -> Results:
    """Samples the uncertain parameters and simulates the same children with each sample, as
    `vrosim psa`.

    samples: how many; patients: children of each. draws: a table of parameters, such as
    calibration_posterior.csv or calibration["calibration_posterior"], to be taken from its rows;
    options: further options, such as ["--study=n=100:400,outcomes=failure_by_5y"].
    engine: "auto" is the program where it is found: it also analyses the decision. The library
    writes the tables of samples and intervals alone. All else is as of `run`.
    """
    by_program = _is_by_program(engine, [list(options), out, children, draws],
                                preferred=program.find_program() is not None)
    with tempfile.TemporaryDirectory(prefix="vrosim-") as folder:
        staged = Path(folder)
        paths = stage_all(tables, staged)
        if by_program:
            given = None if children is None else stage(children, "children", staged)
            words = _words(samples=samples, patients=patients, seed=seed, stream=stream,
                           sampling=sampling, threads=threads or None, strategies=joined(strategies),
                           reference=reference, subgroups=joined(subgroups), children=given,
                           draws=None if draws is None else stage(draws, "draws", staged))
            return _perform("psa", [*words, *options], paths, staged, out)
        scenario = _scenario(paths, strategies, reference, staged)
        made = library.Psa(scenario, library.options_of(patients, seed, stream, sampling, threads,
                                                        joined(subgroups)), samples)
        return Results("psa", made.files(), made.table)


def calibrate(targets: Optional[Table] = None, tables: Tables = None, *,
              parameters: Names = None, prior: Optional[Table] = None,
              points: Optional[int] = None, rows: Optional[int] = None,
              patients: Optional[int] = None, seed: int = 1, stream: int = 0,
              sampling: Sampling = None, threads: int = 0, force: bool = False,
              options: Sequence[str] = (),
              out: "Optional[str | os.PathLike[str]]" = None) -> Results:
    """Fits parameters to published figures, as `vrosim calibrate`; the program does it.

    targets: the table of figures; None: those that the program holds. parameters: those to fit,
    such as ["migration.*", "rescue.acceptance"]. prior: what was believed before. points, rows,
    patients: how much is computed; None: as the program does. force: a posterior that the samples
    do not carry is handed out all the same; without it this is a BadInput that says what they
    lack. The results have calibrated.csv, a table for `run` and `psa`, and
    calibration_posterior.csv, the `draws` of `psa`.
    """
    with tempfile.TemporaryDirectory(prefix="vrosim-") as folder:
        staged = Path(folder)
        if targets is None and tables is not None:
            raise ValueError("tables come after targets: give both")
        paths = [] if targets is None else [stage(targets, "targets", staged)]
        paths += stage_all(tables, staged)
        words = _words(parameters=joined(parameters), points=points, rows=rows, patients=patients,
                       seed=seed, stream=stream, sampling=sampling, threads=threads or None,
                       prior=None if prior is None else stage(prior, "prior", staged))
        if force:
            words.append("--force")
        return _perform("calibrate", [*words, *options], paths, staged, out)


def read_results(folder: "str | os.PathLike[str]") -> Results:
    """The results of a folder that the program wrote earlier."""
    path = Path(folder)
    verb = next((verb for file, verb in _VERB_OF_FILE.items() if (path / file).exists()), "run")
    return of_folder(verb, path)

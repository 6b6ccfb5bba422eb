"""Calls of the shared library, libvrosim.so.0, whose functions are explained in vrosim.h."""
from __future__ import annotations

import ctypes
import os
import signal
import threading
from ctypes import byref, c_char_p, c_int, c_size_t, c_uint64, c_void_p
from functools import lru_cache
from typing import Any, Callable, Iterator, Optional, Sequence

from .errors import BadInput, Fault, Missing, OutOfMemory, VrosimError

NAME = "libvrosim.so.0"

#: Tells how many children of how many are simulated.
Progress = Callable[[int, int], None]

_KINDS = {1: BadInput, 2: BadInput, 3: OutOfMemory}  # by vrosim_status
_SAMPLING = {"pcg": 0, "sobol": 1}  # vrosim_sampling
_interrupted_t = ctypes.CFUNCTYPE(c_int, c_void_p)
_progress_t = ctypes.CFUNCTYPE(None, c_void_p, c_uint64, c_uint64)


class Options(ctypes.Structure):
    """vrosim_options."""

    _fields_ = [("children", c_uint64), ("seed", c_uint64), ("stream", c_uint64),
                ("threads", c_int), ("sampling", c_int), ("subgroups", c_char_p),
                ("interrupted", _interrupted_t), ("progress", _progress_t),
                ("context", c_void_p)]


class _Error(ctypes.Structure):
    _fields_ = [("status", c_int), ("text", c_char_p), ("file", c_char_p),
                ("line", c_size_t), ("column", c_size_t)]


_texts = ctypes.POINTER(c_char_p)
_options = ctypes.POINTER(Options)
_made = ctypes.POINTER(c_void_p)

#: Function: what it returns, what it takes.
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "version": (c_char_p, []),
    "errors_new": (c_void_p, []),
    "errors_count": (c_size_t, [c_void_p]),
    "errors_get": (_Error, [c_void_p, c_size_t]),
    "errors_free": (None, [c_void_p]),
    "options_default": (Options, []),
    "scenario_from_files": (c_int, [_made, _texts, c_size_t, c_char_p, c_void_p]),
    "scenario_set_reference": (c_int, [c_void_p, c_char_p, c_void_p]),
    "scenario_free": (None, [c_void_p]),
    "simulate": (c_int, [_made, c_void_p, _options, c_void_p]),
    "results_table": (c_int, [_made, c_void_p, c_char_p, c_void_p]),
    "results_summary": (c_int, [_made, c_void_p, c_void_p]),
    "results_free": (None, [c_void_p]),
    "psa_run": (c_int, [_made, c_void_p, c_uint64, _options, c_void_p]),
    "psa_table": (c_int, [_made, c_void_p, c_char_p, c_void_p]),
    "psa_free": (None, [c_void_p]),
    "text_free": (None, [c_void_p]),
}


@lru_cache(maxsize=None)
def _load(path: str) -> Any:
    library = ctypes.CDLL(path)
    for name, (returns, takes) in _FUNCTIONS.items():
        function = getattr(library, f"vrosim_{name}")
        function.restype, function.argtypes = returns, takes
    return library


def load() -> Any:
    """The library that $VROSIM_LIBRARY names, else the one that the system finds."""
    path = os.environ.get("VROSIM_LIBRARY") or NAME
    try:
        return _load(path)
    except (OSError, AttributeError) as error:
        raise Missing([Fault(f"the library vrosim cannot be used ({error}); install it (make "
                             "install), or set VROSIM_LIBRARY to its place")]) from error


def is_there() -> bool:
    """Whether the library can be used."""
    try:
        load()
    except Missing:
        return False
    return True


def library_version() -> str:
    """The version of the library, such as "0.2.0"."""
    version: bytes = load().vrosim_version()
    return version.decode()


class _Errors:
    """The faults of one call."""

    def __init__(self, library: Any, staged: str = "") -> None:
        self._library = library
        self._staged = staged  # a folder that names of files lose
        self.address = c_void_p(library.vrosim_errors_new())

    def __enter__(self) -> "_Errors":
        return self

    def __exit__(self, *_: object) -> None:
        self._library.vrosim_errors_free(self.address)

    def _decode(self, text: bytes) -> str:
        decoded = text.decode("utf-8", "replace")
        return decoded.replace(self._staged, "") if self._staged else decoded

    def _faults(self) -> Iterator[Fault]:
        for number in range(self._library.vrosim_errors_count(self.address)):
            error = self._library.vrosim_errors_get(self.address, number)
            yield Fault(self._decode(error.text), self._decode(error.file) if error.file else None,
                        error.line or None, error.column or None)

    def check(self, status: int) -> None:
        """Raises what the call complained of."""
        if status != 0:
            faults = list(self._faults()) or [Fault(f"vrosim_status {status}")]
            raise _KINDS.get(status, VrosimError)(faults)


class _Object:
    """Something that the library made, released with this object."""

    _free: Any = None

    def __init__(self, library: Any, kind: str) -> None:
        self.library = library
        self.address = c_void_p()
        self._free = getattr(library, f"vrosim_{kind}_free")

    def __del__(self) -> None:
        if self._free:
            self._free(self.address)


class Scenario(_Object):
    """A scenario of files over the built-in default."""

    def __init__(self, paths: Sequence[str], strategies: Optional[str] = None,
                 staged: str = "") -> None:
        super().__init__(load(), "scenario")
        files = (c_char_p * max(len(paths), 1))(*(os.fsencode(path) for path in paths))
        with _Errors(self.library, staged) as errors:
            errors.check(self.library.vrosim_scenario_from_files(
                byref(self.address), files, len(paths),
                None if strategies is None else strategies.encode(), errors.address))

    def set_reference(self, strategy: str) -> None:
        """Puts a strategy first."""
        with _Errors(self.library) as errors:
            errors.check(self.library.vrosim_scenario_set_reference(
                self.address, strategy.encode(), errors.address))


class _Tables(_Object):
    """Results whose tables can be had."""

    _table: Any

    def text(self, function: Any, *words: bytes) -> bytes:
        """The text that a function of the library makes of the results."""
        made = c_void_p()
        with _Errors(self.library) as errors:
            errors.check(function(byref(made), self.address, *words, errors.address))
        try:
            return ctypes.string_at(made)
        finally:
            self.library.vrosim_text_free(made)

    def table(self, file: str) -> bytes:
        """The bytes of a table."""
        return self.text(self._table, file.encode())


class _Watch:
    """Looks after a simulation that runs: ends it on Ctrl-C or an exception of `progress`, which
    cannot leave the library by themselves, and raises that at its own end."""

    def __init__(self, progress: Optional[Progress]) -> None:
        self._progress = progress
        self._error: Optional[BaseException] = None
        self._earlier: Any = None
        self.interrupted = _interrupted_t(lambda _context: int(self._error is not None))
        self.progress = _progress_t(self._tell)

    def _stop(self, _signal: int, _frame: Any) -> None:
        self._error = KeyboardInterrupt()

    def _tell(self, _context: Any, done: int, total: int) -> None:
        try:
            if self._progress and self._error is None:
                self._progress(done, total)
        except BaseException as error:  # pylint: disable=broad-except
            self._error = error

    # Only the main thread hears of Ctrl-C; a handler of the caller's own stays in place.
    def __enter__(self) -> "_Watch":
        if threading.current_thread() is threading.main_thread() and \
                signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._earlier = signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        if self._earlier is not None:
            signal.signal(signal.SIGINT, self._earlier)
        if self._error is not None:
            raise self._error


class Run(_Tables):
    """vrosim_simulate."""

    FILES = ["children.csv", "cohort.csv", "contrasts.csv", "healing.csv", "increments.csv",
             "lld.csv", "net_benefit.csv", "parameters.csv", "revision.csv", "strategies.csv",
             "summary.csv"]

    def __init__(self, scenario: Scenario, options: Options,
                 progress: Optional[Progress] = None) -> None:
        super().__init__(scenario.library, "results")
        self._table = self.library.vrosim_results_table
        with _Errors(self.library) as errors:
            with _Watch(progress) as watch:
                options.interrupted, options.progress = watch.interrupted, watch.progress
                status = self.library.vrosim_simulate(byref(self.address), scenario.address,
                                                      byref(options), errors.address)
            errors.check(status)

    def summary(self) -> str:
        """What `vrosim run` prints."""
        return self.text(self.library.vrosim_results_summary).decode()


class Psa(_Tables):
    """vrosim_psa_run. Ctrl-C waits for its end."""

    FILES = ["parameters.csv", "psa_contrasts.csv", "psa_costs.csv", "psa_effects.csv",
             "psa_params.csv", "psa_summary.csv", "strategies.csv"]

    def __init__(self, scenario: Scenario, options: Options, samples: int) -> None:
        super().__init__(scenario.library, "psa")
        self._table = self.library.vrosim_psa_table
        with _Errors(self.library) as errors:
            errors.check(self.library.vrosim_psa_run(byref(self.address), scenario.address, samples,
                                                     byref(options), errors.address))

    def files(self) -> list[str]:
        """The tables that there are: psa_params.csv is not where nothing is uncertain."""
        try:
            self.table("psa_params.csv")
        except BadInput:
            return [file for file in self.FILES if file != "psa_params.csv"]
        return self.FILES


def options_of(children: int, seed: int, stream: int, sampling: Optional[str], threads: int,
               subgroups: Optional[str]) -> Options:
    """Options of a simulation; numbers that do not fit are refused."""
    for name, value, most in (("patients", children, 2**64), ("seed", seed, 2**64),
                              ("stream", stream, 2**64), ("threads", threads, 2**31)):
        if not 0 <= value < most:
            raise BadInput([Fault(f"{name} is out of range: {value}")])
    options: Options = load().vrosim_options_default()
    options.children, options.seed, options.stream = children, seed, stream
    options.threads = threads
    if sampling is not None:
        if sampling not in _SAMPLING:
            raise BadInput([Fault(f"sampling is '{sampling}'; it is sobol or pcg")])
        options.sampling = _SAMPLING[sampling]
    options.subgroups = None if subgroups is None else subgroups.encode()
    return options

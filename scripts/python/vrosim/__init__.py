"""vrosim: courses after hip surgery in children, simulated under several strategies.

>>> import vrosim
>>> study = vrosim.run(patients=20_000)           # doctest: +SKIP
>>> study["summary"]                              # doctest: +SKIP

The built-in scenario is an illustration informed by published evidence. It is not medical advice.
"""
from .errors import BadInput, Fault, Missing, OutOfMemory, VrosimError
from .library import library_version
from .objects import as_bcea, as_dampack, as_voi
from .program import program_version
from .results import Results
from .studies import calibrate, psa, read_results, run

__version__ = "0.2.0"

__all__ = ["BadInput", "Fault", "Missing", "OutOfMemory", "Results", "VrosimError", "as_bcea",
           "as_dampack", "as_voi", "calibrate", "library_version", "program_version", "psa",
           "read_results", "run"]

"""Tables of a study."""
from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any, Callable, Iterator, Optional

#: Columns of names and words, as `vrosim columns` has them: texts, whatever a name looks like.
_WORDS = frozenset("""
advice against cause change change_1 change_2 characteristic check comparator coverage diagnostic
distribution division establishes fault group id interval label like most_informative other outcome
outcomes parameter parameter_1 parameter_2 parameters reference result revision_cause role sampled_as
scenario se_kind seen set source standing statistic status strategies strategy study subgroup text
trade_off unit wanted warning
""".split())


def _file_of(name: str) -> str:
    return name if "." in name else f"{name}.csv"


class Results:
    """The tables of a study by name, "summary" for summary.csv: results.table("summary") are the
    bytes that the program writes, results["summary"] a data frame of pandas, or a list of
    dictionaries of texts where pandas is not installed.

    verb: "run", "psa" or "calibrate". text: what the program prints, "" of an analysis by the
    library. folder: where the files are, None where they are in memory alone.
    """

    def __init__(self, verb: str, files: list[str], read: Callable[[str], bytes], text: str = "",
                 folder: Optional[Path] = None, keep: Any = None) -> None:
        self.verb = verb
        self.text = text
        self.folder = folder
        self._files = files
        self._read = read
        self._keep = keep  # a folder that goes with the results
        self._bytes: dict[str, bytes] = {}

    @property
    def names(self) -> list[str]:
        """The tables that there are."""
        return [file[:-4] for file in self._files if file.endswith(".csv")]

    def table(self, name: str) -> bytes:
        """The bytes of a table, or of a file such as "manifest.json". KeyError: there is none."""
        file = _file_of(name)
        if file not in self._files:
            raise KeyError(f"{file} is not among the results: {', '.join(self._files)}")
        if file not in self._bytes:
            self._bytes[file] = self._read(file)
        return self._bytes[file]

    def frame(self, name: str) -> Any:
        """A table as a data frame of pandas; only an empty field is missing. Columns of names
        and words are texts, "" where they are empty."""
        import pandas

        separator, mark = (";", ",") if self._has_commas() else (",", ".")
        data = self.table(name)
        header = next(csv.reader(io.StringIO(data.decode("utf-8")), delimiter=separator))
        words = [column for column in header if column in _WORDS]
        frame = pandas.read_csv(io.BytesIO(data), float_precision="round_trip", sep=separator,
                                decimal=mark, keep_default_na=False, na_values=[""],
                                dtype=dict.fromkeys(words, str))
        frame[words] = frame[words].fillna("")
        return frame

    def rows(self, name: str) -> list[dict[str, str]]:
        """A table as a list of dictionaries of texts, a row each."""
        stream = io.StringIO(self.table(name).decode("utf-8"), newline="")
        return list(csv.DictReader(stream, delimiter=";" if self._has_commas() else ","))

    def __getitem__(self, name: str) -> Any:
        try:
            import pandas  # noqa: F401
        except ImportError:
            return self.rows(name)
        return self.frame(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and _file_of(name) in self._files

    def manifest(self) -> dict[str, Any]:
        """Settings and digests of the study, from which `vrosim replay` repeats it; {} of the
        library, which writes none."""
        if "manifest.json" not in self._files:
            return {}
        manifest: dict[str, Any] = json.loads(self.table("manifest.json"))
        return manifest

    def write(self, folder: "str | os.PathLike[str]") -> Path:
        """Writes all files into a folder, which is made where it is missing."""
        to = Path(folder)
        to.mkdir(parents=True, exist_ok=True)
        for file in self._files:
            (to / file).write_bytes(self.table(file))
        return to

    def _has_commas(self) -> bool:
        return self.manifest().get("decimal") == "comma"

    def __repr__(self) -> str:
        where = "" if self.folder is None else f" in {self.folder}"
        return f"<vrosim {self.verb}{where}: {', '.join(self.names)}>"


def of_folder(verb: str, folder: Path, text: str = "", keep: Any = None) -> Results:
    """The results that the program wrote into a folder."""
    files = sorted(path.name for path in folder.iterdir() if path.suffix in (".csv", ".json"))
    return Results(verb, files, lambda file: (folder / file).read_bytes(), text, folder, keep)

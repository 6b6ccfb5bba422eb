"""Tables that vrosim reads: files of the caller's, or files made of data frames and lists of rows."""
from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence, Union

#: A file, a data frame of pandas, or rows, each a dictionary of its columns.
Table = Union[str, "os.PathLike[str]", Sequence[Mapping[str, Any]], Any]
#: One table, several in their order, or several with names, which the scenario takes.
Tables = Union[None, Table, Sequence[Table], Mapping[str, Table]]


def is_file(table: Any) -> bool:
    return isinstance(table, (str, os.PathLike))


def _is_rows(table: Any) -> bool:
    return isinstance(table, (list, tuple)) and all(isinstance(row, Mapping) for row in table)


def _is_frame(table: Any) -> bool:
    return hasattr(table, "to_csv")


def _write_rows(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def stage(table: Any, name: str, folder: Path) -> str:
    """The path of a table; it is written to `folder`, as NAME.csv, unless it is a file."""
    if is_file(table):
        return str(os.fspath(table))
    path = folder / f"{name}.csv"
    if _is_frame(table):
        table.to_csv(path, index=False)
    elif _is_rows(table):
        _write_rows(table, path)
    else:
        raise TypeError(f"a table is a file, a data frame or a list of dictionaries, "
                        f"not {type(table).__name__}")
    return os.fspath(path)


def stage_all(tables: Any, folder: Path) -> list[str]:
    """The paths of all tables, in their order. Without names they are table, table_2 and so on."""
    if tables is None:
        return []
    if isinstance(tables, Mapping):
        return [stage(table, name, folder) for name, table in tables.items()]
    if is_file(tables) or _is_frame(tables) or (_is_rows(tables) and tables):
        tables = [tables]
    return [stage(table, "table" if number == 1 else f"table_{number}", folder)
            for number, table in enumerate(tables, 1)]


def joined(names: Union[None, str, Sequence[str]]) -> Optional[str]:
    """Names as the program takes them: "A,B"."""
    return names if names is None or isinstance(names, str) else ",".join(names)

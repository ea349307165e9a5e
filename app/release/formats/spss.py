"""SPSS system file (.sav): labels, the missing range -99..-95, and the run in the file's label."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import Environment, Integrity
from app.release.formats.timestamps import date_spss
from app.release.table import LEAST_MISSING, MOST_MISSING, Kind, Table, without_empty

if TYPE_CHECKING:
    import polars as pl
    from pyreadstat.pyclasses import MissingRange

MAX_FILE_LABEL = 64
MAX_LABEL_BYTES = 255  # of a variable; a value's label has 120
MAX_VALUE_LABEL_BYTES = 120


def write(path: Path, table: Table, run: str, day: dt.date) -> None:
    """Write `table`, dated `day`.

    Raises:
        Environment: `release.not_written`: the disk refused.
    """
    import pyreadstat

    try:
        pyreadstat.write_sav(
            table.frame,
            path,
            file_label=run[:MAX_FILE_LABEL],
            row_compress=True,
            column_labels=_column_labels(table),
            variable_value_labels=_value_labels(table),
            missing_ranges=_ranges(table),
            variable_measure={one.name: _measure(one.kind, bool(one.labels)) for one in table.columns},
            variable_format={
                one.name: f"F12.{one.decimals}" for one in table.columns if one.kind is not Kind.TEXT
            },
        )
    except pyreadstat.ReadstatError as error:
        raise Environment("release.not_written", file=path.name, reason=str(error)) from None
    date_spss(path, day)


def read(path: Path, table: Table) -> "pl.DataFrame":
    """What `path` holds, missing codes as numbers, read as the columns of `table`.

    Raises:
        Integrity: `release.read_back`: labels or missing ranges are not those of the table.
    """
    import polars as pl
    import pyreadstat

    frame, about = pyreadstat.read_sav(path, user_missing=True, output_format="polars")
    labels = {name: dict(values) for name, values in about.variable_value_labels.items()}
    ranges = {name: list(found) for name, found in about.missing_ranges.items()}
    if (
        dict(about.column_names_to_labels) != _column_labels(table)
        or labels != _value_labels(table)
        or ranges != _ranges(table)
    ):
        raise Integrity("release.read_back", file=path.name, column="", row=0)
    return without_empty(pl.DataFrame(frame), table.columns).cast(table.schema)


def _ranges(table: Table) -> "dict[str, list[int | float | str | MissingRange]]":
    return {one.name: [{"lo": LEAST_MISSING, "hi": MOST_MISSING}] for one in table.columns if one.missing}


def _column_labels(table: Table) -> dict[str, str | None]:
    return {one.name: cut(one.label.id, MAX_LABEL_BYTES) for one in table.columns}


def _value_labels(table: Table) -> dict[str, dict[int | float, str]]:
    return {
        one.name: {code: cut(text.id, MAX_VALUE_LABEL_BYTES) for code, text in one.labels.items()}
        for one in table.columns
        if one.labels
    }


def _measure(kind: Kind, labelled: bool) -> str:
    return "nominal" if kind is Kind.TEXT or labelled else "scale"


def cut(text: str, most: int) -> str:
    """`text` on one line, and at most `most` bytes of UTF-8, cut between two signs with an ellipsis."""
    line = " ".join(text.split())
    if len(line.encode()) <= most:
        return line
    return line.encode()[: most - 3].decode(errors="ignore").rstrip() + "…"

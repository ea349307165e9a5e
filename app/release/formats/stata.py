"""Stata (.dta, version 14 and later): labels, and the missing values .a to .e in the place of -99 to -95."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import Bug, Environment, Integrity
from app.release.formats.timestamps import date_stata
from app.release.table import LEAST_MISSING, MOST_MISSING, Column, Kind, Table

if TYPE_CHECKING:
    import polars as pl

LETTERS = {code: chr(ord("a") + code - LEAST_MISSING) for code in range(LEAST_MISSING, MOST_MISSING + 1)}
"""-99 .a, -98 .b, -97 .c, -96 .d, -95 .e."""
CODES = {letter: code for code, letter in LETTERS.items()}
_VERSION = 14
MAX_LABEL = 80  # signs, of a file or a variable
MAX_TEXT_BYTES = 2045  # of a fixed text; longer ones would need another storage that few programs read


def write(path: Path, table: Table, run: str, day: dt.date) -> None:
    """Write `table`, dated `day`.

    Raises:
        Environment: `release.not_written`: the disk refused.
        Bug: `release.table`: a text is longer than MAX_TEXT_BYTES.
    """
    import pyreadstat

    for one in table.columns:
        longest = table.frame[one.name].str.len_bytes().max() if one.kind is Kind.TEXT else None
        if isinstance(longest, int) and longest > MAX_TEXT_BYTES:
            raise Bug("release.table", table=table.name)

    try:
        pyreadstat.write_dta(
            _lettered(table),
            path,
            file_label=run[:MAX_LABEL],
            version=_VERSION,
            column_labels=_column_labels(table),
            variable_value_labels=_value_labels(table),  # type: ignore[arg-type]  # letters label tagged values
            missing_user_values={one.name: [LETTERS[code] for code in one.missing] for one in _coded(table)},
        )
    except pyreadstat.ReadstatError as error:
        raise Environment("release.not_written", file=path.name, reason=str(error)) from None
    date_stata(path, day)


def read(path: Path, table: Table) -> "pl.DataFrame":
    """What `path` holds, missing values as their codes, read as the columns of `table`.

    Raises:
        Integrity: `release.read_back`: labels are not those of the table.
    """
    import polars as pl
    import pyreadstat

    found, about = pyreadstat.read_dta(path, user_missing=True, output_format="dict")
    labels = {name: dict(values) for name, values in about.variable_value_labels.items()}
    if dict(about.column_names_to_labels) != _column_labels(table) or labels != _value_labels(table):
        raise Integrity("release.read_back", file=path.name, column="", row=0)
    columns = {one.name: _values(one, found[one.name]) for one in table.columns}
    return pl.DataFrame(columns, schema=table.schema, strict=True)


def _values(column: Column, found: "list[object]") -> list[object]:
    match column.kind:
        case Kind.TEXT:
            return [None if value in {"", None} else value for value in found]
        case Kind.INTEGER:
            return [_whole(value) for value in found]
        case Kind.NUMBER:
            return [None if value is None else _number(value) for value in found]


def _whole(value: object) -> int | None:
    if isinstance(value, str):
        return CODES[value]
    number = None if value is None else _number(value)
    return None if number is None else int(number)


def _number(value: object) -> float | None:
    number = float(str(value)) if not isinstance(value, float) else value
    return None if number != number else number  # noqa: PLR0124 - not a number is not itself


def _coded(table: Table) -> list[Column]:
    return [one for one in table.columns if one.missing]


def _lettered(table: Table) -> "pl.DataFrame":
    """The frame with missing codes as letters; such a column holds numbers and letters side by side."""
    import polars as pl

    columns = []
    for one in table.columns:
        series = table.frame[one.name]
        if one.missing:
            letters = {code: LETTERS[code] for code in one.missing}
            mixed = [letters.get(value, value) for value in series.to_list()]
            series = pl.Series(one.name, mixed, dtype=pl.Object)
        columns.append(series)
    return pl.DataFrame(columns)


def _column_labels(table: Table) -> dict[str, str | None]:
    return {one.name: _cut(one.label.id) for one in table.columns}


def _value_labels(table: Table) -> dict[str, dict[int | float | str, str]]:
    return {
        one.name: {
            LETTERS[code] if code in one.missing else code: _cut(text.id, 1000)
            for code, text in one.labels.items()
        }
        for one in table.columns
        if one.labels
    }


def _cut(text: str, most: int = MAX_LABEL) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"

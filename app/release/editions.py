"""The two editions, and the files in which each shows its tables."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.release.formats import csv, json, parquet, spss, stata, xlsx
from app.release.survey import Survey
from app.release.table import Table

if TYPE_CHECKING:
    import polars as pl


class Edition(StrEnum):
    """For whom a release is made; the values are parts of names of folders."""

    PUBLIC = "publik"
    INTERNAL = "internal"


DATA = "data"
"""The folder of the tables within a release."""
WORKBOOK = "tabel.xlsx"

Read = Callable[[Path], "pl.DataFrame"]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file with a table: how it is written, and how its values are read back.

    The workbook holds all tables: it is written once and read for each.
    """

    name: str
    table: Table
    write: Callable[[Path], None] | None
    read: Read


def data_files(edition: Edition, survey: Survey, tables: Sequence[Table]) -> Iterator[DataFile]:
    """The data files of an edition, in the order in which they are written."""
    origin, day = survey.origin, survey.day
    match edition:
        case Edition.PUBLIC:
            for table in tables:
                yield _csv(table)
                yield _json(table, origin)
                yield _parquet(table, origin)
            yield from _workbook(survey, tables)
        case Edition.INTERNAL:
            for table in tables:
                yield _csv(table)
                yield _parquet(table, origin)
                yield _spss(table, str(survey.run_id), day)
                yield _stata(table, str(survey.run_id), day)
        case _:
            assert_never(edition)


def _csv(table: Table) -> DataFile:
    return DataFile(
        f"{DATA}/{table.name}.csv",
        table,
        lambda path: csv.write(path, table),
        lambda path: csv.read(path, table),
    )


def _json(table: Table, origin: Mapping[str, str]) -> DataFile:
    return DataFile(
        f"{DATA}/{table.name}.json",
        table,
        lambda path: json.write(path, table, origin),
        lambda path: json.read(path, table),
    )


def _parquet(table: Table, origin: Mapping[str, str]) -> DataFile:
    return DataFile(
        f"{DATA}/{table.name}.parquet", table, lambda path: parquet.write(path, table, origin), parquet.read
    )


def _spss(table: Table, run: str, day: dt.date) -> DataFile:
    return DataFile(
        f"{DATA}/{table.name}.sav",
        table,
        lambda path: spss.write(path, table, run, day),
        lambda path: spss.read(path, table),
    )


def _stata(table: Table, run: str, day: dt.date) -> DataFile:
    return DataFile(
        f"{DATA}/{table.name}.dta",
        table,
        lambda path: stata.write(path, table, run, day),
        lambda path: stata.read(path, table),
    )


def _workbook(survey: Survey, tables: Sequence[Table]) -> Iterator[DataFile]:
    about = {"judul": survey.survey_title.id, "periode": survey.title.id, **survey.origin}
    for place, table in enumerate(tables):
        yield DataFile(
            f"{DATA}/{WORKBOOK}",
            table,
            (lambda path: xlsx.write(path, tables, about, survey.day)) if place == 0 else None,
            lambda path, name=table.name: xlsx.read(path, tables)[name],  # type: ignore[misc]  # bound here
        )

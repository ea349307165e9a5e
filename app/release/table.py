"""A table as every format writes it: typed columns that explain themselves, and their values.

The values lie in a polars frame, column by column, so that a hundred thousand rows cost what polars costs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from app.base.errors import Bug
from app.questionnaire.model import Absent, Text

if TYPE_CHECKING:
    import polars as pl

Value = int | float | str | None

LEAST_MISSING, MOST_MISSING = int(min(Absent)), int(max(Absent))
"""The one range of codes in which a column's missing values lie, as SPSS wants it."""

MAX_NAME = 32  # Stata's limit, the narrowest of all formats


class Kind(StrEnum):
    """What a column holds: whole numbers up to 2**31, numbers, or text. Text is never empty: it is absent."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Standard:
    """The parts of the data standard of Satu Data Indonesia (konsep, definisi, klasifikasi, ukuran, satuan),
    the reference code, and the rule that a value obeys; None where nobody has said it.
    """

    konsep: str | None = None
    definisi: str | None = None
    klasifikasi: str | None = None
    ukuran: str | None = None
    satuan: str | None = None
    kode_referensi: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One variable.

    `labels`: what its codes mean, missing ones included. `missing`: the codes that say why there is no value,
    all within LEAST_MISSING..MOST_MISSING. `categories`: what its texts mean. `question`: how it was asked.
    `weight`: whether it says for how many a row stands.
    """

    name: str
    label: Text
    kind: Kind
    labels: Mapping[int, Text] = field(default_factory=dict)
    missing: tuple[int, ...] = ()
    categories: Mapping[str, Text] = field(default_factory=dict)
    question: Text | None = None
    standard: Standard = Standard()
    decimals: int = 0
    weight: bool = False


@dataclass(frozen=True)
class Table:
    """Columns and their values, one row per `unit`; `key` names the columns that tell rows apart.

    Raises:
        Bug: `release.table`: the values are not those of the columns.
    """

    name: str
    title: Text
    unit: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    frame: "pl.DataFrame"

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        sound = (
            len(set(names)) == len(names)
            and set(self.key) <= set(names)
            and all(self._sound(column) for column in self.columns)
            and dict(self.frame.schema) == dict(self.schema)
        )
        if not sound:
            raise Bug("release.table", table=self.name)

    @staticmethod
    def _sound(column: Column) -> bool:
        coded = column.kind is Kind.INTEGER or not (column.labels or column.missing)
        within = all(LEAST_MISSING <= code <= MOST_MISSING for code in column.missing)
        return coded and within and column.name.isidentifier() and len(column.name) <= MAX_NAME

    @cached_property
    def schema(self) -> "pl.Schema":
        """The types of the columns, as polars has them."""
        return schema_of(self.columns)


def schema_of(columns: tuple[Column, ...]) -> "pl.Schema":
    """The types of `columns`."""
    import polars as pl

    types: Mapping[Kind, type[pl.DataType]] = {
        Kind.INTEGER: pl.Int32,
        Kind.NUMBER: pl.Float64,
        Kind.TEXT: pl.String,
    }
    return pl.Schema({column.name: types[column.kind]() for column in columns})


def table_of(
    name: str,
    title: Text,
    unit: Text,
    key: tuple[str, ...],
    columns: tuple[Column, ...],
    values: Mapping[str, list[Value]],
) -> Table:
    """A table from lists of values; an empty text becomes an absent one."""
    import polars as pl

    frame = pl.DataFrame(dict(values), schema=schema_of(columns), strict=True)
    return Table(name, title, unit, key, columns, without_empty(frame, columns))


def without_empty(frame: "pl.DataFrame", columns: tuple[Column, ...]) -> "pl.DataFrame":
    """The frame with every empty text absent: SPSS and Stata know no difference, so no format makes one."""
    import polars as pl

    texts = [pl.col(column.name) for column in columns if column.kind is Kind.TEXT]
    return frame.with_columns(pl.when(text != "").then(text).otherwise(None) for text in texts)

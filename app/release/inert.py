"""Texts that no spreadsheet takes for a formula, and back again.

A text whose first sign could begin a formula, or that begins with the guard itself, gets the guard `'` before
it. So every text has one guarded form, and taking one leading guard away gives back exactly what was there.
Numbers stay numbers: a column of numbers holds no text, whatever its signs.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

GUARD = "'"
STARTERS = "=+-@\t\r\n＝＋－＠"
"""Signs that begin a formula in some spreadsheet, also in full width (OWASP, CSV injection)."""

_GUARDED = (*STARTERS, GUARD)


def inert(text: str) -> str:
    """`text` as it is written to CSV and XLSX."""
    return GUARD + text if text.startswith(_GUARDED) else text


def plain(text: str) -> str:
    """The text that `inert` was given."""
    return text.removeprefix(GUARD)


def inert_column(name: str) -> "pl.Expr":
    """A text column with every text inert."""
    import polars as pl

    column = pl.col(name)
    risky = column.str.slice(0, 1).is_in(list(_GUARDED))
    return pl.when(risky).then(pl.concat_str([pl.lit(GUARD), column])).otherwise(column).alias(name)


def plain_column(name: str) -> "pl.Expr":
    """A text column as it was before `inert_column`."""
    import polars as pl

    return pl.col(name).str.strip_prefix(GUARD)

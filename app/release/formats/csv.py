"""CSV (RFC 4180, UTF-8, comma, header): empty is absent, texts are inert."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.release.inert import inert_column, plain_column
from app.release.table import Kind, Table

if TYPE_CHECKING:
    import polars as pl


def write(path: Path, table: Table) -> None:
    """Write `table`."""
    texts = [inert_column(column.name) for column in table.columns if column.kind is Kind.TEXT]
    table.frame.with_columns(texts).write_csv(path)


def read(path: Path, table: Table) -> "pl.DataFrame":
    """What `path` holds, read as the columns of `table`."""
    import polars as pl

    frame = pl.read_csv(path, schema=table.schema, encoding="utf8")
    return frame.with_columns([plain_column(c.name) for c in table.columns if c.kind is Kind.TEXT])

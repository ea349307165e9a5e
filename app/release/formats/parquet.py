"""Parquet, with what the table is and where it comes from in the file's own metadata."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.release.table import Table

if TYPE_CHECKING:
    import polars as pl


def write(path: Path, table: Table, origin: Mapping[str, str]) -> None:
    """Write `table`; `origin` says which run it comes from."""
    about = {"bilik.table": table.name, "bilik.title": table.title.id, **origin}
    table.frame.write_parquet(path, compression="zstd", metadata=about, statistics=False)


def read(path: Path) -> "pl.DataFrame":
    """What `path` holds."""
    import polars as pl

    return pl.read_parquet(path)

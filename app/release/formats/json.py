"""JSON: one object with what the table is, its columns, and its rows as objects by column."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.release.table import Table

if TYPE_CHECKING:
    import polars as pl


def write(path: Path, table: Table, origin: Mapping[str, str]) -> None:
    """Write `table`; `origin` says which run it comes from."""
    value = {
        "table": table.name,
        "title": table.title.model_dump(),
        **origin,
        "columns": [
            {"name": one.name, "type": one.kind.value, "label": one.label.model_dump()}
            for one in table.columns
        ],
        "rows": table.frame.to_dicts(),
    }
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read(path: Path, table: Table) -> "pl.DataFrame":
    """What `path` holds, read as the columns of `table`."""
    import polars as pl

    value = json.loads(path.read_text(encoding="utf-8"))
    return pl.DataFrame(value["rows"], schema=table.schema, strict=True)

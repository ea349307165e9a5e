"""Exporting a hundred thousand responses of 65 variables, beside the bare libraries that do the writing."""

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyreadstat

from app.questionnaire.model import Text
from app.release.formats import csv, spss
from app.release.table import Column, Kind, Table, Value, table_of
from tests.bench.measuring import Job, Unit, ms_of

ROWS, CODED, DECIMAL = 100_000, 60, 3
MISSING = (-99, -98, -97, -96, -95)
DAY = dt.date(2026, 11, 6)


def table(rows: int = ROWS) -> Table:
    """Sixty coded variables, three decimals, and two texts."""
    chance = random.Random(20_261_127)
    codes = {code: Text(id=f"Pilihan {code}") for code in (1, 2, 3, 4, 5, 6, *MISSING)}
    known = list(codes)
    columns = [
        Column(f"v{n}", Text(id=f"Pertanyaan {n}"), Kind.INTEGER, codes, MISSING) for n in range(CODED)
    ]
    columns += [Column(f"d{n}", Text(id=f"Nilai {n}"), Kind.NUMBER, decimals=2) for n in range(DECIMAL)]
    columns += [Column(name, Text(id=name), Kind.TEXT) for name in ("instansi", "urut")]
    orders = [" ".join(chance.sample("abcdefgh", 8)) for _ in range(500)]
    values: dict[str, list[Value]] = {}
    for column in columns:
        match column.kind:
            case Kind.INTEGER:
                values[column.name] = [*chance.choices(known, k=rows)]
            case Kind.NUMBER:
                values[column.name] = [round(chance.uniform(0, 100), 2) for _ in range(rows)]
            case Kind.TEXT:
                values[column.name] = [*chance.choices(orders, k=rows)]
    return table_of("bench", Text(id="Bench"), Text(id="Baris"), (), tuple(columns), values)


def jobs(cleanup: ExitStack) -> Iterator[Job]:
    """CSV beside polars, an SPSS file beside pyreadstat."""
    folder = Path(cleanup.enter_context(TemporaryDirectory()))
    whole = table()
    frame: pl.DataFrame = whole.frame
    size = f"{ROWS:,} x {len(whole.columns)}"
    yield Job(
        f"export {size} as CSV",
        Unit.MS,
        ms_of(lambda: frame.write_csv(folder / "floor.csv")),
        ms_of(lambda: csv.write(folder / "ours.csv", whole)),
        bar=2,
        rounds=7,
    )
    yield Job(
        f"export {size} as .sav",
        Unit.MS,
        ms_of(lambda: pyreadstat.write_sav(frame, folder / "floor.sav", row_compress=True)),
        ms_of(lambda: spss.write(folder / "ours.sav", whole, "ab" * 32, DAY)),
        bar=1.3,
        rounds=3,
    )

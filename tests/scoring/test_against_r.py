"""Eight designs beside R's survey package: frozen figures everywhere, and R itself where it is installed.

`vectors/designs.json` is what `Rscript vectors/designs.R` printed of `vectors/sample.csv` (survey 4.1.1).
Strata, clusters, weights and finite populations come one by one and together, for means, totals, ratios and
domains.
"""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from app.scoring.estimate import Design, Estimate, Flags, Floats, mean, ratio, total

VECTORS = Path(__file__).parent / "vectors"
FIGURES: list[dict[str, str | float | None]] = json.loads((VECTORS / "designs.json").read_text())["figures"]
FRAME_OF_ROWS = 40  # times the clusters of a stratum, as in designs.R


@dataclass(frozen=True, slots=True)
class Sample:
    design: Design
    y: Floats
    x: Floats
    inside: Flags


def sample(name: str) -> Sample:
    """The sample under one of the designs of designs.R."""
    with (VECTORS / "sample.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["population"] or "finite" not in name]
    strata = [int(row["stratum"]) for row in rows]
    clusters = [int(row["cluster"]) for row in rows]
    if name == "clusters":  # without strata the cluster's number must be its own everywhere
        clusters = [100 * h + c for h, c in zip(strata, clusters, strict=True)]
    grouped = name.startswith("strata")
    frames = {int(row["stratum"]): float(row["population"] or 0) for row in rows}
    if name == "strata_finite":
        frames = {h: FRAME_OF_ROWS * size for h, size in frames.items()}
    design = Design.of(
        strata if grouped else [0] * len(rows),
        clusters if "clusters" in name else None,
        None if name == "plain" or "unweighted" in name else [float(row["weight"]) for row in rows],
        frames if "finite" in name else None,
    )
    y, x = (np.array([float(row[column]) for row in rows]) for column in ("y", "x"))
    return Sample(design, y, x, np.array([row["inside"] == "1" for row in rows]))


OURS: dict[str, Callable[[Sample], Estimate]] = {
    "mean": lambda s: mean(s.design, s.y),
    "total": lambda s: total(s.design, s.y),
    "ratio": lambda s: ratio(s.design, s.y, s.x),
    "domain": lambda s: mean(s.design, s.y, s.inside),
}


def assert_equal(printed: dict[str, str | float | None]) -> None:
    ours = OURS[str(printed["what"])](sample(str(printed["design"])))
    for name in ("value", "se", "df", "low", "high"):
        assert getattr(ours, name) == pytest.approx(printed[name], rel=1e-11), (name, printed)
    if printed["deff"] is not None:
        assert ours.deff == pytest.approx(printed["deff"], rel=1e-11)


@pytest.mark.parametrize("printed", FIGURES, ids=lambda p: f"{p['design']}-{p['what']}")
def test_a_design_gives_the_figures_that_r_printed(printed: dict[str, str | float | None]) -> None:
    assert_equal(printed)


def _r(*arguments: str) -> subprocess.CompletedProcess[str] | None:
    tool = shutil.which("Rscript")
    if tool is None:
        return None
    return subprocess.run([tool, *arguments], capture_output=True, text=True, check=False, timeout=120)


def test_r_prints_the_figures_that_were_frozen() -> None:
    known = _r("-e", "library(survey)")
    if known is None or known.returncode != 0:
        pytest.skip("R with its survey package is not installed")
    done = _r(str(VECTORS / "designs.R"))
    assert done is not None
    figures: Sequence[dict[str, str | float | None]] = json.loads(done.stdout)["figures"]
    assert [(f["design"], f["what"]) for f in figures] == [(f["design"], f["what"]) for f in FIGURES]
    for figure in figures:
        assert_equal(figure)

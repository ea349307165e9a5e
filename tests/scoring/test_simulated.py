"""The figures on coverage that the method chapter prints are those that the program has."""

from pathlib import Path

import pytest

from app.base.sentences import Language
from app.scoring.simulated import TEN, THIRTY, Coverage
from tests.simulation.coverage import DESIGNS, hunt

ROUNDS = 60
SLACK = 85  # tenths of a percent: three standard errors of 60 rounds


@pytest.mark.parametrize("coverage", [TEN, THIRTY], ids=["ten", "thirty"])
def test_a_short_hunt_agrees_with_the_printed_coverage(coverage: Coverage) -> None:
    (drawn,) = (
        design
        for design in DESIGNS
        if (design.staff, design.users, design.experts) == (coverage.staff, coverage.users, coverage.experts)
    )
    found = hunt(ROUNDS, Path(), drawn)
    assert not found.faults
    shares = {part.split()[0]: float(part.split()[1].rstrip("%")) for part in found.said.split(", ")}
    assert abs(10 * shares["index"] - coverage.index) <= SLACK
    assert abs(10 * shares["city"] - coverage.city) <= SLACK


def test_the_finding_is_a_sentence_in_both_languages() -> None:
    assert "94,5%" in TEN.said(Language.ID)
    assert "95.6%" in TEN.said(Language.EN)

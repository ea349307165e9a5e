"""Every hunt of the campaign at its short size; what each of them looks for stands in its module."""

import pytest

from tests.campaign.hunts import HUNTS
from tests.campaign.short import assert_holds
from tests.faults.shim import compiler

SHIMMED = {hunt.id for hunt in HUNTS if hunt.shim}
NAMES = list(dict.fromkeys(hunt.id for hunt in HUNTS if hunt.id != "SOAK"))  # which has a test of its own


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_short_hunt_finds_nothing_and_sees_its_mutants(name: str) -> None:
    if name in SHIMMED and compiler() is None:
        pytest.skip("the library in front of the disk needs Linux and a C compiler")
    assert_holds(name)


def test_every_hunt_has_a_mutant_or_is_one() -> None:
    proved = {hunt.id for hunt in HUNTS if hunt.mutant}
    assert {hunt.id for hunt in HUNTS} - proved == {"ALICE", "SOAK"}  # MUTANT; the tests of its judge

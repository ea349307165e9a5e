"""What a disk holds after a power cut."""

import pytest

from tests.campaign.short import assert_holds, needs_compiler

pytestmark = [pytest.mark.slow, needs_compiler]


def test_after_a_power_cut_at_any_moment_everything_acknowledged_is_there_and_whole() -> None:
    assert_holds("ALICE")


def test_the_journal_modes_of_other_programs_lose_answers_at_power_cuts() -> None:
    assert_holds("MUTANT")

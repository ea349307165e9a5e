"""What a program leaves behind that is killed."""

import pytest

from tests.campaign.short import assert_holds, needs_compiler

pytestmark = [pytest.mark.slow, needs_compiler]


def test_a_program_killed_at_any_moment_loses_nothing_that_it_acknowledged_and_half_does_nothing() -> None:
    assert_holds("KILL")

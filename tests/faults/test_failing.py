"""What becomes of answers on a disk that refuses."""

import pytest

from tests.campaign.short import assert_holds, needs_compiler

pytestmark = [pytest.mark.slow, needs_compiler]


def test_a_disk_that_refuses_ends_in_something_saved_or_a_clear_refusal() -> None:
    assert_holds("FAULT")

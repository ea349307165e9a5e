"""What the pages of a database tell of the order in which people answered."""

import pytest

from tests.campaign.short import assert_holds

pytestmark = pytest.mark.slow


def test_the_order_of_answering_cannot_be_read_from_the_pages() -> None:
    assert_holds("ORDER")

"""What the pages of a database tell of the order in which people answered."""

from tests.campaign.short import assert_holds


def test_the_order_of_answering_cannot_be_read_from_the_pages() -> None:
    assert_holds("ORDER")

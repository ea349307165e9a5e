"""Sticks are lost, torn, repeated, reordered; nothing delivered is lost, importing again changes nothing.

A few schedules here; hundreds and thousands in the hunt MERGE, where the schedules themselves are written.
"""

from tests.faults.merging import schedules
from tests.office.conftest import House


def test_no_schedule_of_sticks_loses_a_record(house: House) -> None:
    assert schedules(house, 15) >= 15

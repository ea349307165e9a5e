"""An office in the field: batches came, one is damaged, one tells another story, a sheet was entered."""

from app.office.gathering.intake import import_paths
from tests.office.conftest import House


def fill(house: House) -> None:
    """Let two seats export, and bring some of it in."""
    first, second = house.kiosk("01"), house.kiosk("02")
    for number in range(8):
        first.keep(bytes([number]) * 16, b"{}", ("dishub", "internal"))
    for number in range(20, 23):
        second.keep(bytes([number]) * 16, b"{}", ("pupr", "internal"))
    one = first.export()
    fork = first.build(first.facts(seq=1, previous="", voided=1))
    two = second.export()
    bad = bytearray(two)
    bad[len(bad) // 2] ^= 1
    paths = [
        house.stick("palembang-01-1", one),
        house.stick("palembang-01-lain", fork),
        house.stick("palembang-02-1", two),
        house.stick("palembang-02-rusak", bytes(bad)),
    ]
    import_paths(house.office, paths)
    house.sheet(present=12)

"""Offices at the stages of a round, made once and copied: founded, ready for the field, opened."""

import shutil
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from app.office.survey.packaging import Packaged, make_package
from app.office.survey.rounds import Round, new_round
from tests.office.conftest import (
    House,
    hold_ceremony,
    make_template,
    open_house,
    order,
    round_yaml,
    signed_in,
    write_round,
)
from tests.office.test_opening import close_and_open, response, submit

PERSONS = 12


class Start(Enum):
    """How far an office is."""

    NOTHING = auto()  # no folder yet
    FOUNDED = auto()  # keys, no round
    READY = auto()  # a round and a package
    OPENED = auto()  # every answer


def make_answered(folder: Path) -> Packaged:
    """An office of a round whose two agencies have staff, users and experts, opened."""
    hold_ceremony(folder / "office")
    office = signed_in(folder / "office")
    assert isinstance(new_round(office, write_round(folder, round_yaml())), Round)
    slips = tuple(
        {"agency": each, "group": group, "count": PERSONS}
        for each in ("dishub", "pupr")
        for group in ("internal", "external")
    )
    packaged = make_package(office, order(slips=(*slips, {"group": "expert", "count": 8})), folder / "papers")
    assert isinstance(packaged, Packaged), packaged
    office.close()
    house = open_house(folder / "office", packaged, folder)
    kiosk = house.kiosk()
    for group, each, count in (
        ("internal", "dishub", PERSONS),
        ("external", "dishub", PERSONS),
        ("internal", "pupr", PERSONS),
        ("external", "pupr", 3),
        ("expert", "", 8),
    ):
        for seed, slip in enumerate(house.codes(group, each)[:count]):
            # The last of twelve answers as the first did: that is a sign of quality.
            submit(kiosk, response(house, slip, group, each, seed % (PERSONS - 1)), each, group)
    close_and_open(house, kiosk)
    house.office.close()
    return packaged


@dataclass
class Offices:
    """Makes each office once below `folder`, and gives copies."""

    folder: Path

    def __post_init__(self) -> None:
        self._made: dict[Start, Packaged | None] = {}

    def copy(self, start: Start, to: Path) -> House | None:
        """A copy at `to`; from behind, where there are kiosks that can export to it."""
        source = self.folder / start.name
        if start not in self._made:
            source.mkdir()
            self._made[start] = self._make(start, source)
        packaged = self._made[start]
        if start is not Start.NOTHING:
            shutil.copytree(source / "office", to)
        return open_house(to, packaged, source) if packaged is not None else None

    @staticmethod
    def _make(start: Start, folder: Path) -> Packaged | None:
        match start:
            case Start.READY:
                return make_template(folder)
            case Start.OPENED:
                return make_answered(folder)
            case Start.FOUNDED:
                hold_ceremony(folder / "office")
            case Start.NOTHING:
                pass
        return None

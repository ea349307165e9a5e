"""QUIET: from what the proctor carries away nobody learns how anybody sat.

Two days with the same deeds of the proctor at the same minutes, with other people, other slips and other
answers: some refuse, some change everything three times, hide their page, mistype their slip, go away or are
interrupted by a crash. The journals of both days are equal, line by line, and so are the manifests of their
batches but for ids, hashes and how many slips of each stratum were used. The mutant notes each submit.
"""

import random
import shutil
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from typing_extensions import override

from app.base.errors import Refused
from app.base.session import Category, Kind
from app.kiosk.seat.desk import Desk, Sealed
from app.kiosk.seat.handover import BATCH_SUFFIX, Handed, export
from app.kiosk.seat.proctor import Session
from app.kiosk.store.log import VoidReason, happening
from app.seal.batch import read_batch
from app.seal.installation import Known
from app.sitting.events import Consent, Final
from app.storage.drive import FolderDrive
from tests.campaign.hunt import Found, Hunt
from tests.faults.person import answer, large_office, restarted, sit
from tests.kiosk.world import NOON, PIN, PROCTOR, Room, Seat, seat

MINUTE_MS = 60_000
CODES = 40
SPARE = CODES - 1  # a slip that the proctor spoils
FINALS = (Final.COMPLETE, Final.DECLINED, Final.ENDED)
OF_THEIR_OWN = {"installation", "certificate", "records", "previous", "strata"}
Kept = tuple[Sequence[tuple[object, ...]], Sequence[Mapping[str, object]]]


class Telling(Desk):
    """A desk that writes down when somebody is done."""

    @override
    def submit(self, final: Final) -> Sealed | Refused:
        outcome = super().submit(final)
        self._booth.store.note(happening(self._booth.clock.utc_ms(), Kind.NOTED, text="selesai"))
        return outcome


class TellingRoom(Room):
    """A program with such a desk."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.desk = Telling(self.booth)
        self.session = Session(self.booth, self.desk)


class Day:
    """One day at a seat: the proctor's deeds are fixed, and people are as they are."""

    def __init__(self, folder: Path, chance: random.Random, kind: type[Room]) -> None:
        self.chance = chance
        self.place = seat(folder / "machine", large_office(12, CODES))
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.room = kind(self.place)
        self.slips = iter(chance.sample(range(SPARE), SPARE))

    def people(self, how_many: int) -> None:
        """So many sit until the end; some go away before."""
        for _ in range(how_many):
            if self.chance.random() < 0.3:
                self.room = sit(self.room, next(self.slips), self.chance, None)
            self.room = sit(self.room, next(self.slips), self.chance, self.chance.choice(FINALS))

    def somebody(self) -> None:
        """One sits and is not done yet."""
        number = next(self.slips)
        self.room.enter(number)
        if self.chance.random() < 0.7:
            self.room.desk.take(Consent())
            self.room = answer(self.room, number, self.chance, all_of_it=False)

    def proctor(self, minute: int) -> Session:
        """The proctor comes at this minute of the day; what people do ends before."""
        if self.room.desk.sitting is None and self.chance.random() < 0.5:
            self.room = restarted(self.room)
        left_ms = NOON + minute * MINUTE_MS - self.place.clock.utc_ms()
        assert left_ms > 0
        self.place.clock.advance(left_ms)
        assert self.room.session.try_pin(PROCTOR, PIN) == PROCTOR
        return self.room.session

    def hand_over(self) -> None:
        """Everything goes on the stick."""
        assert isinstance(export(self.room.booth, FolderDrive(self.stick)), Handed)

    def lived(self) -> Kept:
        """What is kept of this day: the lines of the journal, and the manifests."""
        assert self.proctor(1).start("s1") is None
        self.people(2)
        assert self.proctor(40).pause() is None
        assert self.proctor(45).resume() is None
        self.somebody()
        assert self.proctor(60).extend(5, Category.POWER, "listrik padam sebentar") is None
        self.room.desk.submit(Final.ENDED)
        assert self.proctor(65).note(Category.DISTURBANCE, "AC mati") is None
        spoiled = self.room.session.void(VoidReason.SPOILED, spare=True, code=self.place.office.codes[SPARE])
        assert spoiled is None
        assert self.room.session.lock() is None
        assert self.proctor(70).unlock() is None
        self.somebody()
        assert not isinstance(self.proctor(80).end(PIN), Refused)
        self.hand_over()
        assert self.proctor(200).start("s2") is None
        self.people(2)
        assert not isinstance(self.proctor(240).end(PIN), Refused)
        self.hand_over()
        lines = [
            (line.number, line.at_utc_min, line.kind, line.facts) for line in self.room.booth.store.log()[0]
        ]
        manifests = [self._manifest(path) for path in sorted(self.stick.glob(f"*{BATCH_SUFFIX}"))]
        self.room.close()
        return lines, manifests

    def _manifest(self, path: Path) -> Mapping[str, object]:
        booth = self.room.booth
        manifest = read_batch(path.read_bytes(), Known({booth.package.digest: booth.document})).manifest
        facts = manifest.model_dump(mode="json", exclude=OF_THEIR_OWN)
        return {**facts, "strata": [(each.agency, each.group) for each in manifest.strata]}


def hunt(size: int, folder: Path, kind: type[Room] = Room) -> Found:
    """Live `size` days and compare each with the first."""
    first: Kept | None = None
    faults: list[str] = []
    for number in range(size + 1):
        lived = Day(folder / f"{number}", random.Random(number), kind).lived()
        first = first or lived
        for what, one, other in zip(("journal", "manifest"), first, lived, strict=True):
            faults += [f"day {number}, {what}: {b} for {a}" for a, b in zip_longest(one, other) if a != b]
        shutil.rmtree(folder / f"{number}")
    return Found(size, faults, f"{len(faults)} differences in {size} pairs of days")


HUNTS = (
    Hunt("QUIET", "other people, the same deeds of the proctor", "0 differences", 20, 200, hunt),
    Hunt(
        "QUIET",
        "notes each submit",
        "differences",
        3,
        3,
        lambda size, folder: hunt(size, folder, TellingRoom),
        mutant=True,
    ),
)

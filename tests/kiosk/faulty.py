"""A disk that fails when it is told to."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from typing_extensions import override

from app.base.errors import Environment
from app.kiosk.places import BALLAST, DATABASE
from app.kiosk.seat.desk import Desk
from app.kiosk.seat.proctor import Session
from app.kiosk.store.database import Store
from app.sitting.events import Consent, Final, GoTo, Review
from app.storage.ballast import Ballast
from app.storage.database import Database, Row, Value
from tests.kiosk.world import Room, Seat

T = TypeVar("T")


class FaultyDatabase(Database):
    """Fails at the n-th statement from now, before it runs or after it ran."""

    error = 5
    after = False
    _left = 0
    _for_ever = False
    commit_raises = False  # after it has happened
    reopening_fails = False

    @override
    def reopen(self) -> None:
        if self.reopening_fails:
            raise Environment("storage.io")
        super().reopen()

    def fail_at(self, statement: int, *, for_ever: bool = False) -> None:
        self._left = statement
        self._for_ever = for_ever

    @override
    def _run(self, statement: str, values: tuple[Value, ...]) -> list[Row]:
        failing = self._left == 1
        if self._left and not (failing and self._for_ever):
            self._left -= 1
        if failing and not self.after:
            raise OSError(self.error, "")
        rows = super()._run(statement, values)
        if failing or (statement == "COMMIT" and self.commit_raises):
            raise OSError(self.error, "")
        return rows


class FaultyRoom(Room):
    """A room on such a disk, and a person who tries everything once more."""

    def __init__(self, seat: Seat, failing: int, error: int, *, after: bool) -> None:
        super().__init__(seat)
        self.booth.close()
        self.database = FaultyDatabase(seat.folder / DATABASE, seat.key)
        self.database.error, self.database.after = error, after
        store = Store(self.database, Ballast(seat.folder / BALLAST))
        self.booth = replace(self.booth, store=store)
        self.desk = Desk(self.booth)
        self.session = Session(self.booth, self.desk)
        self.said = 0
        self.database.fail_at(failing)

    def twice(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except Environment:
            self.said += 1
            return act()

    def whole_sitting(self, number: int) -> int:
        """A sitting from the code to the seal; how often the disk was said to have failed."""
        self.twice(lambda: self.enter(number))
        self.twice(lambda: self.desk.take(Consent()))
        for variable, value in (("q1", 2), ("q3", 3), ("q4", (1, 3))):
            sitting = self.twice(lambda name=variable, code=value: self.answer(name, code))  # type: ignore[misc]
            self.twice(self.desk.heartbeat)
            self.twice(lambda steps=sitting.steps: self.desk.take(GoTo(steps[0])))  # type: ignore[misc]
        self.twice(lambda: self.desk.take(Review()))
        self.twice(lambda: self.desk.submit(Final.COMPLETE))
        return self.said

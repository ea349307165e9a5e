"""Decide, make durable, believe, show: nothing is on that another reader of the disk cannot see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from typing_extensions import override

from app.kiosk.places import BALLAST, DATABASE
from app.kiosk.store.database import Store
from app.kiosk.window import view as v
from app.questionnaire.model import Absent, Matrix, Number, Roster
from app.questionnaire.read import read_yaml
from app.questionnaire.route import Slot, slots_of
from app.sitting.machine import replay
from app.sitting.state import Phase, Sitting
from app.storage.ballast import Ballast
from app.storage.database import Database, Row, Value
from tests.kiosk_pages.people.keyboard import KeyboardSitter
from tests.kiosk_pages.people.mouse import MouseSitter
from tests.kiosk_pages.people.sitters import Sitter
from tests.kiosk_pages.room import Room
from tests.kiosk_pages.test_two_hands import EITHER, TYPED
from tests.kiosk_pages.venue import Venue, furnish


@dataclass
class Watch:
    """Looks at the glass before each commit and after each show, and at the disk by another connection."""

    room: Room
    looks: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        booth, key = self.room.opened.booth, self.room.opened.key
        path = booth.folder / DATABASE
        booth.store.close()
        watched = WatchedDatabase(path, key, self)
        object.__setattr__(booth, "store", Store(watched, Ballast(booth.folder / BALLAST)))
        self._disk = Store(Database(path, key), booth.store.ballast)
        show = self.room.conductor._show

        def shown(screen: v.Screen) -> None:
            show(screen)
            self.look("shown")

        self.room.conductor._show = shown

    def look(self, when: str) -> None:
        """Compare what is on with what is stored for the question on the screen."""
        page, stored = self.room.stage.page, self._stored()
        if stored is None or page is None or page.objectName() != "question_page":
            return
        if stored.phase is not Phase.ANSWERING or stored.position is None:
            return
        self.looks += 1
        on = {
            each.objectName()
            for each in page.findChildren(QAbstractButton)
            if each.isVisible() and each.isChecked() and each.objectName() != "flag"
        }
        if on != (expected := _names(stored)):
            self.faults.append(f"{when}, {stored.position.item}: {sorted(on)} on, {sorted(expected)} stored")

    def close(self) -> None:
        """Let go of the disk."""
        self._disk.close()

    def _stored(self) -> Sitting | None:
        live = self.room.opened.desk._live
        draft = None if live is None else self._disk.draft_of(live.code)
        if live is None or draft is None:
            return None
        return replay(live.opening, live.key.open_events(draft.events), 0)


class WatchedDatabase(Database):
    """The booth's own connection, looked over the shoulder before each commit."""

    def __init__(self, path: Path, key: bytes, watch: Watch) -> None:
        super().__init__(path, key)
        self._watch = watch

    @override
    def _run(self, statement: str, values: tuple[Value, ...]) -> list[Row]:
        if statement == "COMMIT":
            self._watch.look("before the commit")
        return super()._run(statement, values)


def _names(stored: Sitting) -> set[str]:
    """The names of the controls that are on when the screen shows what is stored."""
    assert stored.position is not None
    item, subject = stored.item(stored.position), stored.position.subject
    names: set[str] = set()
    for slot in slots_of(item, subject):
        value = stored.answers.get(Slot(slot.variable, subject))
        if isinstance(item, Roster):
            names |= {"no_rows"} if value == () else set()
            continue
        codes = value if isinstance(value, tuple) else (value,)
        if isinstance(item, Number):
            codes = tuple(code for code in codes if code in set(Absent))  # any other is a figure, not a tick
        start = f"cell_{slot.variable}" if isinstance(item, Matrix) else "option"
        names |= {f"{start}_{code}" for code in codes if isinstance(code, int)}
    return names


@pytest.fixture
def venue(application: QApplication, tmp_path: Path) -> Iterator[Venue]:
    """A seat that asks every kind of question."""
    asked = read_yaml(Path(__file__).with_name("every_kind.yaml").read_bytes())
    made = furnish(tmp_path, application, asked)
    yield made
    made.close()


@pytest.mark.parametrize("hands", ["keyboard", "mouse"])
def test_nothing_is_on_before_its_row_is_on_the_disk(venue: Venue, hands: str) -> None:
    room = venue.open_running()
    sitter: Sitter = KeyboardSitter(room, TYPED) if hands == "keyboard" else MouseSitter(room, EITHER)
    sitter.enter_code(venue.codes[0])
    watch = Watch(room)
    sitter.consent()
    sitter.answer_all()
    sitter.look_over()
    watch.close()
    assert watch.looks > 60
    assert watch.faults == []

"""A room with a questionnaire of the test's own: written in a few lines, installed, its session running."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.questionnaire.read import read_yaml, to_canonical
from tests.kiosk import world
from tests.kiosk_pages.room import Room

HEAD = """
schema_version: 1
id: uji
version: "1.0"
title: {id: Uji, en: Test}
languages: [id, en]
absent: [-98, -99]
scales:
  s:
    - {code: 1, label: {id: Tidak, en: "No"}}
    - {code: 2, label: {id: Ya, en: "Yes"}}
    - {code: 3, label: {id: Sangat, en: Very}}
"""
OPTIONS = "[{code: 1, label: {id: A}}, {code: 2, label: {id: B}}, {code: 3, label: {id: C}}]"


def likert(name: str, more: str = "") -> str:
    """A question with three points, two of them saying something."""
    return (
        f"{{id: {name}, kind: likert, scale: s, text: {{id: Pertanyaan {name}, en: Question {name}}}{more}}}"
    )


def section(name: str, *items: str, more: str = "") -> str:
    """A section and its items."""
    lines = "".join(f"\n      - {item}" for item in items)
    return f"\n  - id: {name}\n    title: {{id: Bagian {name}, en: Part {name}}}{more}\n    items:{lines}"


def questionnaire(*sections: str, head: str = "", group: str = "internal") -> str:
    """A whole questionnaire in text."""
    return f"{HEAD}respondent_group: {group}\n{head}\nsections:{''.join(sections)}\n"


@dataclass
class Classroom:
    """Opens a window over one installation, again and again, as restarts do."""

    folder: Path
    application: QApplication
    seat: world.Seat
    rooms: list[Room] = field(default_factory=list)

    @property
    def codes(self) -> Sequence[str]:
        """The slips."""
        return self.seat.office.codes

    @property
    def room(self) -> Room:
        """The window that is open."""
        return self.rooms[-1]

    def open(self) -> Room:
        """Another window, unlocked; the one before is killed."""
        self.close()
        room = Room(self.seat.data_dir, self.seat.clock, self.folder, self.application)
        self.rooms.append(room)
        room.proctor.open_booth(self.seat.office.card)
        return room

    def start(self) -> Room:
        """A window with its session running."""
        room = self.open()
        self.call_proctor(room)
        room.proctor.press(Qt.Key.Key_F4)
        room.proctor.leave()
        return room

    @staticmethod
    def call_proctor(room: Room) -> None:
        """The proctor opens the panel."""
        room.proctor.open_panel(world.PIN, world.PROCTOR)

    def sit(self, code: int = 0) -> Room:
        """Somebody with a slip, who has agreed."""
        room = self.start()
        room.respondent.enter_code(self.codes[code])
        room.respondent.consent()
        return room

    def close(self) -> None:
        """End the process as a kill would."""
        if self.rooms:
            self.rooms.pop().close()


Prepare = Callable[..., Classroom]
"""Takes the text of a questionnaire, and `group`."""


def prepared(folder: Path, application: QApplication, text: str, group: str = "internal") -> Classroom:
    """A machine with this questionnaire."""
    made = world.office(asked=to_canonical(read_yaml(text.encode())), group=group)
    return Classroom(folder, application, world.seat(folder / "data", made))

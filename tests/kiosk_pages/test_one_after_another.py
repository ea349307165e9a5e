"""Nothing of one respondent is left when the next one sits down, nor behind a page that hides theirs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from app.questionnaire.read import read_yaml
from tests.kiosk_pages.people.eyes import Role
from tests.kiosk_pages.people.keyboard import KeyboardSitter
from tests.kiosk_pages.people.wishes import (
    Figure,
    Listed,
    Nothing,
    One,
    Place,
    Ranked,
    Several,
    Typed,
    Wish,
    Wishes,
)
from tests.kiosk_pages.robots import Key
from tests.kiosk_pages.room import Room
from tests.kiosk_pages.test_two_hands import TYPED
from tests.kiosk_pages.venue import PIN, Venue, furnish

CANARY = "kenarigading"
ASKED = read_yaml(Path(__file__).with_name("every_kind.yaml").read_bytes())
READ: dict[Place, Wish] = dict.fromkeys(TYPED, Wish(Nothing()))
FIRST: Wishes = READ | {
    Place("Ruang ini nyaman."): Wish(One("Setuju"), doubt=True),
    Place("Apa yang Anda bawa?"): Wish(Several(("KTP", "Foto"))),
    Place("Apa yang paling perlu diperbaiki di layanan ini?"): Wish(Ranked(("Kecepatan layanan",))),
    Place("Berapa kali Anda datang tahun ini?"): Wish(Figure("7")),
    Place("Apa saran Anda?"): Wish(Typed(f"{CANARY} di taman")),
    Place("Siapa saja yang datang bersama Anda?"): Wish(Listed(2)),
    Place("Apa nama panggilannya?"): Wish(Typed(CANARY)),
    Place(f"Berapa umur {CANARY}?"): Wish(Nothing()),
    Place(f"Kapan {CANARY} lahir?"): Wish(Nothing()),
}
SECOND: Wishes = READ | {
    Place("Siapa saja yang datang bersama Anda?"): Wish(Listed(2)),
    **{Place(f"Berapa umur Nomor {row}?"): Wish(Nothing()) for row in (1, 2)},
    **{Place(f"Kapan Nomor {row} lahir?"): Wish(Nothing()) for row in (1, 2)},
}


@pytest.fixture
def venue(application: QApplication, tmp_path: Path) -> Iterator[Venue]:
    """A seat that asks every kind of question."""
    made = furnish(tmp_path, application, ASKED)
    yield made
    made.close()


def said(room: Room) -> str:
    """Every word that any widget of the window holds, shown or not, and what could be pasted."""
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    words = [QApplication.clipboard().text()]
    for each in (room.stage, *room.stage.findChildren(QWidget)):
        words += [each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.windowTitle()]
        if isinstance(each, QLabel):
            words.append(each.text())
        if isinstance(each, QLineEdit):
            words.append(each.text())
        if isinstance(each, QPlainTextEdit):
            words.append(each.toPlainText())
    return "\n".join(words).lower()


class Newcomer(KeyboardSitter):
    """Somebody who looks at every question before they touch it: nothing is there yet."""

    @override
    def answer(self, wish: Wish) -> None:
        """Look, then answer."""
        assert CANARY not in said(self.room)
        assert self.eyes.ticked() == []
        assert not any(each.value for each in self.eyes.things() if each.role is Role.EditableText)
        super().answer(wish)


def begun(venue: Venue) -> KeyboardSitter:
    """The first respondent, who has told a secret and goes back to the words of it."""
    sitter = KeyboardSitter(venue.open_running(), FIRST)
    sitter.enter_code(venue.codes[0])
    sitter.consent()
    sitter.answer_all()
    sitter.open_number(sitter.tiles()[min(sitter.tiles())])
    if not sitter.tiles():
        sitter.bring_list()
    sitter.open_number(sitter.tiles()[8])
    assert sitter.asked() == Place("Apa saran Anda?")
    assert CANARY in said(sitter.room)
    return sitter


def pause(room: Room) -> None:
    room.proctor.open_panel(PIN)
    room.proctor.press(Key.Key_F5)
    room.proctor.leave()


def lock(room: Room) -> None:
    room.proctor.open_panel(PIN)
    room.proctor.press(Key.Key_F6)
    room.proctor.leave()


def call(room: Room) -> None:
    room.proctor.open_panel("")


def panel(room: Room) -> None:
    room.proctor.open_panel(PIN)


def go_away(room: Room) -> None:
    for _ in range(19):
        room.pass_time(10_000)


@pytest.mark.parametrize("hides", [pause, lock, call, panel, go_away])
def test_behind_a_page_that_hides_it_nothing_of_an_answer_is_left(
    venue: Venue, hides: Callable[[Room], None]
) -> None:
    sitter = begun(venue)
    hides(sitter.room)
    sitter.eyes.blink()
    assert CANARY not in said(sitter.room)
    assert not [each for each in sitter.eyes.things() if each.choosable]


def test_nothing_of_who_has_sealed_meets_the_next(venue: Venue) -> None:
    sitter = begun(venue)
    while not sitter.eyes.sees(sitter.word("review_title")):
        sitter.go_on()
    sitter.seal()
    assert CANARY not in said(sitter.room)
    sitter.leave()
    assert sitter.room.left
    sitter.keys.write(venue.codes[1])  # the same process serves nobody else
    sitter.keys.press(Key.Key_Return)
    assert sitter.room.opened.desk.sitting is None
    assert sitter.room.respondent.page == "sealed_page"
    newcomer = Newcomer(venue.open_running(), SECOND)
    newcomer.sit(venue.codes[1])
    assert newcomer.room.left


def test_nothing_of_who_was_cut_off_meets_the_next(venue: Venue) -> None:
    begun(venue)
    newcomer = Newcomer(venue.open_running(), SECOND)
    newcomer.sit(venue.codes[1])
    assert newcomer.room.left


def test_nothing_of_who_gives_up_the_seat_meets_the_next(venue: Venue) -> None:
    begun(venue)
    newcomer = Newcomer(venue.open_running(), SECOND)
    newcomer.enter_code(venue.codes[0])
    newcomer.button(newcomer.word("leave_session"))
    newcomer.sit(venue.codes[1])
    assert newcomer.room.left

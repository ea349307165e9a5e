"""A text that somebody is in the middle of writing: wherever they turn, it stays where it was written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.kiosk.window.intents import Stir
from app.questionnaire.read import read_yaml
from tests.kiosk_pages.people.eyes import Role
from tests.kiosk_pages.people.hands import ALT, CONTROL, SHIFT
from tests.kiosk_pages.people.keyboard import KeyboardSitter
from tests.kiosk_pages.venue import furnish

Key = Qt.Key
ASKED = read_yaml(b"""
schema_version: 1
id: uji-tulis
version: "1.0"
title: {id: Tulis}
languages: [id]
respondent_group: internal
time_limit_ms: 600000
absent: []
sections:
  - id: one
    title: {id: Satu}
    items:
      - {id: first, kind: text, required: "no", text: {id: "Apa yang pertama?"}}
      - {id: middle, kind: text, required: "no", text: {id: "Apa yang kedua?"}}
      - {id: last, kind: text, required: "no", text: {id: "Apa yang ketiga?"}}
""")
A_THIRD_MS = 100_000  # of the way to the last five minutes; nobody counts as gone yet


@pytest.fixture
def person(application: QApplication, tmp_path: Path) -> Iterator[KeyboardSitter]:
    """Somebody on the middle one of three texts, who has written half a word."""
    venue = furnish(tmp_path, application, ASKED)
    sitter = KeyboardSitter(venue.open_running(), {})
    sitter.enter_code(venue.codes[0])
    sitter.consent()
    sitter.keys.press(Key.Key_Return, CONTROL)
    sitter.keys.write("setengah")
    yield sitter
    venue.close()


def stored(person: KeyboardSitter) -> dict[str, object]:
    return {slot.variable: value for slot, value in person.room.sitting.answers.items()}


def written(person: KeyboardSitter) -> str:
    (field,) = (each for each in person.eyes.things() if each.role is Role.EditableText)
    return field.value


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Key.Key_B, ALT),
        (Key.Key_S, ALT),
        (Key.Key_T, ALT),
        (Key.Key_G, CONTROL),
        (Key.Key_M, CONTROL),
        (Key.Key_Return, CONTROL),
        (Key.Key_P, CONTROL | ALT),
        (Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Tab, SHIFT),
    ],
)
def test_half_a_word_stays_where_it_was_written_whichever_key_leads_away(
    person: KeyboardSitter, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    person.keys.press(key, modifier)
    assert stored(person) == {"middle": "setengah"}


def test_what_comes_by_itself_takes_no_words_away(person: KeyboardSitter) -> None:
    for word in (" jalan", " lagi", " dan"):
        person.room.pass_time(A_THIRD_MS)
        person.eyes.blink()
        person.keys.write(word)
        person.room.conductor.take(Stir())  # as the window says of every key
    assert person.eyes.sees(person.word("understood"))
    assert written(person) == "setengah jalan lagi dan"
    person.keys.press(Key.Key_Return, CONTROL)
    assert stored(person) == {"middle": "setengah jalan lagi dan"}

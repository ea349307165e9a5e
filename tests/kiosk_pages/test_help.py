"""F1 tells what can be done on the page that is open, on every page and for every kind of question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present.helping import help_dialog
from app.kiosk.window.present.place import Glass
from app.ui.parts.layout import Column
from app.ui.theme import Look, TextSize
from tests.kiosk_pages.classroom import Prepare, likert, questionnaire, section
from tests.kiosk_pages.gallery.scenes import screen

ID = Language.ID
KINDS = {
    "k04-likert": "answering.help_scale",
    "k05-matrix": "answering.help_grid",
    "k13-number": "answering.help_number",
    "k02-code": "answering.help_code",
    "k03-promise": "answering.help_consent",
    "k18-aloud": "answering.help_consent",
    "k07-review": "answering.help_review",
    "k20-hidden": "answering.help_quiet",
    "k14-restored": "answering.help_go_on",
}


def words(page: v.Page) -> list[str]:
    return [line.words for line in help_dialog(Glass(), page).lines]


@pytest.mark.parametrize("name", KINDS)
def test_help_begins_with_what_this_page_is_for(name: str) -> None:
    told = words(screen(name).page)
    assert told[0] == say(ID, KINDS[name])
    assert told[-1] == say(ID, "kiosk.help_hand")


def test_help_speaks_of_an_agency_only_where_one_can_be_skipped() -> None:
    skip = say(ID, "answering.help_skip")
    assert skip in words(screen("k06-expert").page)
    assert skip not in words(screen("k04-likert").page)


def test_help_that_is_longer_than_its_room_is_read_by_keys(stage: Stage) -> None:
    stage.resize(1024, 768)
    stage.show_screen(screen("k16-help-expert", Look(size=TextSize.LARGEST)))
    QApplication.processEvents()
    column = next(each for each in stage.findChildren(Column) if each.objectName() == "dialog_column")
    bar = column.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    for key in Qt.Key.Key_Down, Qt.Key.Key_PageDown:
        before = bar.value()
        focused = stage.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        assert bar.value() > before


def test_help_opens_by_its_key_and_closes_where_the_focus_was(prepare: Prepare) -> None:
    room = prepare(questionnaire(section("one", likert("a")))).sit()
    person = room.respondent
    person.find("option_2").setFocus()
    person.press(Qt.Key.Key_F1)
    over = room.conductor.screen().over
    assert isinstance(over, v.Dialog)
    assert over.lines[0].words == say(ID, "answering.help_scale")
    person.click("close")
    assert not person.sees("dialog")
    assert person.focused().objectName() == "option_2"

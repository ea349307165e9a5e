"""F1 on the proctor's pages opens the guide at the page that fits; respondents keep their own help."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.base.guide import read_guide
from app.base.sentences import Language, say
from app.demo.training import TrainingKiosk
from app.kiosk.store.database import Phase
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.guiding import Guiding
from app.kiosk.window.pages.guide import Entry
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.pane import Pane
from app.kiosk.window.present import guide as present
from app.kiosk.window.present.guide import Topic
from app.kiosk.window.present.place import Glass
from app.ui.fields import TextBox
from app.ui.parts.layout import Column
from app.ui.theme import Look, TextSize
from tests.kiosk_pages.classroom import Classroom, Prepare, likert, questionnaire, section
from tests.kiosk_pages.gallery.scenes import screen
from tests.kiosk_pages.room import Room

ID = Language.ID
Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
OpenRoom = Callable[[], Room]
TIMED = questionnaire(section("a", likert("q1"), likert("q2")), head="time_limit_ms: 600000")


@pytest.fixture
def panel(open_room: OpenRoom, training: TrainingKiosk) -> Room:
    """A room whose panel is open; no session runs."""
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    assert room.proctor.page == "panel_page"
    return room


@pytest.fixture
def classroom(prepare: Prepare) -> Classroom:
    return prepare(TIMED)


def guide(room: Room) -> v.Guide:
    shown = room.stage.page.view if room.stage.page is not None else None
    assert isinstance(shown, v.Guide)
    return shown


def opened_at(room: Room) -> str:
    """Press F1: the page of the guide that opens."""
    room.proctor.press(Key.Key_F1)
    return guide(room).page.name


def words(room: Room) -> str:
    shown = [label.text() for label in room.stage.findChildren(QLabel) if label.isVisible()]
    return re.sub(r"<[^>]*>", "", "\n".join(shown))


def _text(stage: Stage) -> Column:
    columns = stage.findChildren(Column, "form_column")
    return next(each for each in columns if each.isVisible())


# --- where it opens ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("topic", Topic)
def test_there_is_a_page_for_wherever_somebody_is(language: Language, topic: Topic) -> None:
    assert read_guide(language).page(topic.value).name == topic.value


def test_on_the_way_to_the_panel_it_opens_where_the_person_is(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = open_room()
    assert opened_at(room) == "opening"
    room.proctor.press(Key.Key_Escape)
    room.proctor.open_booth("ZZZZ-ZZZZ-ZZZZ")
    assert opened_at(room) == "card-lost"
    room.proctor.press(Key.Key_F1)
    room.proctor.press(Key.Key_Delete)
    room.proctor.open_booth(training.card_code)
    assert room.proctor.page == "locked_page"
    assert opened_at(room) == "day-card"
    room.proctor.press(Key.Key_P, CONTROL | ALT)  # whoever calls the proctor is not kept by the guide
    assert room.proctor.page == "pin_page"
    assert opened_at(room) == "opening"
    room.proctor.press(Key.Key_Escape)
    assert room.proctor.page == "pin_page"


BEFORE_THE_SESSION = {
    (): "session",
    ("note",): "incidents",
    ("void_slip",): "voiding",
    ("open_journal",): "incidents",
    ("open_export",): "export",
    ("open_export", "papers"): "papers",
    ("close_program",): "travelling",
    ("open_check",): "readiness",
}
WHILE_IT_RUNS = {
    ("end_session",): "session",
    ("restart_slip",): "pc-dies",
    ("open_export", "export_early"): "export",
}


def test_from_the_panel_it_opens_at_what_is_being_done(panel: Room) -> None:
    for clicks, page in BEFORE_THE_SESSION.items():
        _opens_over(panel, clicks, page)
    panel.proctor.click("start_session")
    for clicks, page in WHILE_IT_RUNS.items():
        _opens_over(panel, clicks, page)


def _opens_over(room: Room, clicks: tuple[str, ...], page: str) -> None:
    """From the panel by `clicks` to where F1 opens the guide at `page`, and all the way back."""
    for name in clicks:
        room.proctor.click(name)
    before = room.conductor.screen()
    assert opened_at(room) == page
    assert room.conductor.screen().over is None
    room.proctor.press(Key.Key_Escape)
    assert room.conductor.screen() == before
    while room.proctor.page != "panel_page" or room.conductor.screen().over is not None:
        room.proctor.press(Key.Key_Escape)


def test_while_adding_time_it_tells_of_time(classroom: Classroom) -> None:
    room = classroom.sit()
    Classroom.call_proctor(room)
    room.proctor.press(Key.Key_F7)
    assert opened_at(room) == "late-and-time"


def test_the_code_of_a_slip_to_void_is_a_page_of_the_proctor(panel: Room) -> None:
    panel.proctor.click("void_slip")
    for choice in ("which_1", "void_0", "spare_1", "confirm"):
        panel.proctor.click(choice)
    assert panel.proctor.page == "code_page"
    assert opened_at(panel) == "voiding"


def test_a_wrong_pin_is_still_said_when_the_guide_closes(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel("000000")
    assert "PIN salah" in words(room)
    assert opened_at(room) == "pin"
    room.proctor.press(Key.Key_Escape)
    assert "PIN salah" in words(room)
    room.proctor.write(training.pin)
    room.proctor.press(Key.Key_Return)
    assert room.proctor.page == "panel_page"


def test_what_was_being_written_is_there_when_the_guide_closes(panel: Room) -> None:
    panel.proctor.click("note")
    (box,) = [each for each in panel.stage.findChildren(TextBox) if each.isVisible()]
    box.setFocus()
    panel.proctor.write("genset hidup")
    assert opened_at(panel) == "incidents"
    panel.proctor.press(Key.Key_F1)
    (box,) = [each for each in panel.stage.findChildren(TextBox) if each.isVisible()]
    assert box.toPlainText() == "genset hidup"


def test_the_bar_of_the_proctor_opens_it_for_the_mouse(panel: Room) -> None:
    panel.proctor.click("guide")
    assert guide(panel).page.name == "session"
    panel.proctor.click("close_guide")
    assert panel.proctor.page == "panel_page"


# --- what it leaves alone ---------------------------------------------------------------------------------


def test_a_respondent_sees_only_their_own_help(classroom: Classroom) -> None:
    room = classroom.sit()
    for _ in range(2):
        room.respondent.press(Key.Key_F1)
        assert room.respondent.page == "question_page"
        assert room.respondent.sees("dialog")
        room.respondent.press(Key.Key_Escape)
    Classroom.call_proctor(room)
    room.proctor.press(Key.Key_F5)
    room.proctor.leave()
    assert room.respondent.page == "quiet_page"
    room.respondent.press(Key.Key_F1)
    assert room.respondent.page == "quiet_page"
    assert room.respondent.sees("dialog")


def test_the_page_of_the_access_code_keeps_the_help_of_respondents(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    room.proctor.press(Key.Key_F4)
    room.proctor.leave()
    assert room.respondent.page == "code_page"
    room.respondent.press(Key.Key_F1)
    assert room.respondent.page == "code_page"
    assert say(ID, "answering.help_code") in words(room)


def test_no_key_of_the_panel_reaches_through_it(panel: Room) -> None:
    opened_at(panel)
    for key in (Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F8, Key.Key_Return):
        panel.proctor.press(key)
    panel.proctor.press(Key.Key_L, CONTROL)
    assert panel.proctor.page == "guide_page"
    panel.proctor.press(Key.Key_Escape)
    assert panel.proctor.page == "panel_page"
    assert panel.opened.booth.store.phase()[0] is Phase.READY


def test_a_guide_that_nobody_reads_closes_with_the_panel(classroom: Classroom) -> None:
    room = classroom.sit()
    Classroom.call_proctor(room)
    opened_at(room)
    for _ in range(3):
        room.pass_time(100_000)
        room.conductor.take(i.Stir())  # a hand on the mouse keeps it open
    assert room.proctor.page == "guide_page"
    room.pass_time(200_000)
    assert room.proctor.page == "quiet_page"
    assert not room.respondent.sees("guide_page")


def test_the_clock_of_a_sitting_stands_still_while_it_is_read(classroom: Classroom) -> None:
    room = classroom.sit()
    room.pass_time(4_000)
    before = room.opened.desk.spent_ms()
    Classroom.call_proctor(room)
    opened_at(room)
    room.pass_time(60_000)
    assert room.opened.desk.spent_ms() == before


def test_another_window_in_front_covers_the_waiting_screen_but_keeps_the_guide(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = open_room()
    room.proctor.open_booth(training.card_code)
    opened_at(room)
    room.conductor.take(i.FrontLost())
    assert room.proctor.page == "quiet_page"
    room.conductor.take(i.FrontBack())
    assert room.proctor.page == "guide_page"


# --- reading and searching --------------------------------------------------------------------------------


def test_what_is_typed_narrows_the_contents_and_turns_to_what_was_found(panel: Room) -> None:
    opened_at(panel)
    panel.proctor.write("deep freeze")
    assert guide(panel).sought == "deep freeze"
    assert guide(panel).page.name == "deep-freeze"
    listed = [entry.name for chapter in guide(panel).chapters for entry in chapter.entries]
    assert listed == ["deep-freeze"]
    panel.proctor.press(Key.Key_Delete)
    assert guide(panel).sought == ""
    assert guide(panel).page.name == "deep-freeze"
    assert len(guide(panel).chapters) == len(read_guide(ID).chapters)


def test_words_that_stand_nowhere_are_said_and_leave_the_page_open(panel: Room) -> None:
    opened_at(panel)
    panel.proctor.write("gajah")
    assert guide(panel).chapters == ()
    assert guide(panel).page.name == "session"
    assert say(ID, "guide.nothing") in words(panel)
    assert not guide(panel).next.enabled
    panel.proctor.press(Key.Key_Down)
    for _ in range(6):
        panel.proctor.press(Key.Key_Backspace)
    assert guide(panel).sought == ""


def test_more_is_not_typed_than_the_field_shows(panel: Room) -> None:
    opened_at(panel)
    panel.proctor.write(" " + "x" * 40)
    assert guide(panel).sought == "x" * 24


def test_one_page_leads_to_the_next_from_the_first_to_the_last() -> None:
    whole = read_guide(ID)
    names = [page.name for page in whole.pages]
    shown = [present.guide(Glass(), whole, name, "", "") for name in names]
    assert [view.next.intent for view in shown[:-1]] == [i.ReadPage(name) for name in names[1:]]
    assert [view.previous.intent for view in shown[1:]] == [i.ReadPage(name) for name in names[:-1]]
    ends = [(view.previous.enabled, view.next.enabled) for view in shown]
    assert ends == [(False, True), *[(True, True)] * (len(names) - 2), (True, False)]


def test_arrows_turn_the_pages_and_stop_at_the_end(panel: Room) -> None:
    opened_at(panel)
    panel.proctor.press(Key.Key_Down)
    assert guide(panel).page.name == "incidents"
    panel.proctor.press(Key.Key_Up)
    assert guide(panel).page.name == "session"
    panel.proctor.click("chapter_linux")
    for _ in range(3):
        panel.proctor.press(Key.Key_Down)
    assert guide(panel).page.name == "windows"


def test_a_chapter_opens_its_first_page_and_a_reference_its_own(panel: Room) -> None:
    opened_at(panel)
    panel.proctor.click("chapter_power-cut")
    assert guide(panel).page.name == "power-cut"
    panel.proctor.click("page_re-imaged")
    assert guide(panel).page.name == "re-imaged"
    panel.proctor.click("see_install")
    assert guide(panel).page.name == "install"
    panel.proctor.click("next")
    assert guide(panel).page.name == "readiness"


def test_the_page_keys_scroll_the_text_and_another_page_begins_at_its_top(stage: Stage) -> None:
    stage.resize(1024, 768)
    stage.show_screen(screen("p6-guide", Look(size=TextSize.LARGEST)))
    QApplication.processEvents()
    bar = _text(stage).verticalScrollBar()
    assert stage.page is not None
    QTest.keyClick(stage.page, Key.Key_PageDown)
    assert bar.value() > 0
    stage.show_screen(screen("p6-guide-long", Look(size=TextSize.LARGEST)))
    QApplication.processEvents()
    assert _text(stage).verticalScrollBar().value() == 0


def test_the_page_that_is_read_is_in_view_in_the_contents(stage: Stage) -> None:
    stage.show_screen(screen("p6-guide-long"))
    QApplication.processEvents()
    (here,) = [each for each in stage.findChildren(Entry) if each.isChecked()]
    assert here.objectName() == "page_deep-freeze"
    assert here.visibleRegion().boundingRect() == here.rect()


def test_the_display_menu_lies_over_it_and_closes_alone(panel: Room) -> None:
    opened_at(panel)
    panel.proctor.press(Key.Key_F2)
    assert panel.proctor.sees("cover")
    panel.proctor.click("language_en")
    assert guide(panel).page.title == read_guide(Language.EN).page("session").title
    panel.proctor.press(Key.Key_Escape)
    assert not panel.proctor.sees("cover")
    assert panel.proctor.page == "guide_page"
    panel.proctor.press(Key.Key_F1)
    assert panel.proctor.page == "panel_page"


def test_no_words_of_a_page_are_drawn_as_anything_else(stage: Stage) -> None:
    for name in ("p6-guide", "p6-guide-card", "p6-guide-long"):
        stage.show_screen(screen(name))
        QApplication.processEvents()
        shown = [label.text() for label in stage.findChildren(QLabel) if label.isVisible()]
        tags = {tag for text in shown for tag in re.findall(r"</?([a-z]+)", text)}
        assert tags <= {"p", "span", "br"}
        assert not any("href" in text or "<img" in text for text in shown)


def test_a_guide_that_is_gone_is_said_and_the_page_stays(tmp_path: Path) -> None:
    pane = Pane(Glass())
    guiding = Guiding(pane, tmp_path)
    guiding.open(Topic.SESSION)
    assert guiding.take(i.Type("a"))
    assert guiding.page("") is None
    assert not guiding.is_open
    assert pane.glass.trouble == say(ID, "base.guide_missing", page="contents")

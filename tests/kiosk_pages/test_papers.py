"""The proctor prints the room's papers onto the stick, with the keyboard alone or the mouse alone."""

import io
import json
from collections.abc import Callable
from dataclasses import replace

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.demo.training import TrainingKiosk
from app.kiosk.room.sheet import SessionSheet, Sheet
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present.papers import latest_session, said_unused
from app.ui.fields import LineBox
from tests.kiosk_pages.gallery.paperwork import FULL
from tests.kiosk_pages.gallery.scenes import screen
from tests.kiosk_pages.robots import ProctorRobot
from tests.kiosk_pages.room import Room

Key = Qt.Key
OpenRoom = Callable[[], Room]


def exported(open_room: OpenRoom, training: TrainingKiosk) -> Room:
    """One person sat and was sealed at the end of the session; the stick has the batch."""
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    room.proctor.press(Key.Key_F4)
    room.proctor.leave()
    room.respondent.enter_code(training.codes[5])
    room.respondent.consent()
    room.respondent.write("1")
    room.proctor.open_panel(training.pin)
    room.proctor.press(Key.Key_F8)
    room.proctor.write(training.pin)
    room.proctor.press(Key.Key_Return)
    room.proctor.click("open_export")
    room.proctor.click("export")
    return room


def view(room: Room) -> v.Papers:
    shown = room.stage.page.view if room.stage.page is not None else None
    assert isinstance(shown, v.Papers)
    return shown


def figure(room: Room, name: str) -> str:
    return next(each.typed for each in view(room).figures if each.name == name)


def focus(person: ProctorRobot, name: str) -> None:
    """Tab until the control of that name has the focus."""
    for _ in range(80):
        if person.focused().objectName() == name:
            return
        person.press(Key.Key_Tab)
    message = f"Tab never came to {name}"
    raise AssertionError(message)


def papers_on(room: Room) -> list[str]:
    return sorted(file.name for file in room.stick.iterdir() if file.suffix in {".pdf", ".json"})


def text(room: Room, start: str) -> str:
    (file,) = room.stick.glob(f"{start}*.pdf")
    pages = PdfReader(io.BytesIO(file.read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_keyboard_alone_prints_the_minutes(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = exported(open_room, training)
    person = room.proctor
    focus(person, "papers")
    person.press(Key.Key_Return)
    assert person.page == "papers_page"
    focus(person, "figure_expected")
    person.write("12")
    focus(person, "figure_present")
    person.press(Key.Key_Up)
    focus(person, "figure_returned")
    person.write("9999")
    person.press(Key.Key_Backspace)
    assert (figure(room, "expected"), figure(room, "present"), figure(room, "returned")) == ("12", "1", "999")
    focus(person, "line_name_1")
    person.write("Rina Marlina")
    focus(person, "line_nip_1")
    person.write("19880412 201101 2 003")
    focus(person, "print_papers")
    person.press(Key.Key_Return)
    assert len(papers_on(room)) == 2
    said = text(room, "berita-acara")
    assert "Rina Marlina NIP 19880412 201101 2 003" in said
    assert "= 1 hadir. Selisih 0." in said
    assert "Latihan" in said
    assert all(name in view(room).notices[0].words for name in papers_on(room))


def test_the_mouse_alone_prints_every_paper(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = exported(open_room, training)
    person = room.proctor
    person.click("papers")
    for _ in range(3):
        person.click("more_present")
    person.click("less_present")
    assert figure(room, "present") == "2"
    for paper in ("paper_1", "paper_2", "paper_3", "paper_4"):
        person.click(paper)
    person.click("print_papers")
    names = papers_on(room)
    starts = ("berita-acara", "daftar-hadir", "kartu", "kesiapan", "lembar-ruang", "serah-terima")
    assert [name.startswith(start) for name, start in zip(names, starts, strict=True)] == [True] * 6
    assert "Kartu hari-H" in text(room, "kartu")
    (sheet,) = room.stick.glob("lembar-ruang*.json")
    assert json.loads(sheet.read_text("ascii"))["sessions"][0]["present"] == 2
    person.click("previous")
    assert person.page == "export_page"


def test_without_a_paper_chosen_there_is_nothing_to_print(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = exported(open_room, training)
    room.proctor.click("papers")
    room.proctor.click("paper_0")
    assert not room.proctor.find("print_papers").isEnabled()
    room.proctor.press(Key.Key_Escape)
    assert room.proctor.page == "export_page"


def test_who_leaves_takes_counts_and_names_along(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = exported(open_room, training)
    person = room.proctor
    person.click("papers")
    person.click("more_present")
    focus(person, "line_place")
    person.write("Palembang")
    focus(person, "line_name_1")
    papers = room.opened.proctor._exporting.papers
    assert papers._desk.lines == {"place": "Palembang"}
    person.leave()
    assert papers._desk.lines == {}
    assert papers._desk.figures == {}


def test_a_field_keeps_the_focus_while_its_number_grows(stage: Stage) -> None:
    stage.show_screen(screen("p4-papers"))
    person = ProctorRobot(stage)
    focus(person, "figure_present")
    held = person.focused()
    shown = screen("p4-papers")
    assert isinstance(shown.page, v.Papers)
    grown = tuple(replace(each, typed="74") for each in shown.page.figures)
    stage.show_screen(replace(shown, page=replace(shown.page, figures=grown, sums=())))
    assert person.focused() is held


def test_every_field_says_what_it_is(stage: Stage) -> None:
    stage.show_screen(screen("p4-papers-uneven"))
    fields = [
        each for each in stage.findChildren(QWidget) if each.objectName().startswith(("figure_", "line_"))
    ]
    assert len(fields) == 13
    assert all(each.accessibleName() for each in fields)


def test_a_line_stays_one_line(stage: Stage) -> None:
    stage.show_screen(screen("p4-papers"))
    box = stage.findChild(LineBox, "line_place")
    assert isinstance(box, LineBox)
    box.setFocus()
    said: list[object] = []
    stage.intent.connect(said.append)
    ProctorRobot(stage).press(Key.Key_Return)
    assert "\n" not in box.toPlainText()


def test_a_day_that_is_counted_in_the_next_says_so_and_asks_for_nothing_that_is_counted_there(
    stage: Stage,
) -> None:
    shown = screen("p4-papers-elsewhere")
    stage.show_screen(shown)
    page = shown.page
    assert isinstance(page, v.Papers)
    assert [notice.words.split(",")[0] for notice in page.sums] == ["Sesi ini dihitung bersama Sesi 2"]
    assert [line.value for line in page.seats] == ["dihitung di Sesi 2"]
    names = {each.objectName() for each in stage.findChildren(QWidget)}
    assert not {"figure_restarts", "figure_voided", "figure_before"} & names


def test_persons_of_the_day_before_are_asked_for_where_both_days_are_counted(stage: Stage) -> None:
    shown = screen("p4-papers-together")
    stage.show_screen(shown)
    page = shown.page
    assert isinstance(page, v.Papers)
    assert "= 6: 4 hadir di sesi ini dan 2 di Sesi 1. Selisih 0." in page.sums[0].words
    assert "Slip: selisih 0." in page.sums[1].words
    assert stage.findChild(QWidget, "figure_together") is not None


def test_the_session_of_this_seat_is_suggested_though_the_stick_does_not_know_it() -> None:
    empty = replace(FULL, installed=())
    assert [latest_session(empty, here) for here in ("", "s1", "s2")] == [0, 0, 1]
    assert [latest_session(FULL, here) for here in ("", "s1")] == [1, 1]


def test_a_seat_that_was_called_unused_before_is_suggested_as_such() -> None:
    counted = SessionSheet(session="s1", present=1, spoiled=0, returned=0, restarts=0, voided=0)
    found = replace(FULL, silent=("11", "12"), sheets={"s1": Sheet("s1.json", ("12",), counted)})
    assert said_unused(found) == {1}


def test_what_was_entered_once_is_there_again(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = exported(open_room, training)
    person = room.proctor
    person.click("papers")
    for name in ("more_present", "more_spoiled", "print_papers"):
        person.click(name)
    found = room.opened.proctor._exporting.papers._found
    assert found is not None
    assert [sheet.counted.present for sheet in found.sheets.values()] == [1]
    person.click("previous")
    person.click("papers")
    assert (figure(room, "present"), figure(room, "spoiled"), figure(room, "expected")) == ("1", "1", "0")

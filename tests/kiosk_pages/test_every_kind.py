"""Every kind of question at real windows over the real use cases: keys, mouse, kills, second thoughts."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.base.clock import HandClock
from app.base.sentences import Language
from app.demo import training
from app.demo.training import TrainingKiosk
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering.chair import asked_of
from app.kiosk.window.present import ends
from app.kiosk.window.present.place import Glass, place_of
from app.questionnaire.expression import Value
from app.questionnaire.route import NOBODY, Slot, Step, row_subject
from tests.eventloop import turn
from tests.kiosk_pages.room import Room

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> TrainingKiosk:
    """A kiosk that asks every kind of question."""
    folder = tmp_path_factory.mktemp("every_kind")
    (folder / "asked/latihan").mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("every_kind.yaml"), folder / "asked/latihan/questionnaire.yaml")
    (folder / "made").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "QUESTIONNAIRES", folder / "asked")
        return training.prepare(folder / "made")


class Seats:
    """One booth; a respondent sits down, is killed and comes back, or makes room for another."""

    def __init__(self, kiosk: TrainingKiosk, folder: Path, application: QApplication) -> None:
        self._kiosk, self._folder, self._application = kiosk, folder, application
        self._clock = HandClock(time.time_ns() // 1_000_000)
        self._slips = iter(kiosk.codes)
        self._slip = ""
        self._room: Room | None = None
        shutil.copytree(kiosk.data_dir, folder / "data")

    def take(self) -> Room:
        """A respondent with a fresh slip, at the first question."""
        room = self._open()
        room.proctor.open_panel(self._kiosk.pin)
        if room.proctor.find("start_session").isEnabled():
            room.proctor.press(Key.Key_F4)
        room.proctor.leave()
        self._slip = next(self._slips)
        room.respondent.enter_code(self._slip)
        room.respondent.consent()
        return room

    def come_back(self) -> Room:
        """The same respondent after a kill, where they were."""
        room = self._open()
        room.respondent.enter_code(self._slip)
        assert room.respondent.page == "message_page"
        room.respondent.press(Key.Key_Return)
        return room

    def _open(self) -> Room:
        self.leave()
        self._room = Room(self._folder / "data", self._clock, self._folder, self._application)
        self._room.proctor.open_booth(self._kiosk.card_code)
        return self._room

    def leave(self) -> None:
        """End the process, telling nobody."""
        if self._room is not None:
            self._room.close()
        turn()


@pytest.fixture
def seats(application: QApplication, kiosk: TrainingKiosk, tmp_path: Path) -> Iterator[Seats]:
    """A booth of one's own."""
    made = Seats(kiosk, tmp_path, application)
    yield made
    made.leave()


@pytest.fixture
def room(seats: Seats) -> Room:
    """A respondent at the first question."""
    return seats.take()


def slot(item: str, row: int = 0, roster: str = "a_list") -> Slot:
    """The place of an answer, of a row where one is named."""
    return Slot(item, row_subject(roster, row) if row else NOBODY)


def turn_to(room: Room, item: str, row: int = 0, roster: str = "a_list") -> None:
    """Open a question, of a row of a list where one is named."""
    asked = asked_of(room.sitting)
    wanted = (item, slot(item, row, roster).subject)
    step = next(step for step in asked.steps if (step.item, step.subject) == wanted)
    room.conductor.take(i.GoTo(asked.number(step)))
    room.respondent.settle()
    assert room.sitting.position == step


def stored(room: Room, item: str, row: int = 0) -> Value | None:
    """The answer that the desk believes."""
    return room.sitting.answers.get(slot(item, row))


def page(room: Room) -> v.Question:
    """What the page was told to show."""
    view = room.stage.page.view if room.stage.page is not None else None
    assert isinstance(view, v.Question)
    return view


def saved(room: Room) -> v.SaveKind:
    """What the header says of the last answer."""
    save = page(room).header.save
    assert save is not None
    return save.kind


def words(room: Room) -> str:
    """Everything that is written on the screen."""
    labels = room.stage.findChildren(QLabel)
    return " ".join(each.accessibleName() for each in labels if each.isVisible())


def page_step(room: Room) -> Step:
    """Where the respondent is."""
    assert room.sitting.position is not None
    return room.sitting.position


def fields(room: Room) -> tuple[str, ...]:
    """What stands in the fields of a date."""
    body = page(room).body
    assert isinstance(body, v.Date)
    return tuple(field.typed for field in body.fields)


def people(room: Room, *names: str) -> None:
    """Put people on the list and write their names."""
    turn_to(room, "a_list")
    for _ in names:
        room.respondent.click("add_row")
    for row, name in enumerate(names, 1):
        turn_to(room, "p_name", row)
        room.respondent.write(name)
        room.respondent.press(Key.Key_Return, CONTROL)


# --- from the first question to the last --------------------------------------------------------------------


def by_keys(room: Room) -> None:
    """Answer everything with the keyboard alone."""
    person = room.respondent
    enter, space, right, down = Key.Key_Return, Key.Key_Space, Key.Key_Right, Key.Key_Down
    person.press(enter)  # the note
    person.answer("3")
    for _ in range(10):
        person.press(down)
    person.press(space)  # the tenth option has no digit
    person.press(enter)
    person.answer("13")
    person.write("1")
    person.press(down)
    person.answer("2")
    person.write("251")
    person.press(Key.Key_Up, ALT)
    person.press(enter)
    person.answer("7")
    for key in (right, right, right, space, enter):  # does not know the date
        person.press(key)
    for key in (Key.Key_Tab, space, enter):  # nor what to write
        person.press(key)
    person.press(enter)  # what was worked out
    for key in (down, space, space):
        person.press(key)
    person.press(Key.Key_B, ALT)
    for _ in range(2):
        for key in (Key.Key_Tab, space, enter):
            person.press(key)
        person.answer("9")
        for key in (right, right, right, space, enter):
            person.press(key)
    for key in (down, down, space, enter):  # nobody at home
        person.press(key)


def by_mouse(room: Room) -> None:
    """Answer the same with the mouse alone."""
    child = (("option_-98",), ("more",) * 10, ("option_-98",))
    for names in (
        (),
        ("option_3",),
        ("option_10",),
        ("option_1", "option_3"),
        ("cell_m1_1", "cell_m2_2"),
        ("option_2", "option_5", "option_1", "up_1"),
        ("more",) * 7,
        ("option_-98",),
        ("option_-98",),
        (),
        ("add_row", "add_row"),
        *child,
        *child,
        ("no_rows",),
    ):
        for name in names:
            room.respondent.click(name)
        room.respondent.click("next")


def test_keyboard_alone_and_mouse_alone_come_to_the_same_response(seats: Seats) -> None:
    room = seats.take()
    by_keys(room)
    assert room.respondent.page == "review_page"
    keyed = dict(room.sitting.known)
    room = seats.take()
    by_mouse(room)
    assert room.respondent.page == "review_page"
    assert dict(room.sitting.known) == keyed
    assert {key.variable: value for key, value in keyed.items() if key.subject == NOBODY} == {
        "a_scale": 3,
        "a_single": 10,
        "a_multi": (1, 3),
        "m1": 1,
        "m2": 2,
        "a_ranking": (2, 1, 5),
        "a_number": 7,
        "a_date": -98,
        "a_text": -98,
        "a_sum": 10,
        "a_list": (1, 2),
        "a_short_list": (),
    }
    room.respondent.seal()
    assert room.respondent.page == "sealed_page"


# --- rankings -----------------------------------------------------------------------------------------------


def test_each_press_is_kept_at_once_and_a_ranking_counts_when_it_is_complete(room: Room) -> None:
    turn_to(room, "a_ranking")
    kept, counted = [], []
    for digit in "251":
        room.respondent.write(digit)
        kept.append(stored(room, "a_ranking"))
        counted.append(asked_of(room.sitting).answered(page_step(room)))
    assert kept == [(2,), (2, 5), (2, 5, 1)]
    assert counted == [False, False, True]


def test_one_rank_too_many_changes_nothing_and_says_why(room: Room) -> None:
    turn_to(room, "a_ranking")
    room.respondent.write("2513")
    assert stored(room, "a_ranking") == (2, 5, 1)
    assert "Paling banyak 3 pilihan" in words(room)
    room.respondent.write("53")
    assert stored(room, "a_ranking") == (2, 1, 3)
    assert "Paling banyak 3 pilihan" not in words(room)


def test_a_ranking_that_is_emptied_comes_back(room: Room) -> None:
    turn_to(room, "a_ranking")
    room.respondent.write("25")
    room.respondent.click("clear")
    assert stored(room, "a_ranking") is None
    room.respondent.click("undo")
    assert stored(room, "a_ranking") == (2, 5)


def test_a_non_answer_takes_the_place_of_ranks_and_ranks_that_of_a_non_answer(room: Room) -> None:
    turn_to(room, "a_ranking")
    room.respondent.write("2-")
    assert stored(room, "a_ranking") == -99
    assert room.respondent.ticked() == {"option_-99"}
    room.respondent.write("3")
    assert stored(room, "a_ranking") == (3,)
    assert room.respondent.ticked() == {"option_3"}


# --- several choices ----------------------------------------------------------------------------------------


def test_one_choice_too_many_changes_nothing_and_says_why(room: Room) -> None:
    turn_to(room, "a_multi")
    room.respondent.write("123")
    assert stored(room, "a_multi") == (1, 2)
    assert room.respondent.ticked() == {"option_1", "option_2"}
    assert "Paling banyak 2 pilihan" in words(room)


def test_a_choice_that_stands_alone_clears_the_others_and_goes_before_them(room: Room) -> None:
    turn_to(room, "a_multi")
    room.respondent.write("124")
    assert room.respondent.ticked() == {"option_4"}
    room.respondent.write("3")
    assert room.respondent.ticked() == {"option_3"}
    assert stored(room, "a_multi") == (3,)


# --- dates --------------------------------------------------------------------------------------------------


def test_a_date_is_kept_when_it_is_one_and_the_header_says_so_until_then(room: Room) -> None:
    turn_to(room, "a_date")
    seen = []
    for digit in "19082026":
        room.respondent.write(digit)
        seen.append((stored(room, "a_date"), saved(room)))
    assert set(seen[:-1]) == {(None, v.SaveKind.EXCEPT)}
    assert seen[-1] == ("2026-08-19", v.SaveKind.SAVED)
    assert "19 Agustus 2026" in words(room)
    room.respondent.press(Key.Key_Backspace)
    assert (stored(room, "a_date"), saved(room)) == (None, v.SaveKind.EXCEPT)


def test_a_date_may_be_known_to_the_month_only(room: Room) -> None:
    turn_to(room, "a_date")
    room.respondent.press(Key.Key_Right)
    room.respondent.write("8")
    room.respondent.press(Key.Key_Tab)
    room.respondent.write("2026")
    assert stored(room, "a_date") == "2026-08"
    room.respondent.press(Key.Key_Return)
    assert page_step(room).item == "a_text"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("32", "Tanggal hanya dari 1 sampai 31. Periksa lagi, misalnya 19."),
        ("1913", "Bulan hanya dari 1 sampai 12. Periksa lagi, misalnya 8 untuk Agustus."),
        ("31022026", "Tanggal ini tidak ada. Periksa lagi, misalnya 28 Februari 2026."),
        ("19082019", "Ini sebelum 1 Januari 2020. Periksa lagi, misalnya 1 Januari 2020."),
        ("19082027", "Ini sesudah 31 Desember 2026. Periksa lagi, misalnya 31 Desember 2026."),
        ("19089999", "Tahun ini di luar yang mungkin. Periksa lagi, misalnya 2026."),
    ],
)
def test_what_is_wrong_with_a_date_is_said_with_an_example_and_nobody_goes_on(
    room: Room, typed: str, sentence: str
) -> None:
    turn_to(room, "a_date")
    room.respondent.write(typed)
    assert sentence in words(room)
    room.respondent.press(Key.Key_Return)
    assert page_step(room).item == "a_date"
    assert stored(room, "a_date") is None


def test_half_a_date_is_asked_for_its_year_before_it_is_left(room: Room) -> None:
    turn_to(room, "a_date")
    room.respondent.write("1908")
    room.respondent.press(Key.Key_Return)
    assert page_step(room).item == "a_date"
    assert "Isi empat angka, misalnya 2026." in words(room)
    room.respondent.click("clear")
    room.respondent.press(Key.Key_Return)
    room.respondent.press(Key.Key_Return)  # asked once whether it may stay empty
    assert page_step(room).item == "a_text"


def test_a_date_that_is_emptied_comes_back(room: Room) -> None:
    turn_to(room, "a_date")
    room.respondent.write("19082026")
    room.respondent.click("clear")
    assert (stored(room, "a_date"), fields(room)) == (None, ("", "", ""))
    room.respondent.click("undo")
    assert stored(room, "a_date") == "2026-08-19"
    assert "19 Agustus 2026" in words(room)


def test_not_knowing_a_date_empties_its_fields_and_digits_take_it_back(room: Room) -> None:
    turn_to(room, "a_date")
    room.respondent.write("19")
    room.respondent.click("option_-98")
    assert (stored(room, "a_date"), fields(room)) == (-98, ("", "", ""))
    room.respondent.write("2")
    assert (stored(room, "a_date"), fields(room)) == (None, ("2", "", ""))


# --- numbers ------------------------------------------------------------------------------------------------


def test_a_number_that_a_rule_refuses_is_not_kept_and_not_left(room: Room) -> None:
    turn_to(room, "a_number")
    room.respondent.write("1")
    assert (stored(room, "a_number"), saved(room)) == (1, v.SaveKind.SAVED)
    room.respondent.write("3")
    assert (stored(room, "a_number"), saved(room)) == (None, v.SaveKind.EXCEPT)
    assert "Tiga belas tidak mungkin" in words(room)
    room.respondent.press(Key.Key_Return)
    assert page_step(room).item == "a_number"
    assert "Tiga belas tidak mungkin" in words(room)


def test_what_follows_from_answers_is_shown_and_says_when_it_cannot(room: Room) -> None:
    turn_to(room, "a_number")
    room.respondent.write("7")
    turn_to(room, "a_text")
    room.respondent.press(Key.Key_Return, CONTROL)
    room.respondent.press(Key.Key_Return, CONTROL)
    assert "Belum dapat dihitung." in words(room)
    turn_to(room, "a_scale")
    room.respondent.write("3")
    turn_to(room, "a_text")
    room.respondent.press(Key.Key_Return, CONTROL)
    assert page(room).body == v.Worked("10", "Dihitung otomatis dari jawaban Anda sebelumnya.")


# --- lists --------------------------------------------------------------------------------------------------


def test_the_questions_about_a_row_call_it_by_its_name_or_by_its_place(room: Room) -> None:
    people(room, "Siti *Aminah*", "")
    turn_to(room, "p_age", 1)
    assert page(room).text == "Berapa umur Siti Aminah?"
    assert page(room).subject == v.Line("list-todo", "Nomor 1 dari 2", "Siti Aminah")
    turn_to(room, "p_age", 2)
    assert page(room).text == "Berapa umur Nomor 2?"


def test_the_review_lists_an_open_question_about_a_row_under_its_name(room: Room) -> None:
    people(room, "Siti", "")
    booth = room.opened.booth
    place = place_of(booth.document, booth.seat)
    shown = ends.review(place, Glass(), asked_of(room.sitting), None)
    groups = {doubt.group for doubt in shown.items if doubt.text.startswith("Berapa umur")}
    assert groups == {"Siti", "Nomor 2"}


def test_a_removed_row_comes_back_with_its_answers_and_a_new_one_without(room: Room) -> None:
    people(room, "Siti", "Budi")
    turn_to(room, "a_list")
    room.respondent.click("remove_1")
    assert "Siti dihapus" in words(room)
    assert stored(room, "a_list") == (2,)
    room.respondent.click("undo")
    assert stored(room, "a_list") == (1, 2)
    assert "Siti" in words(room)
    room.respondent.click("remove_2")
    room.respondent.click("add_row")
    assert stored(room, "a_list") == (1, 3)
    assert "Budi" not in words(room)


def test_a_list_that_is_too_short_says_so_and_one_that_is_full_adds_nothing(room: Room) -> None:
    turn_to(room, "a_list")
    room.respondent.click("add_row")
    room.respondent.click("next")
    assert page_step(room).item == "a_list"
    assert "Daftar ini perlu paling sedikit 2." in words(room)
    room.respondent.click("add_row")
    room.respondent.click("add_row")
    assert not room.respondent.find("add_row").isEnabled()
    assert "Daftar penuh: paling banyak 3." in words(room)


def test_nobody_is_an_answer_only_of_an_empty_list(room: Room) -> None:
    turn_to(room, "a_short_list")
    room.respondent.click("no_rows")
    assert stored(room, "a_short_list") == ()
    room.respondent.click("add_row")
    assert stored(room, "a_short_list") == (1,)
    assert not room.respondent.sees("no_rows")
    room.respondent.click("remove_1")
    assert stored(room, "a_short_list") is None


def test_a_long_name_does_not_fill_the_page(room: Room) -> None:
    people(room, "Raden Ajeng Siti Aminah Kusumawardhani ", "Budi")
    turn_to(room, "p_age", 1)
    assert len(page(room).text) <= 60


# --- coming back --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "begin"),
    [
        ("a_single", "2"),
        ("a_multi", "12"),
        ("a_ranking", "25"),
        ("a_number", "7"),
        ("a_date", "19102026"),
    ],
)
def test_after_a_kill_the_question_stands_as_it_was(seats: Seats, item: str, begin: str) -> None:
    room = seats.take()
    turn_to(room, item)
    room.respondent.write(begin)
    before = page(room).body
    room = seats.come_back()
    assert page_step(room).item == item
    assert page(room).body == before


def test_after_a_kill_half_a_date_is_gone_as_the_header_had_said(seats: Seats) -> None:
    room = seats.take()
    turn_to(room, "a_date")
    room.respondent.write("1908")
    assert saved(room) is v.SaveKind.EXCEPT
    room = seats.come_back()
    assert (fields(room), saved(room)) == (("", "", ""), v.SaveKind.SAVED)


def test_after_a_kill_a_list_has_its_rows_and_their_answers(seats: Seats) -> None:
    room = seats.take()
    people(room, "Siti", "Budi")
    turn_to(room, "a_list")
    room.respondent.click("remove_1")
    room = seats.come_back()
    assert (stored(room, "a_list"), stored(room, "p_name", 1), stored(room, "p_name", 2)) == (
        (2,),
        "Siti",
        "Budi",
    )
    assert "Budi" in words(room)
    assert "Siti" not in words(room)


# --- another language ---------------------------------------------------------------------------------------


def test_another_language_in_the_middle_keeps_what_is_typed(room: Room) -> None:
    turn_to(room, "a_date")
    room.respondent.write("1908")
    room.conductor.take(i.SetLanguage(Language.EN))
    assert fields(room) == ("19", "08", "")
    assert "When did you last come?" in words(room)
    room.respondent.press(Key.Key_Tab)  # from the month, where the focus was
    room.respondent.write("2026")
    assert stored(room, "a_date") == "2026-08-19"
    assert "19 August 2026" in words(room)


def test_another_language_in_the_middle_keeps_ranks_and_rows(room: Room) -> None:
    turn_to(room, "a_ranking")
    room.respondent.write("25")
    room.conductor.take(i.SetLanguage(Language.EN))
    assert stored(room, "a_ranking") == (2, 5)
    assert room.respondent.find("option_2").accessibleName() == "Rank 1: Clear requirements and fees"
    turn_to(room, "a_list")
    room.respondent.click("add_row")
    room.conductor.take(i.SetLanguage(Language.ID))
    assert "Nomor 1" in words(room)


def test_the_text_that_is_being_written_is_kept_when_the_language_changes(room: Room) -> None:
    turn_to(room, "a_text")
    room.respondent.write("Kursi di ruang tunggu")
    room.respondent.press(Key.Key_F2)
    room.respondent.click("language_en")
    room.respondent.press(Key.Key_Escape)
    assert stored(room, "a_text") == "Kursi di ruang tunggu"
    assert "What do you suggest?" in words(room)

"""From question to question: what is asked once, what is needed, numbers, closed parts, review, agencies."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt

from app.base.sentences import Language, say
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.questionnaire.expression import Value
from tests.kiosk_pages.classroom import Prepare, likert, questionnaire, section
from tests.kiosk_pages.room import Room

Key, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ID = Language.ID
MINUTE = 60_000

SIX = questionnaire(
    section("one", *(likert(name) for name in "abc")), section("two", *(likert(name) for name in "def"))
)
MATRIX = (
    "{id: m, kind: matrix, scale: s, text: {id: Seberapa, en: How much}, rows: ["
    "{id: m1, text: {id: Satu, en: One}}, {id: m2, text: {id: Dua, en: Two}}]}"
)
CHECKED = (
    "{id: n, kind: number, min: 0, max: 99, text: {id: Berapa, en: How many}, checks: ["
    '{rule: {"<": [{v: n}, 50]}, message: {id: Angka ini besar sekali., en: This is a large number.}}]}'
)
STRICT = CHECKED.replace("en: This is a large number.}", "en: This is a large number.}, severity: hard")
EXPERT = questionnaire(
    section("about", likert("x"), likert("y"), more="\n    per_subject: true"),
    head="subjects: {choose_text: {id: Instansi mana, en: Which agencies}, min: 1}",
    group="expert",
)


def page(room: Room) -> v.Question:
    shown = room.conductor.screen().page
    assert isinstance(shown, v.Question), shown
    return shown


def review(room: Room) -> v.Review:
    shown = room.conductor.screen().page
    assert isinstance(shown, v.Review), shown
    return shown


def notice(room: Room) -> str:
    shown = page(room).notice
    return "" if shown is None else shown.words


def answers(room: Room) -> Mapping[str, Value]:
    return {slot.variable: value for slot, value in room.sitting.answers.items()}


def test_a_question_left_open_is_asked_about_once_and_the_second_next_goes_on(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    person = room.respondent
    person.press_enter()
    button = say(ID, "kiosk.next")
    assert notice(room) == say(ID, "answering.ask_unanswered", button=button)
    person.press_enter()
    assert page(room).place == "one/b/"
    person.press(Key.Key_Return, SHIFT)
    assert not notice(room)
    person.press_enter()
    assert page(room).place == "one/b/"  # once is enough


def test_an_answer_takes_the_question_away(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    room.respondent.press_enter()
    room.respondent.write("2")
    assert not notice(room)
    room.respondent.press_enter()
    assert page(room).place == "one/b/"


def test_going_back_or_to_a_number_asks_nothing(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    room.respondent.answer("1")
    room.respondent.press(Key.Key_Return, SHIFT)
    assert page(room).place == "one/a/"
    room.respondent.click("tile_5")
    assert page(room).place == "two/e/"


def test_a_question_that_may_be_left_is_left_without_a_word(prepare: Prepare) -> None:
    text = questionnaire(section("one", likert("a", ', required: "no"'), likert("b")))
    room = prepare(text).sit()
    room.respondent.press_enter()
    assert page(room).place == "one/b/"


def test_a_question_that_needs_an_answer_is_not_left_without_one_or_a_reason(prepare: Prepare) -> None:
    room = prepare(questionnaire(section("one", likert("a", ", required: hard"), likert("b")))).sit()
    for _ in range(3):
        room.respondent.press_enter()
        assert page(room).place == "one/a/"
        assert notice(room) == say(ID, "kiosk.answer_needed")
    room.respondent.write("-")
    room.respondent.press_enter()
    assert page(room).place == "one/b/"


def test_statements_left_open_are_counted(prepare: Prepare) -> None:
    room = prepare(questionnaire(section("one", MATRIX, likert("b")))).sit()
    room.conductor.take(i.Press(1, "m1"))
    room.conductor.take(i.Go())
    assert notice(room) == say(ID, "answering.ask_rows", count=1, button=say(ID, "kiosk.next"))
    room.conductor.take(i.Go())
    assert page(room).place == "one/b/"


def test_an_unusual_answer_is_asked_about_once_and_kept(prepare: Prepare) -> None:
    room = prepare(questionnaire(section("one", CHECKED, likert("b")))).sit()
    room.respondent.write("70")
    room.respondent.press_enter()
    message = "Angka ini besar sekali."
    assert notice(room) == say(ID, "answering.ask_check", message=message, button=say(ID, "kiosk.next"))
    assert answers(room) == {"n": 70}
    room.respondent.press_enter()
    assert page(room).place == "one/b/"
    room.respondent.press(Key.Key_Return, SHIFT)
    room.respondent.press(Key.Key_Backspace)
    room.respondent.write("5")  # another unusual answer is another question
    room.respondent.press_enter()
    assert message in notice(room)
    assert answers(room) == {"n": 75}


def test_an_impossible_answer_is_refused_with_its_message(prepare: Prepare) -> None:
    room = prepare(questionnaire(section("one", STRICT, likert("b")))).sit()
    room.respondent.write("70")
    assert notice(room) == "Angka ini besar sekali."
    room.respondent.press_enter()
    assert page(room).place == "one/n/"
    assert answers(room) == {}


# --- a number ---------------------------------------------------------------------------------------------


def sought(room: Room) -> v.QuestionList:
    shown = page(room).list
    assert shown is not None
    return shown


@pytest.mark.parametrize("width", [1366, 1024])
def test_control_g_a_number_and_enter_open_that_question(prepare: Prepare, width: int) -> None:
    room = prepare(SIX).sit()
    room.stage.resize(width, 768)
    person = room.respondent
    person.settle()
    person.press(Key.Key_G, CONTROL)
    assert person.sees("sought")
    person.write("5")
    assert sought(room).sought == "5"
    assert person.focused().objectName() == "sought"
    person.press_enter()
    assert page(room).place == "two/e/"
    assert not person.sees("sought")
    assert answers(room) == {}
    person.write("2")
    assert answers(room) == {"e": 2}


def test_backspace_takes_a_digit_back_and_escape_closes(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    person = room.respondent
    person.press(Key.Key_G, CONTROL)
    person.write("5")
    person.press(Key.Key_Backspace)
    person.write("2")
    assert sought(room).sought == "2"
    person.press(Key.Key_Escape)
    assert not person.sees("sought")
    assert page(room).place == "one/a/"
    person.write("3")
    assert answers(room) == {"a": 3}


def test_a_number_that_is_not_there_is_answered_in_the_list(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    person = room.respondent
    person.press(Key.Key_G, CONTROL)
    person.write("45")
    person.press_enter()
    assert sought(room).prompt == say(ID, "answering.no_such_number", number=45, last=6)
    assert not notice(room)
    person.write("6")
    assert sought(room).prompt == say(ID, "answering.seek")
    person.press_enter()
    assert page(room).place == "two/f/"


def test_choosing_an_answer_while_the_list_is_called_closes_it(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    room.respondent.press(Key.Key_G, CONTROL)
    room.respondent.click("option_2")
    assert answers(room) == {"a": 2}
    assert not room.respondent.sees("sought")


def closing() -> str:
    """A section that closes after a minute, and one that is not gone back to."""
    limit = f"\n    time_limit_ms: {MINUTE}\n    on_timeout: lock_keep"
    return questionnaire(
        section("one", likert("a"), likert("b"), more=limit),
        section("two", likert("c"), more="\n    allow_back: false"),
        section("three", likert("d")),
    )


def shut(room: Room) -> None:
    room.respondent.write("2")
    for _ in range(2):
        room.conductor.take(i.Stir())
        room.pass_time(MINUTE // 2)


def test_a_question_of_a_closed_part_is_marked_and_says_so_when_it_is_sought(prepare: Prepare) -> None:
    room = prepare(closing()).sit()
    shut(room)
    assert page(room).place == "two/c/"
    tiles = sought(room).tiles
    assert [tile.reachable for tile in tiles] == [False, False, True, True]
    assert tiles[0].spoken == say(ID, "answering.tile_answered_closed", number=1)
    assert not room.respondent.find("tile_1").isEnabled()
    room.respondent.press(Key.Key_G, CONTROL)
    room.respondent.write("1")
    room.respondent.press_enter()
    assert sought(room).prompt == say(ID, "answering.number_closed", number=1)
    assert page(room).place == "two/c/"


def test_the_review_leads_to_open_and_doubtful_questions_and_back(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    person = room.respondent
    for digit in "1", "", "2", "3", "1":
        person.write(digit)
        person.press_enter()
        if not digit:
            person.press_enter()
    person.write("1")
    person.press(Key.Key_M, CONTROL)
    person.press_enter()
    assert [(each.number, each.group) for each in review(room).items] == [
        (2, "Bagian A dari B · Bagian one"),
        (6, "Bagian B dari B · Bagian two"),
    ]
    person.click("open_2")
    assert page(room).place == "one/b/"
    person.write("3")
    person.click("tile_6")
    person.press_enter()
    assert [each.number for each in review(room).items] == [6]


def test_a_question_opened_from_the_review_leads_back_there_by_next(prepare: Prepare) -> None:
    room = prepare(SIX).sit()
    person = room.respondent
    for digit in "1", "2", "3", "1", "2":
        person.answer(digit)
    person.press_enter()
    person.press_enter()
    person.click("tile_6")
    assert page(room).next.words == say(ID, "kiosk.check_answers")
    person.answer("1")
    assert review(room).items == ()
    person.click("previous")  # back to the questions, of which the way is as it was
    person.press(Key.Key_G, CONTROL)
    person.write("2")
    person.press_enter()
    assert page(room).next.words == say(ID, "kiosk.next")
    person.press_enter()
    assert page(room).place == "one/c/"


def test_the_review_offers_no_way_into_a_closed_part(prepare: Prepare) -> None:
    room = prepare(closing()).sit()
    shut(room)
    person = room.respondent
    person.answer("1")
    person.answer("1")
    closed = review(room).items
    assert [(each.number, each.reachable, each.note) for each in closed] == [
        (2, False, say(ID, "answering.doubt_closed"))
    ]
    assert not person.sees("open_2")
    assert not person.find("tile_2").isEnabled()
    person.click("previous")
    assert page(room).place == "three/d/"


# --- agencies ---------------------------------------------------------------------------------------------


def test_ticked_agencies_survive_a_kill(prepare: Prepare) -> None:
    classroom = prepare(EXPERT, group="expert")
    room = classroom.sit()
    room.respondent.write("2")
    room.respondent.write("3")
    room = classroom.open()
    room.respondent.enter_code(classroom.codes[0])
    room.respondent.press_enter()
    assert room.respondent.ticked() == {"option_2", "option_3"}
    room.respondent.press_enter()
    assert page(room).place.startswith("about/x/")


def expert(prepare: Prepare) -> Room:
    room = prepare(EXPERT, group="expert").sit()
    room.respondent.write("12")
    room.respondent.press_enter()
    return room


def test_not_knowing_an_agency_can_be_taken_back_at_once(prepare: Prepare) -> None:
    room = expert(prepare)
    here = page(room).place
    room.respondent.write("2")
    room.respondent.click("skip_agency")
    assert page(room).place != here
    room.respondent.click("undo")
    assert page(room).place == here
    assert room.respondent.ticked() == {"option_2"}
    assert not room.sitting.skipped


def test_the_review_lists_skipped_agencies_and_leads_back_to_them(prepare: Prepare) -> None:
    room = expert(prepare)
    person = room.respondent
    skipped = page(room).place.rpartition("/")[2]
    person.click("skip_agency")
    person.answer("1")
    person.answer("1")
    assert [button.name for _, button in review(room).skipped] == [f"judge_{skipped}"]
    person.click(f"judge_{skipped}")
    assert page(room).place == f"about/x/{skipped}"
    person.answer("2")
    person.answer("2")
    if person.page != "review_page":
        person.press(Key.Key_G, CONTROL)
        person.write("4")
        person.press_enter()
        person.press_enter()
    assert review(room).skipped == ()


def test_experts_have_the_list_too_with_numbers_along_the_whole_path(prepare: Prepare) -> None:
    room = expert(prepare)
    person = room.respondent
    assert not person.sees("question_list")
    person.press(Key.Key_G, CONTROL)
    assert [tile.number for tile in sought(room).tiles] == [1, 2, 3, 4]
    assert len({tile.heading for tile in sought(room).tiles}) == 2
    person.write("4")
    person.press_enter()
    assert page(room).place.startswith("about/y/")
    assert room.sitting.steps.index(room.sitting.position) == 3


def test_before_the_first_agency_stands_the_choice_of_them(prepare: Prepare) -> None:
    room = expert(prepare)
    room.respondent.press(Key.Key_Return, SHIFT)
    assert page(room).place == "subjects"
    assert room.respondent.ticked() == {"option_1", "option_2"}
    room.respondent.write("3")
    room.respondent.press_enter()
    assert len(room.sitting.subjects) == 3


# --- another language, size, contrast ---------------------------------------------------------------------

WRITTEN = questionnaire(
    section("one", "{id: t, kind: text, text: {id: Tulislah, en: Please write}}", likert("b"))
)


def test_text_in_the_middle_of_being_written_survives_language_size_and_contrast(prepare: Prepare) -> None:
    room = prepare(WRITTEN).sit()
    person = room.respondent
    person.write("Antre")
    person.press(Key.Key_F2)
    for name in "language_en", "size_a_plus", "contrast_high", "motion_none", "size_a_plus_plus":
        person.click(name)
    person.press(Key.Key_Escape)
    assert answers(room) == {"t": "Antre"}
    assert page(room).text == "Please write"
    assert person.focused().objectName() == "text"
    person.write("an")
    person.press(Key.Key_Return, CONTROL)
    assert answers(room) == {"t": "Antrean"}


@pytest.mark.parametrize("where", ["answer", "next", "tile_2"])
def test_the_focus_comes_back_to_where_it_was(prepare: Prepare, where: str) -> None:
    room = prepare(SIX).sit()
    person = room.respondent
    name = "option_2" if where == "answer" else where
    person.find(name).setFocus()
    person.press(Key.Key_F2)
    person.click("language_en")
    person.click("contrast_high")
    person.press(Key.Key_Escape)
    assert person.focused().objectName() == name


def test_a_row_of_a_matrix_and_half_a_number_are_not_lost_to_another_language(prepare: Prepare) -> None:
    room = prepare(questionnaire(section("one", CHECKED, MATRIX))).sit()
    person = room.respondent
    room.conductor.take(i.Type("9"))
    room.conductor.take(i.Type("9"))
    room.conductor.take(i.Type("9"))
    room.conductor.take(i.SetLanguage(Language.EN))
    body = page(room).body
    assert isinstance(body, v.Number)
    assert (body.typed, bool(body.error)) == ("999", True)
    person.press(Key.Key_Backspace)
    person.press(Key.Key_Backspace)
    person.press_enter()
    room.conductor.take(i.MoveRow(1))
    room.conductor.take(i.SetLanguage(Language.ID))
    grid = page(room).body
    assert isinstance(grid, v.Grid)
    assert grid.row == 1


def test_a_language_that_nobody_wrote_leaves_the_questions_as_they_are(prepare: Prepare) -> None:
    text = questionnaire(section("one", likert("a"))).replace("[id, en]", "[id]").replace(", en: Test", "")
    for english in ', en: "No"', ', en: "Yes"', ", en: Very", ", en: Question a", ", en: Part one":
        text = text.replace(english, "")
    room = prepare(text).sit()
    room.respondent.click("display")
    room.respondent.click("language_en")
    assert not notice(room)
    assert page(room).next.words == say(Language.EN, "kiosk.check_answers")
    assert page(room).text == "Pertanyaan a"


def test_every_page_of_a_respondent_keeps_its_place_through_the_display_menu(prepare: Prepare) -> None:
    classroom = prepare(EXPERT, group="expert")
    room = classroom.start()
    person = room.respondent
    seen: list[str] = []

    def look_around() -> None:
        before = person.page
        room.conductor.take(i.Open(i.Menu.DISPLAY))
        room.conductor.take(i.SetLanguage(Language.EN))
        room.conductor.take(i.SetLanguage(Language.ID))
        room.conductor.take(i.Close())
        person.settle()
        assert person.page == before
        seen.append(before)

    person.write("0123")
    look_around()
    assert shown_code(room) == "0123"
    person.press(Key.Key_Delete)
    room.conductor.take(i.Erase(everything=True))
    person.enter_code(classroom.codes[0])
    person.press(Key.Key_Space)
    look_around()
    person.press_enter()
    person.write("1")
    look_around()
    person.press_enter()
    look_around()
    person.answer("1")
    person.answer("1")
    look_around()
    assert seen == ["code_page", "promise_page", "question_page", "question_page", "review_page"]


def shown_code(room: Room) -> str:
    shown = room.conductor.screen().page
    assert isinstance(shown, v.Code)
    return shown.typed


def test_the_code_of_the_proctors_card_is_told_from_a_slip(prepare: Prepare) -> None:
    classroom = prepare(SIX)
    room = classroom.start()
    room.respondent.enter_code(classroom.seat.office.card)
    shown = room.conductor.screen().page
    assert isinstance(shown, v.Code)
    assert shown.error is not None
    assert shown.error.words == say(ID, "desk.code_is_card")

"""Rankings, dates, worked-out values and lists, drawn from views alone: what is seen, said and wished."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.ui.controls.action import Kind
from app.ui.ranks import RankRow
from tests.eventloop import turn

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
ABSENTS = (v.Choice(-98, "0", "Tidak tahu"), v.Choice(-99, "-", "Tidak bersedia menjawab"))


def page(body: v.Body, place: str = "here") -> v.Screen:
    """A question page around a body."""
    onward = v.Button("next", "Berikutnya", i.Go(), Kind.PRIMARY)
    return v.Screen(
        v.Question(
            header=v.Header("Survei", "Latihan", "Tampilan", "Bantuan"),
            place=place,
            where="Bagian A",
            number="*Pertanyaan 1* dari 2",
            progress=((0, 2),),
            progress_spoken="0 dari 2",
            lead="",
            text="Apa?",
            hint="",
            body=body,
            absents=ABSENTS,
            clear="",
            skip="",
            subject=None,
            rail=None,
            list=None,
            notice=None,
            hints=(),
            previous=None,
            flag="Tandai ragu-ragu",
            flagged=False,
            flag_shown=True,
            next=onward,
        )
    )


def ranking(*ranks: int) -> v.Ranking:
    """Options A, B, C ... with these ranks."""
    last = max(ranks)
    return v.Ranking(
        tuple(
            v.Ranked(
                code,
                str(code),
                "ABCDEFGH"[code - 1],
                rank,
                f"Peringkat {rank}",
                "Naikkan" if rank > 1 else "",
                "Turunkan" if 0 < rank < last else "",
            )
            for code, rank in enumerate(ranks, 1)
        ),
        f"{last}",
    )


def date(day: str = "", month: str = "", year: str = "", error: str = "") -> v.Date:
    """A date as far as it is typed."""
    parts = ((i.DatePart.DAY, day, 2), (i.DatePart.MONTH, month, 2), (i.DatePart.YEAR, year, 4))
    fields = tuple(v.DateField(p, p.value, p.value, typed, size, bool(error)) for p, typed, size in parts)
    return v.Date(fields, "Boleh kosong", "", error)


def roster(*titles: str, can_add: bool = True) -> v.Roster:
    """A list with these rows."""
    rows = tuple(v.ListRow(at, title, "", f"Hapus {title}") for at, title in enumerate(titles, 1))
    return v.Roster(rows, "Belum ada", "Hapus", "Tambah", can_add, "1 sampai 3")


class Hands:
    """Keys and clicks on a stage, and what was wished by them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.wishes: list[object] = []
        stage.intent.connect(self.wishes.append)

    def see(self, body: v.Body, place: str = "here") -> None:
        self.stage.show_screen(page(body, place))
        turn()

    @property
    def at(self) -> str:
        return self._held().objectName()

    def _held(self) -> QWidget:
        assert self.stage.page is not None
        held = (each for each in self.stage.findChildren(QWidget) if each.hasFocus())
        return next(held, self.stage.page)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._held(), key, held)

    def type(self, words: str) -> None:
        for word in words:
            QTest.keyClicks(self._held(), word)

    def button(self, name: str) -> QAbstractButton:
        found = self.stage.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton)
        return found

    def take(self) -> list[object]:
        heard, self.wishes[:] = list(self.wishes), []
        return heard


@pytest.fixture
def hands(stage: Stage) -> Hands:
    """Hands before an empty stage."""
    return Hands(stage)


def test_a_rank_is_asked_for_by_digit_by_space_and_by_click_and_nothing_ticks_itself(hands: Hands) -> None:
    hands.see(ranking(0, 0, 0))
    hands.type("2")
    assert hands.at == "option_2"
    hands.press(Key.Key_Space)
    QTest.mouseClick(hands.button("option_3"), Qt.MouseButton.LeftButton)
    assert hands.take() == [i.Press(2), i.Press(2), i.Press(3)]
    assert not hands.button("option_2").isChecked()


def test_a_rank_is_shown_and_said_where_its_option_stands(hands: Hands) -> None:
    hands.see(ranking(0, 0, 0))
    row = hands.button("option_3")
    hands.see(ranking(2, 0, 1))
    assert hands.button("option_3") is row
    assert isinstance(row, RankRow)
    assert (row.isChecked(), row.accessibleName()) == (True, "Peringkat 1")
    assert not hands.button("option_2").isChecked()


def test_alt_and_an_arrow_move_what_was_just_chosen(hands: Hands) -> None:
    hands.see(ranking(1, 2, 3))
    hands.type("2")
    hands.take()
    hands.press(Key.Key_Up, ALT)
    hands.press(Key.Key_Down, ALT)
    assert hands.take() == [i.Rank(2, -1), i.Rank(2, 1)]


@pytest.mark.parametrize(("option", "key"), [("1", Key.Key_Up), ("3", Key.Key_Down)])
def test_the_best_goes_no_higher_and_the_last_no_lower(hands: Hands, option: str, key: Qt.Key) -> None:
    hands.see(ranking(1, 2, 3))
    hands.type(option)
    hands.take()
    hands.press(key, ALT)
    assert not hands.take()


def test_the_buttons_move_and_their_focus_stays_with_the_option_they_moved_to_an_end(hands: Hands) -> None:
    hands.see(ranking(1, 2, 3))
    assert not hands.button("up_1").isVisible()
    down = hands.button("down_2")
    down.setFocus()
    hands.press(Key.Key_Return)
    assert hands.take() == [i.Rank(2, 1)]
    hands.see(ranking(1, 3, 2))
    assert not down.isVisible()
    assert hands.at == "up_2"


def test_zero_and_minus_are_the_non_answers_of_a_ranking(hands: Hands) -> None:
    hands.see(ranking(0, 0))
    hands.type("0-")
    assert hands.take() == [i.Press(-98), i.Press(-99)]


def test_a_date_begins_in_its_first_field(hands: Hands) -> None:
    hands.see(ranking(0, 0))
    hands.see(date(), "there")
    assert hands.at == "date_day"


def test_a_date_typed_straight_through_flows_from_field_to_field(hands: Hands) -> None:
    typed = {"day": "", "month": "", "year": ""}
    hands.see(date())
    for digit in "19082026":
        hands.type(digit)
        (wish,) = hands.take()
        assert isinstance(wish, i.Fill)
        typed[wish.part.value] = wish.typed
        hands.see(date(**typed))
    assert typed == {"day": "19", "month": "08", "year": "2026"}
    hands.type("7")
    assert not hands.take()


@pytest.mark.parametrize("between", ["/", ".", "-", " "])
def test_what_people_write_between_the_parts_of_a_date_leads_to_the_next_field(
    hands: Hands, between: str
) -> None:
    hands.see(date("9"))
    hands.type(between)
    assert (hands.at, hands.take()) == ("date_month", [])


def test_zero_is_a_digit_and_minus_in_an_empty_field_a_refusal(hands: Hands) -> None:
    hands.see(date())
    hands.type("0-")
    assert hands.take() == [i.Fill(i.DatePart.DAY, "0"), i.Press(-99)]


def test_arrows_walk_through_the_fields_to_the_non_answers_and_back(hands: Hands) -> None:
    hands.see(date())
    seen = [hands.at]
    for _ in range(4):
        hands.press(Key.Key_Right)
        seen.append(hands.at)
    assert seen == ["date_day", "date_month", "date_year", "option_-98", "option_-99"]
    for _ in range(3):
        hands.press(Key.Key_Left)
    assert hands.at == "date_month"


def test_a_field_that_is_come_to_is_replaced_and_one_that_is_typed_in_is_continued(hands: Hands) -> None:
    hands.see(date("19"))
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Left)
    hands.type("2")
    assert hands.take() == [i.Fill(i.DatePart.DAY, "2")]
    hands.see(date("2"))
    hands.type("0")
    assert hands.take() == [i.Fill(i.DatePart.DAY, "20")]


def test_backspace_takes_digits_and_from_an_empty_field_goes_back(hands: Hands) -> None:
    hands.see(date("", "12"))
    hands.press(Key.Key_Right)
    hands.see(date("", "1"))  # a digit was taken: the field is no longer to be replaced
    hands.press(Key.Key_Backspace)
    assert hands.take() == [i.Fill(i.DatePart.MONTH, "")]
    hands.see(date())
    hands.press(Key.Key_Backspace)
    assert (hands.at, hands.take()) == ("date_day", [])


def test_what_is_wrong_with_a_date_stands_below_it(hands: Hands) -> None:
    hands.see(date("31", "2", "2026"))
    line = hands.stage.findChild(QWidget, "field_error")
    assert isinstance(line, QWidget)
    assert not line.isVisible()
    hands.see(date("31", "2", "2026", "Tanggal ini tidak ada."))
    assert line.isVisible()


def test_a_worked_out_value_is_read_and_takes_no_key(hands: Hands) -> None:
    hands.see(v.Worked("12", "Dihitung otomatis."))
    hands.type("1")
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Return)
    assert hands.take() == [i.Go()]


def test_rows_are_added_and_removed_by_keys_and_by_clicks(hands: Hands) -> None:
    hands.see(roster("Siti", "Orang 2"))
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    QTest.mouseClick(hands.button("remove_1"), Qt.MouseButton.LeftButton)
    assert hands.take() == [i.RemoveRow(1), i.RemoveRow(2), i.AddRow(), i.RemoveRow(1)]
    assert hands.button("remove_1").accessibleName() == "Hapus Siti"


def test_a_list_at_its_limit_offers_no_more_and_says_so(hands: Hands) -> None:
    hands.see(roster("Siti", can_add=False))
    assert not hands.button("add_row").isEnabled()


def test_that_there_is_nobody_to_list_is_an_answer_of_its_own(hands: Hands) -> None:
    hands.see(replace(roster(), none=v.Choice(0, "", "Tidak ada")))
    none = hands.button("no_rows")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)
    assert (hands.take(), none.isChecked()) == ([i.NoRows()], False)
    hands.see(replace(roster(), none=v.Choice(0, "", "Tidak ada", on=True)))
    assert (hands.button("no_rows"), none.isChecked()) == (none, True)


def test_adding_row_after_row_needs_no_search_for_the_button(hands: Hands) -> None:
    hands.see(roster())
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.see(roster("Orang 1"))
    hands.press(Key.Key_Return)
    assert hands.take() == [i.AddRow(), i.AddRow()]


def test_another_question_takes_the_focus_to_its_own_first_place(hands: Hands) -> None:
    hands.see(ranking(0, 0))
    hands.type("2")
    hands.see(ranking(0, 0, 0), "there")
    assert hands.at == "question_page"

from app.base.sentences import Language
from app.kiosk import view as v
from app.kiosk.present.asking import question
from app.kiosk.present.place import Glass, clock, date, hour, left, short_name, timer
from app.kiosk.present.rooms import enumerate_numbers
from app.ui.theme import Look
from tests.kiosk_pages.gallery.sittings import NOW, PLACE, staff

ID, EN = Language.ID, Language.EN


def test_time_is_written_as_each_language_writes_it() -> None:
    assert (clock(ID, NOW), clock(EN, NOW)) == ("08.54", "08:54")
    assert (hour(ID, "09:00"), hour(EN, "09:00")) == ("09.00", "09:00")
    assert date(ID, NOW) == "Rabu, 19 Agustus 2026"
    assert date(EN, NOW) == "Wednesday, 19 August 2026"


def test_time_left_is_rounded_up_so_that_nought_is_the_end() -> None:
    assert [left(ms) for ms in (0, 1, 1000, 59_001, 1_122_000)] == [
        "00:00",
        "00:01",
        "00:01",
        "01:00",
        "18:42",
    ]


def test_the_timer_warns_at_five_minutes_and_at_one() -> None:
    levels = {
        ms: chip.level for ms in (300_001, 300_000, 60_001, 60_000) if (chip := timer(ID, ms)) is not None
    }
    assert list(levels.values()) == [v.Level.PLAIN, v.Level.LOW, v.Level.LOW, v.Level.LAST]


def test_a_hidden_timer_shows_in_the_last_minute_all_the_same() -> None:
    assert timer(ID, 60_001, hidden=True) is None
    assert timer(ID, 60_000, hidden=True) is not None
    assert timer(ID, None) is None


def test_the_screen_reader_hears_the_time_only_at_ten_five_and_one() -> None:
    said = [chip.spoken for ms in range(900_000, 0, -1000) if (chip := timer(ID, ms)) is not None]
    assert len(dict.fromkeys(said)) == 4


def test_many_numbers_are_cut_short() -> None:
    assert enumerate_numbers(ID, (17,)) == "17"
    assert enumerate_numbers(ID, (17, 38)) == "17 dan 38"
    assert enumerate_numbers(EN, tuple(range(1, 10))) == "1, 2, 3, 4, 5, 6 and 3 more"


def test_a_long_title_has_a_short_form() -> None:
    assert short_name("Survei Penilaian Integritas 2026") == "SPI 2026"
    assert short_name("latihan") == "latihan"


def test_a_question_is_numbered_among_questions_and_its_section_lettered() -> None:
    sheet = staff(lambda item: item.kind == "matrix")
    page = question(PLACE, Glass(Look(EN)), sheet, None)
    assert page.where.startswith("Part ")
    assert page.list is not None
    assert page.list.answered[1] + page.list.open[1] + page.list.flagged[1] == len(page.list.tiles)
    assert sum(of for _, of in page.progress) == len(page.list.tiles)

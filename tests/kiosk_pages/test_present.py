from app.base.sentences import Language
from app.kiosk.window import view as v
from app.kiosk.window.present.asking import question
from app.kiosk.window.present.place import Glass, clock, date, hour, short_name
from app.kiosk.window.present.rooms import enumerate_numbers
from app.kiosk.window.present.time import Budget, left, nearer, timer, warning
from app.questionnaire.model import OnTimeout
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


def chip(ms: int, glass: Glass | None = None, *, hidden: bool = False) -> v.Timer | None:
    return timer(glass or Glass(), Budget(ms, 2_400_000), hidden=hidden)


def test_the_timer_warns_at_five_minutes_and_at_one() -> None:
    shown = [chip(ms) for ms in (300_001, 300_000, 60_001, 60_000)]
    levels = [each.level for each in shown if each is not None]
    assert levels == [v.Level.PLAIN, v.Level.LOW, v.Level.LOW, v.Level.LAST]


def test_a_hidden_timer_shows_in_the_last_minute_all_the_same() -> None:
    assert chip(60_001, hidden=True) is None
    assert chip(60_000, hidden=True) is not None
    assert chip(60_001, Glass(timer_shown=False)) is None
    assert chip(60_000, Glass(timer_shown=False)) is not None
    assert timer(Glass(), None) is None


def test_what_the_person_wants_of_the_timer_comes_before_what_the_questionnaire_does() -> None:
    assert chip(600_000, Glass(timer_shown=True), hidden=True) is not None
    assert chip(600_000, Glass(timer_shown=False), hidden=False) is None


def test_the_screen_reader_hears_the_time_only_at_ten_five_and_one() -> None:
    shown = {ms: chip(ms) for ms in range(900_000, 0, -1000)}
    said = {ms: each.spoken for ms, each in shown.items() if each is not None}
    changes = [ms for ms in said if ms != 900_000 and said[ms] != said[ms + 1000]]
    assert changes == [600_000, 300_000, 60_000]


def test_the_budget_that_ends_first_is_shown_with_its_name() -> None:
    whole = Budget(700_000, 2_400_000)
    part = Budget(400_000, 600_000, OnTimeout.LOCK_KEEP, "B", "two/")
    shown = timer(Glass(), nearer((whole, part)))
    assert shown is not None
    assert (shown.label, shown.value) == ("Waktu bagian B", "06:40")
    assert nearer((Budget(300_000, 2_400_000), part)) == Budget(300_000, 2_400_000)
    assert nearer(()) is None


def test_a_suggested_time_that_is_over_gives_way_to_one_that_still_ends_something() -> None:
    suggested = Budget(0, 2_400_000, OnTimeout.WARN)
    part = Budget(400_000, 600_000, OnTimeout.LOCK_KEEP, "B", "two/")
    assert nearer((suggested, part)) == part
    assert nearer((suggested,)) == suggested


def test_each_budget_warns_once_and_again_when_it_was_extended() -> None:
    low = Budget(290_000, 2_400_000)
    read = Glass(warnings_read=frozenset({low.warning}))
    assert warning(Glass(), low, 3) is not None
    assert warning(Glass(), Budget(300_001, 2_400_000), 3) is None
    assert warning(read, Budget(100_000, 2_400_000), 3) is None
    assert warning(read, Budget(290_000, 3_000_000), 3) is not None
    assert warning(read, Budget(290_000, 2_400_000, OnTimeout.SUBMIT, "B", "two/"), 3) is not None


def test_a_warning_says_what_the_end_of_that_budget_brings() -> None:
    ends = {
        warned.words
        for budget in (
            Budget(1_000, 9),
            Budget(1_000, 9, OnTimeout.SUBMIT, "B"),
            Budget(1_000, 9, OnTimeout.LOCK_KEEP, "B"),
            Budget(1_000, 9, OnTimeout.WARN),
            Budget(0, 9, OnTimeout.WARN),
        )
        if (warned := warning(Glass(), budget, 3)) is not None
    }
    assert len(ends) == 5


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

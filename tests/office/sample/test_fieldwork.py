"""Invitations, contacts, substitutes and response: who is asked to come, and who came."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.base.errors import Refused
from app.base.sentences import Language
from app.office.findings import Findings
from app.office.sample.drawing import Drawn, Wish, draw_sample
from app.office.sample.fieldwork import (
    Outcome,
    Person,
    Replaced,
    Standing,
    Status,
    StratumStatus,
    Told,
    Way,
    log_contact,
    read_status,
    replace,
)
from app.office.sample.letters import Invited, write_attendance, write_letters
from app.office.sample.names import Stratum, stratum_of
from app.office.sample.papers import write_lists, write_minutes
from app.office.store.audit import read_acts
from app.office.survey.roundfile import Order
from tests.office.sample.conftest import DAY_MS, ROUND, Desk, desk_in

DISHUB = stratum_of("dishub", "internal")
NOV_9 = dt.date(2026, 11, 9)


def order(**changes: object) -> Order:
    """A lab with four sessions on two days."""
    times = {"pagi": ("09:00", "11:00"), "siang": ("13:00", "15:00")}
    value: dict[str, object] = {
        "round": ROUND,
        "venue": "lab-smkn-2",
        "venue_name": "Lab SMKN 2",
        "start": NOV_9,
        "end": dt.date(2026, 11, 13),
        "sessions": tuple(
            {
                "id": f"{part}-{day}",
                "date": NOV_9 + dt.timedelta(days=day),
                "start": times[part][0],
                "end": times[part][1],
                "label": f"Sesi {part}",
            }
            for day in (0, 1)
            for part in times
        ),
        "seats": ("01", "02"),
        "slips": (
            {"agency": "dishub", "group": "internal", "count": 18},
            {"agency": "pupr", "group": "internal", "count": 18},
            {"agency": "dishub", "group": "external", "count": 18},
            {"group": "expert", "count": 5},
        ),
        "proctors": ({"id": "p1", "name": "Sari"},),
    }
    return Order.model_validate(value | changes)


@pytest.fixture(scope="module")
def after_draw(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose lists are drawn; each test gets a copy."""
    folder = tmp_path_factory.mktemp("drawn")
    shutil.copytree(template / "office", folder / "office")
    desk = desk_in(folder)
    desk.all_lists()
    made = draw_sample(desk.office, ROUND, Wish(witnesses=("Ratna Dewi",), seed="447109263185"))
    assert isinstance(made, Drawn), made
    desk.office.close()
    return folder


@pytest.fixture
def drawn(after_draw: Path, tmp_path: Path) -> Iterator[Desk]:
    """Lists of every stratum, drawn; two officers signed in."""
    shutil.copytree(after_draw / "office", tmp_path / "office")
    made = desk_in(tmp_path)
    yield made
    made.office.close()


def status(desk: Desk) -> Status:
    found = read_status(desk.office, ROUND)
    assert isinstance(found, Status), found
    return found


def everybody(desk: Desk, stratum: Stratum = DISHUB) -> list[Person]:
    return [one for one in status(desk).persons if one.stratum == stratum]


def figures(desk: Desk, stratum: Stratum = DISHUB) -> StratumStatus:
    return next(one for one in status(desk).strata if one.stratum == stratum)


def tell(desk: Desk, persons: list[int], outcome: Outcome, way: Way = Way.PHONE) -> Told:
    made = log_contact(desk.office, ROUND, persons, outcome, way)
    assert isinstance(made, Told), made
    return made


def refusal(made: object) -> str:
    assert isinstance(made, Refused), made
    return made.code


def text_of(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def invite(desk: Desk, **changes: object) -> Invited:
    made = write_letters(desk.office, order(**changes), desk.folder / "out", "0711 318 456")
    assert isinstance(made, Invited), made
    return made


def test_everybody_drawn_gets_one_letter_of_one_page_without_a_code(drawn: Desk) -> None:
    made = invite(drawn)
    pages = text_of(made.file)
    assert len(pages) == made.letters == 15 + 15 + 15 + 4
    names = [one.name for one in status(drawn).persons if one.in_use]
    assert sorted(name for name in names for page in pages if name in page) == sorted(names)
    for page in pages:
        assert "Surat ini tidak memuat kode" in page
        assert "20 Desember 2026" in page  # thirty days after the period
        assert "0711 318 456" in page
        assert "Bilik 0" not in page
    assert refusal(write_letters(drawn.office, order(), drawn.folder)) == "sample.all_invited"


def test_every_session_gets_a_share_of_every_stratum(drawn: Desk) -> None:
    made = invite(drawn)
    assert len(made.sheets) == 4
    pages = [" ".join(text_of(sheet)) for sheet in made.sheets]
    for stratum in {one.stratum for one in status(drawn).persons}:
        per_session = [
            sum(one.name in page for one in everybody(drawn, stratum) if one.in_use) for page in pages
        ]
        assert max(per_session) - min(per_session) <= 1
    whole = Counter(one.name for page in pages for one in status(drawn).persons if one.name in page)
    assert set(whole.values()) == {1}
    assert sum(whole.values()) == made.letters


def test_an_attendance_sheet_does_not_tell_who_is_a_substitute(drawn: Desk) -> None:
    invite(drawn)
    first = everybody(drawn)[0]
    tell(drawn, [first.unit], Outcome.REFUSED)
    assert isinstance(replace(drawn.office, ROUND, first.unit), Replaced)
    assert invite(drawn).letters == 1
    sheets = write_attendance(drawn.office, order(), drawn.folder / "out")
    assert isinstance(sheets, tuple)
    for sheet in sheets:
        (page,) = text_of(sheet)
        here = [
            one.name
            for one in sorted(status(drawn).persons, key=lambda p: p.name.casefold())
            if one.name in page
        ]
        assert [page.index(name) for name in here] == sorted(page.index(name) for name in here)
        assert first.name not in page
        assert "cadangan" not in page.casefold()


def test_more_persons_than_slips_are_not_invited(drawn: Desk) -> None:
    few = order(slips=({"agency": "dishub", "group": "internal", "count": 14},))
    found = write_letters(drawn.office, few, drawn.folder)
    assert isinstance(found, Findings)
    assert [(one.place, one.sentence.key) for one in found.findings] == [("slips.0", "sample.find_few_slips")]
    assert figures(drawn).standings == {Standing.DRAWN: 15, Standing.RESERVE: 5}


def test_nobody_is_invited_to_a_day_that_is_past(drawn: Desk) -> None:
    drawn.clock.advance(8 * DAY_MS)
    drawn.again()
    made = invite(drawn)
    assert len(made.sheets) == 2  # the two sessions of the second day
    assert all("10 November 2026" in page for page in text_of(made.file))
    drawn.clock.advance(30 * DAY_MS)
    drawn.again()
    assert refusal(write_letters(drawn.office, order(), drawn.folder)) == "sample.sessions_past"


def test_letters_and_sheets_are_the_same_bytes_for_the_same_sample(drawn: Desk) -> None:
    invite(drawn)
    first = write_attendance(drawn.office, order(), drawn.folder / "one")
    second = write_attendance(drawn.office, order(), drawn.folder / "two")
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]


def test_the_last_contact_decides_how_a_person_stands(drawn: Desk) -> None:
    invite(drawn)
    number = everybody(drawn)[0].unit
    for outcome in (Outcome.NOT_REACHED, Outcome.REACHED, Outcome.CAME):
        tell(drawn, [number], outcome)
        assert everybody(drawn)[0].standing == outcome.value
    assert everybody(drawn)[0].last_day == "2026-11-02"


def test_contacts_are_all_entered_or_none(drawn: Desk) -> None:
    one, *_, spare = everybody(drawn)
    for persons, code in (
        ([one.unit, 99_999], "sample.no_person"),
        ([one.unit, spare.unit], "sample.not_called"),
        ([], "sample.nobody_named"),
    ):
        made = log_contact(drawn.office, ROUND, persons, Outcome.REACHED, Way.PHONE)
        assert refusal(made) == code
    ahead = log_contact(drawn.office, ROUND, [one.unit], Outcome.CAME, Way.ROOM, NOV_9)
    assert refusal(ahead) == "sample.day_ahead"
    long = log_contact(drawn.office, ROUND, [one.unit], Outcome.REACHED, Way.PHONE, note="x" * 301)
    assert refusal(long) == "sample.note_long"
    assert figures(drawn).standings == {Standing.DRAWN: 15, Standing.RESERVE: 5}


def test_substitutes_are_called_in_their_order_until_there_are_none(drawn: Desk) -> None:
    persons = everybody(drawn)
    spare = [one.unit for one in persons if one.substitute]
    called = []
    for one in persons[:5]:
        assert refusal(replace(drawn.office, ROUND, one.unit)) == "sample.may_still_come"
        tell(drawn, [one.unit], Outcome.REFUSED)
        made = replace(drawn.office, ROUND, one.unit)
        assert isinstance(made, Replaced)
        called.append(made.substitute.unit)
        assert refusal(replace(drawn.office, ROUND, one.unit)) == "sample.replaced_before"
    assert called == spare
    tell(drawn, [persons[6].unit], Outcome.NOT_REACHED)
    assert refusal(replace(drawn.office, ROUND, persons[6].unit)) == "sample.no_substitute"


def test_a_substitute_who_refuses_is_replaced_by_the_next(drawn: Desk) -> None:
    first, *_ = persons = everybody(drawn)
    spare = [one for one in persons if one.substitute]
    tell(drawn, [first.unit], Outcome.NOT_ELIGIBLE)
    assert isinstance(replace(drawn.office, ROUND, first.unit), Replaced)
    tell(drawn, [spare[0].unit], Outcome.REFUSED)
    second = replace(drawn.office, ROUND, spare[0].unit)
    assert isinstance(second, Replaced)
    assert second.substitute.unit == spare[1].unit
    assert second.substitute.stands_in_for == spare[0].unit


def test_the_response_rate_counts_who_was_asked_and_could_have_come(drawn: Desk) -> None:
    persons = everybody(drawn)
    tell(drawn, [one.unit for one in persons[:9]], Outcome.CAME, Way.ROOM)
    tell(drawn, [persons[9].unit, persons[10].unit], Outcome.REFUSED)
    tell(drawn, [persons[11].unit], Outcome.NOT_ELIGIBLE)
    assert isinstance(replace(drawn.office, ROUND, persons[9].unit), Replaced)
    found = figures(drawn)
    # 15 drawn and 1 called up, less 1 who was not eligible: 15 could have come, 9 did.
    assert (found.asked, found.came, found.rate_tenths, found.reserve, found.replaced) == (15, 9, 600, 4, 1)
    assert found.within_reach


def test_a_target_out_of_reach_is_said(drawn: Desk) -> None:
    persons = [one.unit for one in everybody(drawn)[:15]]
    tell(drawn, persons[:8], Outcome.REFUSED)
    assert figures(drawn).within_reach  # 7 open and 5 in reserve: 12
    tell(drawn, persons[8:9], Outcome.REFUSED)
    assert not figures(drawn).within_reach


def test_minutes_hold_numbers_and_no_name_and_the_list_holds_both(drawn: Desk) -> None:
    (minutes,) = _papers(write_minutes(drawn.office, ROUND, drawn.folder / "out"))
    whole = " ".join(text_of(minutes))
    assert "4471 0926 3185" in whole
    assert "Dilempar oleh saksi" in whole
    assert "11, 13, 16, 19, 21, 24, 27, 29, 32, 35, 37, 40, 3, 5, 8" in whole
    assert "Ratna Dewi" in whole
    assert "Kenari" not in whole
    lists = _papers(write_lists(drawn.office, ROUND, drawn.folder / "out", Language.EN))
    assert len(lists) == 4
    assert sum("Kenari" in " ".join(text_of(path)) for path in lists) == 3


def _papers(made: object) -> list[Path]:
    assert isinstance(made, tuple), made
    return [one.path for one in made]


def test_every_paper_with_names_leaves_a_line_in_the_journal_and_no_name(drawn: Desk) -> None:
    out = drawn.folder / "out"
    assert isinstance(write_letters(drawn.office, order(), out), Invited)
    for made in (
        write_attendance(drawn.office, order(), out),
        write_lists(drawn.office, ROUND, out),
        write_minutes(drawn.office, ROUND, out),
    ):
        assert isinstance(made, tuple)
    with drawn.office.store.reading() as connection:
        printed = [one for one in read_acts(connection) if one.act == "sample print"]
    papers = ["letters", "attendance", "attendance", "lists", "draw minutes"]
    assert [one.details["paper"] for one in printed] == papers
    assert all("Kenari" not in str(one.details) for one in printed)
    assert [one.officers for one in printed] == [("a", "b")] * 5

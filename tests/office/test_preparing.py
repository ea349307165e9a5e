"""Drafts: what is typed becomes the file that the command line reads, and that file the draft again."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import AgencyCode, GroupCode
from app.office.findings import read_model
from app.office.preparing.drafts import AgencyDraft, Numbers, RoundDraft, keep, recall, written
from app.office.preparing.entries import clock_of, day_of, day_written, number_of
from app.office.preparing.orderform import draft_of_order, name_of, read_order_draft
from app.office.preparing.roundform import (
    draft_of,
    read_round_draft,
    targets_by_formula,
    wanted_by_formula,
    yaml_of,
)
from app.office.survey.roundfile import Order, RoundFile, check_order, check_round
from app.office.survey.rounds import RoundDocument
from tests.office.conftest import order, round_yaml

WORDS = st.text("abc äÖ'\"#:-{}[]&*!|>%@`0", min_size=1, max_size=12).map(lambda t: f"x{t}x")
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
COUNTS = st.integers(1, 500)


@st.composite
def rounds(draw: st.DrawFn) -> RoundFile:
    """Rounds that pass every check."""

    def words() -> dict[str, str | None]:
        return {"id": " ".join(draw(WORDS).split()), "en": draw(st.none() | st.just("in English"))}

    codes = draw(st.lists(st.sampled_from(["dishub", "pupr", "dinkes", "a_1"]), min_size=1, unique=True))
    groups = draw(st.lists(st.sampled_from(["internal", "external", "expert"]), min_size=1, unique=True))
    strata = []
    for group in sorted(groups, key=["internal", "external", "expert"].index):
        for agency in [""] if group == "expert" else codes:
            target, more = draw(COUNTS), draw(st.integers(0, 9))
            population = draw(st.none() | st.integers(target + more, 100_000))
            numbers = {"drawn": target + more, "target": target, "population": population}
            strata.append({"agency": agency, "group": group, **numbers})
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return RoundFile.model_validate(
        {
            "id": "palembang-2026",
            "title": words(),
            "survey_title": words(),
            "start": first,
            "end": last,
            "city": "Kota Palembang",
            "region_code": draw(st.none() | st.just("1671")),
            "agencies": tuple(
                {
                    "code": code,
                    "name": words(),
                    "short": "Pendek",
                    "description": draw(st.none() | st.just({"id": "Layanan", "en": None})),
                    "valid_from": dt.date(2020, 1, 1),
                    "valid_to": draw(st.none() | st.just(dt.date(2027, 12, 31))),
                    "kode_referensi": draw(st.none() | st.just("R 1")),
                }
                for code in codes
            ),
            "groups": tuple(
                {"code": group, "questionnaire": f"spi-{group}/questionnaire.yaml", "scoring": "s.yaml"}
                for group in sorted(groups, key=["internal", "external", "expert"].index)
            ),
            "strata": tuple(strata),
            "method": "method-example.yaml",
            "policy": {
                "late_min": draw(st.none() | st.integers(0, 240)),
                "idle_s": draw(st.integers(30, 1800)),
            },
            "corrections": tuple(
                {"agency": code, "points": 1.5, "reason": "Temuan"}
                for code in codes[: draw(st.integers(0, 1))]
            ),
        }
    )


@given(rounds())
def test_a_round_file_comes_back_from_its_draft_and_from_its_yaml(file: RoundFile) -> None:
    assert not check_round(file)
    assert read_round_draft(draft_of(file)).file == file
    assert read_model("round.yaml", yaml_of(file), RoundFile) == file


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: dt.date) -> None:
    assert day_of(day_written(day)) == day_of(day.isoformat()) == day_of(f"{day:%d/%m/%Y}") == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("9 November 2026", dt.date(2026, 11, 9)),
        ("17 agu 2026", dt.date(2026, 8, 17)),
        ("3 May 2026", dt.date(2026, 5, 3)),
        ("31-2-2026", None),
        ("9-11", None),
        ("9 N 2026", None),
        ("", None),
    ],
)
def test_days_are_taken_as_people_write_them(typed: str, day: dt.date | None) -> None:
    assert day_of(typed) == day


def test_times_and_numbers_are_taken_as_people_write_them() -> None:
    assert [clock_of(text) for text in ("9.00", "09:30", "24.00", "9")] == ["09:00", "09:30", None, None]
    assert [number_of(text) for text in ("1.250", " 80 ", "1.25", "-3", "٣")] == [1250, 80, None, None, None]


@given(st.text(max_size=40), st.sampled_from(["agencies.0.code", "start", "policy.idle_s", "experts.target"]))
def test_whatever_is_typed_is_kept_and_never_misread(text: str, place: str) -> None:
    draft = written(RoundDraft(), place, text)
    assert text in draft.model_dump_json() or RoundDraft.model_validate_json(draft.model_dump_json()) == draft
    assert read_round_draft(draft).file is None


def test_a_place_that_is_not_there_changes_nothing() -> None:
    draft = RoundDraft()
    for place in ("agencies.7.code", "nothing", "agencies.0.nothing", "agencies.code", "id.x"):
        assert written(draft, place, "x") == draft


def test_a_draft_waits_on_the_disk_and_a_damaged_one_begins_anew(tmp_path: Path) -> None:
    draft = RoundDraft(round_title="Periode 2027", agencies=(AgencyDraft(code="dishub"),))
    keep(tmp_path, "round", draft)
    assert recall(tmp_path, "round", RoundDraft) == draft
    (file,) = (tmp_path / "prepared").iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert recall(tmp_path, "round", RoundDraft) == RoundDraft()


def test_the_formula_fills_in_only_where_the_population_is_known() -> None:
    known, unknown = Numbers(population="80"), Numbers(target="12")
    draft = targets_by_formula(RoundDraft(agencies=(AgencyDraft(internal=known, external=unknown),)))
    assert draft.agencies[0].internal == Numbers(population="80", target="67", drawn="80")
    assert draft.agencies[0].external == unknown
    assert wanted_by_formula(Numbers(population="1.000"), "10") == 88


def test_a_correction_of_a_code_loses_no_number() -> None:
    draft = RoundDraft(agencies=(AgencyDraft(code="dishb", internal=Numbers(target="12")),))
    assert written(draft, "agencies.0.code", "dishub").agencies[0].internal.target == "12"


def collecting() -> RoundDocument:
    """The round of the small office, as far as a package has to know it."""
    value = round_yaml()
    file = RoundFile.model_validate_json(json.dumps(value))
    parts = {name: getattr(file, name) for name in ("agencies", "strata", "title")}
    return RoundDocument.model_construct(id=file.id, start="2026-11-09", end="2026-11-20", groups=(), **parts)


def test_an_order_comes_back_from_its_draft_and_from_its_yaml() -> None:
    wanted = order(seats=("01", "B-2"), version=3)
    assert read_order_draft(draft_of_order(wanted), collecting(), ()).order == wanted
    assert read_model("order.yaml", yaml_of(wanted), Order) == wanted


@pytest.mark.parametrize(
    ("typed", "seats"),
    [
        ("3", ("01", "02", "03")),
        ("01-03, 07", ("01", "02", "03", "07")),
        ("A1, A2", ("A1", "A2")),
        ("08–10", ("08", "09", "10")),
        ("0", ("0",)),
        ("", None),
        ("3 bilik", None),
        ("201", None),
        ("1-9999", None),
    ],
)
def test_booths_are_taken_by_number_or_by_label(typed: str, seats: tuple[str, ...] | None) -> None:
    draft = draft_of_order(order()).model_copy(update={"seats": typed})
    read = read_order_draft(draft, collecting(), ()).order
    assert (read.seats if read is not None else None) == seats


def test_two_sessions_of_a_room_may_touch_but_not_overlap() -> None:
    def found(*hours: tuple[str, str]) -> list[str]:
        day = dt.date(2026, 11, 9)
        sessions = tuple(
            {"id": f"S{n}", "date": day, "start": start, "end": end, "label": "Sesi"}
            for n, (start, end) in enumerate(hours, 1)
        )
        strata = [(AgencyCode(s.agency), GroupCode(s.group)) for s in collecting().strata]
        return [one.place for one in check_order(order(sessions=sessions), strata)]

    assert found(("09:00", "11:00"), ("11:00", "12:00")) == []
    assert found(("09:00", "11:00"), ("10:59", "12:00")) == ["sessions.1"]
    assert found(("09:00", "11:00"), ("13:00", "15:00"), ("08:00", "16:00")) == ["sessions.2"]


def test_a_room_is_named_for_files_by_what_people_call_it() -> None:
    assert name_of(" Lab Komputer 2 (Séma) ") == "lab-komputer-2-sema"
    assert name_of("—") == ""

"""Dates of which perhaps only the year is known, and how far they are apart."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Integrity
from app.questionnaire.dates import PartialDate, date_parts, difference
from app.questionnaire.expression import TODAY, Value, check, evaluate, number, variables
from app.questionnaire.model import Expression

days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


def partial(date: dt.date) -> PartialDate:
    return PartialDate(date.year, date.month, date.day)


@pytest.mark.parametrize("text", ["2026", "2026-08", "2026-08-19", "2024-02-29"])
def test_a_date_may_be_known_to_the_year_the_month_or_the_day(text: str) -> None:
    date = date_parts(text)
    assert date is not None
    assert "-".join(f"{part:02d}" for part in date if part is not None) == text


@pytest.mark.parametrize(
    "text",
    ["", "26", "1899", "2026-13", "2026-00", "2026-2", "2025-02-29", "2026-04-31", "2026-08-19x", "٢٠٢٦"],
)
def test_what_is_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert date_parts(text) is None


@given(days, days)
def test_days_are_those_of_the_calendar(one: dt.date, other: dt.date) -> None:
    assert difference(partial(one), partial(other), "days") == (other - one).days


@given(days, days, st.sampled_from(["days", "months", "years"]))
def test_the_way_back_is_as_long_as_the_way(one: dt.date, other: dt.date, unit: str) -> None:
    there, back = (
        difference(partial(one), partial(other), unit),
        difference(partial(other), partial(one), unit),
    )
    assert there is not None
    assert back == -there


@given(days, st.integers(0, 80))
def test_a_birthday_makes_one_year_older(born: dt.date, age: int) -> None:
    born = born.replace(day=min(born.day, 28))
    birthday = PartialDate(born.year + age, born.month, born.day)
    assert difference(partial(born), birthday, "years") == age
    eve = birthday.first - dt.timedelta(days=1)
    if age:
        assert difference(partial(born), partial(eve), "years") == age - 1


@pytest.mark.parametrize(
    ("one", "other", "unit", "apart"),
    [
        ("2019", "2021-06", "years", 2),  # both cut to the year
        ("2019", "2021-06", "months", None),
        ("2019-11", "2021-06-30", "months", 19),
        ("2019-11", "2021-06", "years", 1),
        ("2019-11", "2021-06", "days", None),
        ("2024-01-31", "2024-02-29", "months", 0),
        ("2021-06", "2019-11", "months", -19),
    ],
)
def test_dates_are_compared_at_what_both_know(one: str, other: str, unit: str, apart: int | None) -> None:
    earlier, later = date_parts(one), date_parts(other)
    assert earlier is not None
    assert later is not None
    assert difference(earlier, later, unit) == apart


def test_a_condition_asks_how_long_ago_something_was() -> None:
    longer: Expression = {">=": [{"date-diff": [{"v": "since"}, {"today": []}, "years"]}, 2]}
    check(longer)
    assert variables(longer) == {"since", TODAY}

    def seen(since: Value | None, today: str | None) -> bool | None:
        return evaluate(longer, lambda name: today if name == TODAY else since)

    assert seen("2024-08", "2026-08-19") is True
    assert seen("2024-09", "2026-08-19") is False
    assert seen("2024", "2026-08-19") is True
    assert seen(None, "2026-08-19") is None
    assert seen(-98, "2026-08-19") is None
    assert seen("2024-08", None) is None  # a sitting that does not know its date
    assert seen("no date", "2026-08-19") is None


def test_a_number_is_rounded_half_up() -> None:
    values: dict[str, Value] = {"x": 2, "y": 3, "m": (1, 4)}
    assert number({"mean": [{"v": "x"}, {"v": "y"}]}, values.get) == 3
    assert number({"sum": [{"v": "x"}, {"count": "m"}]}, values.get) == 4
    assert number({">": [{"v": "y"}, {"v": "x"}]}, values.get) == 1
    assert number({"sum": [{"v": "x"}, {"v": "z"}]}, values.get) is None


@pytest.mark.parametrize(
    "expression",
    [
        {"today": 1},
        {"date-diff": [{"v": "x"}, {"today": []}]},
        {"date-diff": [{"v": "x"}, {"today": []}, "weeks"]},
        {"date-diff": ["2024", {"v": "x"}, {"v": "y"}]},
    ],
)
def test_a_misshapen_date_condition_is_refused(expression: Expression) -> None:
    with pytest.raises(Integrity) as caught:
        check(expression)
    assert caught.value.code == "questionnaire.expression_shape"

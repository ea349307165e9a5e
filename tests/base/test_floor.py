"""Errors, clocks and sentences: what every room stands on."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import resources
from app.base.clock import HandClock, SystemClock
from app.base.errors import Bug, Environment, Integrity, Problem, Refused
from app.base.resources import QUESTIONNAIRES, RESOURCES
from app.base.sentences import Language, Sentence, say


@pytest.mark.parametrize("kind", [Bug, Environment, Integrity])
def test_a_problem_carries_its_code_and_its_values(kind: type[Problem]) -> None:
    trouble = kind("base.not_canonical", place="x", count=3)
    assert trouble.code == "base.not_canonical"
    assert trouble.fields == {"place": "x", "count": 3}
    with pytest.raises(TypeError):
        trouble.fields["place"] = "y"  # type: ignore[index] # a problem does not change once raised
    assert "base.not_canonical" in str(trouble)


def test_the_kinds_of_trouble_are_told_apart() -> None:
    for kind in (Bug, Environment, Integrity):
        others = [other for other in (Bug, Environment, Integrity) if other is not kind]
        assert not isinstance(kind("base.not_canonical"), tuple(others))
    assert Refused("sitting.not_now") == Refused("sitting.not_now", {})
    assert not issubclass(Refused, Exception)


def test_a_code_is_the_key_of_its_sentence_in_both_languages() -> None:
    said = {Sentence.of(Integrity("base.not_canonical")).spoken(language) for language in Language}
    assert len(said) == 2
    assert all(len(sentence) > 40 for sentence in said)


def test_placeholders_are_filled_with_what_was_given_and_never_twice() -> None:
    refused = Refused("sitting.check_failed", {"message": "{agency} 3"})
    assert Sentence.of(refused).spoken(Language.ID) == "{agency} 3"
    assert say(Language.EN, "sitting.too_few_subjects", least=3) == "Choose at least 3."
    with pytest.raises(KeyError):
        say(Language.EN, "sitting.too_few_subjects")


def test_a_domain_without_a_catalogue_is_a_bug_that_shows() -> None:
    with pytest.raises(FileNotFoundError):
        say(Language.ID, "nowhere.key")


def test_the_clock_of_the_computer_never_runs_back() -> None:
    clock = SystemClock()
    moments = [clock.monotonic_ms() for _ in range(1000)]
    assert moments == sorted(moments)
    assert clock.utc_ms() > 1_750_000_000_000  # mid-2025, in milliseconds and not in seconds


@given(st.lists(st.integers(0, 10**9)), st.integers(0, 10**13))
def test_a_clock_moved_by_hand_keeps_durations_when_its_date_is_set(gone: list[int], date: int) -> None:
    clock = HandClock(1_000)
    for ms in gone:
        clock.advance(ms)
    assert (clock.utc_ms(), clock.monotonic_ms()) == (1_000 + sum(gone), sum(gone))
    clock.set_utc(date)
    assert (clock.utc_ms(), clock.monotonic_ms()) == (date, sum(gone))


def test_what_travels_with_the_program_lies_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (RESOURCES / "locale").is_dir()
    assert (QUESTIONNAIRES / "latihan" / "questionnaire.yaml").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", "/bundle", raising=False)
    assert resources._root() == Path("/bundle")

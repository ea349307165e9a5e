"""A hunt that found nothing because it tried nothing is no success, and a mutant that nobody saw is none."""

from pathlib import Path

import pytest

from tests.campaign.__main__ import hunted
from tests.campaign.diary import Diary
from tests.campaign.hunt import Found, Hunt, Outcome, Verdict
from tests.campaign.table import exit_code, rendered


def outcome(found: Found, *, mutant: bool = False, size: int = 10) -> Outcome:
    return Outcome(
        Hunt("ID", "what", "0 lost", size, size, lambda _n, _f: found, mutant), size, found, 90.0, 30.0
    )


@pytest.mark.parametrize(
    ("found", "mutant", "verdict", "code"),
    [
        (Found(10), False, Verdict.KEPT, 0),
        (Found(9), False, Verdict.TOO_LITTLE, 1),
        (Found(10, ["seed 3: lost"]), False, Verdict.BROKEN, 1),
        (Found(1, ["seed 3: lost"]), True, Verdict.SEEN, 0),
        (Found(10), True, Verdict.BLIND, 1),
    ],
)
def test_a_hunt_finds_nothing_in_enough_tries_and_its_mutant_something(
    found: Found, mutant: bool, verdict: Verdict, code: int
) -> None:
    judged = outcome(found, mutant=mutant)
    assert judged.verdict is verdict
    assert exit_code([outcome(Found(10)), judged]) == code


def test_hunting_nothing_is_no_success() -> None:
    assert exit_code([]) == 1


def test_a_fault_stands_below_the_table_in_words_that_help_to_repeat_it() -> None:
    text = rendered([outcome(Found(10)), outcome(Found(10, [f"seed {n}: lost" for n in range(9)]))])
    table, _, faults = text.partition("\n\n")
    assert "BROKEN" in table
    assert "0 faults in 10" in table
    assert "3 min in all, 1 min of them CPU" in table
    assert "seed 0: lost" in faults
    assert "seed 8" not in faults


@pytest.mark.parametrize(("short", "size"), [(True, 2), (False, 3)])
def test_a_hunt_gets_the_size_that_was_asked_for_and_a_folder_of_its_own(
    short: bool, size: int, tmp_path: Path
) -> None:
    folders: list[Path] = []

    def hunt(tries: int, folder: Path) -> Found:
        assert not list(folder.iterdir())
        folders.append(folder)
        return Found(tries)

    judged = hunted(Hunt("ID", "what", "0 lost", 2, 3, hunt), Diary(tmp_path / "diary", ""), short=short)
    assert judged.size == judged.found.tried == size
    assert not folders[0].exists()


@pytest.mark.parametrize(
    ("code", "anew", "times"), [("a", False, 1), ("b", False, 2), ("a", True, 2), ("", False, 2)]
)
def test_what_was_hunted_in_this_very_code_before_an_interruption_is_not_hunted_again(
    tmp_path: Path, code: str, anew: bool, times: int
) -> None:
    tries: list[int] = []

    def run(size: int, _folder: Path) -> Found:
        tries.append(size)
        return Found(size, ["seed 3: lost"], "said")

    hunt, file = Hunt("ID", "what", "0 lost", 2, 3, run), tmp_path / "kept" / "outcomes.jsonl"
    first = hunted(hunt, Diary(file, "" if not code else "a"), short=False)
    again = hunted(hunt, Diary(file, code, anew=anew), short=False)
    assert len(tries) == times
    assert (again.found, again.verdict) == (first.found, Verdict.BROKEN)
    assert hunted(hunt, Diary(file, code), short=True).size == 2  # another size is another hunt


def test_an_outcome_that_was_cut_off_while_it_was_written_is_hunted_again_and_hides_no_other(
    tmp_path: Path,
) -> None:
    first, second = (Hunt(name, "what", "0 lost", 2, 3, lambda n, _f: Found(n)) for name in ("1", "2"))
    file = tmp_path / "outcomes.jsonl"
    hunted(first, Diary(file, "a"), short=False)
    whole = file.read_text("utf-8")
    file.write_text(f"{whole}{whole[:40]}", "utf-8")
    hunted(second, Diary(file, "a"), short=False)
    found = Diary(file, "a")
    assert found.known(first, 3) is not None
    assert found.known(second, 3) is not None
    assert Diary(file, "b").known(first, 3) is None

"""What the benches promise apart from time: exact counts, fair turns, a verdict where it means something."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from app.base.canonical import parse_canonical
from app.questionnaire.read import from_canonical
from app.questionnaire.route import path_of
from tests.bench import deciding, saving
from tests.bench.machine import Load, described, watched
from tests.bench.measuring import Count, Job, Measured, Unit, in_turns, measured
from tests.bench.reading import QUESTIONS, thousand_questions
from tests.bench.table import Verdict, exit_code, rendered, verdict

QUIET, LOADED, SILENT = Load(0.01, 0.02), Load(1.4, 0.02), Load(None)
BUSY_MEANWHILE = Load(0.01, 0.5)


def line(ours: float, bar: float | None = 2, unit: Unit = Unit.MS) -> Measured:
    return Measured("job", unit, 10, ours, bar)


# --- exact, on any machine ----------------------------------------------------------------------------------


def test_an_answer_decides_exactly_its_dependents_anew() -> None:
    respondent = deciding.Respondent()
    for _ in range(3):
        before = len(respondent.sitting.steps)
        assert deciding.evaluations(respondent.turn) == deciding.DEPENDENTS
        assert respondent.sitting.path.decisions == deciding.DEPENDENTS
        assert len(respondent.sitting.steps) != before
        afresh = path_of(respondent.questionnaire, respondent.sitting.plan, respondent.sitting.answers)
        assert respondent.sitting.steps == afresh.steps
        assert afresh.decisions == 2 * deciding.DEPENDENTS


@pytest.fixture
def chooser(tmp_path: Path) -> Iterator[saving.Chooser]:
    made = saving.Chooser(tmp_path)
    yield made
    made.room.close()


def test_one_choice_is_exactly_one_commit(chooser: saving.Chooser) -> None:
    for _ in range(3):
        assert saving.commits(chooser.room.booth, chooser.choose) == 1
    assert saving.commits(chooser.room.booth, lambda: None) == 0


def test_the_thousand_questions_are_a_thousand_and_make_sense() -> None:
    questionnaire = from_canonical(thousand_questions())
    items = [item for section in questionnaire.sections for item in section.items]
    assert len(items) == QUESTIONS
    assert 250 < sum(item.show_if is not None for item in items) < 400
    assert thousand_questions() == thousand_questions()
    assert parse_canonical(thousand_questions())


def test_the_benches_own_counts_are_kept(tmp_path: Path) -> None:
    with ExitStack() as cleanup:
        jobs = [*deciding.jobs(), *saving.jobs(cleanup)]
        counts = [measured(job) for job in jobs if isinstance(job, Count)]
    assert [each.keeps for each in counts] == [True, True]
    assert tmp_path.exists()


# --- turns and verdicts -------------------------------------------------------------------------------------


def test_floor_and_ours_take_turns_and_medians_are_compared() -> None:
    turns: list[str] = []
    figures = {"floor": count(1), "ours": iter([9, 4, 100, 5])}

    def of(name: str) -> float:
        turns.append(name)
        return next(figures[name])

    medians = in_turns({name: lambda name=name: of(name) for name in figures}, 3)  # type: ignore[misc]
    assert turns == ["floor", "ours"] * 4  # once to warm up
    assert medians == {"floor": 3, "ours": 5}  # one slow turn says nothing


def test_a_job_is_measured_with_its_peer() -> None:
    job = Job("job", Unit.MS, lambda: 2, lambda: 3, 2, ("other", lambda: 7), rounds=2)
    assert measured(job) == Measured("job", Unit.MS, 2, 3, 2, ("other", 7))
    assert "other 7 ms" in rendered([measured(job)], QUIET, force=False)


@pytest.mark.parametrize(
    ("ours", "judged", "said"),
    [
        (20, True, Verdict.KEPT),
        (20.1, True, Verdict.BROKEN),
        (20, False, Verdict.NOT_JUDGED),
        (99, False, Verdict.NOT_JUDGED),
    ],
)
def test_a_bar_is_so_many_floors(ours: float, judged: bool, said: Verdict) -> None:
    assert verdict(line(ours), judge=judged) is said
    assert verdict(line(ours, bar=None), judge=judged) is Verdict.SHOWN


@pytest.mark.parametrize("judged", [True, False])
def test_a_count_is_judged_on_any_machine_and_has_to_be_met(judged: bool) -> None:
    said = [verdict(line(ours, 1, Unit.TIMES), judge=judged) for ours in (9, 10, 11)]
    assert said == [Verdict.BROKEN, Verdict.KEPT, Verdict.BROKEN]


@pytest.mark.parametrize("load", [LOADED, BUSY_MEANWHILE, SILENT])
def test_on_a_loaded_machine_figures_are_printed_and_nothing_is_judged(load: Load) -> None:
    slow = [line(99)]
    assert not load.quiet
    assert exit_code(slow, load, force=False) == 0
    text = rendered(slow, load, force=False)
    assert "9.90×" in text
    assert "Not judged, because the machine is not quiet" in text
    assert exit_code(slow, load, force=True) == 1
    assert "BROKEN" in rendered(slow, load, force=True)
    assert exit_code([line(9, 1, Unit.TIMES)], load, force=False) == 1  # but a count is a count


def test_on_a_quiet_machine_a_broken_bar_is_the_exit_code() -> None:
    assert exit_code([line(15), line(99, bar=None)], QUIET, force=False) == 0
    assert exit_code([line(15), line(21)], QUIET, force=False) == 1
    assert "Judged on a quiet machine" in rendered([line(15)], QUIET, force=False)


def test_the_machine_says_what_it_is_and_how_busy_it_was() -> None:
    with watched() as load:
        pass
    assert load.said()
    assert "cores" in described()

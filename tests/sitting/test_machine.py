"""What may happen next, act by act."""

import pytest

from app.base.canonical import JsonValue
from app.base.ids import AgencyCode
from app.base.sentences import Language
from app.questionnaire.model import Absent
from app.questionnaire.route import Slot, Step
from app.sitting.events import (
    Act,
    AddTime,
    Choose,
    ChooseSubjects,
    Clear,
    Consent,
    Final,
    Flag,
    GoTo,
    Heartbeat,
    Mode,
    Resume,
    Review,
    SetLanguage,
    SetMode,
    SkipSubject,
    Submit,
    Suspend,
    SuspendReason,
    TickSubjects,
)
from app.sitting.machine import begin
from app.sitting.response import State, close
from app.sitting.state import Phase, answered, can_go_to, choosing_is_due, missing, screening, unanswered
from tests.questionnaire.made import AGENCIES, Json, built, likert, number, ranking, section, single
from tests.sitting.played import Played, opening_of, played

A, B, C = AGENCIES
THANKS = {"id": "Terima kasih"}
PLAIN: Json = {"sections": [section("a", likert("x"), likert("y"), likert("z"))]}
SCREENED: Json = {
    "sections": [
        section(
            "s",
            single("a"),
            single("b", show_if={"==": [{"v": "a"}, 1]}),
            eligible_if={"==": [{"v": "b"}, 1]},
            ineligible_text=THANKS,
        ),
        section("rest", likert("x")),
    ]
}
LOOPED: Json = {
    "subjects": {"choose_text": {"id": "Pilih"}, "min": 2},
    "sections": [
        section("s", single("a"), eligible_if={"==": [{"v": "a"}, 1]}, ineligible_text=THANKS),
        section("loop", likert("x"), likert("y"), per_subject=True),
    ],
}


def at(item: str, subject: str = "", name: str = "a") -> Step:
    return Step(name, item, AgencyCode(subject))


# --- the promise and the end --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        Choose(Slot("x"), 1),
        Clear(Slot("x")),
        Flag(at("x"), on=True),
        GoTo(at("x")),
        Review(),
        ChooseSubjects(AGENCIES),
        SkipSubject(A),
        Resume(),
        Submit(Final.COMPLETE),
        Submit(Final.TIMEOUT),
        Submit(Final.INELIGIBLE),
    ],
)
def test_nothing_is_answered_before_consent(act: Act) -> None:
    made = played(PLAIN, consent=False)
    assert made.refuses(act) == "not_now"
    made.do(Consent())
    assert made.sitting.phase is Phase.ANSWERING
    assert made.sitting.position == at("x")
    assert made.refuses(Consent()) == "not_now"
    assert made.refuses(Submit(Final.DECLINED)) == "not_now"


def test_who_declines_has_answered_nothing() -> None:
    made = played(PLAIN, consent=False)
    response = close(made.do(Submit(Final.DECLINED)))
    assert response.state is State.DECLINED
    assert set(response.answers.values()) == {Absent.NOT_REACHED}


def test_a_session_that_ends_while_the_promise_is_read_leaves_no_draft() -> None:
    for parts in (PLAIN, SCREENED, LOOPED):
        made = played(parts, consent=False)
        made.do(Suspend(SuspendReason.PAUSED))
        response = close(made.do(Submit(Final.ENDED)))
        assert response.state is State.PARTIAL
        assert set(response.answers.values()) == {Absent.NOT_REACHED}


@pytest.mark.parametrize("final", [Final.DECLINED, Final.ENDED])
def test_nothing_follows_the_end(final: Final) -> None:
    made = played(PLAIN, consent=False)
    made.do(Submit(final))
    tries: list[Act] = [Consent(), Heartbeat(), Resume(), AddTime(1), SetLanguage(Language.ID), Submit(final)]
    assert {made.refuses(act) for act in tries} == {"finished"}


def test_while_it_is_suspended_nothing_is_answered() -> None:
    made = played(PLAIN)
    made.answer(x=1)
    made.do(Suspend(SuspendReason.HIDDEN))
    tries: list[Act] = [
        Choose(Slot("y"), 1),
        Clear(Slot("x")),
        GoTo(at("y")),
        Review(),
        Flag(at("x"), on=True),
    ]
    assert {made.refuses(act) for act in tries} == {"suspended"}
    made.do(Suspend(SuspendReason.LOCKED))
    made.do(AddTime(1000))
    made.do(Resume())
    assert made.refuses(Resume()) == "not_now"
    made.do(Choose(Slot("y"), 1))
    assert made.sitting.extra_ms == 1000
    assert made.refuses(AddTime(0)) == "not_now"


# --- answering ----------------------------------------------------------------------------------------------


def test_an_answer_may_be_replaced_and_taken_back() -> None:
    made = played(PLAIN)
    made.answer(x=1)
    assert made.answer(x=2).answers == {Slot("x"): 2}
    assert made.do(Clear(Slot("x"))).answers == {}
    assert made.refuses(Clear(Slot("x"))) == "not_now"
    assert made.refuses(Choose(Slot("x"), 4)) == "not_a_choice"
    assert made.refuses(Choose(Slot("nowhere"), 1)) == "not_now"


def test_a_mark_of_doubt_comes_and_goes() -> None:
    made = played(PLAIN)
    assert made.do(Flag(at("y"), on=True)).flags == {at("y")}
    assert made.do(Flag(at("y"), on=False)).flags == frozenset()
    assert made.refuses(Flag(at("nowhere"), on=True)) == "not_now"


def test_the_respondent_moves_on_the_path_and_back_where_that_is_allowed() -> None:
    parts: Json = {
        "sections": [
            section("a", likert("x"), likert("y"), allow_back=False),
            section("b", likert("z"), likert("w", show_if={"==": [{"v": "z"}, 1]})),
        ]
    }
    made = played(parts)
    made.do(GoTo(at("y")))
    assert made.refuses(GoTo(at("x"))) == "not_now"
    made.do(GoTo(at("y")))
    made.do(GoTo(at("z", name="b")))
    assert not can_go_to(made.sitting, at("y"))
    assert made.refuses(GoTo(at("w", name="b"))) == "not_now"
    made.answer(z=1)
    made.do(GoTo(at("w", name="b")))
    made.do(GoTo(at("z", name="b")))
    assert made.sitting.visited == {at("x"), at("y"), at("z", name="b"), at("w", name="b")}


def test_a_hard_check_refuses_and_a_soft_one_does_not() -> None:
    rule: JsonValue = {"<=": [{"v": "n"}, {"v": "most"}]}
    message: Json = {"id": "Terlalu besar", "en": "Too large"}
    hard: Json = {"rule": rule, "message": message, "severity": "hard"}
    soft: Json = {"rule": {"<=": [{"v": "n"}, 3]}, "message": message}
    asked_of_most = likert("gate"), number("most", show_if={"==": [{"v": "gate"}, 1]})
    made = played({"sections": [section("a", *asked_of_most, number("n", checks=[hard, soft]))]})
    made.answer(gate=1, most=10)
    refused = made.try_to(Choose(Slot("n"), 11))
    assert refused is not None
    assert refused.fields == {"message": "Terlalu besar"}
    made.answer(n=10)
    made.answer(gate=2)
    made.answer(n=11)  # `most` is no longer asked: the rule is unknown, and unknown refuses nothing


def test_a_refusal_is_said_in_the_language_of_the_screen() -> None:
    message: Json = {"id": "Terlalu besar", "en": "Too large"}
    check: Json = {"rule": {"<=": [{"v": "n"}, 3]}, "message": message, "severity": "hard"}
    made = played({"languages": ["id", "en"], "sections": [section("a", number("n", checks=[check]))]})
    made.do(SetLanguage(Language.EN))
    refused = made.try_to(Choose(Slot("n"), 4))
    assert refused is not None
    assert refused.fields == {"message": "Too large"}


def test_only_declared_languages_are_spoken() -> None:
    made = played(PLAIN)
    assert made.refuses(SetLanguage(Language.EN)) == "not_now"
    assert made.do(SetLanguage(Language.ID)).language is Language.ID
    assert begin(opening_of(built(PLAIN), Language.EN)).language is Language.ID
    both = {**PLAIN, "languages": ["id", "en"]}
    assert begin(opening_of(built(both), Language.EN)).language is Language.EN
    assert played(both, consent=False).do(SetLanguage(Language.EN)).language is Language.EN


# --- reviewing and completing -------------------------------------------------------------------------------


def test_what_must_be_answered_must_be_answered_before_sealing() -> None:
    made = played({"sections": [section("a", likert("x", required="hard"), likert("y"), likert("z"))]})
    assert made.refuses(Submit(Final.COMPLETE)) == "not_now"
    made.do(Review())
    assert unanswered(made.sitting) == (at("x"), at("y"), at("z"))
    assert missing(made.sitting) == (at("x"),)
    assert made.refuses(Submit(Final.COMPLETE)) == "missing"
    made.answer(x=-98, y=2)
    response = close(made.do(Submit(Final.COMPLETE)))
    assert response.state is State.COMPLETE
    assert response.answers == {Slot("x"): -98, Slot("y"): 2, Slot("z"): Absent.NOT_REACHED}


def test_going_back_from_the_review_needs_another_review() -> None:
    made = played(PLAIN)
    made.do(Review())
    made.do(GoTo(at("x")))
    assert made.refuses(Submit(Final.COMPLETE)) == "not_now"
    made.do(Review())
    made.do(Suspend(SuspendReason.PAUSED))
    assert made.refuses(Submit(Final.COMPLETE)) == "not_now"


def test_what_left_the_path_is_coded_so_and_comes_back() -> None:
    made = played({"sections": [section("a", likert("x"), likert("y", show_if={"==": [{"v": "x"}, 1]}))]})
    made.answer(x=1, y=3)
    assert made.answer(x=2).answers[Slot("y")] == 3
    assert made.asked == ["x"]
    made.answer(x=1)
    assert made.asked == ["x", "y"]
    made.answer(x=2)
    assert close(made.do(Submit(Final.ENDED))).answers == {Slot("x"): 2, Slot("y"): Absent.NOT_ON_PATH}


# --- screening ----------------------------------------------------------------------------------------------


def test_an_answer_off_the_path_does_not_pass_the_screening() -> None:
    made = played(SCREENED)
    made.answer(a=1, b=1)
    assert screening(made.sitting) is None
    assert made.asked == ["a", "b", "x"]
    made.answer(a=2)
    assert made.asked == ["a"]
    found = screening(made.sitting)
    assert found is not None
    assert found.id == "s"
    assert made.refuses(Review()) == "not_now"
    response = close(made.do(Submit(Final.INELIGIBLE)))
    assert response.state is State.INELIGIBLE
    off = Absent.NOT_ON_PATH
    assert response.answers == {Slot("a"): 2, Slot("b"): off, Slot("x"): off}


@pytest.mark.parametrize("answer", [2, -98, -99])
def test_who_does_not_pass_or_does_not_say_is_not_eligible(answer: int) -> None:
    made = played(SCREENED)
    assert made.refuses(Submit(Final.INELIGIBLE)) == "not_now"
    made.answer(a=1)
    assert screening(made.sitting) is None  # b is still open
    made.answer(b=answer)
    assert made.refuses(Submit(Final.COMPLETE)) == "not_now"
    made.do(Suspend(SuspendReason.PAUSED))
    assert made.refuses(Submit(Final.INELIGIBLE)) == "not_now"
    made.do(Resume())
    made.do(Submit(Final.INELIGIBLE))


def test_an_open_screening_is_not_completed_though_its_questions_may_be_left() -> None:
    made = played(SCREENED)
    made.do(Review())
    assert missing(made.sitting) == (at("a", name="s"),)
    assert made.refuses(Submit(Final.COMPLETE)) == "missing"
    made.answer(a=2)  # failed from the review
    assert made.refuses(Submit(Final.COMPLETE)) == "not_now"
    made.answer(a=1, b=1)
    made.do(Submit(Final.COMPLETE))


# --- the loop -----------------------------------------------------------------------------------------------


def test_experts_choose_their_agencies_once_they_passed() -> None:
    made = played(LOOPED)
    assert made.refuses(ChooseSubjects(AGENCIES)) == "not_now"
    made.answer(a=1)
    assert choosing_is_due(made.sitting)
    assert made.refuses(Review()) == "not_now"
    assert made.refuses(ChooseSubjects((A,))) == "too_few_subjects"
    assert made.refuses(ChooseSubjects((A, A))) == "not_now"
    assert made.refuses(ChooseSubjects((A, AgencyCode("lain")))) == "not_now"
    made.do(ChooseSubjects((C, A)))
    assert made.sitting.subjects == (A, C)
    assert not choosing_is_due(made.sitting)
    assert made.asked == ["a", f"x/{A}", f"y/{A}", f"x/{C}", f"y/{C}"]
    assert made.sitting.position == at("x", A, "loop")
    assert made.refuses(SkipSubject(B)) == "not_now"


def test_choosing_is_due_only_while_the_screening_on_the_path_is_passed() -> None:
    loop = section("loop", likert("x"), per_subject=True)
    parts: Json = {"subjects": {"choose_text": {"id": "Pilih"}}, "sections": [SCREENED_SECTION, loop]}
    made = played(parts)
    made.answer(a=1, b=1)
    assert choosing_is_due(made.sitting)
    made.answer(a=2)
    assert not choosing_is_due(made.sitting)
    assert made.refuses(ChooseSubjects((A,))) == "not_now"


SCREENED_SECTION = section(
    "s",
    single("a"),
    single("b", show_if={"==": [{"v": "a"}, 1]}),
    eligible_if={"==": [{"v": "b"}, 1]},
    ineligible_text=THANKS,
)


def test_an_agency_that_is_skipped_keeps_its_answers_and_is_coded_not_applicable() -> None:
    made = played(LOOPED)
    made.answer(a=1)
    made.do(ChooseSubjects((A, B)))
    made.do(Choose(Slot("x", A), 3))
    made.do(SkipSubject(A))
    assert made.sitting.position == at("x", B, "loop")
    assert made.asked == ["a", f"x/{B}", f"y/{B}"]
    made.do(SkipSubject(A, on=False))
    assert made.sitting.answers[Slot("x", A)] == 3
    made.do(SkipSubject(A))
    answers = close(made.do(Submit(Final.ENDED))).answers
    assert answers == {
        Slot("a"): 1,
        Slot("x", A): Absent.NOT_APPLICABLE,
        Slot("y", A): Absent.NOT_APPLICABLE,
        Slot("x", B): Absent.NOT_REACHED,
        Slot("y", B): Absent.NOT_REACHED,
    }


def test_agencies_may_be_chosen_again_and_lose_nothing() -> None:
    made = played(LOOPED)
    made.answer(a=1)
    made.do(ChooseSubjects((A, B)))
    made.do(Choose(Slot("x", B), 2))
    made.do(SkipSubject(B))
    assert made.do(ChooseSubjects(())).phase is Phase.SUBJECTS
    made.do(ChooseSubjects((A, C)))
    assert made.sitting.skipped == frozenset()
    made.do(ChooseSubjects((A, B)))
    assert made.sitting.answers[Slot("x", B)] == 2


def test_without_a_loop_no_agencies_are_chosen() -> None:
    made = Played(played(PLAIN).sitting)
    assert made.refuses(ChooseSubjects((A,))) == "not_now"
    assert made.refuses(ChooseSubjects(())) == "not_now"


def test_a_questionnaire_that_begins_with_the_loop_asks_for_agencies_at_once() -> None:
    parts: Json = {
        "subjects": {"choose_text": {"id": "Pilih"}},
        "sections": [section("loop", likert("x"), per_subject=True)],
    }
    made = played(parts)
    assert made.sitting.phase is Phase.SUBJECTS
    assert made.sitting.position is None
    made.do(ChooseSubjects((B,)))
    assert made.sitting.position == at("x", B, "loop")


def test_nobody_is_ineligible_before_consent_though_nothing_is_asked() -> None:
    note: Json = {"id": "n", "kind": "note", "text": {"id": "n"}}
    closed: JsonValue = {"==": [1, 2]}
    parts: Json = {"sections": [section("s", note, eligible_if=closed, ineligible_text=THANKS)]}
    made = played(parts, consent=False)
    assert made.refuses(Submit(Final.INELIGIBLE)) == "not_now"
    made.do(Consent())
    made.do(Submit(Final.INELIGIBLE))


def test_agencies_that_are_ticked_are_kept_before_they_are_chosen() -> None:
    made = played(
        {
            "subjects": {"choose_text": {"id": "Pilih"}},
            "sections": [section("a", likert("x"), per_subject=True)],
        }
    )
    assert made.sitting.phase is Phase.SUBJECTS
    made.do(TickSubjects((B, A)))
    assert made.sitting.ticked == tuple(code for code in AGENCIES if code in {A, B})
    assert made.sitting.subjects == ()
    assert made.refuses(TickSubjects((A, A))) == "not_now"
    assert made.refuses(TickSubjects((AgencyCode("elsewhere"),))) == "not_now"
    made.do(ChooseSubjects((A,)))
    assert made.sitting.ticked == (A,)
    assert made.refuses(TickSubjects((B,))) == "not_now"
    made.do(ChooseSubjects(()))
    assert made.sitting.ticked == (A,)  # what was chosen before is ticked when the list opens again


def test_the_mode_is_settled_before_the_questions() -> None:
    made = played({"sections": [section("a", likert("x"))]}, consent=False)
    made.do(SetMode(Mode.READ_ALOUD))
    made.do(SetMode(Mode.SELF))
    made.do(SetMode(Mode.READ_ALOUD))
    made.do(Consent())
    assert made.refuses(SetMode(Mode.SELF)) == "not_now"
    made.answer(x=1)
    assert close(made.do(Submit(Final.ENDED))).mode is Mode.READ_ALOUD


def test_a_ranking_is_kept_as_it_grows_and_answered_when_it_is_whole() -> None:
    made = played({"sections": [section("a", ranking("r", required="hard"))]})
    (here,) = made.sitting.steps
    for value in ((3,), (3, 1), (3, 1, 2)):
        assert not answered(made.sitting, here)
        made.answer(r=value)
    assert answered(made.sitting, here)

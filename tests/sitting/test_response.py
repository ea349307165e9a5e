"""What is sealed: one spelling, read strictly, frozen."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.canonical import JsonValue, canonical
from app.base.errors import Bug, Integrity
from app.base.ids import AgencyCode
from app.questionnaire.expression import Value
from app.questionnaire.index import index_of
from app.questionnaire.model import Absent, Questionnaire
from app.questionnaire.read import from_canonical
from app.questionnaire.route import Slot, row_subject
from app.sitting.events import Choose, ChooseSubjects, Consent, Final, Review, SkipSubject, Submit
from app.sitting.machine import begin
from app.sitting.reading import parse_any, parse_response
from app.sitting.response import State, close, response_bytes
from app.sitting.size import largest_response_bytes
from tests.questionnaire.made import (
    AGENCIES,
    Json,
    built,
    calculated,
    date,
    likert,
    multi,
    number,
    options,
    ranking,
    roster,
    section,
    single,
)
from tests.sitting.played import NULLIFIER, Played, opening_of, played

HERE = Path(__file__).parent
ASKED = HERE.parent / "questionnaire" / "vectors" / "questionnaire.json"
FROZEN = (HERE / "vectors" / "response.json").read_bytes()
BAD = json.loads((HERE / "vectors" / "response_bad.json").read_text(encoding="utf-8"))


def frozen_questionnaire() -> Questionnaire:
    return from_canonical(ASKED.read_bytes())


def finished() -> Played:
    """The sitting whose response is frozen."""
    made = Played(begin(opening_of(frozen_questionnaire())))
    made.do(Consent())
    made.answer(after_ms=60_000, s1=1, u1=3, u2=(1, 9), u3=-5, u4="Sudah jelas – “ya” \N{GRINNING FACE}")
    made.do(ChooseSubjects(AGENCIES))
    first, second, third = AGENCIES
    for name, value in (("i1", 1), ("i2_a", 2), ("i2_b", -98)):
        made.do(Choose(Slot(name, first), value))
    made.do(Choose(Slot("i1", second), 2))
    made.do(SkipSubject(third))
    made.do(Review())
    made.do(Submit(Final.COMPLETE))
    return made


def test_the_frozen_response_keeps_its_bytes() -> None:
    response = close(finished().sitting)
    assert response_bytes(response, NULLIFIER) == FROZEN
    assert parse_response(FROZEN, frozen_questionnaire()) == replace(response, nullifier=NULLIFIER)
    assert parse_any(FROZEN, {}) is None


def test_every_slot_of_the_frozen_response_has_its_code() -> None:
    first, second, third = AGENCIES
    answers = close(finished().sitting).answers
    about = {name: answers[Slot("i2_c", AgencyCode(name))] for name in (first, second, third)}
    assert about == {first: -96, second: -95, third: -97}
    assert answers[Slot("u3")] == -5
    assert len(answers) == 5 + 3 * 4


@pytest.mark.parametrize("case", BAD, ids=[case["why"] for case in BAD])
def test_a_frozen_bad_response_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(Integrity) as caught:
        parse_response(case["text"].encode(), frozen_questionnaire())
    assert caught.value.code == case["code"]


def test_a_changed_byte_is_refused_or_is_another_response_and_never_the_same() -> None:
    """Seals keep bytes whole; here it is enough that no two spellings read alike and nothing crashes."""
    questionnaire = frozen_questionnaire()
    meant = parse_response(FROZEN, questionnaire)
    refused = 0
    for place, byte in enumerate(FROZEN):
        for changed in {byte ^ 1, byte ^ 0x20, byte ^ 0x80, 0, ord("0"), ord('"')} - {byte}:
            data = FROZEN[:place] + bytes([changed]) + FROZEN[place + 1 :]
            try:
                read = parse_response(data, questionnaire)
            except Integrity:
                refused += 1
                continue
            assert read != meant
            assert read.nullifier is not None
            assert response_bytes(read, read.nullifier) == data
    assert refused > 5 * len(FROZEN) * 0.75


@given(st.binary(max_size=80) | st.just(FROZEN), st.data())
def test_any_bytes_are_read_or_refused(data: bytes, more: st.DataObject) -> None:
    cut = data[: more.draw(st.integers(0, len(data)))]
    for each in (cut, data + b" ", b"\xef\xbb\xbf" + data):
        with pytest.raises(Integrity):
            parse_response(each[:-1] if each == FROZEN else each, frozen_questionnaire())


def test_another_questionnaire_is_refused() -> None:
    with pytest.raises(Integrity):
        parse_response(FROZEN, built({"sections": [section("a", likert("x"))]}))
    with pytest.raises(Integrity):
        parse_any(canonical({"type": "bilik/other", "questionnaire": "x"}), {})
    with pytest.raises(Integrity):
        parse_any(canonical([]), {})


def test_only_what_is_finished_is_closed() -> None:
    with pytest.raises(Bug):
        close(played({"sections": [section("a", likert("x"))]}).sitting)


@pytest.mark.parametrize(
    ("final", "state"),
    [(Final.ENDED, State.PARTIAL), (Final.INELIGIBLE, State.INELIGIBLE), (Final.DECLINED, State.DECLINED)],
)
def test_whatever_the_end_the_same_places_are_filled(final: Final, state: State) -> None:
    screen = section("s", single("a"), eligible_if={"==": [{"v": "a"}, 1]}, ineligible_text={"id": "x"})
    made = played({"sections": [screen, section("b", likert("x"))]}, consent=final is not Final.DECLINED)
    if final is Final.INELIGIBLE:
        made.answer(a=2)
    response = close(made.do(Submit(final)))
    assert response.state is state
    assert set(response.answers) == {Slot("a"), Slot("x")}
    parse_response(response_bytes(response, NULLIFIER), made.sitting.questionnaire)


# --- size ---------------------------------------------------------------------------------------------------

FREE: Json = {"id": "t", "kind": "text", "text": {"id": "t"}, "max_chars": 7}
ALONE: Json = {
    **multi("m"),
    "options": [*options((1, 2)), {"code": 10, "label": {"id": "10"}, "exclusive": True}],
}


@pytest.mark.parametrize(
    ("item", "longest"),
    [
        (likert("x"), -98),
        (single("x", (10, 11)), -98),
        (number("n", min=-5, max=120_000), 120_000),
        (number("n", min=-89, max=1), -89),
        (FREE, "\N{GRINNING FACE}" * 7),
        (multi("m", (1, 10, 2, 11)), (1, 2, 10, 11)),
        (multi("m", (1, 10, 2, 11), max_choices=2), (10, 11)),
        (ALONE, (1, 2)),
        (ranking("r", (1, 10, 2), shuffle=True), (10, 2, 1)),
        (ranking("r", (1, 10, 2), max_ranks=1), (10,)),
        (date("d"), "2026-08-01"),
    ],
)
def test_the_largest_response_is_reached_and_not_exceeded(item: Json, longest: Value) -> None:
    """Reached by what may be answered, but for the state: the longest belongs to who is not eligible."""
    made = played({"sections": [section("a", item)]})
    (name,) = index_of(made.sitting.questionnaire).askers
    made.do(Choose(Slot(name), longest))
    response = close(made.do(Submit(Final.ENDED)))
    spelled = len(response_bytes(replace(response, state=State.INELIGIBLE), NULLIFIER))
    extra = len("read_aloud") - len("self")
    assert largest_response_bytes(made.sitting.questionnaire, 0) == spelled + extra


def test_the_largest_response_grows_with_the_loop() -> None:
    parts: Json = {
        "subjects": {"choose_text": {"id": "Pilih"}},
        "sections": [section("loop", likert("x"), multi("m", shuffle=True), per_subject=True)],
    }
    questionnaire = built(parts)
    sizes = [largest_response_bytes(questionnaire, count) for count in range(4)]
    code = AgencyCode("a" * 32)
    answers: JsonValue = [["m", code, [1, 2, 9]], ["x", code, -96]]
    # A comma before the second and later agency, order line and answers.
    assert sizes[2] - sizes[1] == len(canonical([code, f"m|{code}=1,2,9", answers])) - len("[[]]") + 1
    assert sizes[3] - sizes[2] == sizes[2] - sizes[1]
    plain = built({"sections": [section("a", likert("x"))]})
    assert largest_response_bytes(plain, 9) == largest_response_bytes(plain, 0)


def test_an_agency_whose_code_no_package_has_is_refused() -> None:
    for code in (b"Dinkes", b"din es"):
        with pytest.raises(Integrity) as caught:
            parse_response(FROZEN.replace(b"dinkes", code), frozen_questionnaire())
        assert caught.value.code == "sitting.response_malformed"
    parse_response(FROZEN.replace(b"dinkes", b"dinas"), frozen_questionnaire())


def test_the_largest_response_has_every_row_of_a_roster() -> None:
    children = number("n", max=99), ranking("r", (1, 2), shuffle=True)
    made = played(
        {"sections": [section("a", roster("p", *children, max=2), calculated("c", {"count": "p"}))]}
    )
    made.answer(p=(998, 999))
    for row in (998, 999):
        made.do(Choose(Slot("n", row_subject("p", row)), -98))
        made.do(Choose(Slot("r", row_subject("p", row)), (2, 1)))
    made.answer(p=(998, 999))
    response = close(made.do(Submit(Final.ENDED)))
    assert response.answers[Slot("c")] == 2
    spelled = len(response_bytes(replace(response, state=State.INELIGIBLE), NULLIFIER))
    longer = len("read_aloud") - len("self") + len("1000") - len("2")
    assert largest_response_bytes(made.sitting.questionnaire, 0) == spelled + longer


def test_a_response_holds_the_rows_that_are_left_and_each_what_was_calculated() -> None:
    child = calculated("twice", {"sum": [{"v": "n"}, {"v": "n"}]})
    made = played({"sections": [section("a", roster("p", number("n"), child, ranking("r")))]})
    one, two = row_subject("p", 1), row_subject("p", 2)
    made.answer(p=(1, 2))
    made.do(Choose(Slot("n", one), 4))
    made.do(Choose(Slot("n", two), 5))
    made.answer(p=(2,))
    response = close(made.do(Submit(Final.ENDED)))
    assert response.answers == {
        Slot("p"): (2,),
        Slot("n", two): 5,
        Slot("twice", two): 10,
        Slot("r", two): Absent.NOT_REACHED,
    }
    data = response_bytes(response, NULLIFIER)
    assert parse_response(data, made.sitting.questionnaire).answers == response.answers
    foreign = data.replace(b'"p.2"', b'"p.3"')
    assert foreign != data
    with pytest.raises(Integrity):  # a row that the roster does not have
        parse_response(foreign, made.sitting.questionnaire)

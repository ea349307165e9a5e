"""An answer on which two hundred conditions depend, among others that do not."""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from app.base.canonical import JsonValue, canonical
from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest, GroupCode
from app.base.sentences import Language
from app.questionnaire.expression import evaluate
from app.questionnaire.model import Expression, Questionnaire
from app.questionnaire.read import from_canonical
from app.questionnaire.route import NOBODY, Slot, lookup_for
from app.sitting.events import Choose, Consent, Mode
from app.sitting.machine import begin, step
from app.sitting.state import Opening, Sitting
from tests.bench.measuring import Count, Job, Measure, Unit, ms_of

DEPENDENTS = 200
DRIVER, BYSTANDER = Slot("a"), Slot("b")


class Respondent:
    """Somebody who changes their mind about the question on which all depends."""

    def __init__(self) -> None:
        self.questionnaire = two_hundred_conditions()
        opening = Opening(
            questionnaire=self.questionnaire,
            digest=Digest("0" * 64),
            agency=AgencyCode("dishub"),
            group=GroupCode("internal"),
            agencies=(),
            language=Language.ID,
            mode=Mode.SELF,
            seed=bytes(32),
        )
        self.sitting = begin(opening)
        self._do(Consent())
        self._do(Choose(DRIVER, 1))
        self._do(Choose(BYSTANDER, 1))

    @property
    def conditions(self) -> Sequence[Expression]:
        """The conditions that look at the driver."""
        items = self.questionnaire.sections[1].items
        return [item.show_if for item in items if item.id.startswith("a_")]

    def turn(self) -> Sitting:
        """Answer otherwise: half of the two hundred questions come or go."""
        return self._do(Choose(DRIVER, 6 - int(str(self.sitting.answers[DRIVER]))))

    def _do(self, act: Choose | Consent) -> Sitting:
        outcome = step(self.sitting, act, 0)
        assert not isinstance(outcome, Refused), outcome
        self.sitting = outcome[1]
        return self.sitting


def two_hundred_conditions() -> Questionnaire:
    """`a`, `b`, then as many questions that depend on `a` as on `b`, taking turns."""
    scale: list[JsonValue] = [{"code": code, "label": {"id": f"Tingkat {code}"}} for code in range(1, 6)]
    asked: list[JsonValue] = [_likert("a"), _likert("b")]
    dependents: list[JsonValue] = [
        {**_likert(f"{on}_{number}"), "show_if": _condition(on, number)}
        for number in range(DEPENDENTS)
        for on in ("a", "b")
    ]
    return from_canonical(
        canonical(
            {
                "schema_version": 1,
                "id": "bercabang",
                "version": "1.0",
                "title": {"id": "Bercabang"},
                "languages": ["id"],
                "respondent_group": "internal",
                "scales": {"s": scale},
                "sections": [
                    {"id": "awal", "title": {"id": "Awal"}, "items": asked},
                    {"id": "lanjut", "title": {"id": "Lanjut"}, "items": dependents},
                ],
            }
        )
    )


def evaluations(work: Callable[[], object]) -> int:
    """How many conditions `work` evaluates, as the interpreter itself sees it."""
    seen = 0

    def look(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal seen
        called = event == "call" and frame.f_code is evaluate.__code__
        seen += called and frame.f_locals["expression"] is not None  # without a condition nothing is decided

    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(None)
    return seen


def jobs() -> Iterator[Job | Count]:
    """One answer through the sitting's machine, beside a bare loop over the conditions it touches."""
    respondent = Respondent()
    conditions = respondent.conditions
    assert len(conditions) == DEPENDENTS

    def loop() -> None:
        lookup = lookup_for(respondent.sitting.answers, NOBODY)
        for condition in conditions:
            evaluate(condition, lookup)

    yield Count(
        f"conditions decided anew by an answer with {DEPENDENTS} dependents",
        lambda: evaluations(respondent.turn),
        DEPENDENTS,
    )
    yield Job(
        f"one answer with {DEPENDENTS} dependents",
        Unit.MS,
        ms_of(loop),
        ms_of(respondent.turn),
        bar=10,
        peer=_peer(conditions),
        rounds=101,
    )


def _peer(conditions: Sequence[Expression]) -> tuple[str, Measure] | None:
    """The same conditions in the hands of JsonLogic, where it is installed; it knows no unknown."""
    if importlib.util.find_spec("json_logic") is None:
        return None
    decide = importlib.import_module("json_logic").jsonLogic
    written = [_as_json_logic(condition) for condition in conditions]

    def loop() -> None:
        for condition in written:
            decide(condition, {"a": 1})

    return "json-logic", ms_of(loop)


def _as_json_logic(node: Expression) -> object:
    match node:
        case {"v": str(name)}:
            return {"var": [name]}
        case {"answered": str(name)}:
            return {"!!": [{"var": [name]}]}
        case dict():
            return {name: [_as_json_logic(part) for part in parts] for name, parts in node.items()}  # type: ignore[union-attr]
        case _:
            return node


def _condition(on: str, number: int) -> dict[str, JsonValue]:
    least: dict[str, JsonValue] = {">=": [{"v": on}, 2 + number % 4]}
    return least if number % 2 else {"and": [least, {"answered": on}]}


def _likert(name: str) -> dict[str, JsonValue]:
    return {"id": name, "kind": "likert", "scale": "s", "text": {"id": f"Pertanyaan {name}"}}

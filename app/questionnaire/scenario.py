"""Scenarios: how one imagined respondent answers, and where that must lead.

They stand beside a questionnaire as `scenarios.yaml`, are run by the tests and by the kiosk's self-test, and
travel in the session package as plain values. `app.sitting.rehearse` plays them.

    version: 1
    questionnaire: spi-expert
    scenarios:
      - name: knows one agency and finds that it does not know another
        answers: {s1: 1, dishub/k1: 3}     what is entered; whatever else is asked stays open
        subjects: [dishub, pupr]           the agencies chosen in the loop, and
        skipped: [pupr]                    those of them that turn out not to be known
        visible: [s1, dishub/k1, ...]      the questions that are shown, in order
        end: complete                      or ineligible: the screening is not passed
        coded: {pupr/k1: -97}              some of what is sealed, with the reasons for absence
        today: "2026-11-09"                the day of the sitting, for questionnaires that look at it

Answers are codes and numbers, words and dates ("2026-08"), the codes of a multi item, of a ranking the best
first, and the numbers of a roster's rows, about which a place is written `anggota.1/nama`.

A place is written `variable`, or `subject/variable` in the loop over agencies and in a row of a roster. What
is shuffled is shown in the order that follows from 32 zero bytes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from app.base.canonical import canonical
from app.base.errors import Integrity
from app.base.ids import AgencyCode
from app.base.sentences import Sentence
from app.questionnaire.finding import Finding
from app.questionnaire.index import variables_of, walk
from app.questionnaire.model import Frozen, Questionnaire, Section
from app.questionnaire.read import QuestionnaireProblems, read_shape
from app.questionnaire.route import Slot

SCENARIOS_FILE = "scenarios.yaml"
SEED = bytes(32)
"""What decides the order of everything shuffled."""

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Place = Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,31}(\.\d{1,3})?/)?[a-z][a-z0-9_]{0,31}$")]
IsoDay = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Answer = int | Annotated[str, Field(max_length=1000)] | tuple[int, ...]


class Scenario(Frozen):
    """One imagined respondent."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    answers: dict[Place, Answer]
    subjects: tuple[Code, ...] = ()
    skipped: tuple[Code, ...] = ()
    visible: Annotated[tuple[Place, ...], Field(min_length=1)]
    end: Literal["complete", "ineligible"]
    today: IsoDay = ""
    coded: dict[Place, Answer] = Field(default_factory=dict)


class Scenarios(Frozen):
    """`scenarios.yaml`."""

    version: Literal[1]
    questionnaire: str
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a scenario did not lead where it says."""

    scenario: str
    sentence: Sentence


def slot_of(place: str) -> Slot:
    """The slot that `dishub/a1` or `a1` names."""
    subject, _, variable = place.rpartition("/")
    return Slot(variable, AgencyCode(subject))


def place_of(name: str, subject: AgencyCode) -> str:
    """How an item or a variable about `subject` is written."""
    return f"{subject}/{name}" if subject else name


def read_scenarios(data: bytes, questionnaire: Questionnaire) -> tuple[Scenario, ...]:
    """Read `scenarios.yaml` and hold it against its questionnaire.

    Raises:
        QuestionnaireProblems: all that is wrong with it.
    """
    read = read_shape(data, Scenarios)
    if isinstance(read, tuple):
        raise QuestionnaireProblems(read)
    if found := check_scenarios(read, questionnaire):
        raise QuestionnaireProblems(found)
    return read.scenarios


def check_scenarios(file: Scenarios, questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Every way in which scenarios speak of something that the questionnaire does not have."""
    return tuple(_findings(file, questionnaire))


def to_plain(scenarios: Sequence[Scenario]) -> JsonValue:
    """Scenarios as a package carries them; defaults are left out."""
    return [scenario.model_dump(mode="json", exclude_defaults=True) for scenario in scenarios]


def from_plain(value: JsonValue) -> tuple[Scenario, ...]:
    """Scenarios out of a package.

    Raises:
        Integrity: `questionnaire.scenarios_malformed`.
    """
    try:
        # A package was canonical: it holds no fraction, which pydantic would count as JSON.
        return _MANY.validate_json(canonical(value))  # type: ignore[arg-type]
    except ValidationError:
        raise Integrity("questionnaire.scenarios_malformed") from None


_MANY = TypeAdapter(tuple[Scenario, ...])


def _findings(file: Scenarios, questionnaire: Questionnaire) -> Iterator[Finding]:
    if file.questionnaire != questionnaire.id:
        fields = {"named": file.questionnaire, "actual": questionnaire.id}
        yield Finding.error("questionnaire", Sentence("questionnaire.scenario_other", fields))
    for name, times in Counter(scenario.name for scenario in file.scenarios).items():
        if times > 1:
            yield Finding.error("scenarios", Sentence("questionnaire.scenario_twice", {"name": name}))
    for number, scenario in enumerate(file.scenarios):
        here = f"scenarios.{number}"
        for code in scenario.skipped:
            if code not in scenario.subjects:
                sentence = Sentence("questionnaire.scenario_subject", {"subject": code})
                yield Finding.error(f"{here}.skipped", sentence)
        yield from _places(here, scenario, questionnaire)


def _places(here: str, scenario: Scenario, questionnaire: Questionnaire) -> Iterator[Finding]:
    looped = {name: section.per_subject for section in questionnaire.sections for name in _names(section)}
    for part, places in (
        ("answers", scenario.answers),
        ("visible", scenario.visible),
        ("coded", scenario.coded),
    ):
        for place in places:
            slot = slot_of(place)
            if slot.variable not in looped:
                sentence = Sentence("questionnaire.scenario_unknown", {"name": place})
                yield Finding.error(f"{here}.{part}", sentence)
            elif looped[slot.variable] and slot.subject not in scenario.subjects:
                sentence = Sentence("questionnaire.scenario_subject", {"subject": slot.subject or place})
                yield Finding.error(f"{here}.{part}", sentence)


def _names(section: Section) -> Iterator[str]:
    for item in walk(section):
        yield item.id
        yield from variables_of(item)

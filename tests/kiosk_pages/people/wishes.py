"""What somebody wants to answer, in the words that they will read: a plan in codes, and the same in words.

The plan is what the office would code; the words are those of the paper form. A sitter gets only the words.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.questionnaire.answer import absent_choices
from app.questionnaire.expression import Value
from app.questionnaire.model import (
    Absent,
    Item,
    Likert,
    Matrix,
    Multi,
    Number,
    Questionnaire,
    Required,
    Section,
    Single,
    Text,
)
from app.questionnaire.route import Slot, options_of, slots_of
from app.ui.parts.words import plain
from tests.kiosk_pages.venue import AGENCIES, Agency, described, named

# --- in words ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class One:
    """One choice, or a non-answer."""

    label: str


@dataclass(frozen=True, slots=True)
class Several:
    """All that is ticked, in the order of pressing."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """A choice for every statement; None leaves one open."""

    labels: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Choices in order, the best first."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number."""

    digits: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What only a keyboard can enter: a text, or a date digit by digit, with Tab past what stays empty."""

    keys: str


@dataclass(frozen=True, slots=True)
class Listed:
    """So many rows added to a list; none means to say that there are none."""

    rows: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """This agency, or the head of it, is not known after all; the words of the button that says so."""

    label: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Only read, or left open."""


Answer = One | Several | Each | Ranked | Figure | Typed | Listed | Unknown | Nothing


@dataclass(frozen=True, slots=True)
class Wish:
    """An answer, and whether it is marked as doubtful."""

    answer: Answer
    doubt: bool = False


class Place(NamedTuple):
    """How a question is known from all others: by its words, the line that only the agency in question has,
    and its statements, of which one is on the screen.
    """

    text: str
    about: str = ""
    statements: tuple[str, ...] = ()

    def among(self, words: AbstractSet[str]) -> bool:
        """Whether this is the question on a screen with these words."""
        stated = not self.statements or not words.isdisjoint(self.statements)
        return self.text in words and (not self.about or self.about in words) and stated


Wishes = Mapping[Place, Wish]


# --- in codes ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """One imagined respondent. What `answers` does not name stays open."""

    answers: Mapping[Slot, Value]
    subjects: tuple[AgencyCode, ...] = ()
    unknown: tuple[AgencyCode, ...] = ()


def spread(
    asked: Questionnaire,
    fixed: Mapping[str, Value],
    subjects: Sequence[str] = (),
    unknown: Sequence[str] = (),
) -> Plan:
    """A respondent who uses the whole of a questionnaire: every point, both non-answers, and open ones.

    `fixed` holds the answers that lead somewhere: past a screening, into a question that follows.
    """
    answers: dict[Slot, Value] = {}
    for number, (item, slot) in enumerate(_places(asked, subjects)):
        value = fixed.get(slot.variable, _some(asked, item, number))
        if value is not None:
            answers[slot] = value
    return Plan(answers, tuple(map(AgencyCode, subjects)), tuple(map(AgencyCode, unknown)))


def _places(asked: Questionnaire, subjects: Sequence[str]) -> Iterator[tuple[Item, Slot]]:
    for section in asked.sections:
        for item, subject in _items(section, subjects):
            for slot in slots_of(item, AgencyCode(subject)):
                yield item, slot


def _items(section: Section, subjects: Sequence[str]) -> Iterator[tuple[Item, str]]:
    for subject in subjects if section.per_subject else ("",):
        for item in section.items:
            yield item, subject


def _some(asked: Questionnaire, item: Item, number: int) -> Value | None:
    absent = absent_choices(asked, item)
    at = number % 7
    if at == 6 and item.required is not Required.HARD:
        return None
    if at in {2, 4} and absent:
        return int(absent[0 if at == 2 else -1])
    codes = [option.code for option in options_of(asked, item)]
    match item:
        case Multi():
            alone = {option.code for option in item.options if option.exclusive}
            return tuple(sorted(code for code in codes if code not in alone)[:2])
        case Number():
            return item.min + number % 5
        case Likert() | Single() | Matrix():
            return codes[number % len(codes)]
        case _:
            return None


# --- from codes to words ----------------------------------------------------------------------------------


def places(
    asked: Questionnaire, language: Language, subjects: Sequence[str] = ()
) -> dict[Place, tuple[Item, AgencyCode]]:
    """Every question as somebody reads it who holds the questionnaire in one language."""
    agencies = {each.code: each for each in AGENCIES}
    found: dict[Place, tuple[Item, AgencyCode]] = {}
    for section in asked.sections:
        for item, subject in _items(section, subjects):
            agency = agencies.get(subject)
            rows = item.rows if isinstance(item, Matrix) else ()
            place = Place(
                spoken(item.text, language, agency or AGENCIES[0]),
                described(agency, language) if agency else "",
                tuple(spoken(row.text, language) for row in rows),
            )
            assert place not in found, f"two questions read alike: {place}"
            found[place] = item, AgencyCode(subject)
    return found


def choice_of_agencies(asked: Questionnaire, language: Language) -> Place | None:
    """The question that lists the agencies, where there is one."""
    return None if asked.subjects is None else Place(spoken(asked.subjects.choose_text, language))


def in_words(asked: Questionnaire, plan: Plan, language: Language) -> Wishes:
    """The plan as somebody reads it who holds the questionnaire in one language."""
    unknown = Unknown(say(language, "kiosk.skip_head" if asked.about_persons else "kiosk.skip_agency"))
    wishes: dict[Place, Wish] = {}
    for place, (item, subject) in places(asked, language, plan.subjects).items():
        answer = unknown if subject in plan.unknown else _answer(asked, plan, item, subject, language)
        wishes[place] = Wish(answer, doubt=len(wishes) % 5 == 3 and not isinstance(answer, Unknown))
    if (choosing := choice_of_agencies(asked, language)) is not None:
        agencies = {each.code: each for each in AGENCIES}
        wishes[choosing] = Wish(Several(tuple(named(agencies[code], language) for code in plan.subjects)))
    return wishes


def labels_of(asked: Questionnaire, item: Item, language: Language) -> dict[int, str]:
    """What can be pressed in a closed question, by its code; a matrix calls its non-answers shorter."""
    short = isinstance(item, Matrix)
    labels = {option.code: spoken(option.label, language) for option in options_of(asked, item)}
    return labels | {
        int(Absent.NOT_APPLICABLE): say(language, "kiosk.not_applicable"),
        int(Absent.DONT_KNOW): say(language, "kiosk.dont_know"),
        int(Absent.REFUSED): say(language, "kiosk.refused_short" if short else "kiosk.refused"),
    }


def _answer(asked: Questionnaire, plan: Plan, item: Item, subject: AgencyCode, language: Language) -> Answer:
    labels, given = labels_of(asked, item, language), plan.answers.get
    if isinstance(item, Matrix):
        given_of = {row.id: given(Slot(row.id, subject)) for row in item.rows}
        said = {name: labels[code] if isinstance(code, int) else None for name, code in given_of.items()}
        return Each({spoken(row.text, language): said[row.id] for row in item.rows})
    match item, given(Slot(item.id, subject)):
        case _, None:
            return Nothing()
        case Multi(), tuple(codes):
            return Several(tuple(labels[code] for code in codes))
        case Number(), int(value) if value >= item.min:
            return Figure(str(value))
        case _, int(code):
            return One(labels[code])
        case _:
            raise AssertionError(item.id)


def spoken(text: Text, language: Language, agency: Agency | None = None) -> str:
    """A text of the questionnaire as it is read."""
    words = text.en if language is Language.EN and text.en else text.id
    return plain(words.replace("{agency}", named(agency or AGENCIES[0], language))).strip()

"""The path of one respondent: which questions are asked, in which order, given the answers so far.

A path is computed, never stored: answers that leave it are kept by whoever holds them and count again when
the path reopens. Inside the loop over subjects a condition sees the answers about the same subject first,
then those given outside the loop.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.base.ids import AgencyCode
from app.questionnaire.expression import Lookup, Value, evaluate
from app.questionnaire.model import (
    Expression,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Option,
    Questionnaire,
    Section,
    SectionShuffle,
    Single,
)
from app.questionnaire.order import shuffle

NOBODY = AgencyCode("")
"""The subject of what is asked outside the loop."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """The place of one answer: a variable (item or matrix row), in the loop about one subject."""

    variable: str
    subject: AgencyCode = NOBODY


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: an item of a section, in the loop about one subject."""

    section: str
    item: str
    subject: AgencyCode = NOBODY


@dataclass(frozen=True, slots=True)
class Plan:
    """What fixes a path besides the answers.

    `seed` is 32 random bytes; `agency` the agency of the slip, or empty for experts; `subjects` those
    that an expert chose and did not skip, in the order they are asked.
    """

    seed: bytes
    agency: AgencyCode = NOBODY
    subjects: tuple[AgencyCode, ...] = ()


def section_of(questionnaire: Questionnaire, section: str) -> Section:
    """The section of that id; KeyError when there is none."""
    for candidate in questionnaire.sections:
        if candidate.id == section:
            return candidate
    raise KeyError(section)


def item_of(questionnaire: Questionnaire, step: Step) -> Item:
    """The item that `step` shows; KeyError when there is none."""
    for candidate in section_of(questionnaire, step.section).items:
        if candidate.id == step.item:
            return candidate
    raise KeyError(step.item)


def route(questionnaire: Questionnaire, plan: Plan, answers: Mapping[Slot, Value]) -> tuple[Step, ...]:
    """The steps on the path, in the order they are shown."""
    return tuple(_steps(questionnaire, plan, answers))


def lookup_for(answers: Mapping[Slot, Value], subject: AgencyCode) -> Lookup:
    """How a condition inside the loop about `subject` finds an answer."""

    def lookup(variable: str) -> Value | None:
        inside = answers.get(Slot(variable, subject))
        return answers.get(Slot(variable)) if inside is None else inside

    return lookup


def shown(condition: Expression, answers: Mapping[Slot, Value], subject: AgencyCode) -> bool:
    """Whether a condition shows what it guards: only when it is true; unknown hides."""
    return evaluate(condition, lookup_for(answers, subject)) is True


def slots_of(item: Item, subject: AgencyCode = NOBODY) -> tuple[Slot, ...]:
    """The answers that `item` takes, matrix rows in the questionnaire's order; none for a note."""
    match item:
        case Note():
            return ()
        case Matrix():
            return tuple(Slot(row.id, subject) for row in item.rows)
        case _:
            return (Slot(item.id, subject),)


def all_slots(questionnaire: Questionnaire, subjects: Sequence[AgencyCode]) -> tuple[Slot, ...]:
    """Every place of an answer, on the path or not, with the loop unrolled over `subjects`."""
    return tuple(
        slot
        for section in questionnaire.sections
        for subject in (subjects if section.per_subject else (NOBODY,))
        for item in section.items
        for slot in slots_of(item, subject)
    )


def options_of(questionnaire: Questionnaire, item: Item) -> tuple[Option, ...]:
    """The choices of a closed item in the questionnaire's order; a scale's points as options."""
    match item:
        case Likert() | Matrix():
            return tuple(Option(code=p.code, label=p.label) for p in questionnaire.scales[item.scale])
        case Single() | Multi():
            return item.options
        case _:
            return ()


def option_order(questionnaire: Questionnaire, plan: Plan, step: Step) -> tuple[int, ...]:
    """The codes of a closed item in the order this respondent sees them; scales keep theirs."""
    item = item_of(questionnaire, step)
    options = options_of(questionnaire, item)
    codes = [option.code for option in options]
    if isinstance(item, (Single, Multi)) and item.shuffle:
        return shuffle(plan.seed, _label(step), codes, {option.code for option in options if option.pin})
    return tuple(codes)


def row_order(questionnaire: Questionnaire, plan: Plan, step: Step) -> tuple[str, ...]:
    """The rows of a matrix in the order this respondent sees them; empty for other items."""
    item = item_of(questionnaire, step)
    if not isinstance(item, Matrix):
        return ()
    rows = [row.id for row in item.rows]
    return shuffle(plan.seed, _label(step), rows) if item.shuffle else tuple(rows)


def visible_options(
    questionnaire: Questionnaire, plan: Plan, step: Step, answers: Mapping[Slot, Value]
) -> tuple[Option, ...]:
    """The choices shown now, in this respondent's order, those with an untrue condition left out."""
    by_code = {option.code: option for option in options_of(questionnaire, item_of(questionnaire, step))}
    ordered = (by_code[code] for code in option_order(questionnaire, plan, step))
    return tuple(option for option in ordered if shown(option.show_if, answers, step.subject))


def _label(step: Step) -> str:
    return f"{step.item}|{step.subject}" if step.subject else step.item


def _steps(questionnaire: Questionnaire, plan: Plan, answers: Mapping[Slot, Value]) -> Iterator[Step]:
    sections = list(questionnaire.sections)
    while sections:
        if not sections[0].per_subject:
            yield from _section(sections.pop(0), plan, answers, NOBODY)
            continue
        # Neighbouring sections of the loop are asked subject by subject, not section by section.
        block = []
        while sections and sections[0].per_subject:
            block.append(sections.pop(0))
        for subject in plan.subjects:
            for section in block:
                yield from _section(section, plan, answers, subject)


def _section(
    section: Section, plan: Plan, answers: Mapping[Slot, Value], subject: AgencyCode
) -> Iterator[Step]:
    if not shown(section.show_if, answers, subject):
        return
    items = list(section.items)
    if section.shuffle is SectionShuffle.ITEMS:
        label = f"{section.id}|{subject}" if subject else section.id
        by_id = {item.id: item for item in items}
        notes = {item.id for item in items if isinstance(item, Note)}
        items = [by_id[name] for name in shuffle(plan.seed, label, list(by_id), notes)]
    for item in items:
        if shown(item.show_if, answers, subject):
            yield Step(section.id, item.id, subject)

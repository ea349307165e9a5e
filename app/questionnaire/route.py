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
    return tuple(_steps(questionnaire, _Walk(plan, answers, {})))


def on_path(questionnaire: Questionnaire, plan: Plan, answers: Mapping[Slot, Value]) -> Mapping[Slot, Value]:
    """The answers that count: those whose item is on the path. Conditions look at no others."""
    walk = _Walk(plan, answers, {})
    for _ in _steps(questionnaire, walk):
        pass
    return walk.known


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
        return shuffle(plan.seed, step_label(step), codes, {option.code for option in options if option.pin})
    return tuple(codes)


def row_order(questionnaire: Questionnaire, plan: Plan, step: Step) -> tuple[str, ...]:
    """The rows of a matrix in the order this respondent sees them; empty for other items."""
    item = item_of(questionnaire, step)
    if not isinstance(item, Matrix):
        return ()
    rows = [row.id for row in item.rows]
    return shuffle(plan.seed, step_label(step), rows) if item.shuffle else tuple(rows)


def visible_options(
    questionnaire: Questionnaire, plan: Plan, step: Step, answers: Mapping[Slot, Value]
) -> tuple[Option, ...]:
    """The choices shown now, in this respondent's order, those with an untrue condition left out.

    `answers` may hold some that are off the path; they do not count.
    """
    known = on_path(questionnaire, plan, answers)
    by_code = {option.code: option for option in options_of(questionnaire, item_of(questionnaire, step))}
    ordered = (by_code[code] for code in option_order(questionnaire, plan, step))
    return tuple(option for option in ordered if shown(option.show_if, known, step.subject))


def step_label(step: Step) -> str:
    """The label under which the choices or rows of a step are shuffled."""
    return f"{step.item}|{step.subject}" if step.subject else step.item


def screened_out(section: Section, known: Mapping[Slot, Value]) -> bool:
    """Whether `section` is a screening that is not passed, or not yet; `known` are answers on the path."""
    return section.eligible_if is not None and not shown(section.eligible_if, known, NOBODY)


def _steps(questionnaire: Questionnaire, walk: "_Walk") -> Iterator[Step]:
    sections = list(questionnaire.sections)
    while sections:
        if not sections[0].per_subject:
            section = sections.pop(0)
            yield from walk.section(section, NOBODY)
            if screened_out(section, walk.known):
                return  # what comes next is not yet known
            continue
        # Neighbouring sections of the loop are asked subject by subject, not section by section.
        block = []
        while sections and sections[0].per_subject:
            block.append(sections.pop(0))
        for subject in walk.plan.subjects:
            for section in block:
                yield from walk.section(section, subject)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk along the path. `known` grows with it: an answer counts only while its item is on the path,
    so that the path follows from the answers alone and not from the order in which they were given.
    """

    plan: Plan
    answers: Mapping[Slot, Value]
    known: dict[Slot, Value]

    def section(self, section: Section, subject: AgencyCode) -> Iterator[Step]:
        """The steps of one section that are shown, what they answer taken up on the way."""
        if not shown(section.show_if, self.known, subject):
            return
        for item in section_order(section, self.plan, subject):
            if shown(item.show_if, self.known, subject):
                self.known.update(
                    {slot: self.answers[slot] for slot in slots_of(item, subject) if slot in self.answers}
                )
                yield Step(section.id, item.id, subject)


def section_order(section: Section, plan: Plan, subject: AgencyCode) -> Sequence[Item]:
    """The items of a section in the order this respondent meets them; notes keep their places."""
    if section.shuffle is not SectionShuffle.ITEMS:
        return section.items
    by_id = {item.id: item for item in section.items}
    notes = {item.id for item in section.items if isinstance(item, Note)}
    return [by_id[name] for name in shuffle(plan.seed, section_label(section, subject), list(by_id), notes)]


def section_label(section: Section, subject: AgencyCode) -> str:
    """The label under which a section's items are shuffled."""
    return f"{section.id}|{subject}" if subject else section.id

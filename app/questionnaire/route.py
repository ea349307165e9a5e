"""The path of one respondent: which questions are asked, in which order, given the answers so far.

A path is computed, never stored: answers that leave it are kept by whoever holds them and count again when
the path reopens. Inside the loop over subjects, and in the rows of a roster, a condition sees the answers
about the same subject first, then those given outside.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.base.ids import AgencyCode
from app.questionnaire.expression import TODAY, Lookup, Value, evaluate, number
from app.questionnaire.index import Index, index_of, variables_of
from app.questionnaire.model import (
    Calculated,
    Expression,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Option,
    Questionnaire,
    Ranking,
    Roster,
    Section,
    SectionShuffle,
    Single,
)
from app.questionnaire.order import shuffle

NOBODY = AgencyCode("")
"""The subject of what is asked once."""

_ROW = "."  # between a roster and the number of its row; no agency has it in its code


class Slot(NamedTuple):
    """The place of one answer: a variable (item, matrix row, child of a roster), and whom it is about.

    `subject` is an agency in the loop of the experts, a row within a roster (`row_subject`), else nobody.
    """

    variable: str
    subject: AgencyCode = NOBODY


class Step(NamedTuple):
    """One screen: an item of a section, about one agency of the loop or one row of a roster."""

    section: str
    item: str
    subject: AgencyCode = NOBODY


@dataclass(frozen=True, slots=True)
class Plan:
    """What fixes a path besides the answers.

    `seed` is 32 random bytes; `agency` the agency of the slip, or empty for experts; `subjects` those
    that an expert chose and did not skip, in the order they are asked; `today` the date on which the sitting
    began, as in ISO 8601, empty where it is not known; `choosing` while an expert has not chosen yet: what
    comes from the loop on is not known then.
    """

    seed: bytes
    agency: AgencyCode = NOBODY
    subjects: tuple[AgencyCode, ...] = ()
    today: str = ""
    choosing: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """The path with given answers.

    `steps` are the screens in order. `known` are the answers that count, those on the path, and what was
    calculated from them. `slots` are all places of answers on the path, answered or not. `decided` is what
    each condition saw and said, so that the next path decides anew only what sees something else; `decisions`
    counts those that were decided for this one.
    """

    steps: tuple[Step, ...]
    known: Mapping[Slot, Value]
    slots: frozenset[Slot]
    decided: Mapping[tuple[str, str, str], tuple[object, object]] = field(compare=False, repr=False)
    decisions: int = field(compare=False)


def section_of(questionnaire: Questionnaire, section: str) -> Section:
    """The section of that id; KeyError when there is none."""
    return index_of(questionnaire).sections[section]


def item_of(questionnaire: Questionnaire, step: Step) -> Item:
    """The item that `step` shows; KeyError when there is none."""
    return index_of(questionnaire).items[step.section, step.item]


def path_of(
    questionnaire: Questionnaire, plan: Plan, answers: Mapping[Slot, Value], before: Path | None = None
) -> Path:
    """The path with `answers`; `before` is an earlier one of the same sitting, whose decisions still stand
    where they saw the same.
    """
    walk = _Walk(index_of(questionnaire), plan, answers, {} if before is None else before.decided)
    steps = tuple(_steps(questionnaire, walk))
    return Path(steps, walk.known, frozenset(walk.slots), walk.decided, walk.decisions)


def route(questionnaire: Questionnaire, plan: Plan, answers: Mapping[Slot, Value]) -> tuple[Step, ...]:
    """The steps on the path, in the order they are shown."""
    return path_of(questionnaire, plan, answers).steps


def lookup_for(answers: Mapping[Slot, Value], subject: AgencyCode, today: str = "") -> Lookup:
    """How a condition about `subject` finds an answer: first about the same subject, then about nobody."""

    def lookup(variable: str) -> Value | None:
        if variable == TODAY:
            return today or None
        inside = answers.get(Slot(variable, subject))
        return answers.get(Slot(variable)) if inside is None else inside

    return lookup


def shown(condition: Expression, answers: Mapping[Slot, Value], subject: AgencyCode, today: str = "") -> bool:
    """Whether a condition shows what it guards: only when it is true; unknown hides."""
    return evaluate(condition, lookup_for(answers, subject, today)) is True


def slots_of(item: Item, subject: AgencyCode = NOBODY) -> tuple[Slot, ...]:
    """The places of what `item` itself asks, matrix rows in the questionnaire's order; none for a note."""
    return tuple(Slot(variable, subject) for variable in variables_of(item))


def place_of(questionnaire: Questionnaire, slot: Slot) -> Step | None:
    """The step that takes the answer of `slot`, wherever the path goes; None for an unknown variable."""
    place = index_of(questionnaire).places.get(slot.variable)
    return None if place is None else Step(*place, slot.subject)


def row_subject(roster: str, row: int) -> AgencyCode:
    """Whom the answers about row number `row` of a roster are about; no agency can be called so."""
    return AgencyCode(f"{roster}{_ROW}{row}")


def stretch_of(step: Step) -> tuple[str, AgencyCode]:
    """The section of a step, and the agency of the loop: what has one budget and one opening.

    The rows of a roster belong to the section that their roster is in.
    """
    return step.section, NOBODY if _ROW in step.subject else step.subject


def rows_of(roster: Roster, answers: Mapping[Slot, Value]) -> tuple[int, ...]:
    """The numbers of the rows that a roster has now."""
    rows = answers.get(Slot(roster.id))
    return rows if isinstance(rows, tuple) else ()


def all_slots(
    questionnaire: Questionnaire, subjects: Sequence[AgencyCode], answers: Mapping[Slot, Value]
) -> tuple[Slot, ...]:
    """Every place of an answer, on the path or not: the loop unrolled over `subjects`, each roster over the
    rows that it has in `answers`.
    """
    return tuple(
        slot
        for section in questionnaire.sections
        for subject in (subjects if section.per_subject else (NOBODY,))
        for item in section.items
        for slot in (*slots_of(item, subject), *_row_slots(item, answers))
    )


def _row_slots(item: Item, answers: Mapping[Slot, Value]) -> Iterator[Slot]:
    if isinstance(item, Roster):
        for row in rows_of(item, answers):
            for child in item.items:
                yield from slots_of(child, row_subject(item.id, row))


def options_of(questionnaire: Questionnaire, item: Item) -> tuple[Option, ...]:
    """The choices of a closed item in the questionnaire's order; a scale's points as options."""
    match item:
        case Likert() | Matrix():
            return index_of(questionnaire).points[item.scale]
        case Single() | Multi() | Ranking():
            return item.options
        case _:
            return ()


def option_order(questionnaire: Questionnaire, plan: Plan, step: Step) -> tuple[int, ...]:
    """The codes of a closed item in the order this respondent sees them; scales keep theirs."""
    item = item_of(questionnaire, step)
    options = options_of(questionnaire, item)
    codes = [option.code for option in options]
    if isinstance(item, (Single, Multi, Ranking)) and item.shuffle:
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
    questionnaire: Questionnaire, plan: Plan, step: Step, known: Mapping[Slot, Value]
) -> tuple[Option, ...]:
    """The choices shown now, in this respondent's order, those with an untrue condition left out.

    `known` are the answers on the path (`Path.known`).
    """
    by_code = {option.code: option for option in options_of(questionnaire, item_of(questionnaire, step))}
    ordered = (by_code[code] for code in option_order(questionnaire, plan, step))
    return tuple(option for option in ordered if shown(option.show_if, known, step.subject, plan.today))


def step_label(step: Step) -> str:
    """The label under which the choices or rows of a step are shuffled."""
    return f"{step.item}|{step.subject}" if step.subject else step.item


def screened_out(section: Section, known: Mapping[Slot, Value], today: str = "") -> bool:
    """Whether `section` is a screening that is not passed, or not yet; `known` are answers on the path."""
    return section.eligible_if is not None and not shown(section.eligible_if, known, NOBODY, today)


def section_order(section: Section, plan: Plan, subject: AgencyCode) -> Sequence[Item]:
    """The items of a section in the order this respondent meets them; notes keep their places."""
    label = section_label(section, subject)
    match section.shuffle:
        case SectionShuffle.NONE:
            return section.items
        case SectionShuffle.ITEMS:
            by_id = {item.id: item for item in section.items}
            notes = {item.id for item in section.items if isinstance(item, Note)}
            return [by_id[name] for name in shuffle(plan.seed, label, list(by_id), notes)]
        case SectionShuffle.BLOCKS:
            blocks = blocks_of(section)
            return [item for name in shuffle(plan.seed, label, list(blocks)) for item in blocks[name]]


def blocks_of(section: Section) -> Mapping[str, Sequence[Item]]:
    """The items of a section by their blocks; one without a block is a block of its own."""
    blocks: dict[str, list[Item]] = {}
    for item in section.items:
        blocks.setdefault(item.block or item.id, []).append(item)
    return blocks


def section_label(section: Section, subject: AgencyCode) -> str:
    """The label under which a section's items are shuffled."""
    return f"{section.id}|{subject}" if subject else section.id


def _steps(questionnaire: Questionnaire, walk: "_Walk") -> Iterator[Step]:
    sections = list(questionnaire.sections)
    while sections:
        if not sections[0].per_subject:
            section = sections.pop(0)
            yield from walk.section(section, NOBODY)
            if section.eligible_if is not None and not walk.holds(
                "eligible", section.id, section.eligible_if, NOBODY
            ):
                return  # what comes next is not yet known
            continue
        if walk.plan.choosing:
            return
        # Neighbouring sections of the loop are asked subject by subject, not section by section.
        block = []
        while sections and sections[0].per_subject:
            block.append(sections.pop(0))
        for subject in walk.plan.subjects:
            for section in block:
                yield from walk.section(section, subject)


class _Walk:
    """One walk along the path. `known` grows with it: an answer counts only while its item is on the path,
    so that the path follows from the answers alone and not from the order in which they were given.
    """

    def __init__(
        self,
        index: Index,
        plan: Plan,
        answers: Mapping[Slot, Value],
        before: Mapping[tuple[str, str, str], tuple[object, object]],
    ) -> None:
        self.plan = plan
        self.known: dict[Slot, Value] = {}
        self.slots: list[Slot] = []
        self.decided: dict[tuple[str, str, str], tuple[object, object]] = {}
        self.decisions = 0
        self._index = index
        self._answers = answers
        self._before = before

    def section(self, section: Section, subject: AgencyCode) -> Iterator[Step]:
        """The steps of one section that are shown, what they answer taken up on the way."""
        if not self.holds("section", section.id, section.show_if, subject):
            return
        for item in self._order(section, subject):
            yield from self._item(section, item, subject)

    def holds(self, kind: str, name: str, condition: Expression, subject: AgencyCode) -> bool:
        """Whether a condition shows what it guards."""
        if condition is None:
            return True
        return self._decide(kind, name, condition, subject, evaluate) is True

    def _item(self, section: Section, item: Item, subject: AgencyCode) -> Iterator[Step]:
        if item.show_if is not None and not self.holds("item", item.id, item.show_if, subject):
            return
        answers, known = self._answers, self.known
        for variable in variables_of(item):
            slot = Slot(variable, subject)
            self.slots.append(slot)
            if slot in answers:
                known[slot] = answers[slot]
        if isinstance(item, Calculated):
            self._calculate(item, subject)
            if not item.show:
                return
        yield Step(section.id, item.id, subject)
        if isinstance(item, Roster):
            for row in rows_of(item, known):
                for child in item.items:
                    yield from self._item(section, child, row_subject(item.id, row))

    def _calculate(self, item: Calculated, subject: AgencyCode) -> None:
        slot = Slot(item.id, subject)
        known = self.known
        known.pop(slot, None)  # nobody enters it
        value = self._decide("value", item.id, item.value, subject, number)
        if isinstance(value, int) and item.min <= value <= item.max:
            known[slot] = value

    def _order(self, section: Section, subject: AgencyCode) -> Sequence[Item]:
        if section.shuffle is SectionShuffle.NONE:
            return section.items
        place = ("order", section.id, subject)
        kept = self._before.get(place)
        if kept is None or kept[0] != self.plan.seed:
            kept = self.plan.seed, section_order(section, self.plan, subject)
        self.decided[place] = kept
        return kept[1]  # type: ignore[return-value]  # what is kept under this place is an order

    def _decide(
        self,
        kind: str,
        name: str,
        condition: Expression,
        subject: AgencyCode,
        decide: Callable[[Expression, Lookup], object],
    ) -> object:
        place = (kind, name, subject)
        lookup = lookup_for(self.known, subject, self.plan.today)
        seen = tuple(map(lookup, self._index.reads[kind, name]))
        kept = self._before.get(place)
        if kept is None or kept[0] != seen:
            self.decisions += 1
            kept = seen, decide(condition, lookup)
        self.decided[place] = kept
        return kept[1]

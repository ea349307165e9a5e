"""Where everything in a questionnaire stands, in the order in which it is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.questionnaire.index import variables_of
from app.questionnaire.model import (
    Calculated,
    Expression,
    Item,
    Multi,
    Questionnaire,
    Ranking,
    Roster,
    Section,
    Single,
)

CLOSED_BY_OPTIONS = (Single, Multi, Ranking)


@dataclass(frozen=True, slots=True)
class Asked:
    """One item where it stands: in section number `number`, there at place `index`.

    What is asked about each row of a roster has its `roster`, shares its `index`, and stands there at place
    `child`; anything else has -1.
    """

    place: str
    number: int
    index: int
    section: Section
    item: Item
    child: int = -1
    roster: Roster | None = None

    @property
    def block(self) -> str | None:
        """What it is shuffled with."""
        return self.item.block if self.roster is None else self.roster.block


class Role(StrEnum):
    """What a condition decides."""

    SECTION = "section"
    ELIGIBLE = "eligible"
    ITEM = "item"
    OPTION = "option"
    CHECK = "check"
    VALUE = "value"  # no condition, but what a calculated item comes to


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition where it stands; `asked` is the item it belongs to, None for a section's."""

    place: str
    role: Role
    expression: Expression
    number: int
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A questionnaire laid out flat: its items, who asks each variable, and its conditions, in order."""

    questionnaire: Questionnaire
    items: tuple[Asked, ...]
    askers: Mapping[str, Asked]
    conditions: tuple[Condition, ...]


def outline(questionnaire: Questionnaire) -> Outline:
    """The outline of a questionnaire; where an id stands twice, the first asks it."""
    items = tuple(_items(questionnaire))
    askers: dict[str, Asked] = {}
    for asked in items:
        for variable in variables_of(asked.item):
            askers.setdefault(variable, asked)
    return Outline(questionnaire, items, askers, tuple(_conditions(questionnaire, items)))


def _items(questionnaire: Questionnaire) -> Iterator[Asked]:
    for number, section in enumerate(questionnaire.sections):
        for index, item in enumerate(section.items):
            place = f"sections.{number}.items.{index}"
            yield Asked(place, number, index, section, item)
            if isinstance(item, Roster):
                for child, below in enumerate(item.items):
                    yield Asked(f"{place}.items.{child}", number, index, section, below, child, item)


def _conditions(questionnaire: Questionnaire, items: tuple[Asked, ...]) -> Iterator[Condition]:
    for number, section in enumerate(questionnaire.sections):
        place = f"sections.{number}"
        if section.show_if is not None:
            yield Condition(f"{place}.show_if", Role.SECTION, section.show_if, number)
        if section.eligible_if is not None:
            yield Condition(f"{place}.eligible_if", Role.ELIGIBLE, section.eligible_if, number)
    for asked in items:
        for where, role, expression in _conditions_of(asked.item):
            yield Condition(f"{asked.place}.{where}", role, expression, asked.number, asked)


def _conditions_of(item: Item) -> Iterator[tuple[str, Role, Expression]]:
    if item.show_if is not None:
        yield "show_if", Role.ITEM, item.show_if
    if isinstance(item, Calculated):
        yield "value", Role.VALUE, item.value
    if isinstance(item, CLOSED_BY_OPTIONS):
        for index, option in enumerate(item.options):
            if option.show_if is not None:
                yield f"options.{index}.show_if", Role.OPTION, option.show_if
    for index, check in enumerate(item.checks):
        yield f"checks.{index}.rule", Role.CHECK, check.rule

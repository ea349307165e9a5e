"""Where everything in a questionnaire stands, in the order in which it is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.questionnaire.model import Expression, Item, Multi, Questionnaire, Section, Single
from app.questionnaire.route import slots_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One item where it stands: in section number `number`, there at place `index`."""

    place: str
    number: int
    index: int
    section: Section
    item: Item


class Role(StrEnum):
    """What a condition decides."""

    SECTION = "section"
    ELIGIBLE = "eligible"
    ITEM = "item"
    OPTION = "option"
    CHECK = "check"


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


def variables_of(item: Item) -> tuple[str, ...]:
    """The variables that an item fills."""
    return tuple(slot.variable for slot in slots_of(item))


def _items(questionnaire: Questionnaire) -> Iterator[Asked]:
    for number, section in enumerate(questionnaire.sections):
        for index, item in enumerate(section.items):
            yield Asked(f"sections.{number}.items.{index}", number, index, section, item)


def _conditions(questionnaire: Questionnaire, items: tuple[Asked, ...]) -> Iterator[Condition]:
    for number, section in enumerate(questionnaire.sections):
        place = f"sections.{number}"
        if section.show_if is not None:
            yield Condition(f"{place}.show_if", Role.SECTION, section.show_if, number)
        if section.eligible_if is not None:
            yield Condition(f"{place}.eligible_if", Role.ELIGIBLE, section.eligible_if, number)
    for asked in items:
        yield from _conditions_of(asked)


def _conditions_of(asked: Asked) -> Iterator[Condition]:
    item, place = asked.item, asked.place
    if item.show_if is not None:
        yield Condition(f"{place}.show_if", Role.ITEM, item.show_if, asked.number, asked)
    if isinstance(item, (Single, Multi)):
        for index, option in enumerate(item.options):
            if option.show_if is not None:
                here = f"{place}.options.{index}.show_if"
                yield Condition(here, Role.OPTION, option.show_if, asked.number, asked)
    for index, check in enumerate(item.checks):
        yield Condition(f"{place}.checks.{index}.rule", Role.CHECK, check.rule, asked.number, asked)

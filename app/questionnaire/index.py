"""What a questionnaire says, looked up by name: made once for each, and kept while it is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from typing_extensions import override

from app.questionnaire.expression import variables
from app.questionnaire.model import (
    Calculated,
    Expression,
    Item,
    Matrix,
    Note,
    Option,
    Questionnaire,
    Roster,
    Section,
)


@dataclass(frozen=True, slots=True)
class Index:
    """`items` by section and id, children of rosters included; `askers` by variable: the item that takes it,
    and `places` its section and id.

    `reads` are the variables that a condition looks at, by the place of the condition: `("item", id)`,
    `("section", id)`, `("eligible", id)`, or `("value", id)` for what a calculated item comes to.
    `points` are the points of each scale, as options.
    """

    sections: Mapping[str, Section]
    items: Mapping[tuple[str, str], Item]
    askers: Mapping[str, Item]
    places: Mapping[str, tuple[str, str]]
    reads: Mapping[tuple[str, str], tuple[str, ...]]
    points: Mapping[str, tuple[Option, ...]]


def index_of(questionnaire: Questionnaire) -> Index:
    """The index of this very questionnaire."""
    return _made(Same(questionnaire))


def variables_of(item: Item) -> tuple[str, ...]:
    """The variables that `item` itself fills, matrix rows in the questionnaire's order; none for a note."""
    match item:
        case Note():
            return ()
        case Matrix():
            return tuple(row.id for row in item.rows)
        case _:
            return (item.id,)


class Same:
    """A questionnaire as a key: by identity, because its conditions are plain JSON and cannot be hashed."""

    __slots__ = ("questionnaire",)

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    @override
    def __hash__(self) -> int:
        return id(self.questionnaire)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.questionnaire is self.questionnaire


@lru_cache(maxsize=16)
def _made(same: Same) -> Index:
    questionnaire = same.questionnaire
    items: dict[tuple[str, str], Item] = {}
    askers: dict[str, Item] = {}
    places: dict[str, tuple[str, str]] = {}
    for section in questionnaire.sections:
        for item in walk(section):
            items[section.id, item.id] = item
            for variable in variables_of(item):
                askers[variable] = item
                places[variable] = section.id, item.id
    return Index(
        {section.id: section for section in questionnaire.sections},
        items,
        askers,
        places,
        {place: tuple(sorted(variables(rule))) for place, rule in _rules(questionnaire)},
        {
            name: tuple(Option(code=point.code, label=point.label) for point in points)
            for name, points in questionnaire.scales.items()
        },
    )


def walk(section: Section) -> Iterator[Item]:
    """The items of a section, each roster followed by its children."""
    for item in section.items:
        yield item
        if isinstance(item, Roster):
            yield from item.items


def _rules(questionnaire: Questionnaire) -> Iterator[tuple[tuple[str, str], Expression]]:
    for section in questionnaire.sections:
        yield ("section", section.id), section.show_if
        yield ("eligible", section.id), section.eligible_if
        for item in walk(section):
            yield ("item", item.id), item.show_if
            if isinstance(item, Calculated):
                yield ("value", item.id), item.value

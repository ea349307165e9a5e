"""What no answers can show: conditions that never hold or always do, and questions that nobody meets.

Whatever is said here was proven by trying; where there is too much to try, nothing is said. A fault is told
once, at the outermost condition that has it.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from app.questionnaire.expression import evaluate, number, variables
from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.lint.outline import CLOSED_BY_OPTIONS, Asked, Condition, Outline, Role
from app.questionnaire.lint.worlds import UndecidedError, Worlds, answered
from app.questionnaire.model import Calculated, Item, Multi, Ranking, Single


class Holds(Enum):
    """When a condition holds, of the times it is asked."""

    NEVER = auto()
    WHENEVER_ANSWERED = auto()
    ALWAYS = auto()
    SOMETIMES = auto()
    NOT_DECIDED = auto()
    NOT_ASKED = auto()  # the conditions around it never hold together


def reach(outline: Outline, worlds: Worlds, explained: frozenset[str]) -> Iterator[Finding]:
    """Conditions that never hold or always do, and questions whose choices can all be hidden.

    `explained` are the places of conditions that are refused already, for what may be the reason.
    """
    dead = _Dead()
    for condition in _outermost_first(outline):
        if condition.place in worlds.broken or dead.covers(condition):
            continue
        held = when(worlds, condition)
        if held in {Holds.NEVER, Holds.NOT_ASKED}:
            dead.add(condition)
        if condition.place not in explained:
            yield from _told(worlds, condition, held)
    for condition in outline.conditions:
        if condition.role is Role.VALUE and condition.asked and not dead.hides(condition.asked):
            yield from _no_value(worlds, condition, condition.asked.item)
    for asked in outline.items:
        if isinstance(asked.item, CLOSED_BY_OPTIONS) and not dead.hides(asked):
            yield from _no_choice(worlds, asked, asked.item)


def when(worlds: Worlds, condition: Condition) -> Holds:
    """When a condition holds, of the times it is asked."""
    named = variables(condition.expression)
    asked = held = missed = missed_answered = answers = False
    try:
        for lookup in worlds.tried(worlds.guards_of(condition), (condition.expression,)):
            asked = True
            full = answered(named, lookup)
            answers = answers or full
            if evaluate(condition.expression, lookup) is True:
                held = True
            else:
                missed, missed_answered = True, missed_answered or full
            if held and missed_answered:
                return Holds.SOMETIMES
    except UndecidedError:
        return Holds.NEVER if _never(worlds, condition) else Holds.NOT_DECIDED
    if not asked:
        return Holds.NOT_ASKED
    if not held:
        return Holds.NEVER
    if not missed:
        return Holds.ALWAYS
    return Holds.WHENEVER_ANSWERED if answers and not missed_answered else Holds.SOMETIMES


def _never(worlds: Worlds, condition: Condition) -> bool:
    """Whether a condition contradicts itself, whatever was asked before."""
    try:
        return not any(
            evaluate(condition.expression, lookup) is True for lookup in worlds.free(condition.expression)
        )
    except UndecidedError:
        return False


def _told(worlds: Worlds, condition: Condition, held: Holds) -> Iterator[Finding]:
    match held:
        case Holds.NEVER:
            key = "lint.condition_never" if _never(worlds, condition) else "lint.condition_unreachable"
            yield error(condition.place, key)
        case Holds.NOT_ASKED:
            yield error(condition.place, "lint.condition_unreachable")
        case Holds.ALWAYS:
            yield warning(condition.place, "lint.condition_always")
        case Holds.WHENEVER_ANSWERED if not _looks_at_absence(condition):
            yield warning(condition.place, "lint.condition_any_answer")
        case _:
            return


def _looks_at_absence(condition: Condition) -> bool:
    """Whether it says itself that any answer will do, or which non-answer."""
    text = str(condition.expression)
    return "'answered'" in text or "'is'" in text


def _outermost_first(outline: Outline) -> Sequence[Condition]:
    rank = {Role.SECTION: 0, Role.ITEM: 1, Role.OPTION: 1, Role.ELIGIBLE: 2}
    decided = [one for one in outline.conditions if one.role in rank]
    return sorted(decided, key=lambda one: (one.number, rank[one.role]))


def _no_value(worlds: Worlds, condition: Condition, item: Item) -> Iterator[Finding]:
    """Whether a calculated item is unknown whatever is answered."""
    if not isinstance(item, Calculated) or condition.place in worlds.broken:
        return
    try:
        for lookup in worlds.tried(worlds.guards_of(condition), (condition.expression,)):
            value = number(condition.expression, lookup)
            if value is not None and item.min <= value <= item.max:
                return
    except UndecidedError:
        return
    yield error(condition.place, "lint.value_never")


class _Dead:
    """What is known to be shown to nobody, so that nothing inside it is told again."""

    def __init__(self) -> None:
        self._sections: set[int] = set()
        self._items: set[str] = set()
        self._after: int | None = None

    def add(self, condition: Condition) -> None:
        if condition.role is Role.SECTION:
            self._sections.add(condition.number)
        elif condition.role is Role.ELIGIBLE:
            self._after = condition.number if self._after is None else self._after
        elif condition.role is Role.ITEM and condition.asked is not None:
            self._items.add(condition.asked.place)

    def covers(self, condition: Condition) -> bool:
        if self._after is not None and condition.number > self._after:
            return True
        if condition.role is Role.ELIGIBLE:
            return False  # asked even when its section is not shown
        if condition.number in self._sections or condition.asked is None:
            return condition.number in self._sections
        around = condition.asked.place.rpartition(".items.")[0]  # a roster, or the section itself
        own = condition.role is Role.OPTION and condition.asked.place in self._items
        return own or around in self._items

    def hides(self, asked: Asked) -> bool:
        after = self._after is not None and asked.number > self._after
        around = asked.place.rpartition(".items.")[0]
        return after or asked.number in self._sections or not self._items.isdisjoint({asked.place, around})


def _no_choice(worlds: Worlds, asked: Asked, item: Single | Multi | Ranking) -> Iterator[Finding]:
    """Whether the item can be on the screen without any choice."""
    rules = [option.show_if for option in item.options]
    if any(rule is None for rule in rules):
        return
    if any(f"{asked.place}.options.{index}.show_if" in worlds.broken for index in range(len(rules))):
        return
    try:
        for lookup in worlds.tried(worlds.guards_of_item(asked), rules):
            if not any(evaluate(rule, lookup) is True for rule in rules):
                yield error(f"{asked.place}.options", "lint.no_choice_left")
                return
    except UndecidedError:
        return

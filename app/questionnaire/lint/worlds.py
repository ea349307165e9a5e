"""Trying answers: every world of answers that some conditions could tell apart, under a hard limit.

An answer counts in a condition only while its item is on the path. So a question about one condition is a
question about all variables that it names, and those that decide whether these are asked, and so on; they are
taken in the order they are asked, and a variable whose item is not shown has one world: no answer. Of the
answers that an item takes, those that every part of the conditions at hand sees alike count as one.

`None` from a public function means: not decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.questionnaire.expression import Lookup, Value, evaluate, is_absent, number, part_of, variables
from app.questionnaire.lint.domains import Uses, answers_of, nodes_of, uses_of
from app.questionnaire.lint.outline import Asked, Condition, Outline, Role
from app.questionnaire.model import Calculated, Expression

MAX_STEPS = 20_000  # worlds and dead ends of one question; a second or so on an old laptop
MAX_VARIABLES = 60  # of one question; who nests deeper has lost the way as well
MAX_WORK = 4_000_000  # nodes looked at for one questionnaire; some seconds


class UndecidedError(Exception):
    """Too many answers to try, or answers that cannot be listed."""


@dataclass(slots=True)
class Worlds:
    """What can be answered to a questionnaire. `broken` are places of conditions that cannot be read."""

    outline: Outline
    broken: frozenset[str]
    work_left: int = MAX_WORK
    _eligible: Mapping[int, Condition] = field(init=False)
    _sections: Mapping[int, Condition] = field(init=False)
    _items: Mapping[str, Condition] = field(init=False)
    _order: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        by_role: dict[Role, list[Condition]] = {role: [] for role in Role}
        for condition in self.outline.conditions:
            by_role[condition.role].append(condition)
        self._eligible = {one.number: one for one in by_role[Role.ELIGIBLE]}
        self._sections = {one.number: one for one in by_role[Role.SECTION]}
        self._items = {one.asked.place: one for one in by_role[Role.ITEM] if one.asked is not None}
        self._order = {name: order for order, name in enumerate(self.outline.askers)}

    def guards_of_section(self, number: int) -> tuple[Condition, ...]:
        """What must hold so that a section is reached and shown."""
        own = self._sections.get(number)
        return (*self._passed(number), *((own,) if own else ()))

    def guards_of_item(self, asked: Asked) -> tuple[Condition, ...]:
        """What must hold so that an item is on the path; in a roster, for a row of it."""
        own = self._items.get(asked.place)
        return (*self._guards_around(asked), *((own,) if own else ()))

    def _guards_around(self, asked: Asked) -> tuple[Condition, ...]:
        if asked.roster is None:
            return self.guards_of_section(asked.number)
        list_ = self.outline.askers[asked.roster.id]
        # A roster that is not on the path has no rows, so this is all that must hold.
        rows: Expression = {">=": [{"count": asked.roster.id}, 1]}
        return (Condition(f"{list_.place}.max", Role.ITEM, rows, list_.number, list_),)

    def guards_of(self, condition: Condition) -> tuple[Condition, ...]:
        """What must hold so that a condition is asked at all, itself left out."""
        match condition.role:
            case Role.SECTION | Role.ELIGIBLE:  # a screening decides even when its section is not shown
                return self._passed(condition.number)
            case Role.ITEM:
                return () if condition.asked is None else self._guards_around(condition.asked)
            case Role.OPTION | Role.CHECK | Role.VALUE:
                return () if condition.asked is None else self.guards_of_item(condition.asked)

    def tried(self, guards: Sequence[Condition], looked_at: Iterable[Expression]) -> Iterator[Lookup]:
        """Every world in which `guards` hold, as far as they and `looked_at` can tell worlds apart.

        Raises:
            UndecidedError: there are too many, or a condition on the way cannot be read.
        """
        search = _Search(self, tuple(guards), tuple(looked_at))
        yield from search.worlds()

    def free(self, expression: Expression) -> Iterator[Lookup]:
        """Every world of the variables of `expression`, as if each could be answered whatever the others say.

        Raises:
            UndecidedError: as `tried`.
        """
        search = _Search(self, (), (expression,), free=True)
        yield from search.worlds()

    def _passed(self, number: int) -> tuple[Condition, ...]:
        return tuple(self._eligible[one] for one in sorted(self._eligible) if one < number)

    def place_in_order(self, variable: str) -> int:
        """When a variable is asked, among all."""
        return self._order[variable]

    def spend(self, work: int) -> None:
        """Count work done.

        Raises:
            UndecidedError: the questionnaire has had its share.
        """
        self.work_left -= work
        if self.work_left < 0:
            raise UndecidedError


def answered(names: Iterable[str], lookup: Lookup) -> bool:
    """Whether all variables of those names have answers, not non-answers."""
    return all(not is_absent(lookup(name)) for name in names)


class _Search:
    """One question: its variables in the order they are asked, and for each the answers worth trying."""

    def __init__(
        self,
        worlds: Worlds,
        guards: tuple[Condition, ...],
        looked_at: tuple[Expression, ...],
        *,
        free: bool = False,
    ) -> None:
        self._worlds = worlds
        self._free = free
        self._guards = guards
        self._shown: dict[str, tuple[Condition, ...]] = {}
        expressions = [*(guard.expression for guard in guards), *looked_at]
        conditions = self._close(guards, expressions)
        self._expressions = [*expressions, *(one.expression for one in conditions)]
        self._cost = sum(nodes_of(expression) for expression in self._expressions)
        worlds.spend(self._cost * len(self._shown))
        self._names = sorted(self._shown, key=worlds.place_in_order)
        self._due = self._deadlines()
        uses = uses_of(self._expressions)
        self._answers = {name: self._worth_trying(name, uses) for name in self._names}
        self._steps = 0

    def worlds(self) -> Iterator[Lookup]:
        """The worlds in which the guards hold."""
        world: dict[str, Value | None] = {}
        if self._hold(0, world.get):
            yield from self._from(0, world)

    def _from(self, depth: int, world: dict[str, Value | None]) -> Iterator[Lookup]:
        if depth == len(self._names):
            yield world.get
            return
        name = self._names[depth]
        for value in self._possible(name, world.get):
            self._steps += 1
            if self._steps > MAX_STEPS:
                raise UndecidedError
            self._worlds.spend(self._cost)
            world[name] = value
            if self._hold(depth + 1, world.get):
                yield from self._from(depth + 1, world)
        world.pop(name, None)

    def _possible(self, name: str, lookup: Lookup) -> Sequence[Value | None]:
        if not all(evaluate(guard.expression, lookup) is True for guard in self._shown[name]):
            return (None,)
        item = self._worlds.outline.askers[name].item
        if isinstance(item, Calculated) and not self._free:
            value = number(item.value, lookup)
            return (value if value is not None and item.min <= value <= item.max else None,)
        return self._answers[name]

    def _close(self, guards: tuple[Condition, ...], expressions: Sequence[Expression]) -> Sequence[Condition]:
        """Find every variable that matters, and the conditions that decide whether they are asked."""
        if any(guard.place in self._worlds.broken for guard in guards):
            raise UndecidedError
        conditions: dict[str, Condition] = {}
        waiting = [name for expression in expressions for name in variables(expression)]
        while waiting:
            name = waiting.pop()
            if name in self._shown:
                continue
            asked = self._worlds.outline.askers.get(name)
            if asked is None:
                raise UndecidedError
            own = () if self._free else self._worlds.guards_of_item(asked)
            self._shown[name] = own
            if len(self._shown) > MAX_VARIABLES:
                raise UndecidedError
            for needed in (*own, *self._worked_out(asked)):
                if needed.place in self._worlds.broken:
                    raise UndecidedError
                conditions[needed.place] = needed
                waiting.extend(variables(needed.expression))
        return list(conditions.values())

    def _worked_out(self, asked: Asked) -> tuple[Condition, ...]:
        """What a calculated item follows from."""
        if self._free or not isinstance(asked.item, Calculated):
            return ()
        return (Condition(f"{asked.place}.value", Role.VALUE, asked.item.value, asked.number, asked),)

    def _deadlines(self) -> Mapping[int, Sequence[Condition]]:
        """For each number of variables set, the guards that can then be decided."""
        place = {name: depth + 1 for depth, name in enumerate(self._names)}
        due: dict[int, list[Condition]] = {}
        for guard in self._guards:
            last = max((place[name] for name in variables(guard.expression)), default=0)
            due.setdefault(last, []).append(guard)
        return due

    def _hold(self, depth: int, lookup: Lookup) -> bool:
        return all(evaluate(guard.expression, lookup) is True for guard in self._due.get(depth, ()))

    def _worth_trying(self, name: str, uses: Mapping[str, Uses]) -> Sequence[Value | None]:
        """One answer of each kind that the conditions tell apart; an unanswered one among them."""
        use = uses[name]
        asked = self._worlds.outline.askers[name]
        if isinstance(asked.item, Calculated) and not self._free:
            return ()
        answers = answers_of(self._worlds.outline.questionnaire, asked.item, use)
        if answers is None:
            raise UndecidedError
        kinds: dict[tuple[object, ...], Value | None] = {}
        cost = sum(nodes_of(part) for part in use.parts)
        for value in answers:
            self._worlds.spend(cost)
            seen = (is_absent(value), *(_seen(part_of(part, _only(name, value))) for part in use.parts))
            kinds.setdefault(seen, value)
        return tuple(kinds.values())


def _only(name: str, value: Value | None) -> Lookup:
    return lambda variable: value if variable == name else None


def _seen(part: object) -> tuple[object, bool]:
    return part, isinstance(part, bool)  # 1 and true are equal, and not the same

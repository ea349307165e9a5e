"""The answers an item takes, as far as conditions can tell them apart."""

import datetime as dt
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from app.questionnaire.answer import absent_choices, judge
from app.questionnaire.dates import date_parts
from app.questionnaire.expression import Value, variables
from app.questionnaire.model import (
    Calculated,
    Date,
    Expression,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Questionnaire,
    Ranking,
    Roster,
    Single,
    TextItem,
)
from app.questionnaire.route import options_of

MAX_ANSWERS = 2_500  # of one item; a questionnaire that asks for finer numbers is not decided
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})


@dataclass(slots=True)
class Uses:
    """How conditions look at one variable.

    `parts` are the largest parts of conditions about it alone. `numbers` and `words` are the constants it is
    compared with. `plain`: its number is only ever compared with constants, so that the numbers around these
    tell everything. `alone`: no part compares it with another variable. `codes`: those named of its choices.
    """

    parts: list[Expression] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    codes: set[int] = field(default_factory=set)
    plain: bool = True
    counted: bool = False


def uses_of(expressions: Sequence[Expression]) -> Mapping[str, Uses]:
    """How each variable is used in checked conditions."""
    uses: dict[str, Uses] = {}
    for expression in expressions:
        for name in variables(expression):
            use = uses.setdefault(name, Uses())
            for part in _parts(expression, name):
                if part not in use.parts:
                    use.parts.append(part)
                    _read(part, use)
    return uses


def nodes_of(expression: Expression) -> int:
    """How much there is to look at in a condition."""
    match expression:
        case dict():
            return 1 + sum(nodes_of(part) for part in expression.values())
        case list() | tuple():
            return sum(nodes_of(part) for part in expression)
        case _:
            return 1


def answers_of(questionnaire: Questionnaire, item: Item, use: Uses) -> Sequence[Value | None] | None:
    """Answers and non-answers of which at least one stands for every kind that `use` tells apart.

    None when they cannot be listed.
    """
    given = _given(questionnaire, item, use)
    if given is None:
        return None
    if isinstance(item, Calculated):
        return [None, *given]
    options = options_of(questionnaire, item)
    absent = absent_choices(questionnaire, item)
    taken = [value for value in given if judge(item, value, options, absent) is None]
    return [None, *taken, *(int(code) for code in absent)]


def _given(  # noqa: PLR0911 - one case a kind
    questionnaire: Questionnaire, item: Item, use: Uses
) -> Sequence[Value] | None:
    match item:
        case Likert() | Matrix() | Single():
            return [option.code for option in options_of(questionnaire, item)]
        case Multi() | Ranking():
            return _choices(item, use)
        case Number() | Calculated():
            return _numbers(item, use)
        case TextItem():
            return _texts(use)
        case Date():
            return _dates(item, use)
        case Roster():
            # Rows are counted; which numbers they bear is nothing that a condition should ask.
            return None if use.codes else [tuple(range(1, rows + 1)) for rows in range(item.max + 1)]
        case Note():
            return []


def _choices(item: Multi | Ranking, use: Uses) -> Sequence[Value] | None:
    """Sets of choices: all of those that conditions name, with any number of those they do not."""
    together = [option.code for option in item.options if not option.exclusive]
    named = [code for code in together if code in use.codes]
    others = [code for code in together if code not in use.codes]
    counts = range(len(others) + 1) if use.counted else range(min(len(others), 1) + 1)
    if 2 ** len(named) * len(counts) > MAX_ANSWERS:
        return None
    sets = (
        (*some, *others[:count])
        for size in range(len(named) + 1)
        for some in combinations(named, size)
        for count in counts
    )
    alone = [(option.code,) for option in item.options if option.exclusive]
    return [*alone, *(tuple(sorted(one)) for one in sets)]


def _numbers(item: Number | Calculated, use: Uses) -> Sequence[Value] | None:
    if use.plain:
        around = {number + step for number in use.numbers for step in (-1, 0, 1)}
        return sorted(one for one in {item.min, item.max, *around} if item.min <= one <= item.max)
    if item.max - item.min >= MAX_ANSWERS:
        return None
    return range(item.min, item.max + 1)


def _texts(use: Uses) -> Sequence[Value] | None:
    # What is compared with another text may be equal to it or not, which constants do not show.
    if not use.plain:
        return None
    other = next(letter for letter in string.ascii_letters + string.digits if letter not in use.words)
    return [*sorted(use.words), other]


def _dates(item: Date, use: Uses) -> Sequence[Value] | None:
    if not use.plain:
        return None  # an interval from another date: its thresholds are not listed
    bound = date_parts(item.min or item.max or "2000-01-01")
    if bound is None:
        return None
    near = [bound.first + dt.timedelta(days=days) for days in range(len(use.words) + 1)]
    return [*sorted(use.words), *(day.isoformat() for day in near)]


def _parts(node: Expression, name: str) -> Iterator[Expression]:
    """The largest parts of a condition that look at `name` and at nothing else."""
    named = variables(node)
    if name not in named:
        return
    if named == {name}:
        yield node
        return
    argument = next(iter(node.values())) if isinstance(node, dict) else None
    for part in argument if isinstance(argument, (list, tuple)) else [argument]:
        if isinstance(part, dict):
            yield from _parts(part, name)


def _read(part: Expression, use: Uses) -> None:
    """Take up from a part about one variable which constants it holds, and how it uses them."""
    if not isinstance(part, dict):
        return
    ((operator, argument),) = part.items()
    constants = _constants(operator, argument)
    if operator == "v":
        use.plain = False  # a bare number goes on to be added, or compared with another variable
    elif operator == "count":
        use.counted = True
    elif operator in {"any-in", "all-in"}:
        use.codes.update(one for one in constants if isinstance(one, int))
    elif constants:
        use.numbers.update(one for one in constants if isinstance(one, int))
        use.words.update(one for one in constants if isinstance(one, str))
        # A constant beside something other than the bare answer was read with its part.
        for inner in argument if isinstance(argument, (list, tuple)) else ():
            if isinstance(inner, dict) and "v" not in inner:
                _read(inner, use)
    else:
        for inner in argument if isinstance(argument, (list, tuple)) else [argument]:
            _read(inner, use)


def _constants(operator: str, argument: Expression) -> Sequence[int | str]:
    if not isinstance(argument, (list, tuple)):
        return ()
    if operator in _COMPARISONS:
        return [one for one in argument if isinstance(one, (int, str))]
    if operator == "is":
        return [argument[1]] if isinstance(argument[1], int) else ()
    if operator in {"in", "any-in", "all-in"} and isinstance(argument[1], (list, tuple)):
        return [one for one in argument[1] if isinstance(one, (int, str))]
    return ()

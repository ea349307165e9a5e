"""Conditions as JSON trees with three-valued logic: true, false, unknown.

    {"and": [{">=": [{"v": "a2"}, 4]}, {"answered": "a1"}]}

Unanswered and absent are unknown (`None`); an unknown condition shows nothing and refuses nothing. Only
`answered` and `is` look at absence itself. There is no text to evaluate and no loop, so every expression
ends, within the size and depth given here.

    {"v": id}                  the answer of a variable
    {"answered": id}           it has an answer that is not an absent code
    {"is": [id, code]}         it holds exactly this code, absent codes included
    {"and": [e, ...]} {"or": [e, ...]} {"not": e}
    {"==": [x, y]}  != < <= > >=
    {"in": [x, [c, ...]]}      x is one of the constants
    {"any-in": [id, [c, ...]]} {"all-in": [id, [c, ...]]}   over the choices of a multi item
    {"count": id}              the number of choices, or of rows of a roster
    {"sum": [x, ...]} {"mean": [x, ...]}   unknown when any part is; the mean is exact
    {"date-diff": [x, y, unit]}   whole "days", "months" or "years" from x to y, negative when y is earlier
    {"today": []}              the date on which the sitting began

Dates are words such as `2026-08-19`, `2026-08` or `2026`. Two of different precision are compared at the
coarser one; a unit finer than that is unknown.
"""

import math
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from app.base.errors import Integrity
from app.questionnaire.dates import UNITS, date_parts, difference
from app.questionnaire.model import Absent, Expression

Value = int | str | tuple[int, ...]
"""An answer: a code, a number or an absent code; a text or a date; the chosen codes of a multi item,
ascending; the codes of a ranking, the best first; the rows of a roster, ascending."""

Lookup = Callable[[str], Value | None]

TODAY = "today()"
"""What a lookup is asked for the date of the sitting: no variable can be called so."""

MAX_DEPTH = 12  # people stop reading a condition long before
MAX_NODES = 500

_COMPARE: Mapping[str, Callable[[object, object], bool]] = {"==": operator.eq, "!=": operator.ne}
_ORDER: Mapping[str, Callable[[int | Fraction, int | Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ABSENT = frozenset(int(code) for code in Absent)


def is_absent(value: Value | None) -> bool:
    """Whether `value` says why there is no answer, or is none at all."""
    return value is None or (isinstance(value, int) and value in _ABSENT)


def evaluate(expression: Expression, lookup: Lookup) -> bool | None:
    """The truth of a checked `expression`: true, false, or None for unknown.

    Args:
        expression: what `check` has accepted; None (no condition) is true.
        lookup: the stored answer of a variable, absent codes included, or None.
    """
    if expression is None:
        return True
    result = _value(expression, lookup)
    return result if isinstance(result, bool) else None


def number(expression: Expression, lookup: Lookup) -> int | None:
    """The whole number that a checked `expression` comes to, rounded half up; true is 1, unknown is None."""
    result = _value(expression, lookup)
    if result is None or isinstance(result, str):
        return None
    return math.floor(Fraction(result) + Fraction(1, 2))


def check(expression: Expression) -> None:
    """Accept the shape of `expression`, or say where it is wrong.

    Raises:
        Integrity: `questionnaire.expression_shape` or `questionnaire.expression_large`.
    """
    if expression is not None:
        for nodes, (depth, _) in enumerate(_walk(expression, 0)):
            if depth > MAX_DEPTH or nodes >= MAX_NODES:
                raise Integrity("questionnaire.expression_large", depth=MAX_DEPTH, nodes=MAX_NODES)


def variables(expression: Expression) -> frozenset[str]:
    """The variables that `expression` looks at; `TODAY` among them where it asks for the date."""
    return frozenset() if expression is None else frozenset(name for _, name in _walk(expression, 0) if name)


Part = bool | int | Fraction | str | None
"""What a node of a condition comes to; a mean need not be whole."""


def part_of(expression: Expression, lookup: Lookup) -> Part:
    """What a checked node of a condition comes to, whether or not it is a truth; None for unknown."""
    return _value(expression, lookup)


def _value(node: Expression, lookup: Lookup) -> Part:  # noqa: C901, PLR0911, PLR0912 - one case an operator
    if isinstance(node, (int, str)):
        return node
    name, argument = _operation(node)
    match name:
        case "v":
            value = lookup(_name(argument))
            return None if is_absent(value) or isinstance(value, tuple) else value
        case "answered":
            return not is_absent(lookup(_name(argument)))
        case "is":
            variable, code = _pair(argument)
            value = lookup(_name(variable))
            return False if value is None else value == code
        case "and" | "or":
            return _junction(name == "and", [_truth(part, lookup) for part in _list(argument)])
        case "not":
            truth = _truth(argument, lookup)
            return None if truth is None else not truth
        case "in":
            found = _value(_pair(argument)[0], lookup)
            return None if found is None else found in _list(_pair(argument)[1])
        case "any-in" | "all-in":
            variable, wanted = _pair(argument)
            chosen = lookup(_name(variable))
            if not isinstance(chosen, tuple):
                return None
            return (any if name == "any-in" else all)(code in chosen for code in _list(wanted))
        case "count":
            chosen = lookup(_name(argument))
            return len(chosen) if isinstance(chosen, tuple) else None
        case "sum" | "mean":
            parts = [_value(part, lookup) for part in _list(argument)]
            numbers = [part for part in parts if isinstance(part, (int, Fraction))]
            if len(numbers) != len(parts) or not parts:
                return None
            total = Fraction(sum(numbers))
            return total if name == "sum" else Fraction(total, len(numbers))
        case "today":
            today = lookup(TODAY)
            return today if isinstance(today, str) else None
        case "date-diff":
            one, other, unit = _triple(argument)
            return _apart(_value(one, lookup), _value(other, lookup), str(unit))
        case _:
            return _compared(name, [_value(part, lookup) for part in _pair(argument)])


def _compared(name: str, sides: Sequence[Part]) -> bool | None:
    left, right = sides
    if left is None or right is None:
        return None
    if name in _COMPARE:
        return _COMPARE[name](left, right)
    if isinstance(left, str) or isinstance(right, str):
        return None  # words have no order here
    return _ORDER[name](left, right)


def _apart(one: Part, other: Part, unit: str) -> int | None:
    if not isinstance(one, str) or not isinstance(other, str):
        return None
    earlier, later = date_parts(one), date_parts(other)
    return None if earlier is None or later is None else difference(earlier, later, unit)


def _truth(node: Expression, lookup: Lookup) -> bool | None:
    value = _value(node, lookup)
    return value if isinstance(value, bool) else None


def _junction(every: bool, parts: Sequence[bool | None]) -> bool | None:
    """Kleene's and (`every`) or or: the deciding value wins over unknown, unknown over the other."""
    deciding = not every
    if deciding in parts:
        return deciding
    return None if None in parts else every


def _walk(node: Expression, depth: int) -> Iterator[tuple[int, str | None]]:  # noqa: C901, PLR0912 - the same
    """Every node with its depth, and the variable it names, if it names one."""
    if depth > MAX_DEPTH:
        raise Integrity("questionnaire.expression_large", depth=MAX_DEPTH, nodes=MAX_NODES)
    if isinstance(node, (int, str)):
        yield depth, None
        return
    name, argument = _operation(node)
    match name:
        case "v" | "answered" | "count":
            yield depth, _name(argument)
        case "is":
            variable, code = _pair(argument)
            if not isinstance(code, int) or isinstance(code, bool):
                raise _misshapen(name)
            yield depth, _name(variable)
        case "any-in" | "all-in":
            variable, wanted = _pair(argument)
            _constants(wanted)
            yield depth, _name(variable)
        case "in":
            value, wanted = _pair(argument)
            _constants(wanted)
            yield depth, None
            yield from _walk(value, depth + 1)
        case "not":
            yield depth, None
            yield from _walk(argument, depth + 1)
        case "today":
            if argument not in ([], ()):
                raise _misshapen(name)
            yield depth, TODAY
        case "date-diff":
            one, other, unit = _triple(argument)
            if unit not in UNITS:
                raise _misshapen(name)
            yield depth, None
            yield from _walk(one, depth + 1)
            yield from _walk(other, depth + 1)
        case "and" | "or" | "sum" | "mean":
            yield depth, None
            for part in _list(argument):
                yield from _walk(part, depth + 1)
        case _ if name in _COMPARE or name in _ORDER:
            yield depth, None
            for part in _pair(argument):
                yield from _walk(part, depth + 1)
        case _:
            raise _misshapen(name)


def _misshapen(what: object) -> Integrity:
    return Integrity("questionnaire.expression_shape", what=str(what)[:60])


def _operation(node: Expression) -> tuple[str, Expression]:
    if not isinstance(node, dict) or len(node) != 1:
        raise _misshapen(node)
    return next(iter(node.items()))


def _name(node: Expression) -> str:
    """The variable that an operator looks at: its id, or `{"v": id}`."""
    if isinstance(node, dict) and len(node) == 1 and "v" in node:
        node = node["v"]
    if not isinstance(node, str):
        raise _misshapen(node)
    return node


def _list(node: Expression) -> Sequence[Expression]:
    if not isinstance(node, (list, tuple)) or not node:
        raise _misshapen(node)
    return node


def _pair(node: Expression) -> tuple[Expression, Expression]:
    parts = _list(node)
    if len(parts) != 2:
        raise _misshapen(node)
    return parts[0], parts[1]


def _triple(node: Expression) -> tuple[Expression, Expression, Expression]:
    parts = _list(node)
    if len(parts) != 3:
        raise _misshapen(node)
    return parts[0], parts[1], parts[2]


def _constants(node: Expression) -> None:
    if not all(isinstance(part, (int, str)) and not isinstance(part, bool) for part in _list(node)):
        raise _misshapen(node)

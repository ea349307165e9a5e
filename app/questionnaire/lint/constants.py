"""Constants in conditions that no answer can be: codes that are not offered, operators of another kind."""

from collections.abc import Collection, Iterator

from app.questionnaire.answer import absent_choices
from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.lint.outline import Asked, Condition, Outline
from app.questionnaire.model import Absent, Expression, Likert, Matrix, Multi, Ranking, Roster, Single
from app.questionnaire.route import options_of

_ABSENT = frozenset(int(code) for code in Absent)
_COMPARED = frozenset({"==", "!=", "in"})
_OF_CHOICES = frozenset({"any-in", "all-in", "count"})


def constants(outline: Outline, broken: Collection[str]) -> Iterator[Finding]:
    """Parts of readable conditions that can never come true, each told once for each name and constant."""
    for condition in outline.conditions:
        if condition.place not in broken:
            told: list[Finding] = []
            for finding in _part(outline, condition, condition.expression):
                if finding not in told:
                    told.append(finding)
                    yield finding


def _part(outline: Outline, condition: Condition, node: Expression) -> Iterator[Finding]:
    if not isinstance(node, dict):
        return
    ((operator, argument),) = node.items()
    parts: list[Expression] = list(argument) if isinstance(argument, (list, tuple)) else [argument]
    first = _variable(parts[0]) if parts else None
    asked = outline.askers.get(first) if first else None
    if asked is not None and first is not None:
        yield from _kind(condition, operator, asked, first)
        yield from _codes(outline, condition, operator, asked, first, parts)
    for part in parts:
        yield from _part(outline, condition, part)


def _variable(node: Expression) -> str | None:
    """The variable at an operator's first place: its id, or `{"v": id}`."""
    if isinstance(node, dict) and set(node) == {"v"}:
        node = node["v"]
    return node if isinstance(node, str) else None


def _kind(condition: Condition, operator: str, asked: Asked, name: str) -> Iterator[Finding]:
    several = isinstance(asked.item, (Multi, Ranking, Roster))
    if operator in _OF_CHOICES and not several:
        yield error(condition.place, "lint.operator_needs_choices", operator=operator, name=name)
    if operator == "v" and several:
        yield error(condition.place, "lint.operator_needs_one", name=name)


def _codes(
    outline: Outline, condition: Condition, operator: str, asked: Asked, name: str, parts: list[Expression]
) -> Iterator[Finding]:
    """Codes of a closed item that it does not offer, and non-answers compared as if they were answers."""
    if operator in _COMPARED and not isinstance(parts[0], dict):
        return  # two words are compared
    given = parts[1:]
    if len(given) == 1 and isinstance(given[0], (list, tuple)):
        given = list(given[0])
    codes = [one for one in given if isinstance(one, int) and not isinstance(one, bool)]
    if operator in _COMPARED:
        for code in codes:
            if code in _ABSENT:
                yield warning(condition.place, "lint.absent_compared", name=name, code=code)
    closed = isinstance(asked.item, (Likert, Matrix, Single, Multi, Ranking))
    if not closed or operator not in _COMPARED | {"is", "any-in", "all-in"}:
        return
    offered = {option.code for option in options_of(outline.questionnaire, asked.item)}
    if operator == "is":
        offered.update(int(code) for code in absent_choices(outline.questionnaire, asked.item))
    for code in codes:
        if code not in offered and (operator == "is" or code not in _ABSENT):
            yield warning(condition.place, "lint.code_not_offered", name=name, code=code)

"""What an expression of a form means in our conditions, which know a third value: unknown.

XPath takes a missing answer for an empty text: `=` is then false, `!=` true, and `not` turns either. Ours are
unknown, and unknown hides. So `!=`, and all that stands below a `not`, asks first whether there is an answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from app.base.sentences import Sentence
from app.office.questions.xlsform.xpath import (
    ITSELF,
    Call,
    Compared,
    Comparison,
    Junction,
    Name,
    Node,
    NotUnderstoodError,
    Sum,
    Variable,
    Whole,
    Word,
)
from app.questionnaire.expression import TODAY, variables
from app.questionnaire.model import Expression

_DAY = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_SIGNS: Mapping[Comparison, str] = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_MIRRORED: Mapping[Comparison, Comparison] = {
    "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
}  # fmt: skip


class Answer(Enum):
    """What kind of answer a name stands for."""

    CHOICE = auto()
    CHOICES = auto()
    NUMBER = auto()
    TEXT = auto()
    DATE = auto()
    ROWS = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the form: our id, and for choices the code of each of their names.

    `kept`: the codes are the numbers that the form itself uses, so that they may be compared in size.
    """

    id: str
    answer: Answer
    codes: Mapping[str, int]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean where an expression stands.

    `itself` is what the dot stands for; `columns` are, in a filter, those of one choice.
    """

    names: Mapping[str, Known]
    itself: Known | None = None
    columns: Mapping[str, str] | None = None


class _Today(Enum):
    TODAY = auto()


Term = int | str | Known | _Today | dict[str, Expression]
"""A side of a comparison: a constant, an answer, today, a day as `{"day": "2026-11-27"}`, a number's tree."""


def condition(node: Node, scope: Scope) -> Expression:
    """Whether `node` holds, as a tree; True or False where that does not depend on any answer.

    Raises:
        NotUnderstoodError: it has something that has no counterpart.
    """
    return _truth(node, scope, certain=False)


def whole_number(node: Node, scope: Scope) -> Expression:
    """The whole number that `node` comes to, as a tree.

    Raises:
        NotUnderstoodError: it comes to something else, or has something that has no counterpart.
    """
    return _number(_term(node, scope), node)


def _truth(node: Node, scope: Scope, *, certain: bool) -> Expression:
    """`certain`: it must come to true or false even while an answer is missing."""
    match node:
        case Junction(every, parts):
            return junction(every, [_truth(part, scope, certain=certain) for part in parts])
        case Compared(sign, left, right):
            return _comparison(sign, _term(left, scope), _term(right, scope), certain=certain)
        case Call("not", (inner,)):
            turned = _truth(inner, scope, certain=True)
            return (not turned) if isinstance(turned, bool) else {"not": turned}
        case Call("true", ()):
            return True
        case Call("false", ()):
            return False
        case Call("selected", (chosen, wanted)):
            return _selected(_term(chosen, scope), _term(wanted, scope), certain=certain)
        case Call(name, _):
            raise _function(name)
        case Whole() | Word() | Variable() | Name() | Sum():
            raise NotUnderstoodError(Sentence("xlsform.no_truth", {"what": spelt(node)}))
        case _:
            assert_never(node)


def junction(every: bool, parts: list[Expression]) -> Expression:
    """Parts joined, without those that decide nothing."""
    if (not every) in [part for part in parts if isinstance(part, bool)]:
        return not every
    left = [part for part in parts if not isinstance(part, bool)]
    if not left:
        return every
    return left[0] if len(left) == 1 else {"and" if every else "or": left}


def _selected(chosen: Term, wanted: Term, *, certain: bool) -> Expression:
    if not isinstance(wanted, str | int):
        raise NotUnderstoodError(Sentence("xlsform.selected_constant"))
    if not isinstance(chosen, Known) or chosen.answer not in {Answer.CHOICE, Answer.CHOICES}:
        raise NotUnderstoodError(Sentence("xlsform.selected_of"))
    if chosen.answer is Answer.CHOICE:
        return _comparison("=", chosen, wanted, certain=certain)
    made: Expression = {"any-in": [chosen.id, [_code(chosen, wanted)]]}
    return _settled(made, certain=certain, missing=False)


def _comparison(sign: Comparison, left: Term, right: Term, *, certain: bool) -> Expression:
    if isinstance(left, str | int) and isinstance(right, str | int):
        return _constants(sign, left, right)
    if isinstance(left, str | int) or (isinstance(right, Known) and not isinstance(left, Known)):
        sign, left, right = _MIRRORED[sign], right, left
    if isinstance(left, Known) and right == "" and sign in {"=", "!="}:
        answered: Expression = {"answered": left.id}
        return answered if sign == "!=" else {"not": answered}
    if isinstance(left, Known):
        made = _answer(sign, left, right)
    elif left is _Today.TODAY or right is _Today.TODAY or _is_day(left) or _is_day(right):
        made = {_SIGNS[sign]: [_apart(right, left), 0]}
    else:
        made = {_SIGNS[sign]: [_number(left, None), _number(right, None)]}
    return _settled(made, certain=certain, missing=_while_missing(sign, left, right))


def _while_missing(sign: Comparison, left: Term, right: Term) -> bool:
    """Whether a comparison holds in XPath while an answer is missing: of none, none are selected."""
    if isinstance(left, dict) and "count" in left and isinstance(right, int | str):
        return _constants(sign, 0, right)
    return sign == "!="


def _settled(made: Expression, *, certain: bool, missing: bool) -> Expression:
    """`made`, which comes to `missing` while an answer is missing, where that has to be said."""
    names = sorted(variables(made) - {TODAY})
    if not names or not (certain or missing):
        return made
    answered: list[Expression] = [{"answered": name} for name in names]
    if missing:
        return {"or": [*({"not": one} for one in answered), made]}
    return {"and": [*answered, made]}


def _constants(sign: Comparison, left: int | str, right: int | str) -> bool:
    """Two constants, as XPath 1.0 compares them: as numbers if one is, or if it asks which is greater."""
    if isinstance(left, str) and isinstance(right, str) and sign in {"=", "!="}:
        return (left == right) == (sign == "=")
    one, other = _as_number(left), _as_number(right)
    if one is None or other is None:
        return sign == "!="
    answers = {"=": one == other, "!=": one != other, "<": one < other, "<=": one <= other}
    return answers.get(sign, one > other if sign == ">" else one >= other)


def _as_number(value: int | str) -> int | None:
    if isinstance(value, int):
        return value
    return int(value) if re.fullmatch(r"-?\d{1,15}", value.strip()) else None


def _answer(sign: Comparison, known: Known, other: Term) -> Expression:
    """A comparison whose left side is an answer."""
    match known.answer:
        case Answer.CHOICE:
            return _choice(sign, known, other)
        case Answer.NUMBER:
            return {_SIGNS[sign]: [{"v": known.id}, _number(other, None)]}
        case Answer.DATE:
            return {_SIGNS[sign]: [_apart(other, known), 0]}
        case Answer.TEXT if isinstance(other, str) and sign in {"=", "!="}:
            return {_SIGNS[sign]: [{"v": known.id}, other]}
        case Answer.CHOICES:
            raise NotUnderstoodError(Sentence("xlsform.use_selected", {"name": known.id}))
        case _:
            raise NotUnderstoodError(Sentence("xlsform.not_compared", {"name": known.id}))


def _choice(sign: Comparison, known: Known, other: Term) -> Expression:
    ordered = sign not in {"=", "!="}
    if isinstance(other, Known):
        alike = other.answer is Answer.CHOICE and other.codes == known.codes
        if alike and (known.kept or not ordered):
            return {_SIGNS[sign]: [{"v": known.id}, {"v": other.id}]}
        raise NotUnderstoodError(Sentence("xlsform.not_compared", {"name": known.id}))
    if not isinstance(other, str | int):
        raise NotUnderstoodError(Sentence("xlsform.not_compared", {"name": known.id}))
    if not ordered:
        return {_SIGNS[sign]: [{"v": known.id}, _code(known, other)]}
    number = _as_number(other)
    if not known.kept or number is None:
        raise NotUnderstoodError(Sentence("xlsform.no_order", {"name": known.id}))
    return {_SIGNS[sign]: [{"v": known.id}, number]}


def _code(known: Known, wanted: int | str) -> int:
    """The code of a choice that is named; a number is the name that it is spelt as."""
    name = str(wanted)
    if name not in known.codes:
        raise NotUnderstoodError(Sentence("xlsform.no_such_choice", {"choice": name[:60], "name": known.id}))
    return known.codes[name]


def _term(node: Node, scope: Scope) -> Term:  # noqa: C901, PLR0911, PLR0912 - one case a kind of node
    match node:
        case Whole(value):
            return value
        case Word(text):
            return text
        case Variable():
            return _known(node, scope)
        case Name(name):
            if scope.columns is None:
                raise NotUnderstoodError(Sentence("xlsform.bare_name", {"name": name[:60]}))
            if name not in scope.columns:
                raise NotUnderstoodError(Sentence("xlsform.no_such_column", {"name": name[:60]}))
            return scope.columns[name]
        case Call("today", ()):
            return _Today.TODAY
        case Call("date", (Word(text),)) if _DAY.fullmatch(text):
            return {"day": text}
        case Call("count-selected", (chosen,)):
            return {"count": _counted(chosen, scope, Answer.CHOICES)}
        case Call("count", (rows,)):
            return {"count": _counted(rows, scope, Answer.ROWS)}
        case Call("number" | "int", (inner,)):
            return _term(inner, scope)
        case Call(name, _):
            raise _function(name)
        case Sum(parts):
            return {"sum": [_signed(sign, part, scope) for sign, part in parts]}
        case Junction() | Compared():
            raise NotUnderstoodError(Sentence("xlsform.truth_as_value"))
        case _:
            assert_never(node)


def _signed(sign: int, part: Node, scope: Scope) -> Expression:
    if sign == 1:
        return _number(_term(part, scope), part)
    if isinstance(part, Whole):
        return -part.value
    raise NotUnderstoodError(Sentence("xlsform.subtraction"))


def _counted(node: Node, scope: Scope, answer: Answer) -> str:
    known = _known(node, scope) if isinstance(node, Variable) else None
    if known is None or known.answer is not answer:
        raise NotUnderstoodError(Sentence("xlsform.count_of"))
    return known.id


def _known(node: Variable, scope: Scope) -> Known:
    if node == ITSELF:
        if scope.itself is None:
            raise NotUnderstoodError(Sentence("xlsform.dot_here"))
        return scope.itself
    known = scope.names.get(node.name)
    if known is None:
        raise NotUnderstoodError(Sentence("xlsform.no_such_name", {"name": node.name[:60]}))
    if known.answer is Answer.NONE:
        raise NotUnderstoodError(Sentence("xlsform.no_answer", {"name": node.name[:60]}))
    return known


def _number(term: Term, node: Node | None) -> Expression:
    """A side of a comparison of numbers."""
    match term:
        case int():
            return term
        case str():
            value = _as_number(term)
            if value is not None:
                return value
        case Known():
            if term.answer is Answer.NUMBER or (term.answer is Answer.CHOICE and term.kept):
                return {"v": term.id}
        case dict() if not _is_day(term):
            return term
        case _:
            pass
    what = spelt(node) if node is not None else _term_spelt(term)
    raise NotUnderstoodError(Sentence("xlsform.no_number", {"what": what}))


def _is_day(term: Term) -> bool:
    return isinstance(term, dict) and "day" in term


def _apart(start: Term, end: Term) -> Expression:
    """Days from `start` to `end`: above zero where `end` is the later."""
    return {"date-diff": [_date(start), _date(end), "days"]}


def _date(term: Term) -> Expression:
    match term:
        case _Today():
            return {"today": []}
        case str() if _DAY.fullmatch(term):
            return term
        case Known() if term.answer is Answer.DATE:
            return {"v": term.id}
        case dict() if _is_day(term):
            return term["day"]
        case _:
            raise NotUnderstoodError(Sentence("xlsform.no_date", {"what": _term_spelt(term)}))


def _term_spelt(term: Term) -> str:
    return term.id if isinstance(term, Known) else str(term)[:60] if isinstance(term, str | int) else "…"


def spelt(node: Node) -> str:
    """A node in a few words, for a sentence."""
    match node:
        case Whole(value):
            return str(value)
        case Word(text):
            return f"'{text[:40]}'"
        case Variable(name):
            return f"${{{name[:60]}}}" if name else "."
        case Name(name) | Call(name, _):
            return name[:60]
        case Junction() | Compared() | Sum():
            return "…"
        case _:
            assert_never(node)


def _function(name: str) -> NotUnderstoodError:
    return NotUnderstoodError(Sentence("xlsform.function", {"name": name[:60]}))

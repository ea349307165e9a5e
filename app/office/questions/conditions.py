"""Conditions in words, for paper: who fills in a form by hand follows sentences."""

import operator
from collections.abc import Callable, Mapping, Sequence

from app.base.sentences import Language, say
from app.questionnaire.expression import Value, evaluate
from app.questionnaire.index import index_of
from app.questionnaire.model import Absent, Expression, Item, Likert, Matrix, Questionnaire, Single, Text
from app.questionnaire.route import options_of

_ORDER: Mapping[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Conditions:
    """Puts conditions of one questionnaire into words. `numbers` is what each variable is called on paper."""

    def __init__(self, asked: Questionnaire, language: Language, numbers: Mapping[str, str]) -> None:
        self._asked = asked
        self._language = language
        self._numbers = numbers
        self._askers = index_of(asked).askers

    def words(self, node: Expression) -> str:
        """A checked condition as part of a sentence: `nomor 3 dijawab “Ya”`."""
        return self._truth(node, within=False)

    def either(self, labels: Sequence[str]) -> str:
        """Choices as they are quoted: `“Ya” atau “Ragu”`."""
        return self._joined([f"“{label}”" for label in labels], every=False)

    # --- truths -----------------------------------------------------------------------------------------

    def _truth(self, node: Expression, *, within: bool) -> str:  # noqa: PLR0911 - one line an operator
        language = self._language
        if not isinstance(node, dict):
            return say(language, "routing.always") if node else say(language, "routing.never")
        ((name, argument),) = node.items()
        parts = argument if isinstance(argument, list | tuple) else [argument]
        match name:
            case "and" | "or":
                truths = [self._truth(part, within=True) for part in parts]
                joined = self._joined(truths, every=name == "and", comma=",")
                return f"({joined})" if within and len(parts) > 1 else joined
            case "not" if isinstance(argument, dict) and "answered" in argument:
                return say(language, "routing.not_answered", number=self._number_of(argument["answered"]))
            case "not":
                return say(language, "routing.not", what=self._truth(argument, within=True))
            case "answered":
                return say(language, "routing.answered", number=self._number_of(argument))
            case "is":
                return self._chosen(parts[0], [parts[1]])
            case "in":
                return self._among(parts[0], parts[1])
            case "any-in" | "all-in":
                labels = [f"“{self._label(parts[0], code)}”" for code in _list(parts[1])]
                joined = self._joined(labels, every=name == "all-in")
                return say(language, "routing.ticked", number=self._number_of(parts[0]), choices=joined)
            case _:
                return self._compared(name, parts[0], parts[1])

    def _compared(self, sign: str, left: Expression, right: Expression) -> str:
        if not isinstance(left, dict) and isinstance(right, dict):
            sign, left, right = _MIRRORED[sign], right, left
        closed = self._closed(left)
        if closed is not None and isinstance(right, int):
            return self._chosen(left, [code for code in closed if _ORDER[sign](code, right)])
        relation = {
            "==": say(self._language, "routing.equal"),
            "!=": say(self._language, "routing.unequal"),
            "<": say(self._language, "routing.less"),
            "<=": say(self._language, "routing.at_most"),
            ">": say(self._language, "routing.more"),
            ">=": say(self._language, "routing.at_least"),
        }[sign]
        return f"{self._side(left)} {relation} {self._side(right)}"

    def _among(self, value: Expression, wanted: Expression) -> str:
        if self._closed(value) is not None:
            return self._chosen(value, _list(wanted))
        listed = self._joined([str(one) for one in _list(wanted)], every=False)
        return f"{self._side(value)} {say(self._language, 'routing.equal')} {listed}"

    def _chosen(self, variable: Expression, codes: Sequence[Expression]) -> str:
        labels = [self._label(variable, code) for code in codes]
        if not labels:
            return say(self._language, "routing.never")
        number = self._number_of(variable)
        return say(self._language, "routing.chosen", number=number, choices=self.either(labels))

    # --- sides ------------------------------------------------------------------------------------------

    def _side(self, node: Expression) -> str:  # noqa: PLR0911 - one line an operator
        language = self._language
        if not isinstance(node, dict):
            return str(node)
        ((name, argument),) = node.items()
        parts = argument if isinstance(argument, list | tuple) else [argument]
        match name:
            case "v":
                return say(language, "routing.answer_of", number=self._number_of(argument))
            case "count":
                return say(language, "routing.count_of", number=self._number_of(argument))
            case "sum":
                return say(
                    language, "routing.sum_of", parts=self._joined(list(map(self._side, parts)), every=True)
                )
            case "mean":
                return say(
                    language, "routing.mean_of", parts=self._joined(list(map(self._side, parts)), every=True)
                )
            case "today":
                return say(language, "routing.today")
            case "date-diff":
                unit = {
                    "days": say(language, "routing.days"),
                    "months": say(language, "routing.months"),
                    "years": say(language, "routing.years"),
                }[str(parts[2])]
                start, end = self._side(parts[0]), self._side(parts[1])
                return say(language, "routing.apart", start=start, end=end, unit=unit)
            case _:
                return f"({self._truth(node, within=False)})"

    def _joined(self, parts: Sequence[str], *, every: bool, comma: str = "") -> str:
        if len(parts) < 2:
            return "".join(parts)
        last = say(self._language, "routing.and") if every else say(self._language, "routing.or")
        return f"{', '.join(parts[:-1])}{comma} {last} {parts[-1]}"

    # --- names ------------------------------------------------------------------------------------------

    def _number_of(self, variable: Expression) -> str:
        name = _name(variable)
        return self._numbers.get(name, name)

    def _item(self, variable: Expression) -> Item | None:
        return self._askers.get(_name(variable))

    def _closed(self, node: Expression) -> list[int] | None:
        """The codes of a question with one choice that a node is the answer of."""
        item = self._item(node) if isinstance(node, dict) and "v" in node else None
        if not isinstance(item, Likert | Single | Matrix):
            return None
        return [option.code for option in options_of(self._asked, item)]

    def _label(self, variable: Expression, code: Expression) -> str:
        language = self._language
        absent = {
            Absent.NOT_ON_PATH.value: say(language, "routing.not_asked"),
            Absent.NOT_REACHED.value: say(language, "routing.not_reached"),
            Absent.NOT_APPLICABLE.value: say(language, "office.sheet_not_applicable"),
            Absent.DONT_KNOW.value: say(language, "office.sheet_dont_know"),
            Absent.REFUSED.value: say(language, "office.sheet_refused"),
        }
        if isinstance(code, int) and code in absent:
            return absent[code]
        item = self._item(variable)
        options = () if item is None else options_of(self._asked, item)
        return next((spoken(one.label, language) for one in options if one.code == code), str(code))


def spoken(text: Text, language: Language) -> str:
    """A text in one language, else in Indonesian; what only the screen knows in brackets."""
    words = text.en if language is Language.EN and text.en else text.id
    words = words.replace("{agency}", say(language, "office.sheet_agency"))
    return words.replace("{row}", say(language, "office.sheet_row")).strip()


def surely_hidden(condition: Expression, variable: str, value: Value) -> bool:
    """Whether `condition` is false when `variable` is `value`, whatever else was answered."""
    return condition is not None and evaluate(condition, {variable: value}.get) is False


def _name(node: Expression) -> str:
    return str(node["v"]) if isinstance(node, dict) and "v" in node else str(node)


def _list(node: Expression) -> Sequence[Expression]:
    return node if isinstance(node, list | tuple) else [node]

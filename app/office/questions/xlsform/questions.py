"""One row of the sheet `survey` as one question."""

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import JsonValue

from app.base.sentences import Language, Sentence, say
from app.office.questions.xlsform.choices import Choice, ChoiceList
from app.office.questions.xlsform.columns import DATES, look_over, parameters, required
from app.office.questions.xlsform.drafting import Drafting, Plain
from app.office.questions.xlsform.headings import Line
from app.office.questions.xlsform.meaning import Known, Scope, condition, junction, whole_number
from app.office.questions.xlsform.tree import Asked
from app.office.questions.xlsform.xpath import (
    ITSELF,
    Call,
    Compared,
    Junction,
    Node,
    NotUnderstoodError,
    Whole,
    parse,
)
from app.questionnaire.model import Expression

MOST_TEXT_CHARS = 1_000  # as in the model, like the limits below
USUAL_TEXT_CHARS = 300
_OPTIONS: Mapping[str, tuple[int, int]] = {"single": (2, 30), "multi": (2, 30), "ranking": (2, 12)}
_POINTS = (2, 10)
LEAST = -89  # the least number that is no absent code
MOST = 999_999_999  # what a form calls an integer has ten digits at most

_RECORDED = frozenset({
    "start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "subscriberid", "email",
    "audit", "imei", "start time", "end time", "device id", "sim id", "subscriber id", "get start time",
    "get end time", "get today", "get device id", "get phone number", "get sim id", "get subscriber id",
    "phone number", "start-geopoint", "background-audio", "background-geopoint",
})  # fmt: skip
_FRACTIONS = frozenset({"decimal", "add decimal prompt", "q decimal"})


def question_of(drafting: Drafting, asked: Asked, outer: Expression, lead: Plain) -> Plain | None:
    """A question; None where the row cannot be one, which is then among the problems."""
    line = asked.line
    look_over(drafting, asked)
    made = _of_type(drafting, asked)
    if made is None:
        return None
    text = drafting.text(line.cells("label"))
    if not text and asked.type == "calculate":  # nobody reads it
        text = {(drafting.default or Language.ID).value: line.text("name") or "-"}
    if not text:
        drafting.problem(str(line.place), Sentence("xlsform.label_missing"))
    hint = drafting.text(line.cells("hint"))
    left = made.pop("left", True)
    shown = drafting.shown(line, junction(True, [outer, left]))
    kind = made.pop("kind")
    answered = kind not in {"note", "calculated"}
    return {
        "id": _id(drafting, line),
        "kind": kind,
        "text": text,
        **({"lead": lead} if lead and kind != "calculated" else {}),
        **({"hint": hint} if hint else {}),
        **({"required": required(drafting, line)} if answered else {}),
        **({} if shown is None else {"show_if": shown}),
        **made,
    }


def scale_of(drafting: Drafting, asked: Asked) -> str:
    """The id of the scale that a list becomes."""
    listed = drafting.list_of(asked)
    if listed is None:
        return "x"
    least, most = _POINTS
    if not least <= len(listed.choices) <= most:
        limits: dict[str, str | int] = {"name": listed.name[:60], "least": least, "most": most}
        drafting.problem(asked.line.at("type"), Sentence("xlsform.list_length", limits))
    made = drafting.identifier(listed.name, listed.place)
    drafting.scales[made] = [
        {"code": choice.code, "label": drafting.text(choice.labels)} for choice in listed.choices
    ]
    return made


def _id(drafting: Drafting, line: Line) -> str:
    return drafting.ids.get(line.text("name") or f"note_{line.place.row}", "x")


def _of_type(drafting: Drafting, asked: Asked) -> Plain | None:  # noqa: C901, PLR0911 - a table of types
    line = asked.line
    match asked.type:
        case "select_one" if "likert" in line.text("appearance").split() and not line.text("choice_filter"):
            checks = _checks(drafting, line)
            return {"kind": "likert", "scale": scale_of(drafting, asked), **checks}
        case "select_one":
            return _choosing(drafting, asked, "single")
        case "select_multiple":
            return _choosing(drafting, asked, "multi")
        case "rank":
            return _choosing(drafting, asked, "ranking")
        case "integer":
            return {"kind": "number", **_bounds(drafting, line, None)}
        case "range":
            return {"kind": "number", **_bounds(drafting, line, _range(drafting, line))}
        case "text":
            return _text(drafting, line)
        case "date":
            return {"kind": "date", "precision": _precision(line), **_checks(drafting, line)}
        case "note":
            return {"kind": "note"}
        case "acknowledge":
            drafting.note(line.at("type"), Sentence("xlsform.acknowledged"))
            return {"kind": "note"}
        case "calculate":
            return _calculated(drafting, line)
        case _:
            drafting.problem(line.at("type"), _foreign(asked))
            return None


def _foreign(asked: Asked) -> Sentence:
    if asked.type in _FRACTIONS:
        return Sentence("xlsform.fractions")
    if asked.type in _RECORDED:
        return Sentence("xlsform.recorded", {"type": asked.type[:60]})
    return Sentence("xlsform.type_foreign", {"type": asked.type[:60]})


# --- choices ----------------------------------------------------------------------------------------------


def _choosing(drafting: Drafting, asked: Asked, kind: Literal["single", "multi", "ranking"]) -> Plain | None:
    listed = drafting.list_of(asked)
    if listed is None:
        return None
    line = asked.line
    options = _options(drafting, line, listed)
    least, most = _OPTIONS[kind]
    if not least <= len(options) <= most:
        limits: dict[str, str | int] = {"name": listed.name[:60], "least": least, "most": most}
        drafting.problem(line.at("type"), Sentence("xlsform.list_length", limits))
    shuffled = "randomized" in line.text("appearance").split()
    shuffled = shuffled or parameters(drafting, line).get("randomize") == "true"
    made: Plain = {"kind": kind, "options": options, **({"shuffle": True} if shuffled else {})}
    if options and all(isinstance(option, dict) and "show_if" in option for option in options):
        made["left"] = _any_left(options)
        drafting.note(line.at("choice_filter"), Sentence("xlsform.while_choices_left"))
    parts = _parts(drafting, line)
    if kind == "multi":
        limit = [part for part in parts if _limit(part, "count-selected") is not None]
        if limit:
            most_chosen = min(_limit(part, "count-selected") or 0 for part in limit)
            if most_chosen < 1:
                drafting.problem(line.at("constraint"), Sentence("xlsform.never_met"))
            made["max_choices"] = max(1, min(most_chosen, len(options)))
            parts = [part for part in parts if part not in limit]
    return made | _checks_of(drafting, line, parts)


def _options(drafting: Drafting, line: Line, listed: ChoiceList) -> list[JsonValue]:
    made: list[JsonValue] = []
    filtering: Node | None = None
    if line.text("choice_filter"):
        try:
            filtering = parse(line.text("choice_filter"))
        except NotUnderstoodError as trouble:
            drafting.problem(line.at("choice_filter"), trouble.sentence)
    for choice in listed.choices:
        shown = _filtered(drafting, line, filtering, choice, listed.columns)
        if shown is False:
            continue
        option: Plain = {"code": choice.code, "label": drafting.text(choice.labels)}
        made.append(option if isinstance(shown, bool) else {**option, "show_if": shown})
    return made


def _any_left(options: list[JsonValue]) -> Expression:
    """Whether any choice is left by a filter: without one there is nothing to ask."""
    shown: list[Expression] = []
    for option in options:
        if isinstance(option, dict) and option["show_if"] not in shown:
            shown.append(option["show_if"])
    return junction(False, shown)


def _filtered(
    drafting: Drafting, line: Line, filtering: Node | None, choice: Choice, columns: frozenset[str]
) -> Expression:
    """When a choice is shown: in one of its rows the filter must hold; an empty cell is an empty text."""
    if filtering is None:
        return True
    parts: list[Expression] = []
    for row in choice.columns:
        try:
            parts.append(
                condition(filtering, Scope(drafting.names, columns={**dict.fromkeys(columns, ""), **row}))
            )
        except NotUnderstoodError as trouble:
            drafting.problem(line.at("choice_filter"), trouble.sentence)
    return junction(False, parts)


# --- numbers, texts, days, sums ---------------------------------------------------------------------------


def _bounds(drafting: Drafting, line: Line, ends: tuple[int, int] | None) -> Plain:
    """The least and the greatest number: from a range, from a constraint, or so wide as a form means it."""
    least, most = ends or (None, None)
    rest: list[Node] = []
    for part in _parts(drafting, line):
        match part:
            case Compared(">=" | ">" as sign, left, Whole(value)) if left == ITSELF:
                low = value + (sign == ">")
                least = low if least is None else max(least, low)
            case Compared("<=" | "<" as sign, left, Whole(value)) if left == ITSELF:
                high = value - (sign == "<")
                most = high if most is None else min(most, high)
            case _:
                rest.append(part)
    if least is None or most is None:
        least, most = 0 if least is None else least, MOST if most is None else most
        drafting.note(line.at("type"), Sentence("xlsform.bounds", {"least": least, "most": most}))
    elif not rest and line.cells("constraint_message"):
        drafting.note(line.at("constraint"), Sentence("xlsform.bounds_speak"))
    if least < LEAST:
        drafting.problem(line.at("constraint"), Sentence("xlsform.too_small", {"least": LEAST}))
    if least > most:
        drafting.problem(line.at("constraint"), Sentence("xlsform.never_met"))
    return {"min": least, "max": most, **_checks_of(drafting, line, rest)}


def _range(drafting: Drafting, line: Line) -> tuple[int, int]:
    given = parameters(drafting, line)
    start, end, step = given.get("start", "1"), given.get("end", "10"), given.get("step", "1")
    whole = re.compile(r"-?\d{1,9}")
    if set(given) - {"start", "end", "step"} or step != "1" or not all(map(whole.fullmatch, (start, end))):
        drafting.problem(line.at("parameters"), Sentence("xlsform.range"))
        return 1, 10
    return int(start), int(end)


def _text(drafting: Drafting, line: Line) -> Plain:
    parts = _parts(drafting, line)
    limits = [limit for part in parts if (limit := _limit(part, "string-length")) is not None]
    if not limits:
        drafting.note(line.at("type"), Sentence("xlsform.text_limited", {"most": USUAL_TEXT_CHARS}))
    most = min([*limits, MOST_TEXT_CHARS]) if limits else USUAL_TEXT_CHARS
    if most < 1:
        drafting.problem(line.at("constraint"), Sentence("xlsform.never_met"))
    rest = [part for part in parts if _limit(part, "string-length") is None]
    return {"kind": "text", "max_chars": max(1, most), **_checks_of(drafting, line, rest)}


def _limit(part: Node, function: str) -> int | None:
    """The most that `function(.) <= most` allows."""
    match part:
        case Compared("<=" | "<" as sign, Call(name, (argument,)), Whole(value)):
            return value - (sign == "<") if name == function and argument == ITSELF else None
        case _:
            return None


def _precision(line: Line) -> str:
    words = line.text("appearance").split()
    return next((DATES[word] for word in words if word in DATES), "day")


def _calculated(drafting: Drafting, line: Line) -> Plain | None:
    if not line.text("calculate"):
        drafting.problem(line.at("type"), Sentence("xlsform.calculation_missing"))
        return None
    try:
        value = whole_number(parse(line.text("calculate")), Scope(drafting.names))
    except NotUnderstoodError as trouble:
        drafting.problem(line.at("calculate"), trouble.sentence)
        return None
    return {"kind": "calculated", "value": value, "min": LEAST, "max": MOST}


# --- constraints ------------------------------------------------------------------------------------------


def _parts(drafting: Drafting, line: Line) -> list[Node]:
    """The parts of a constraint that must all hold."""
    if not line.text("constraint"):
        return []
    try:
        whole = parse(line.text("constraint"))
    except NotUnderstoodError as trouble:
        drafting.problem(line.at("constraint"), trouble.sentence)
        return []
    return list(whole.parts) if isinstance(whole, Junction) and whole.every else [whole]


def _checks(drafting: Drafting, line: Line) -> Plain:
    return _checks_of(drafting, line, _parts(drafting, line))


def _checks_of(drafting: Drafting, line: Line, parts: list[Node]) -> Plain:
    if not parts:
        return {}
    itself: Known | None = drafting.names.get(line.text("name"))
    try:
        scope = Scope(drafting.names, itself)
        rule = junction(True, [condition(part, scope) for part in parts])
    except NotUnderstoodError as trouble:
        drafting.problem(line.at("constraint"), trouble.sentence)
        return {}
    if isinstance(rule, bool):
        if not rule:
            drafting.problem(line.at("constraint"), Sentence("xlsform.never_met"))
        return {}
    message = drafting.text(line.cells("constraint_message"))
    if not message:
        languages = drafting.text(line.cells("label"))
        message = {
            one.value: say(one, "xlsform.generic_message") for one in Language if one.value in languages
        }
    return {"checks": [{"rule": rule, "message": message, "severity": "hard"}]}

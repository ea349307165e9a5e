"""Columns of a row that say how a question looks, or what has no meaning here."""

import re
from collections.abc import Iterator, Mapping

from app.base.sentences import Sentence
from app.office.findings import Finding
from app.office.questions.xlsform.drafting import Drafting
from app.office.questions.xlsform.headings import Line
from app.office.questions.xlsform.tree import Asked

DATES: Mapping[str, str] = {"month-year": "month", "year": "year"}
"""How precise a date is, by its appearance."""

_YES, _NO = frozenset({"yes", "true", "true()"}), frozenset({"", "no", "false", "false()"})
_PARAMETER = re.compile(r"([\w-]+)\s*=\s*([^\s;,=]+)")
_LOOKS = re.compile(
    r"minimal|quick|quickcompact|autocomplete|columns(-pack|-\d{1,2})?|no-buttons|horizontal|compact(-\d{1,2})?"
    r"|horizontal-compact|multiline|numbers|thousands-sep|likert|field-list|w\d{1,2}|picker|vertical|randomized"
)
_CHOOSING = frozenset({"select_one", "select_multiple", "rank"})


def required(drafting: Drafting, line: Line) -> str:
    """Whether it may be left."""
    written = line.text("required").lower()
    if written in _YES:
        return "hard"
    if written not in _NO:
        drafting.problem(line.at("required"), Sentence("xlsform.required_condition"))
    return "no"


def look_over(drafting: Drafting, asked: Asked) -> None:
    """Name everything in a row that cannot be taken over, or that is not."""
    line = asked.line
    drafting.problems += _without_meaning(asked)
    for name in ("guidance_hint", "required_message"):
        for cell in line.cells(name).values():
            drafting.note(str(cell.place), Sentence("xlsform.words_unread"))
    if line.text("parameters") and asked.type != "range":
        for name, value in parameters(drafting, line).items():
            if name not in {"rows", "randomize"} or (name == "randomize" and value not in {"true", "false"}):
                drafting.problem(line.at("parameters"), Sentence("xlsform.parameter", {"name": name[:60]}))


def parameters(drafting: Drafting, line: Line) -> Mapping[str, str]:
    """What stands in the column parameters, in small letters."""
    written = line.text("parameters")
    if _PARAMETER.sub("", written).strip(" ;,\n"):
        drafting.problem(line.at("parameters"), Sentence("xlsform.parameter", {"name": written[:60]}))
    return {name.lower(): value.lower() for name, value in _PARAMETER.findall(written)}


def _without_meaning(asked: Asked) -> Iterator[Finding]:
    line, kind = asked.line, asked.type
    if asked.or_other:
        yield Finding(line.at("type"), Sentence("xlsform.or_other"))
    fit: Mapping[str, tuple[bool, Sentence]] = {
        "default": (False, Sentence("xlsform.default")),
        "trigger": (False, Sentence("xlsform.trigger")),
        "save_to": (False, Sentence("xlsform.column_here")),
        "repeat_count": (False, Sentence("xlsform.column_here")),
        "read_only": (kind == "note" or line.text("read_only").lower() in _NO, Sentence("xlsform.read_only")),
        "choice_filter": (kind in _CHOOSING, Sentence("xlsform.column_here")),
        "calculate": (kind == "calculate", Sentence("xlsform.calculation_here")),
        "constraint": (kind not in {"note", "acknowledge", "calculate"}, Sentence("xlsform.column_here")),
    }
    for name, (fits, sentence) in fit.items():
        if line.text(name) and not fits:
            yield Finding(line.at(name), sentence)
    for cell in line.cells("media").values():
        yield Finding(str(cell.place), Sentence("xlsform.media"))
    for word in line.text("appearance").split():
        if not (_LOOKS.fullmatch(word) or (kind == "date" and word in DATES)):
            yield Finding(line.at("appearance"), Sentence("xlsform.appearance", {"name": word[:60]}))

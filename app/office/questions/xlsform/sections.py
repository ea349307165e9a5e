"""Groups and repeats: sections, tables of statements, and lists of rows."""

import re
from collections.abc import Sequence

from pydantic import JsonValue

from app.base.sentences import Sentence
from app.office.questions.xlsform.columns import required
from app.office.questions.xlsform.drafting import Drafting, Plain
from app.office.questions.xlsform.headings import Line
from app.office.questions.xlsform.meaning import Scope, junction
from app.office.questions.xlsform.questions import question_of, scale_of
from app.office.questions.xlsform.tree import Asked, Block, Kind
from app.questionnaire.model import MAX_ROWS, Expression

_TABLE = "table-list"
_STATEMENTS = (2, 12)  # of a matrix, as in the model
_LOOKS = frozenset({"field-list", "compact", "horizontal", "minimal", "w1", "w2", "w3", "w4"})
_OWN = ("relevant", "constraint", "choice_filter", "default", "calculate", "trigger", "parameters")


def sections_of(drafting: Drafting, root: Block, title: Plain) -> list[JsonValue]:
    """A section for every group of the form, and for what stands between them."""
    made: list[JsonValue] = []
    loose: list[Block | Asked] = []
    taken = set(drafting.ids.values())

    def flush() -> None:
        items = _items(drafting, loose, True, {}, repeated=False)
        loose.clear()
        if items:
            number = next(n for n in range(1, len(taken) + len(made) + 2) if f"bagian_{n}" not in taken)
            taken.add(f"bagian_{number}")
            made.append({"id": f"bagian_{number}", "title": title, "items": items})

    for part in root.parts:
        if isinstance(part, Asked) or part.kind is not Kind.GROUP or _is_table(part) or part.line is None:
            loose.append(part)
            continue
        flush()
        made.append(_section(drafting, part, part.line, title))
    flush()
    return made


def _section(drafting: Drafting, group: Block, line: Line, title: Plain) -> Plain:
    _fence(drafting, group, line)
    shown = drafting.shown(line, True)
    items = _items(drafting, group.parts, True, {}, repeated=False)
    if not items:
        drafting.problem(line.at("type"), Sentence("xlsform.group_empty"))
    return {
        "id": drafting.ids.get(line.text("name"), "x"),
        "title": drafting.text(line.cells("label")) or title,
        **({} if shown is None else {"show_if": shown}),
        "items": items,
    }


def _items(
    drafting: Drafting, parts: Sequence[Block | Asked], outer: Expression, lead: Plain, *, repeated: bool
) -> list[JsonValue]:
    """What stands in a section or a repeat; a group in it lends its condition and its label."""
    made: list[JsonValue] = []
    for part in parts:
        if isinstance(part, Asked):
            question = question_of(drafting, part, outer, lead)
            made += [question] if question else []
        elif part.line is None:
            continue
        elif part.kind is Kind.REPEAT:
            if repeated:
                drafting.problem(part.line.at("type"), Sentence("xlsform.repeat_nested"))
            made.append(_roster(drafting, part, part.line, outer, lead))
        elif _is_table(part):
            made.append(_matrix(drafting, part, part.line, outer, lead))
        else:
            _fence(drafting, part, part.line)
            own = drafting.truth(part.line, "relevant", Scope(drafting.names))
            label = drafting.text(part.line.cells("label")) or lead
            made += _items(drafting, part.parts, junction(True, [outer, own]), label, repeated=repeated)
    return made


def _roster(drafting: Drafting, repeat: Block, line: Line, outer: Expression, lead: Plain) -> Plain:
    least, most = _count(drafting, line)
    _fence(drafting, repeat, line)
    shown = drafting.shown(line, outer)
    children = _items(drafting, repeat.parts, True, {}, repeated=True)
    if not children:
        drafting.problem(line.at("type"), Sentence("xlsform.group_empty"))
    return {
        "id": drafting.ids.get(line.text("name"), "x"),
        "kind": "roster",
        "text": _label(drafting, line),
        **({"lead": lead} if lead else {}),
        **({} if shown is None else {"show_if": shown}),
        "min": least,
        "max": most,
        "items": children,
    }


def _count(drafting: Drafting, line: Line) -> tuple[int, int]:
    """How many rows there may be; a form that does not say has no limit, and a screen has one."""
    written = line.text("repeat_count")
    if not written:
        drafting.note(line.at("type"), Sentence("xlsform.rows_limited", {"most": MAX_ROWS}))
        return 0, MAX_ROWS
    if re.fullmatch(r"[1-9]\d?", written) and int(written) <= MAX_ROWS:
        return int(written), int(written)
    drafting.problem(line.at("repeat_count"), Sentence("xlsform.repeat_count", {"most": MAX_ROWS}))
    return 0, MAX_ROWS


def _matrix(drafting: Drafting, group: Block, line: Line, outer: Expression, lead: Plain) -> Plain:
    rows: list[JsonValue] = []
    first: Asked | None = None
    for part in group.parts:
        if isinstance(part, Block):
            if part.line is not None:
                drafting.problem(part.line.at("type"), Sentence("xlsform.table_row"))
            continue
        first = first or part
        alike = part.type == "select_one" and part.list_name == first.list_name and not part.or_other
        same = part.line.text("required") == first.line.text("required")
        if not alike or not same or part.line.cells("hint") or any(part.line.text(name) for name in _OWN):
            drafting.problem(part.line.at("type"), Sentence("xlsform.table_row"))
        rows.append(
            {"id": drafting.ids.get(part.line.text("name"), "x"), "text": _label(drafting, part.line)}
        )
    least, most = _STATEMENTS
    if not least <= len(rows) <= most or first is None:
        drafting.problem(line.at("type"), Sentence("xlsform.table_rows", {"least": least, "most": most}))
        return {}
    shown = drafting.shown(line, outer)
    return {
        "id": drafting.ids.get(line.text("name"), "x"),
        "kind": "matrix",
        "text": _label(drafting, line),
        **({"lead": lead} if lead else {}),
        "required": required(drafting, first.line),
        **({} if shown is None else {"show_if": shown}),
        "scale": scale_of(drafting, first),
        "rows": rows,
    }


def _label(drafting: Drafting, line: Line) -> Plain:
    text = drafting.text(line.cells("label"))
    if not text:
        drafting.problem(str(line.place), Sentence("xlsform.label_missing"))
    return text


def _is_table(block: Block) -> bool:
    return block.line is not None and _TABLE in block.line.text("appearance").split()


def _fence(drafting: Drafting, block: Block, line: Line) -> None:
    """The columns of a group that say something about how it looks, or that have no meaning here."""
    for word in line.text("appearance").split():
        if word not in _LOOKS:
            drafting.problem(line.at("appearance"), Sentence("xlsform.appearance", {"name": word[:60]}))
    if block.kind is Kind.GROUP and line.text("repeat_count"):
        drafting.problem(line.at("repeat_count"), Sentence("xlsform.column_here"))

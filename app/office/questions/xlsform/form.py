"""A form as a questionnaire: sections out of groups, lists out of repeats, and every problem at its cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from app.base.errors import Refused
from app.base.sentences import Language, Sentence
from app.office.findings import Finding
from app.office.questions.xlsform.choices import lists_of
from app.office.questions.xlsform.drafting import (
    MAX_ID_CHARS,
    MAX_ROW_ID_CHARS,
    MAX_TEXT_CHARS,
    Drafting,
    Plain,
    Wish,
)
from app.office.questions.xlsform.headings import Line, Table, language_named, table_of
from app.office.questions.xlsform.meaning import Answer, Known
from app.office.questions.xlsform.sections import sections_of
from app.office.questions.xlsform.tree import Asked, Block, Kind, lines_of, tree_of
from app.office.questions.xlsform.workbook import SHEETS, Book

_FORM_ID = re.compile(rf"[a-z][a-z0-9-]{{0,{MAX_ID_CHARS - 1}}}")
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}")
_ANSWERS: Mapping[str, Answer] = {
    "select_one": Answer.CHOICE,
    "select_multiple": Answer.CHOICES,
    "integer": Answer.NUMBER,
    "range": Answer.NUMBER,
    "calculate": Answer.NUMBER,
    "text": Answer.TEXT,
    "date": Answer.DATE,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was understood; with problems it is not to be used."""

    questionnaire: Plain
    problems: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    lists: Mapping[str, Mapping[str, int]]
    names: Mapping[str, str]


def read_form(book: Book, wish: Wish, fallback: str) -> Draft | Refused:
    """Understand a book; `fallback` is the title of a form that has none."""
    survey, choices, settings = (
        table_of(book.sheets.get(name)) for name in ("survey", "choices", "settings")
    )
    setting = settings.lines[0] if settings.lines else None
    default = wish.language or (language_named(setting.text("default_language")) if setting else None)
    lacking = _language(survey, choices, wish, default)
    if lacking is not None:
        return lacking
    drafting = Drafting(wish, lists_of(choices), default)
    for table in (survey, choices, settings):
        drafting.problems += table.problems
        drafting.notes += table.notes
    drafting.problems += book.findings
    drafting.notes += [Finding(name, Sentence("xlsform.sheet_unread")) for name in book.unread]
    root, fences = tree_of(survey)
    drafting.problems += fences
    _learn(drafting, root)
    made = _questionnaire(drafting, root, setting, fallback)
    return Draft(
        made,
        _sorted(drafting.problems),
        _sorted(drafting.notes),
        {name: drafting.lists[name].codes for name in sorted(drafting.judged)},
        {name: known for name, known in drafting.ids.items() if name != known},
    )


def _language(survey: Table, choices: Table, wish: Wish, default: Language | None) -> Refused | None:
    spoken = survey.languages | choices.languages
    texts = sum(len(line.spoken) for table in (survey, choices) for line in table.lines)
    if None in spoken and default is None:
        return Refused("xlsform.language_unnamed", {"texts": texts})
    named = {language or default for language in spoken}
    if named == {Language.EN} and wish.language is not Language.EN:
        return Refused("xlsform.only_english", {"texts": texts})
    return None


def _learn(drafting: Drafting, root: Block) -> None:
    """What every name stands for, before the first expression is read."""
    taken: dict[str, str] = {}
    for part, repeat in lines_of(root):
        line = part.line
        if line is None:
            continue
        name = line.text("name")
        if not name:
            named = isinstance(part, Asked) and part.type == "note"
            if not named:
                drafting.problem(str(line.place), Sentence("xlsform.name_missing"))
            name = f"note_{line.place.row}"
        most = MAX_ID_CHARS if repeat is None else MAX_ROW_ID_CHARS
        made = drafting.identifier(name, line.at("name"), most)
        if made in taken and made != "x":
            drafting.problem(line.at("name"), Sentence("xlsform.name_twice", {"name": name[:60]}))
        taken[made] = name
        drafting.ids[name] = made
        drafting.names[name] = _known(drafting, part, made)


def _known(drafting: Drafting, part: Asked | Block, made: str) -> Known:
    if isinstance(part, Block):
        return Known(made, Answer.ROWS if part.kind is Kind.REPEAT else Answer.NONE, {})
    named = drafting.lists.get(part.list_name)
    answer = _ANSWERS.get(part.type, Answer.NONE)
    if named is None:
        return Known(made, answer, {})
    return Known(made, answer, named.codes, named.kept)


def _questionnaire(drafting: Drafting, root: Block, setting: Line | None, fallback: str) -> Plain:
    title = _title(drafting, setting, fallback)
    sections = sections_of(drafting, root, title)
    if not sections:
        drafting.problem("survey", Sentence("xlsform.nothing_asked"))
    return {
        "schema_version": 1,
        "id": _form_id(drafting, setting, fallback),
        "version": _version(drafting, setting),
        "title": title,
        "languages": ["id", "en"] if _speaks_english(sections) else ["id"],
        "respondent_group": drafting.wish.group,
        "absent": [],  # a form offers no non-answers but those among its choices
        **({"scales": drafting.scales} if drafting.scales else {}),
        "sections": list(sections),
    }


def _title(drafting: Drafting, setting: Line | None, fallback: str) -> Plain:
    written = setting.text("form_title") if setting else ""
    language = drafting.default or Language.ID
    return {language.value: (written or fallback)[:MAX_TEXT_CHARS]}


def _form_id(drafting: Drafting, setting: Line | None, fallback: str) -> str:
    wanted = drafting.wish.id
    written = wanted or (setting.text("form_id") if setting else "") or fallback
    place = setting.at("form_id") if setting and not wanted else "settings"
    made = re.sub(r"[^a-z0-9-]", "-", written.lower()).strip("-")
    if not _FORM_ID.fullmatch(made):
        drafting.problem(place, Sentence("xlsform.id_unfit", {"id": written[:60], "most": MAX_ID_CHARS}))
    elif made != written:
        drafting.note(place, Sentence("xlsform.respelt", {"name": written, "id": made}))
    return made


def _version(drafting: Drafting, setting: Line | None) -> str:
    written = drafting.wish.version or (setting.text("version") if setting else "") or "1.0"
    if not _VERSION.fullmatch(written):
        place = setting.at("version") if setting and not drafting.wish.version else "settings"
        drafting.problem(place, Sentence("xlsform.version_unfit", {"version": written[:60]}))
    return written


def _speaks_english(node: JsonValue) -> bool:
    if isinstance(node, dict):
        return "en" in node or any(_speaks_english(part) for part in node.values())
    return isinstance(node, list) and any(_speaks_english(part) for part in node)


_PLACE = re.compile(r"(\w+)!([A-Z]+)(\d+)")


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """By sheet, row and column; the same thing is said once."""
    unique = {(one.place, one.sentence.key, str(dict(one.sentence.fields))): one for one in found}
    return tuple(sorted(unique.values(), key=_order))


def _order(finding: Finding) -> tuple[int, int, int, str]:
    place = _PLACE.fullmatch(finding.place)
    if place is None:
        return len(SHEETS), 0, 0, finding.place
    sheet = SHEETS.index(place[1]) if place[1] in SHEETS else len(SHEETS)
    return sheet, int(place[3]), len(place[2]), place[2]

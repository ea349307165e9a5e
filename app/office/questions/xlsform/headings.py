"""What the first row of a sheet says: which column is which, and in which language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.base.sentences import Language, Sentence
from app.office.findings import Finding
from app.office.questions.xlsform.workbook import Cell, Place, Sheet

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3})(?:-[A-Za-z]+)?\s*\)")
_LANGUAGES: Mapping[str, Language] = {
    "id": Language.ID,
    "in": Language.ID,  # the code of Indonesian until 1989, which Java and Android still write
    "ind": Language.ID,
    "indonesia": Language.ID,
    "indonesian": Language.ID,
    "bahasa indonesia": Language.ID,
    "bahasa": Language.ID,
    "en": Language.EN,
    "eng": Language.EN,
    "english": Language.EN,
    "inggris": Language.EN,
    "bahasa inggris": Language.EN,
}
_OF_SURVEY = frozenset({
    "type", "name", "label", "hint", "guidance_hint", "appearance", "parameters", "choice_filter", "default",
    "relevant", "required", "constraint", "constraint_message", "required_message", "calculate", "read_only",
    "repeat_count", "media", "trigger", "save_to", "note",
})  # fmt: skip
_OF_SETTINGS = frozenset({"form_title", "form_id", "version", "default_language", "style", "name"})
_IN_A_LANGUAGE = frozenset({
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "media",
})  # fmt: skip
_RENAMED: Mapping[str, str] = {
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
    "readonly": "read_only",
    "jr:count": "repeat_count",
    "title": "form_title",
    "id_string": "form_id",
    "list name": "list_name",
    "sms_keyword": "name",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what it holds, and the language that it names; None where it names none."""

    name: str
    language: Language | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the cells of each column that is in no language, and those that are."""

    place: Place
    plain: Mapping[str, Cell]
    spoken: Mapping[tuple[str, Language | None], Cell]

    def text(self, name: str) -> str:
        """What stands in a column, empty where nothing does."""
        return self.plain[name].text if name in self.plain else ""

    def at(self, name: str) -> str:
        """The place of a column's cell in this row, or of the row's first where it is empty."""
        return str(self.plain[name].place if name in self.plain else self.place)

    def cells(self, name: str) -> Mapping[Language | None, Cell]:
        """The cells of a column by language."""
        return {language: cell for (kind, language), cell in self.spoken.items() if kind == name}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as lines under headings."""

    lines: tuple[Line, ...] = ()
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = field(default=())

    @property
    def languages(self) -> frozenset[Language | None]:
        """The languages that labels are in; None stands for labels of no named language."""
        return frozenset(
            language for line in self.lines for (name, language) in line.spoken if name == "label"
        )


def language_named(name: str) -> Language | None:
    """`English (en)`, `Bahasa Indonesia`, `id`: a language of Bilik, or None."""
    code = _CODE.search(name)
    if code is not None:
        return _LANGUAGES.get(code[1].lower())
    return _LANGUAGES.get(name.strip().lower())


def table_of(sheet: Sheet | None) -> Table:
    """The lines of a sheet, which need not be there."""
    if sheet is None or not any(sheet.rows):
        return Table()
    first = next(number for number, cells in enumerate(sheet.rows) if cells)
    headings: dict[int, Heading] = {}
    problems: list[Finding] = []
    notes: list[Finding] = []
    filled = {cell.place.column for cells in sheet.rows[first + 1 :] for cell in cells}
    for cell in sheet.rows[first]:
        if cell.place.column not in filled:
            continue  # an empty column says nothing
        made = _heading(cell, sheet.name)
        if isinstance(made, Finding):
            problems.append(made)
            continue
        if (made.name, made.language) in {(one.name, one.language) for one in headings.values()}:
            problems.append(
                Finding(str(cell.place), Sentence("xlsform.column_twice", {"name": cell.text[:60]}))
            )
            continue
        if not _is_known(sheet.name, made.name):
            notes.append(
                Finding(str(cell.place), Sentence("xlsform.column_unread", {"name": cell.text[:60]}))
            )
        headings[cell.place.column] = made
    lines = tuple(_lines(sheet, first, headings))
    return Table(lines, tuple(problems), tuple(notes))


def _lines(sheet: Sheet, first: int, headings: Mapping[int, Heading]) -> Iterator[Line]:
    for cells in sheet.rows[first + 1 :]:
        plain: dict[str, Cell] = {}
        spoken: dict[tuple[str, Language | None], Cell] = {}
        for cell in cells:
            heading = headings.get(cell.place.column)
            if heading is None:
                continue
            if heading.name in _IN_A_LANGUAGE:
                spoken[heading.name, heading.language] = cell
            else:
                plain[heading.name] = cell
        if plain or spoken:
            yield Line(cells[0].place, plain, spoken)


def _heading(cell: Cell, sheet: str) -> Heading | Finding:
    from pyxform import aliases

    table = {"survey": aliases.survey_header, "choices": aliases.list_header}.get(
        sheet, aliases.settings_header
    )
    parts = _parts(cell.text, table)
    name = _canonical(parts[0], table)
    if name in {"bind", "control"} and len(parts) > 1:  # the long spelling, as in bind::relevant
        name, parts = _canonical(parts[1], table), parts[1:]
    language: Language | None = None
    if len(parts) > 1 and name in _IN_A_LANGUAGE and name != "media":
        language = language_named(parts[1])
        if language is None:
            return Finding(str(cell.place), Sentence("xlsform.language_foreign", {"name": parts[1][:60]}))
    return Heading(name, language)


def _parts(text: str, table: Mapping[str, object]) -> list[str]:
    if text.strip().lower() in table:
        return [text]
    return [part.strip() for part in text.split("::" if "::" in text else ":")]


def _canonical(text: str, table: Mapping[str, object]) -> str:
    """The one spelling of a column's name, by pyxform's table of others."""
    word = text.strip()
    small = word.lower()
    underscored = small.replace(" ", "_")
    meant = next((table[key] for key in (word, small, underscored) if key in table), None)
    if meant is None:
        meant = small if small in _RENAMED else underscored
    if isinstance(meant, tuple):
        meant = "media" if meant[0] == "media" else meant[-1]
    name = str(meant)
    return _RENAMED.get(name, name)


def _is_known(sheet: str, name: str) -> bool:
    match sheet:
        case "survey":
            return name in _OF_SURVEY
        case "settings":
            return name in _OF_SETTINGS
        case _:
            return True  # other columns of choices are what filters look at

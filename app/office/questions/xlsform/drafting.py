"""What is known of a form while it is read: its names, its lists, and everything that is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from app.base.sentences import Language, Sentence
from app.office.findings import Finding
from app.office.questions.xlsform.choices import ChoiceList
from app.office.questions.xlsform.headings import Line
from app.office.questions.xlsform.meaning import Known, Scope, condition, junction
from app.office.questions.xlsform.tree import Asked
from app.office.questions.xlsform.workbook import Cell
from app.office.questions.xlsform.xpath import NotUnderstoodError, parse
from app.questionnaire.model import Expression

Plain = dict[str, JsonValue]
"""A part of a questionnaire as YAML writes it."""

MAX_ID_CHARS = 32
MAX_ROW_ID_CHARS = MAX_ID_CHARS - len("_00")  # of what is asked in each row of a list: a column for each
MAX_TEXT_CHARS = 2_000  # as in the model
_SHOWN_CODES = 12
_ITEM_ID = re.compile(rf"[a-z][a-z0-9_]{{0,{MAX_ID_CHARS - 1}}}")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|\*\*[^*]+\*\*|!?\[[^\]]+\]\([^)]+\)")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form does not say: who is asked, and, where it is silent, language, id and version."""

    group: str
    language: Language | None = None
    id: str | None = None
    version: str | None = None


@dataclass(slots=True)
class Drafting:
    """What is known of a form while it is read: problems refuse it, notes tell what was said otherwise."""

    wish: Wish
    lists: Mapping[str, ChoiceList]
    default: Language | None
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    names: dict[str, Known] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    scales: dict[str, JsonValue] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)

    def problem(self, place: str, sentence: Sentence) -> None:
        """Something that refuses the form."""
        self.problems.append(Finding(place, sentence))

    def note(self, place: str, sentence: Sentence) -> None:
        """Something that the author should know."""
        self.notes.append(Finding(place, sentence))

    def text(self, cells: Mapping[Language | None, Cell]) -> Plain:
        """A text in its languages; empty where there is none."""
        said: dict[Language, str] = {}
        for language, cell in cells.items():
            named = language or self.default
            self._words(cell)
            if named is not None and (language is not None or named not in said):
                said[named] = cell.text
        return {language.value: said[language] for language in Language if language in said}

    def _words(self, cell: Cell) -> None:
        place = str(cell.place)
        if "${" in cell.text:
            self.problem(place, Sentence("xlsform.piped"))
        elif "{" in cell.text or "}" in cell.text:
            self.problem(place, Sentence("xlsform.braces"))
        if _MARKUP.search(cell.text):
            self.problem(place, Sentence("xlsform.markup"))
        if len(cell.text) > MAX_TEXT_CHARS:
            self.problem(place, Sentence("xlsform.text_long", {"most": MAX_TEXT_CHARS}))

    def identifier(self, name: str, place: str, most: int = MAX_ID_CHARS) -> str:
        """A name as an id of ours: small letters, digits and underscores, cut where it is too long."""
        made = re.sub(r"[^a-z0-9_]", "_", name.lower())[:most]
        if not _ITEM_ID.fullmatch(made):
            self.problem(place, Sentence("xlsform.name_unfit", {"name": name[:60]}))
            return "x"
        if made != name:
            self.note(place, Sentence("xlsform.respelt", {"name": name[:60], "id": made}))
        return made

    def truth(self, line: Line, column: str, scope: Scope) -> Expression:
        """The condition in a column, true where there is none."""
        if not line.text(column):
            return True
        try:
            return condition(parse(line.text(column)), scope)
        except NotUnderstoodError as trouble:
            self.problem(line.at(column), trouble.sentence)
            return True

    def shown(self, line: Line, outer: Expression) -> Expression:
        """When a row is shown: its own condition and those around it; None is always."""
        own = self.truth(line, "relevant", Scope(self.names))
        if own is False:
            self.problem(line.at("relevant"), Sentence("xlsform.never_shown"))
        both = junction(True, [outer, own])
        return None if isinstance(both, bool) else both

    def list_of(self, asked: Asked) -> ChoiceList | None:
        """The list that a question names; what is wrong with a list is said once."""
        found = self.lists.get(asked.list_name)
        if found is None or not found.choices:
            named = {"name": asked.list_name[:60] or "?"}
            self.problem(asked.line.at("type"), Sentence("xlsform.no_such_list", named))
            return None
        if found.name not in self.judged:
            self.judged.add(found.name)
            self.problems += found.problems
            if not found.kept:
                codes = ", ".join(f"{choice.name} = {choice.code}" for choice in found.choices[:_SHOWN_CODES])
                more = ", …" if len(found.choices) > _SHOWN_CODES else ""
                self.note(found.place, Sentence("xlsform.coded", {"name": found.name, "codes": codes + more}))
            for choice in found.choices:
                if not choice.labels:
                    self.problem(choice.place, Sentence("xlsform.label_missing"))
        return found

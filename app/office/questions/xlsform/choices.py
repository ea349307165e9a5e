"""Lists of choices: each name becomes a code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.base.sentences import Language, Sentence
from app.office.findings import Finding
from app.office.questions.xlsform.headings import Line, Table
from app.office.questions.xlsform.workbook import Cell

MAX_CODE = 89  # above lie the integers that tell why an answer is absent, with their sign turned
_CODE = re.compile(r"0|[1-9]\d?")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its name in the form, its code here, and its rows; a repeated name has several."""

    name: str
    code: int
    labels: Mapping[Language | None, Cell]
    lines: tuple[Line, ...]

    @property
    def place(self) -> str:
        """Where it stands first."""
        return self.lines[0].at("name")

    @property
    def columns(self) -> tuple[Mapping[str, str], ...]:
        """What a filter may look at, row by row."""
        return tuple({name: cell.text for name, cell in line.plain.items()} for line in self.lines)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A list by its name; `kept`: the codes are the form's own numbers."""

    name: str
    choices: tuple[Choice, ...]
    kept: bool
    problems: tuple[Finding, ...]

    @property
    def codes(self) -> Mapping[str, int]:
        """The code of each name."""
        return {choice.name: choice.code for choice in self.choices}

    @property
    def columns(self) -> frozenset[str]:
        """The columns that any choice of the list fills."""
        return frozenset(name for choice in self.choices for row in choice.columns for name in row)

    @property
    def place(self) -> str:
        """Where the list begins."""
        return self.choices[0].place


def lists_of(table: Table) -> Mapping[str, ChoiceList]:
    """The lists of the sheet `choices`; their problems count only where a question uses them."""
    rows: dict[str, list[Line]] = {}
    for line in table.lines:
        if name := line.text("list_name"):
            rows.setdefault(name, []).append(line)
    return {name: _list(name, lines) for name, lines in rows.items()}


def _list(name: str, lines: list[Line]) -> ChoiceList:
    problems: list[Finding] = []
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        if not line.text("name"):
            problems.append(Finding(line.at("list_name"), Sentence("xlsform.choice_nameless")))
            continue
        problems += [
            Finding(str(cell.place), Sentence("xlsform.media")) for cell in line.cells("media").values()
        ]
        by_name.setdefault(line.text("name"), []).append(line)
    kept = all(_CODE.fullmatch(one) and int(one) <= MAX_CODE for one in by_name)
    choices = []
    for number, (one, alike) in enumerate(by_name.items(), 1):
        problems += [
            Finding(other.at("name"), Sentence("xlsform.choice_twice", {"name": one[:60]}))
            for other in alike[1:]
            if _words(other) != _words(alike[0])
        ]
        choices.append(Choice(one, int(one) if kept else number, alike[0].cells("label"), tuple(alike)))
    return ChoiceList(name, tuple(choices), kept, tuple(problems))


def _words(line: Line) -> Mapping[Language | None, str]:
    return {language: cell.text for language, cell in line.cells("label").items()}

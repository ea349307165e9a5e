"""Importing a form: read, understood, held against pyxform, written as YAML, linted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from typing_extensions import override

from app.base.errors import Refused
from app.base.sentences import Sentence
from app.office.findings import Finding, Findings
from app.office.questions.xlsform.drafting import Wish
from app.office.questions.xlsform.form import Draft, read_form
from app.office.questions.xlsform.workbook import (
    BROKEN,
    MAX_FILE_BYTES,
    SHEETS,
    Book,
    NotAFormError,
    Sheet,
    read_book,
)
from app.questionnaire.finding import Finding as LintFinding
from app.questionnaire.read import review_yaml
from app.storage.files import read_file, write_atomic

_ROW = re.compile(r"\[row ?: ?(\d+)\](?: On the '(\w+)' sheet)?")
_SAID_CHARS = 300
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Imported:
    """A form that came in.

    `names` are those that had to be respelt, `lists` the code of every choice, `notes` what was said in
    another way than the form said it, `findings` what the linter says to the file that was written.
    """

    path: Path
    questionnaire: str
    version: str
    questions: int
    names: Mapping[str, str]
    lists: Mapping[str, Mapping[str, int]]
    notes: tuple[Finding, ...]
    findings: tuple[LintFinding, ...]

    @property
    def errors(self) -> int:
        """How many findings of the linter refuse the questionnaire."""
        return sum(one.is_error for one in self.findings)


def import_form(file: Path, out: Path, wish: Wish) -> Imported | Refused | Findings:
    """Write the XLSForm in `file` as a questionnaire to `out`, or say at which cells that cannot be done.

    What the linter finds does not keep the file from being written: it is the author's next work.
    """
    if out.exists():
        return Refused("xlsform.out_exists", {"file": str(out)})
    if file.is_file() and file.stat().st_size > MAX_FILE_BYTES:  # not read to be told so
        large = Sentence("xlsform.file_large", {"most": MAX_FILE_BYTES // 1024 // 1024})
        return Findings(file.name, (Finding("", large),))
    try:
        book = read_book(read_file(file, MAX_FILE_BYTES))
    except NotAFormError as trouble:
        return Findings(file.name, (Finding("", trouble.sentence),))
    draft = read_form(book, wish, file.stem)
    if isinstance(draft, Refused):
        return draft
    problems = draft.problems or _judged(book)
    if problems:
        return Findings(file.name, problems)
    data = _yaml(draft, file.name)
    _, findings = review_yaml(data)
    write_atomic(out, data)
    made = draft.questionnaire
    return Imported(
        out,
        str(made["id"]),
        str(made["version"]),
        _questions(made),
        draft.names,
        draft.lists,
        draft.notes,
        findings,
    )


def _judged(book: Book) -> tuple[Finding, ...]:
    """What pyxform has against the form, which it is given as rows."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    rows: dict[str, list[dict[str, str]]] = {}
    for name in SHEETS:
        if (sheet := book.sheets.get(name)) is not None and any(sheet.rows):
            rows[f"{name}_header"], rows[name] = _rows(sheet)
    try:
        convert(dict(rows), form_name="data", validate=False)
    except PyXFormError as error:
        said = " ".join(str(error).split())[:_SAID_CHARS]
        row = _ROW.search(said)
        place = f"{row[2] or 'survey'}!A{row[1]}" if row else "survey"
        return (Finding(place, Sentence("xlsform.pyxform", {"said": said})),)
    except BROKEN as error:  # it stumbled: whatever over, the form is not one that it can vouch for
        return (Finding("survey", Sentence("xlsform.pyxform", {"said": type(error).__name__})),)
    return ()


def _rows(sheet: Sheet) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The first row and those below it as pyxform takes them: what stands under each heading."""
    first = next(number for number, cells in enumerate(sheet.rows) if cells)
    headings = {cell.place.column: cell.text for cell in sheet.rows[first]}
    below = [
        {headings[cell.place.column]: cell.text for cell in cells if cell.place.column in headings}
        for cells in sheet.rows[first + 1 :]
    ]
    return [dict.fromkeys(headings.values(), "")], below


def _questions(node: object) -> int:
    """How many items there are, those of lists included."""
    if isinstance(node, dict):
        return ("kind" in node) + sum(_questions(part) for part in node.values())
    return sum(_questions(part) for part in node) if isinstance(node, list) else 0


class _Dumper(yaml.SafeDumper):
    """Writes what our reader takes: nothing is said once and meant twice."""

    @override
    def ignore_aliases(self, data: object) -> bool:
        return True

    @override
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _yaml(draft: Draft, file: str) -> bytes:
    head = [f"# {_line(file)}", "#"]
    head += [
        f"# {_line(name)}: {', '.join(f'{_line(choice)} = {code}' for choice, code in codes.items())}"
        for name, codes in draft.lists.items()
    ]
    text = yaml.dump(draft.questionnaire, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return ("\n".join(head) + "\n" + text).encode()


def _line(text: str) -> str:
    return " ".join(text.split())

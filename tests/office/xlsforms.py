"""XLSForms as people make them, written with openpyxl: sheets as lists of rows."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from app.base.errors import Refused
from app.base.sentences import Language
from app.office.findings import Findings
from app.office.questions.xlsform.drafting import Wish
from app.office.questions.xlsform.importing import Imported, import_form
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import read_yaml

Rows = Sequence[Sequence[object]]
HEAD = ("type", "name", "label")
LIST = ("list_name", "name", "label")
YES_NO: Rows = (LIST, ("yn", "ya", "Ya"), ("yn", "tidak", "Tidak"))


def workbook(survey: Rows, choices: Rows = (), settings: Rows = (), **more: Rows) -> bytes:
    """An .xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **more}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def brought(
    folder: Path, data: bytes, language: Language | None = Language.ID, **wish: str
) -> Imported | Refused | Findings:
    """What becomes of a form."""
    file = folder / f"form{len(list(folder.iterdir()))}.xlsx"
    file.write_bytes(data)
    return import_form(file, file.with_suffix(".yaml"), Wish("training", language, **wish))


def taken(made: Imported | Refused | Findings) -> Questionnaire:
    """The questionnaire that was written, which the linter must let pass."""
    assert isinstance(made, Imported), made
    return read_yaml(made.path.read_bytes())


def places(made: Imported | Refused | Findings) -> Mapping[str, list[str]]:
    """What was refused, by its place."""
    assert isinstance(made, Findings), made
    found: dict[str, list[str]] = {}
    for one in made.findings:
        found.setdefault(one.place, []).append(one.sentence.key.removeprefix("xlsform."))
    return found

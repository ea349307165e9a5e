"""Every reader of foreign bytes, with the files that a search begins from."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.base.canonical import parse_canonical, parse_spelled, parse_strict
from app.base.errors import Problem
from app.base.guide import parse_page
from app.base.resources import QUESTIONNAIRES, RESOURCES
from app.base.sentences import Language
from app.kiosk.machine.check import read_checks
from app.kiosk.settings_file import KioskFile
from app.office.findings import read_model
from app.office.questions.xlsform.drafting import Wish
from app.office.questions.xlsform.form import read_form
from app.office.questions.xlsform.workbook import NotAFormError, read_book
from app.office.sample.columns import Column, read_headings
from app.office.sample.rules import EXAMPLE_FILE, Rules
from app.office.sample.table import Table, open_table
from app.office.sample.values import read_cell
from app.office.upkeep.backup import read_manifest
from app.questionnaire.read import QuestionnaireProblems, from_canonical, read_yaml
from app.seal.batch import read_batch
from app.seal.codes import check, normalise
from app.seal.database_key import read_wrapped_key
from app.seal.installation import Known
from app.seal.logbook import read_logbook
from app.seal.package import Package, read_training_package, verify_package
from app.seal.paper_copy import read_paper_lines
from app.seal.receipt import read_receipt
from app.seal.release import read_release
from app.seal.root import Root, verify_next_root, verify_root
from app.seal.trio import read_trio
from app.storage.settings import read_settings
from tests.fuzz import made

REFUSALS = (Problem, QuestionnaireProblems, NotAFormError)
"""How a reader says no; anything else that it raises is a fault."""

VECTORS = Path(__file__).parents[1] / "seal" / "vectors"


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader and where its search begins; `most` is how many bytes are tried at most."""

    read: Callable[[bytes], object]
    seeds: tuple[Path | Callable[[], bytes], ...] = ()
    most: int = 16_384


@cache
def _root() -> Root:
    return verify_root((VECTORS / "root.json").read_bytes())


@cache
def _package() -> Package:
    return verify_package((VECTORS / "package.json").read_bytes(), _root())


@cache
def _known() -> Known:
    return Known({_package().digest: _package().document})


def _as_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """For readers that take a path."""

    def reader(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(data)
            return read(file)

    return reader


def _receipt(data: bytes) -> object:
    return read_receipt(data, _package().document, _package().digest)


def _settings(file: Path) -> object:
    return read_settings(KioskFile, "bilik-kiosk", {}, {}, file)


def _table(data: bytes) -> object:
    """A list of persons: its cells are read as whatever they might be."""
    today = dt.date(2026, 11, 9)
    with open_table("list", data, None, len) as table:
        if not isinstance(table, Table):
            return table
        for row, cells in table.rows:
            read_headings(row, cells, {})
            for cell in cells[:6]:
                for column in Column:
                    read_cell(column, cell, today)
    return None


def _sheet(data: bytes) -> object:
    """The bytes of a sheet in a workbook that is sound besides, as a list and as a form."""
    whole = made.workbook(data)
    _table(whole)
    return read_book(whole)


def _form(data: bytes) -> object:
    book = made.book_of(data.decode("utf-8", "replace"))
    return read_form(book, Wish("internal", Language.ID), "form")


def _code(data: bytes) -> object:
    return check(normalise(data.decode("utf-8", "replace")))


def _page(data: bytes) -> object:
    return parse_page("page", data.decode("utf-8", "replace"))


def _paper(data: bytes) -> object:
    return read_paper_lines(data.decode("utf-8", "replace").splitlines())


def _seeds(*names: str) -> tuple[Path, ...]:
    return tuple(VECTORS / name for name in names)


def _yaml() -> tuple[Path, ...]:
    return (QUESTIONNAIRES / "latihan" / "questionnaire.yaml",)


READERS: Mapping[str, Reader] = {
    "canonical": Reader(parse_canonical, _seeds("root.json", "trio.json")),
    "spelled": Reader(parse_spelled, _seeds("root.json")),
    "strict": Reader(parse_strict, _seeds("secrets.json")),
    "root": Reader(verify_root, _seeds("root.json", "root-next.json")),
    "next_root": Reader(lambda data: verify_next_root(_root(), data), _seeds("root-next.json")),
    "package": Reader(lambda data: verify_package(data, _root()), _seeds("package.json"), 32_768),
    "training_package": Reader(read_training_package, _seeds("package.json"), 32_768),
    "batch": Reader(lambda data: read_batch(data, _known()), _seeds("batch.bilik"), 65_536),
    "logbook": Reader(lambda data: read_logbook(data, _known()), _seeds("certificate.json")),
    "receipt": Reader(_receipt, _seeds("receipt.json")),
    "release": Reader(lambda data: read_release(data, _root()), _seeds("root.json")),
    "trio": Reader(read_trio, _seeds("trio.json")),
    "database_key": Reader(read_wrapped_key, _seeds("database-key.json")),
    "paper_copy": Reader(_paper, _seeds("paper.txt"), 4_096),
    "code": Reader(_code, (), 64),
    "questionnaire": Reader(read_yaml, _yaml()),
    "questionnaire_json": Reader(from_canonical),
    "xlsform": Reader(read_book, (made.workbook,)),
    "form": Reader(_form, (made.FORM.encode,)),
    "sheet": Reader(_sheet, (made.sheet,)),
    "list": Reader(_table, (lambda: made.LIST, made.workbook)),
    "rules": Reader(lambda data: read_model("rules.yaml", data, Rules), (EXAMPLE_FILE,)),
    "backup": Reader(_as_file("office.bilikcadangan", read_manifest), (made.backup,)),
    "checks": Reader(read_checks, (made.checks,)),
    "guide": Reader(_page, (RESOURCES / "help" / "en" / "power-cut.md",)),
    "settings": Reader(_as_file("x.toml", _settings), (RESOURCES / "settings" / "bilik-kiosk.toml",)),
}


def started(reader: Reader) -> Iterator[bytes]:
    """The bytes from which a search begins."""
    yield b""
    for seed in reader.seeds:
        yield seed.read_bytes() if isinstance(seed, Path) else seed()

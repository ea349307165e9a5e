"""Every contract between rooms is broken once, in a copy of the tree, and seen to be refused."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]

# Contract, the file that offends, the line it offends with.
OFFENCES = [
    ("rooms", "base/clock.py", "import app.seal.codes"),
    ("rooms", "storage/__init__.py", "import app.seal.codes"),
    ("rooms", "kiosk/__init__.py", "import app.office"),
    ("rooms", "corridor/__init__.py", ""),
    ("pure", "base/clock.py", "import PySide6.QtCore"),
    ("pure", "questionnaire/model.py", "import sqlite3"),
    ("pure", "sitting/__init__.py", "import app.storage"),
    ("pure", "scoring/__init__.py", "import reportlab"),
    ("kiosk-cannot-open", "kiosk/__init__.py", "import app.seal.unseal"),
    ("kiosk-cannot-open", "kiosk/__init__.py", "from app.scoring import estimate"),
    ("kiosk-cannot-open", "ui/theme.py", "def late() -> None:\n    import app.scoring"),
    ("kiosk-is-small", "kiosk/__init__.py", "import numpy"),
    ("kiosk-is-small", "base/clock.py", "import yaml"),
    ("door-sqlcipher", "office/__init__.py", "import sqlcipher3.dbapi2"),
    ("door-cryptography", "storage/__init__.py", "from cryptography import x509"),
    ("door-reportlab", "office/__init__.py", "import reportlab.pdfgen"),
    ("door-qt", "storage/__init__.py", "import PySide6.QtCore"),
    ("no-network", "office/__init__.py", "import urllib.request"),
    ("glass-is-blind", "ui/__init__.py", "import app.sitting"),
    ("paper-is-blind", "paper/__init__.py", "import app.storage"),
    ("paper-layers", "paper/sheet/page.py", "import app.paper.room.cards"),
    ("paper-layers", "paper/corridor.py", ""),
    ("only-reports-read-results", "paper/room/cards.py", "import app.scoring.results"),
    ("kiosk-layers", "kiosk/store/database.py", "import app.kiosk.seat.desk"),
    ("kiosk-layers", "kiosk/corridor.py", ""),
    ("kiosk-room-layers", "kiosk/room/sheet.py", "import app.kiosk.room.papers"),
    ("kiosk-seat-layers", "kiosk/seat/enrol.py", "import app.kiosk.seat.desk"),
    ("kiosk-machine-layers", "kiosk/machine/check.py", "import app.kiosk.machine.readiness"),
    ("kiosk-store-layers", "kiosk/store/schema.py", "import app.kiosk.store.booth"),
    ("kiosk-window-layers", "kiosk/window/corridor.py", ""),
    ("kiosk-layers", "kiosk/seat/desk.py", "import app.kiosk.window.pages.question"),
    ("kiosk-window-layers", "kiosk/window/present/place.py", "import app.kiosk.window.pane"),
    ("kiosk-window-layers", "kiosk/window/answering/chair.py", "import app.kiosk.window.proctoring"),
    ("kiosk-use-cases-know-no-glass", "kiosk/seat/desk.py", "import PySide6.QtCore"),
    ("kiosk-use-cases-know-no-glass", "kiosk/window/answering/chair.py", "import app.ui.theme"),
    ("kiosk-use-cases-know-no-glass", "kiosk/seat/handover_again.py", "import app.ui.theme"),
    ("kiosk-use-cases-know-no-glass", "kiosk/window/view/__init__.py", "import PySide6.QtWidgets"),
    ("kiosk-pages-only-show", "kiosk/window/pages/question.py", "import app.kiosk.seat.desk"),
    ("kiosk-pages-only-show", "kiosk/window/view/__init__.py", "import app.sitting"),
    ("public-sees-no-row", "release/aggregates.py", "import app.release.microdata"),
    ("release-holds-no-key", "release/folder.py", "import app.seal.sign"),
    ("kiosk-cannot-open", "kiosk/__init__.py", "import app.release"),
    ("kiosk-is-small", "kiosk/__init__.py", "import pyreadstat"),
    ("office-layers", "office/store/database.py", "import app.office.survey.rounds"),
    ("office-layers", "office/survey/rounds.py", "import app.office.commands.printing.survey"),
    ("office-layers", "office/corridor.py", ""),
    ("office-window-layers", "office/window/view.py", "import app.office.window.shift"),
    ("office-window-layers", "office/window/corridor.py", ""),
    ("office-commands-layers", "office/commands/printing/survey.py", "import app.office.commands.survey"),
    ("office-commands-layers", "office/commands/corridor.py", ""),
    ("office-layers", "office/standing.py", "import app.office.window.sections.overview"),
    ("office-window-layers", "office/window/pages/cards.py", "import app.office.window.sections.overview"),
    ("office-use-cases-know-no-glass", "office/gathering/intake.py", "import app.ui.theme"),
    ("office-use-cases-know-no-glass", "office/window/sections/overview.py", "import PySide6.QtCore"),
    ("office-pages-only-show", "office/window/pages/cards.py", "import app.office.officers.signin"),
    ("office-line-has-no-glass", "office/survey/rounds.py", "import app.ui.theme"),
    ("office-use-cases-know-no-terminal", "office/survey/rounds.py", "from rich.table import Table"),
    ("names-meet-no-answers", "office/sample/frame.py", "import app.office.gathering.intake"),
    (
        "names-meet-no-answers",
        "office/sample/letters.py",
        "from app.office.survey.packaging import read_order",
    ),
    ("answers-meet-no-names", "office/gathering/ledger.py", "from app.office.sample import fieldwork"),
    ("answers-meet-no-names", "office/answers/opening.py", "import app.office.sample.names"),
    ("acyclic", "base/errors.py", "import app.base.canonical"),
]

JUDGE = """
import contextlib, io, json, sys
from pathlib import Path
from importlinter.cli import lint_imports

def lint(*contracts):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = lint_imports(limit_to_contracts=contracts, no_cache=True, no_logo=True)
    return code, said.getvalue()

verdicts = [lint()]
for contract, name, line in json.load(sys.stdin):
    file = Path("app", name)
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text((before or "") + "\\n" + line + "\\n", encoding="utf-8")
    verdicts.append(lint(contract))
    if before is None:
        file.unlink()
        if not list(file.parent.iterdir()):
            file.parent.rmdir()
    else:
        file.write_text(before, encoding="utf-8")
print(json.dumps(verdicts))
"""


def contracts() -> set[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {contract["id"] for contract in tomllib.load(file)["tool"]["importlinter"]["contracts"]}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str]]:
    """What the linter says of the tree as it is, and of each offence: (exit code, words)."""
    copy = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", copy)
    shutil.copytree(ROOT / "app", copy / "app", ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-c", JUDGE],
        cwd=copy,
        input=json.dumps(OFFENCES),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: list[tuple[int, str]] = json.loads(done.stdout)
    return answer


def test_the_tree_keeps_every_contract(verdicts: list[tuple[int, str]]) -> None:
    code, words = verdicts[0]
    assert code == 0, words


def test_every_contract_is_broken_by_some_test() -> None:
    assert {contract for contract, _, _ in OFFENCES} == contracts()


@pytest.mark.parametrize("number", range(len(OFFENCES)), ids=[f"{c}: {n}" for c, n, _ in OFFENCES])
def test_a_forbidden_import_is_refused(number: int, verdicts: list[tuple[int, str]]) -> None:
    code, words = verdicts[number + 1]
    assert code == 1
    assert " BROKEN" in words, words


def test_the_kiosk_holds_no_scoring_no_unsealing_and_no_office() -> None:
    graph = grimp.build_graph("app", cache_dir=None)
    held = {"app.kiosk", *graph.find_upstream_modules("app.kiosk", as_package=True)}
    foreign = ("app.scoring", "app.office", "app.release", "app.demo", "app.seal.unseal", "app.seal.trio")
    assert not [module for module in held if module.startswith(foreign)]


def test_the_kiosks_processes_load_no_heavy_library() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, app.kiosk.__main__, app.kiosk.keeper, app.kiosk.window.main; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    heavy = {"polars", "numpy", "pandas", "yaml", "reportlab", "sqlalchemy", "typer", "app.seal.unseal"}
    assert not loaded & heavy
    assert "PySide6.QtWidgets" in loaded  # the closure really was the window's


def test_the_keeper_loads_no_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, app.kiosk.keeper; print(*sys.modules)"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "PySide6" not in done.stdout

"""The kiosk looks at itself: each trouble becomes a line that says what to do, and nothing is left behind."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.base import sentences
from app.base.check import Check, Outcome
from app.base.ids import RecordId
from app.base.resources import QUESTIONNAIRES, RESOURCES
from app.base.sentences import Language
from app.demo import training
from app.kiosk.machine import selftest
from app.kiosk.machine.apart import drawn
from app.kiosk.machine.check import read_checks, write_checks
from app.kiosk.machine.selftest import examine
from app.kiosk.places import PACKAGE, Places
from app.kiosk.settings import Settings
from app.storage.database import Database
from tests.quick import on_a_disk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ready() -> Iterator[Path]:
    """The data folder of a training kiosk."""
    with on_a_disk() as folder:
        yield training.prepare(folder).data_dir


def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenarios: str | None) -> Path:
    """A training kiosk whose practice questionnaire has other scenarios, or none."""
    folder = tmp_path / "asked" / "latihan"
    folder.mkdir(parents=True)
    (folder / "questionnaire.yaml").write_bytes((QUESTIONNAIRES / "latihan/questionnaire.yaml").read_bytes())
    if scenarios is not None:
        (folder / "scenarios.yaml").write_text(scenarios, encoding="utf-8")
    monkeypatch.setattr(training, "QUESTIONNAIRES", tmp_path / "asked")  # another folder of files
    (tmp_path / "made").mkdir()
    return training.prepare(tmp_path / "made").data_dir


def looked(data_dir: Path) -> dict[str, Check]:
    checks = list(examine(data_dir))
    for check in checks:
        for language in Language:
            assert "selftest." not in check.spoken(language)
    return {check.name.key.removeprefix("selftest."): check for check in checks}


def found(check: Check) -> list[str]:
    return [sentence.key for sentence in check.found]


def command(*arguments: str, before: str = "pass") -> "subprocess.CompletedProcess[str]":
    start = f"import sys; {before}; from app.kiosk.__main__ import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", start, "self-test", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_kiosk_with_a_package_rehearses_its_questionnaires_and_leaves_nothing_behind(ready: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in ready.rglob("*") if path.is_file()}
    checks = looked(ready)
    assert list(checks) == ["program", "words", "machine", "questionnaire", "paper", "storing"]
    assert {check.outcome for check in checks.values()} == {Outcome.GOOD}
    assert found(checks["machine"]) == ["selftest.package_training"]
    assert checks["questionnaire"].found[0].fields == {"count": 1}
    assert {path: path.stat().st_mtime_ns for path in ready.rglob("*") if path.is_file()} == before
    assert not list(ready.glob("self-test-*"))


def test_a_kiosk_without_a_package_says_so_and_tries_what_it_can(tmp_path: Path) -> None:
    checks = looked(tmp_path / "new")
    assert {name for name, check in checks.items() if check.outcome is Outcome.NOT_TRIED} == {
        "machine",
        "questionnaires",
    }
    assert checks["storing"].outcome is Outcome.GOOD
    assert not (tmp_path / "new").exists()


def test_a_questionnaire_that_does_not_do_what_its_scenario_says_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = (QUESTIONNAIRES / "latihan/scenarios.yaml").read_text("utf-8")
    data_dir = changed(tmp_path, monkeypatch, good.replace("[l1, l2, l3,", "[l2, l1, l3,"))
    check = looked(data_dir)["questionnaire"]
    assert check.outcome is Outcome.WRONG
    assert found(check) == ["selftest.scenarios_differ", "sitting.scenario_route"]
    assert "latihan" in check.spoken(Language.ID)
    assert str(check.found[0].fields["scenario"]) in check.spoken(Language.EN)


def test_a_package_from_before_there_were_scenarios_still_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = looked(changed(tmp_path, monkeypatch, None))["questionnaire"]
    assert (check.outcome, found(check)) == (Outcome.NOT_TRIED, ["selftest.no_scenarios"])


def test_a_damaged_package_is_told_and_the_other_checks_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = changed(tmp_path, monkeypatch, None)
    (folder,) = Places(data_dir).installations.iterdir()
    (folder / PACKAGE).write_bytes((folder / PACKAGE).read_bytes()[:-1])
    checks = looked(data_dir)
    assert checks["machine"].outcome is Outcome.WRONG
    assert checks["questionnaires"].outcome is Outcome.NOT_TRIED
    assert checks["storing"].outcome is Outcome.GOOD


def test_a_disk_that_takes_nothing_is_told_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    check = looked(tmp_path / "file" / "bilik")["storing"]
    assert check.outcome is Outcome.WRONG
    assert found(check)[0].startswith("storage.")


def test_a_disk_that_returns_other_bytes_than_it_took_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(database: Database, record_id: RecordId, sealed: bytes) -> None:
        with database.transaction():
            database.change("CREATE TABLE record (id BLOB PRIMARY KEY, sealed BLOB NOT NULL)")
            database.change("INSERT INTO record VALUES (?, ?)", bytes(record_id), sealed[:-1] + b"?")

    monkeypatch.setattr(selftest, "_fill", other)
    check = looked(tmp_path)["storing"]
    assert (check.outcome, found(check)) == (Outcome.WRONG, ["selftest.storing_differs"])


def test_a_missing_or_broken_catalogue_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(tmp_path)  # reads the catalogues that the look itself speaks from, and keeps them
    for language in Language:
        folder = tmp_path / "locale" / language.value / "LC_MESSAGES"
        folder.mkdir(parents=True)
        source = RESOURCES / "locale" / language.value / "LC_MESSAGES/base.mo"
        (folder / "base.mo").write_bytes(source.read_bytes())
    monkeypatch.setattr(sentences, "RESOURCES", tmp_path)
    assert looked(tmp_path)["words"].outcome is Outcome.GOOD
    (tmp_path / "locale/en/LC_MESSAGES/base.mo").write_bytes(b"\xde\x12\x04\x95nonsense")
    assert found(looked(tmp_path)["words"]) == ["selftest.words_missing"]
    (tmp_path / "locale/id/LC_MESSAGES/base.mo").unlink()
    assert found(looked(tmp_path)["words"]) == ["selftest.words_missing"]


def test_checks_travel_between_processes_unchanged(ready: Path) -> None:
    checks = tuple(examine(ready))
    assert read_checks(write_checks(checks)) == checks
    assert json.loads(write_checks(checks))


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "print('[]x')", "import sys; sys.exit('no platform plugin')", "pass"],
)
def test_a_program_that_cannot_draw_becomes_a_sentence(program: str, tmp_path: Path) -> None:
    (check,) = drawn(Settings(data_dir=tmp_path), [sys.executable, "-c", program])
    assert check.outcome is Outcome.WRONG
    assert found(check) == ["selftest.screen_fails"]
    (check,) = drawn(Settings(data_dir=tmp_path), [str(tmp_path / "no such program")])
    assert found(check) == ["selftest.screen_fails"]


@pytest.mark.parametrize(
    ("language", "mark", "names", "end"),
    [
        ("id", "[baik]", ("Kuesioner", "Ruang simpan", "Jam komputer", "Huruf"), "Uji mandiri selesai"),
        ("en", "[ok]", ("Questionnaire", "Disk space", "Computer clock", "Fonts"), "The self-test is done"),
    ],
)
def test_the_command_says_a_line_for_each_check_and_needs_no_library_of_the_office(
    ready: Path, language: str, mark: str, names: Sequence[str], end: str
) -> None:
    without = "sys.modules.update(dict.fromkeys(('yaml', 'sqlalchemy', 'numpy', 'typer')))"
    done = command("--data", str(ready), "--language", language, before=without)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert [name in done.stdout for name in names] == [True] * len(names)
    assert sum(line.startswith(mark) for line in lines) >= 6
    assert lines[-1].startswith(end)
    assert "Traceback" not in done.stderr


def test_the_command_ends_with_one_where_something_needs_action(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = command("--data", str(tmp_path / "file" / "bilik"))
    assert done.returncode == 1
    assert "[perlu tindakan] Penyimpanan" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_program_without_any_words_still_says_what_to_do(tmp_path: Path) -> None:
    before = f"import pathlib, app.base.sentences as s; s.RESOURCES = pathlib.Path({str(tmp_path)!r})"
    done = command(before=before)
    assert done.returncode == 1
    assert "Pasang ulang Bilik" in done.stderr
    assert "Install Bilik again" in done.stderr
    assert "Traceback" not in done.stderr

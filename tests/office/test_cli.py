"""The command line: sentences for people, one stable object for programs, an exit code for every kind."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from app.base.sentences import Language
from app.office.commands.main import app, run
from app.office.commands.terminal import Terminal
from app.office.survey.packaging import Packaged
from tests.office.conftest import PASSPHRASES, ROUND, House, round_yaml, write_round

Capture = pytest.CaptureFixture[str]
ORDER = {
    "round": ROUND,
    "venue": "lab-baru",
    "venue_name": "Lab baru",
    "start": "2026-11-09",
    "end": "2026-11-09",
    "sessions": [{"id": "S1", "date": "2026-11-09", "start": "09:00", "end": "11:00", "label": "Pagi"}],
    "seats": ["01"],
    "slips": [{"agency": "pupr", "group": "internal", "count": 2}],
    "proctors": [{"id": "p1", "name": "Sari"}],
}


@pytest.fixture
def office(template: tuple[Path, Packaged], tmp_path: Path) -> Path:
    shutil.copytree(template[0] / "office", tmp_path / "office")
    return tmp_path / "office"


def secrets(folder: Path, officers: str) -> list[str]:
    options = []
    for officer, passphrase in PASSPHRASES.items():
        path = folder / f"{officer}.txt"
        path.write_text(passphrase + "\n", encoding="utf-8")
        if officer in officers:
            options += ["--passphrase-file", f"{officer}={path}"]
    return options


def call(
    capsys: Capture, folder: Path, command: list[str], officers: str = "a"
) -> tuple[int, dict[str, object]]:
    code = run(["--data", str(folder), *command, *secrets(folder.parent, officers), "--json"])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    value = json.loads(captured.out)
    assert value["ok"] == (code == 0 or "files" in value)
    return code, value


def test_the_ceremony_prints_the_words_and_makes_an_office(tmp_path: Path, capsys: Capture) -> None:
    command = ["init", "--rehearsal", "--office-name", "BPS Kota Palembang"]
    for officer in "abc":
        command += ["--officer", f"{officer}=Petugas {officer.upper()}"]
    code, value = call(capsys, tmp_path / "office", command, "abc")
    assert code == 0
    assert set(value) == {"ok", "command", "folder", "root", "words", "production", "papers"}
    assert isinstance(value["words"], list)
    assert len(value["words"]) == 6
    code, value = call(capsys, tmp_path / "office", ["journal"])
    assert (code, set(value)) == (0, {"ok", "command", "acts"})


def test_each_command_has_its_documented_keys(office: Path, tmp_path: Path, capsys: Capture) -> None:
    made = write_round(tmp_path, round_yaml(id="lain"))
    order = tmp_path / "order.yaml"
    order.write_text(yaml.safe_dump(ORDER), encoding="utf-8")
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(
        yaml.safe_dump({"round": ROUND, "venue": "lab-baru", "sessions": [{"session": "S1", "present": 0}]}),
        encoding="utf-8",
    )
    common = {"ok", "command"}
    keys = {
        ("round", "new", str(made)): {"round", "state", "agencies", "strata", "method", "questionnaires"},
        ("package", str(order), "--out", str(tmp_path / "out")): {
            "package", "package_file", "slips_file", "card_file", "slips", "seats",
        },
        ("room-sheet", str(sheet)): {"round", "venue", "sessions"},
        ("status", "--round", ROUND): {
            "round", "state", "records", "quarantined", "strata", "venues", "hindrances",
        },
        ("close", "--round", ROUND, "--explanation", "Uji coba tanpa responden"): {
            "round", "records", "waived",
        },
    }  # fmt: skip
    for command, wanted in keys.items():
        officers = "abc" if command[0] == "round" else "ab"
        code, value = call(capsys, office, list(command), officers)
        assert (code, set(value)) == (0, common | wanted), command
    refused, value = call(capsys, office, ["open", "--round", ROUND], "ab")
    assert (refused, value["code"]) == (3, "office.too_few_records")
    assert set(value) == common | {"kind", "code", "fields", "sentence"}


def test_import_prints_a_verdict_per_file_and_ends_with_the_code_of_integrity(
    house: House, capsys: Capture
) -> None:
    kiosk = house.kiosk()
    kiosk.keep(b"\x01" * 16, b"{}")
    data = kiosk.export()
    house.office.close()
    good = house.stick("good", data)
    code, value = call(capsys, house.folder, ["import", str(good)])
    assert code == 0
    torn = house.stick("torn", data[:-3])
    code, value = call(capsys, house.folder, ["import", str(good), str(torn)])
    assert code == 5
    files = value["files"]
    assert isinstance(files, list)
    assert [one["verdict"] for one in files] == ["duplicate", "rejected"]
    assert set(files[0]) == {
        "path", "verdict", "code", "sentence", "sha256", "venue",
        "seat", "seq", "new", "repeated", "flags", "receipt",
    }  # fmt: skip
    assert run(["--data", str(house.folder), "import", str(torn), *secrets(house.folder.parent, "a")]) == 5
    assert "ditolak" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "officers", "code", "name"),
    [
        (["status", "--round", "lain"], "a", 3, "office.round_unknown"),
        (["open"], "ab", 3, "office.round_not_closed"),
        (["score"], "a", 3, "office.round_not_opened"),
        (["report"], "a", 3, "office.round_not_opened"),
        (["close"], "a", 3, "office.not_yet"),
        (["import", "tidak-ada-di-sini"], "a", 5, None),
        (["round", "new", "tidak-ada.yaml"], "abc", 4, "storage.file_missing"),
        (["recover", "."], "ab", 3, "office.nothing_to_recover"),
        (["pergi"], "a", 2, "office.usage"),
        (["package"], "ab", 2, "office.usage"),
    ],
)
def test_bad_input_gets_a_clear_sentence_and_the_code_of_its_kind(
    office: Path, capsys: Capture, command: list[str], officers: str, code: int, name: str | None
) -> None:
    if command[0] == "recover":
        command = ["recover", str(office / "evidence")]
    found, value = call(capsys, office, command, officers)
    assert found == code
    assert name is None or value["code"] == name
    found = run(["--language", "en", "--data", str(office), *command, *secrets(office.parent, officers)])
    captured = capsys.readouterr()
    assert found == code
    assert captured.err.strip() or captured.out.strip()
    assert "Traceback" not in captured.err


def test_a_wrong_passphrase_no_office_and_a_damaged_store_have_their_codes(
    office: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert call(capsys, tmp_path / "kosong", ["status"])[0] == 4
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("bukan kata sandinya", encoding="utf-8")
    assert run(["--data", str(office), "status", "--passphrase-file", f"a={wrong}"]) == 3
    assert "Kata sandi petugas a tidak cocok" in " ".join(capsys.readouterr().err.split())
    store = office / "bilik-office.db"
    store.write_bytes(b"x" * len(store.read_bytes()))
    code, value = call(capsys, office, ["status"])
    assert (code, value["kind"]) == (5, "integrity")


@pytest.mark.parametrize(
    ("given", "code", "name"),
    [
        (None, 4, "storage.file_missing"),
        (b"\xff\xfe\x00", 4, "storage.file_no_text"),
        (b"", 3, "office.passphrase_wrong"),
    ],
)
def test_a_passphrase_file_that_is_none_is_no_fault_of_the_program(
    office: Path, tmp_path: Path, capsys: Capture, given: bytes | None, code: int, name: str
) -> None:
    file = tmp_path / "lain.txt"
    if given is not None:
        file.write_bytes(given)
    command = ["--data", str(office), "status", "--passphrase-file", f"a={file}", "--json"]
    assert run(command) == code
    assert json.loads(capsys.readouterr().out)["code"] == name
    assert not (office / "bilik-bug.txt").exists()


def test_lines_of_a_paper_copy_that_are_no_text_are_no_fault_of_the_program(
    office: Path, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "biner").write_bytes(bytes(range(128, 256)))
    code, value = call(capsys, office, ["keys", "drill", str(tmp_path / "biner")])
    assert (code, value["code"]) == (4, "storage.file_no_text")


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("x" * 3000, "storage.name_too_long"),
        ("", "storage.settings_wrong"),
        ("/", "office.no_office"),
        (".", "office.no_office"),
    ],
)
def test_a_folder_that_cannot_hold_an_office_is_no_fault_of_the_program(
    folder: str, name: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("status", "check"):
        assert run(["--data", folder, command, "--officer", "a", "--json"]) == 4
        assert json.loads(capsys.readouterr().out)["code"] == name
    assert not list(tmp_path.iterdir())


def test_every_problem_of_a_file_is_listed(office: Path, tmp_path: Path, capsys: Capture) -> None:
    made = write_round(tmp_path, round_yaml(id="lain", end="2026-01-01", method="hilang.yaml"))
    code, value = call(capsys, office, ["round", "new", str(made)], "abc")
    assert (code, value["code"]) == (3, "office.findings")
    assert isinstance(value["findings"], list)
    assert len(value["findings"]) == 2


def test_help_is_in_the_language_that_was_asked_for(capsys: Capture) -> None:
    assert run(["--help"]) == 0
    assert "Folder kantor" in capsys.readouterr().out
    assert run(["--language", "en", "--help"]) == 0
    text = capsys.readouterr().out
    assert "The office's folder" in text
    assert "office.help" not in text


def test_a_passphrase_is_asked_for_without_being_shown(office: Path) -> None:
    answers = f"a\n{PASSPHRASES['a']}\n"  # type: ignore[index]  # an officer's id is text
    done = CliRunner().invoke(app, ["--data", str(office), "status", "--json"], input=answers)
    assert done.exit_code == 0, done.output
    assert PASSPHRASES["a"] not in done.output  # type: ignore[index]
    value = json.loads(done.stdout[done.stdout.index("{") :])
    assert value["round"] == ROUND


def test_nobody_who_types_is_told_how_else_to_say_it(
    office: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed in ("", "a\n"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        assert run(["--data", str(office), "status", "--json"]) == 4
        captured = capsys.readouterr()
        assert json.loads(captured.out)["code"] == "office.not_typed"
        assert "Warning" not in captured.err


def test_passphrases_that_differ_are_asked_for_again(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "satu dua tiga empat\nsatu dua tiga lima\nkapal layar di sungai\nkapal layar di sungai\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert Terminal(Language.ID, as_json=False).passphrase("a", {}, confirm=True) == "kapal layar di sungai"
    assert capsys.readouterr().err.count("Kedua ketikan tidak sama. Ketik lagi keduanya.") == 1


def test_foreign_text_cannot_move_the_cursor(office: Path, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "[bold]x\x1b[31m\u202e.bilik"
    path.write_bytes(b"nothing")
    run(["--data", str(office), "import", str(path), *secrets(tmp_path, "a")])
    out = capsys.readouterr().out
    assert "\x1b[31m" not in out
    assert "\u202e" not in out

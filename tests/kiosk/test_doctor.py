"""The doctor: says where everything lies, and writes a file that may be sent to anybody."""

import io
import json
import os
import re
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest

from app.base.clock import SystemClock
from app.base.errors import Refused
from app.base.ids import ProctorId
from app.demo.training import PIN, TrainingKiosk, prepare
from app.kiosk.__main__ import main
from app.kiosk.seat.desk import Desk
from app.kiosk.seat.enrol import open_booth, unlock
from app.kiosk.seat.proctor import Session
from app.sitting.events import Consent
from app.storage.diagnosis import diagnosis


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> TrainingKiosk:
    """A booth at which somebody sits."""
    made = prepare(tmp_path_factory.mktemp("latihan"))
    key = unlock(made.data_dir, made.card_code)
    assert not isinstance(key, Refused)
    booth = open_booth(made.data_dir, key, SystemClock())
    desk = Desk(booth)
    session = Session(booth, desk)
    assert not isinstance(session.try_pin(ProctorId("latihan"), PIN), Refused)
    assert session.start("L1") is None
    assert not isinstance(desk.enter_code(made.codes[0]), Refused)
    assert not isinstance(desk.take(Consent()), Refused)
    booth.close()
    return made


def test_it_says_where_everything_lies_and_what_it_wrote(
    kiosk: TrainingKiosk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor", "--data", str(kiosk.data_dir), "--out", str(tmp_path), "--language", "en"])
    said = capsys.readouterr().out
    (file,) = tmp_path.glob("bilik-diagnosis-*.zip")
    assert f"Data folder: {kiosk.data_dir}" in said
    assert "There is no settings file" in said
    assert str(file) in said
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(held["program.json"])["settings"]["language"] == "en"
    assert "[ok] Storage" in held["checks.txt"]
    assert "bilik.db" in held["files.txt"]
    whole = "".join(held.values())
    for secret in (kiosk.card_code, PIN, *kiosk.codes, "Pengawas", "Instansi", "Latihan mengisi"):
        assert secret not in whole


def test_a_home_is_written_as_a_tilde_and_no_file_is_opened(tmp_path: Path) -> None:
    data, home = tmp_path / "budi" / "bilik", tmp_path / "budi"
    data.mkdir(parents=True)
    (data / "bilik.db").write_bytes(b"jawaban")
    made = diagnosis([f"[ok] Storage: {data}"], {"data": str(data)}, data, data / "log", home)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"budi" not in whole
    assert b"jawaban" not in whole
    assert b"~/bilik" in whole
    assert b"7 bilik.db" in whole


@pytest.mark.parametrize("name", ["andré", "back\\slash", 'quo"te', "andre"])
def test_no_spelling_of_a_persons_folder_stays_in_the_settings(name: str, tmp_path: Path) -> None:
    home = tmp_path / name
    made = diagnosis([], {"data": f"{home / 'bilik'}", "other": f"{home}tta"}, home, home, home)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        settings = json.loads(archive.read("program.json"))["settings"]
    assert settings == {"data": f"~{os.sep}bilik", "other": f"{home}tta"}  # who has a longer name is another


def test_where_the_root_is_a_persons_folder_paths_stay_what_they_are(tmp_path: Path) -> None:
    made = diagnosis(["/mnt/stik"], {}, tmp_path, tmp_path, Path(tmp_path.anchor))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.read("checks.txt") == b"/mnt/stik"


def test_a_wrong_settings_file_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bilik-kiosk.toml"
    file.write_text("daat = '/tmp'\n", encoding="utf-8")
    monkeypatch.setenv("BILIK_KIOSK_SETTINGS", str(file))
    assert main(["self-test"]) == 1
    said = capsys.readouterr().err
    assert "“daat”" in said
    assert "storage." not in said  # a sentence, and no code of the program


def test_a_fault_of_ours_ends_in_a_sentence_with_a_code_and_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrong(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError("Budi")

    monkeypatch.setattr("subprocess.Popen", wrong)
    assert main(["--data", str(tmp_path), "--windowed", "--language", "en"]) == 70
    said, log = capsys.readouterr().err, (tmp_path / "log" / "keeper.log").read_text(encoding="utf-8")
    code = re.search(r"\(code ([0-9A-F]{6})\)", said)
    assert code is not None
    assert f"failed {code[1]} ZeroDivisionError" in log
    assert not [text for text in (said, log) if "Budi" in text or "Traceback" in text]


def test_the_folder_of_the_file_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bilik-kiosk.toml"
    file.write_text(f"data = '{(tmp_path / 'here').as_posix()}'\nlanguage = 'en'\n", encoding="utf-8")
    monkeypatch.setenv("BILIK_KIOSK_SETTINGS", str(file))
    main(["self-test"])
    assert f"stored encrypted in {tmp_path / 'here'}" in capsys.readouterr().out


def test_a_data_folder_that_cannot_be_looked_into_is_no_reason_to_write_nothing() -> None:
    nowhere = Path("x" * 3000)
    with zipfile.ZipFile(io.BytesIO(diagnosis(["[ok]"], {}, nowhere, nowhere))) as archive:
        assert archive.read("files.txt") == b"ENAMETOOLONG"
        assert archive.read("checks.txt") == b"[ok]"

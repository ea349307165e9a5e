"""Settings: what is said nearer to the start wins, and what is misspelled is refused."""

import os
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Environment
from app.base.resources import RESOURCES
from app.base.sentences import Language, Sentence
from app.kiosk.settings_file import KioskFile
from app.office.window_settings import OfficeFile
from app.storage.settings import FromFile, read_settings, settings_file, usual_data

KINDS: dict[str, type[FromFile]] = {"bilik-kiosk": KioskFile, "bilik-office": OfficeFile}


def read(file: Path, given: Mapping[str, object] | None = None, **environment: str) -> KioskFile:
    return read_settings(KioskFile, "bilik-kiosk", given or {}, environment, file)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bilik-kiosk.toml"
    path.write_text(
        'data = "/from/file"\nlanguage = "en"\nwindowed = true\nsize = "1366x768"\n', encoding="utf-8"
    )
    return path


def test_the_command_line_wins_over_the_environment_and_both_over_the_file(file: Path) -> None:
    assert read(file).data == Path("/from/file")
    assert read(file, BILIK_KIOSK_DATA="/from/environment").data == Path("/from/environment")
    line = {"data": Path("/from/line"), "language": None}
    assert read(file, line, BILIK_KIOSK_DATA="/from/environment").data == Path("/from/line")
    assert read(file, line).language is Language.EN  # nothing was said: the file holds


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert read(tmp_path / "none.toml") == KioskFile()


@given(data=st.binary(max_size=200))
def test_no_bytes_of_a_file_end_in_anything_but_settings_or_a_sentence(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("settings") / "bilik-kiosk.toml"
    file.write_bytes(data)
    refused: list[Environment] = []
    try:
        read(file)
    except Environment as trouble:
        refused.append(trouble)
    assert all(str(file) in Sentence.of(one).spoken(language) for one in refused for language in Language)


@pytest.mark.parametrize(
    ("text", "code", "fields"),
    [
        ("data = \n", "storage.settings_unread", {"line": 1}),
        ("\nsize = " + "1" * 5_000, "storage.settings_unread", {"line": 2}),  # beyond what Python reads
        ("data = " + "[" * 20_000, "storage.settings_unread", {"line": 1}),
        ("data = ''\n", "storage.settings_wrong", {"key": "data"}),
        ('share = "/lab/\\u0000"\n', "storage.settings_wrong", {"key": "share"}),
        ("\n\nlangage = 'id'\n", "storage.settings_wrong", {"key": "langage"}),
        ("language = 'jv'\n", "storage.settings_wrong", {"key": "language"}),
        ("size = '10x10'\n", "storage.settings_wrong", {"key": "size"}),
        ("windowed = 'perhaps'\n", "storage.settings_wrong", {"key": "windowed"}),
    ],
)
def test_what_is_misspelled_is_named_with_its_place(
    text: str, code: str, fields: dict[str, object], tmp_path: Path
) -> None:
    file = tmp_path / "bilik-kiosk.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Environment) as refused:
        read(file)
    assert refused.value.code == code
    assert fields.items() <= refused.value.fields.items()


def test_a_variable_that_cannot_be_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(Environment) as refused:
        read(tmp_path / "none.toml", BILIK_KIOSK_SIZE="large")
    assert refused.value.fields == {"file": "BILIK_KIOSK_SIZE", "key": "size"}


def test_a_variable_of_ours_with_no_known_name_is_refused_and_others_are_nobodys(tmp_path: Path) -> None:
    with pytest.raises(Environment) as refused:
        read(tmp_path / "none.toml", BILIK_KIOSK_LANGAUGE="en")
    assert refused.value.fields == {"file": "BILIK_KIOSK_LANGAUGE", "key": "langauge"}
    assert read(tmp_path / "none.toml", BILIK_OFFICE_LANGUAGE="en", BILIK_KIOSK_SIZE="") == KioskFile()


@pytest.mark.parametrize("name", ["", "nul\0", "\udcff"], ids=["none", "NUL", "no text"])
def test_a_folder_on_the_command_line_needs_a_name_that_can_be(name: str, tmp_path: Path) -> None:
    with pytest.raises(Environment) as refused:
        read(tmp_path / "none.toml", {"data": name})
    assert refused.value.fields == {"file": "--data", "key": "data"}


def test_a_tilde_is_the_folder_of_the_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert read(tmp_path / "none.toml", BILIK_KIOSK_DATA="~/bilik").data == tmp_path / "bilik"


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    for file in (tmp_path / "none.toml", tmp_path, loop):
        with pytest.raises(Environment) as refused:
            read(file, BILIK_KIOSK_SETTINGS=str(file))
        assert (refused.value.code, refused.value.fields) == ("storage.settings_closed", {"file": str(file)})
    assert read(tmp_path / "none.toml", BILIK_KIOSK_SETTINGS=os.devnull) == KioskFile()


@pytest.mark.parametrize("spoilt", [b"data = '\xff'", "language = 'id'".encode("utf-16"), b"#" * 65_537])
def test_what_is_no_text_of_a_usual_size_is_said_to_be_none(spoilt: bytes, file: Path) -> None:
    file.write_bytes(spoilt)
    with pytest.raises(Environment) as refused:
        read(file)
    assert refused.value.code == "storage.settings_no_text"


def test_a_file_larger_than_memory_is_not_read_whole(file: Path) -> None:
    with file.open("r+b") as held:
        held.truncate(1 << 40)
    with pytest.raises(Environment):
        read(file)


@pytest.mark.skipif(sys.platform == "win32", reason="the system always knows the account's folder")
def test_an_account_without_a_folder_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> NoReturn:
        raise KeyError

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    with pytest.raises(Environment, match=r"storage\.homeless"):
        settings_file("bilik-kiosk", {})
    with pytest.raises(Environment, match=r"storage\.homeless"):
        usual_data("bilik-kiosk")


def test_the_file_may_be_named_by_a_variable(tmp_path: Path) -> None:
    assert settings_file("bilik-office", {"BILIK_OFFICE_SETTINGS": str(tmp_path / "x")}) == tmp_path / "x"
    assert settings_file("bilik-office", {}).name == "bilik-office.toml"


@pytest.mark.parametrize("program", sorted(KINDS))
def test_the_shipped_file_names_every_key_and_is_right_when_its_marks_are_removed(program: str) -> None:
    text = (RESOURCES / "settings" / f"{program}.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}  # as it is shipped it changes nothing
    lines = re.findall(r"^# ([a-z]+ = .+)$", text, re.MULTILINE)
    spoken = tomllib.loads("\n".join(lines))
    assert spoken.keys() == KINDS[program].model_fields.keys()
    KINDS[program].model_validate(spoken)

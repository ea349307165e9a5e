"""Whoever types the kiosk's command wrong is told why in their own language, and that nothing was changed."""

import io
import sys
from pathlib import Path

import pytest

from app.kiosk.__main__ import main

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("line", "indonesian", "english"),
    [
        (
            "--foo bar",
            "Opsi --foo tidak ada; yang mirip: --out.",
            "There is no option --foo; similar: --out.",
        ),
        ("--0", "Opsi --0 tidak ada.", "There is no option --0."),
        (
            "--lang id",
            "Opsi --lang tidak ada; yang mirip: --language.",
            "There is no option --lang; similar: --language.",
        ),
        ("--data", "Opsi --data belum diberi nilai.", "Option --data needs a value."),
        ("--windowed=3", "Opsi --windowed tidak memerlukan nilai.", "Option --windowed takes no value."),
        ("-hx", "Opsi --help tidak memerlukan nilai.", "Option --help takes no value."),
        (
            "--size 3x",
            "Nilai “3x” untuk --size tidak dapat dibaca; tulis seperti 1366x768.",
            "The value “3x” of --size cannot be read; write it like 1366x768.",
        ),
        (
            "doctr",
            "Perintah “doctr” tidak ada; yang mirip: doctor.",
            "There is no command “doctr”; similar: doctor.",
        ),
        (
            "pergi",
            "Perintah “pergi” tidak ada; yang ada: self-test, doctor, guide, licences.",
            "There is no command “pergi”; there are: self-test, doctor, guide, licences.",
        ),
        ("doctor a b", "“a b” tidak diperlukan di sini.", "“a b” has no place here."),
        (
            "doctor --install x",
            "Sebutkan salah satu saja: doctor, --install.",
            "Name just one of: doctor, --install.",
        ),
    ],
)
def test_every_misuse_is_told_in_the_language_of_the_line(
    line: str, indonesian: str, english: str, capsys: Capture
) -> None:
    assert main(line.split()) == 2
    said = capsys.readouterr()
    assert not said.out
    assert said.err == (
        f"Perintah tidak dimengerti: {indonesian} Tidak ada yang diubah. "
        "Tambahkan --help untuk melihat caranya.\n"
    )
    assert main(["--language", "en", *line.split()]) == 2
    assert capsys.readouterr().err == (
        f"The command was not understood: {english} Nothing was changed. Add --help to see how it is used.\n"
    )


def test_a_language_that_nobody_speaks_is_misuse(capsys: Capture) -> None:
    assert main(["--language", "xx"]) == 2
    assert (
        "Nilai “xx” untuk --language tidak dikenal; pilih salah satu dari: id, en." in capsys.readouterr().err
    )


@pytest.mark.parametrize("where", ["variable", "file"])
def test_the_language_of_the_settings_is_that_of_help_and_misuse(
    where: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "variable":
        monkeypatch.setenv("BILIK_KIOSK_LANGUAGE", "en")
    else:
        file = tmp_path / "bilik-kiosk.toml"
        file.write_text('language = "en"\n')
        monkeypatch.setenv("BILIK_KIOSK_SETTINGS", str(file))
    assert main(["doctr"]) == 2
    assert "There is no command" in capsys.readouterr().err
    assert main(["doctr", "--language=id"]) == 2
    assert "Perintah “doctr” tidak ada" in capsys.readouterr().err


def test_settings_that_cannot_be_are_told_in_the_language_that_was_said_beside_them(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bilik-kiosk.toml"
    file.write_text("windowed = [")
    monkeypatch.setenv("BILIK_KIOSK_SETTINGS", str(file))
    monkeypatch.setenv("BILIK_KIOSK_LANGUAGE", "en")
    assert main(["self-test"]) == 1
    assert "cannot be read as TOML" in capsys.readouterr().err


def test_no_english_stands_in_indonesian_help(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("Cara pakai: bilik-kiosk")
    for english in ("usage", "positional", "options", "show this", "DIR", "WORDS", "FILE", "process"):
        assert english not in text


def test_a_data_folder_of_too_long_a_name_is_no_fault_of_the_program(capsys: Capture) -> None:
    assert main(["--data", "/tmp/" + "x" * 3000]) == 1  # noqa: S108 - it is never there
    assert capsys.readouterr().err == (
        "Nama berkas atau foldernya terlalu panjang bagi media penyimpanan ini. "
        "Yang sudah tersimpan tetap aman. Pakai nama atau letak yang lebih pendek.\n"
    )


def test_nobody_who_types_a_card_code_is_told_how_else_to_say_it(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "a.bilikpkg"
    package.write_bytes(b"{}")
    for stdin in (io.StringIO(""), None):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main(["--data", str(tmp_path / "data"), "--install", str(package)]) == 1
        said = capsys.readouterr().err
        assert said.endswith("Ketik kodenya, atau sebut berkasnya dengan --card-code-file.\n")
        assert "Warning" not in said

"""Whoever types a command wrong is told why in their own language, and that nothing was changed."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from app.office.commands.main import app, run

Capture = pytest.CaptureFixture[str]
DATA = ("--data", "kantor")


def told(capsys: Capture, *command: str) -> str:
    """What standard error says, without the breaks of its lines; the exit code must be that of misuse."""
    assert run(command) == 2
    captured = capsys.readouterr()
    assert not captured.out
    return " ".join(captured.err.split())


@pytest.mark.parametrize(
    ("command", "indonesian", "english"),
    [
        (("--foo",), "Opsi --foo tidak ada.", "There is no option --foo."),
        (
            ("--lenguage", "id"),
            "Opsi --lenguage tidak ada; yang mirip: --language.",
            "There is no option --lenguage; similar: --language.",
        ),
        ((*DATA, "status", "--round"), "Opsi --round belum diberi nilai.", "Option --round needs a value."),
        (
            (*DATA, "status", "--json=3"),
            "Opsi --json tidak memerlukan nilai.",
            "Option --json takes no value.",
        ),
        (("pergi",), "Perintah “pergi” tidak ada.", "There is no command “pergi”."),
        (
            ("statuss",),
            "Perintah “statuss” tidak ada; yang mirip: status.",
            "There is no command “statuss”; similar: status.",
        ),
        (DATA, "Perintahnya belum disebutkan.", "The command itself is missing."),
        ((*DATA, "status", "a", "b c"), "“a b c” tidak diperlukan di sini.", "“a b c” has no place here."),
        (
            ("status",),
            "Opsi --data belum disebutkan (Folder kantor).",
            "Option --data is missing (The office's folder).",
        ),
        (
            (*DATA, "init", "--officer", "a=A"),
            "Opsi --office-name belum disebutkan (Nama kantor, misalnya BPS Kota Palembang).",
            "Option --office-name is missing (Name of the office, e.g. BPS Kota Palembang).",
        ),
        (
            (*DATA, "package"),
            "Isian “file” belum disebutkan (Berkas YAML pesanan paket).",
            "“file” is missing (The YAML file of the package order).",
        ),
        (
            ("completion", "tcsh"),
            "Nilai “tcsh” untuk shell tidak dikenal; pilih salah satu dari: bash, zsh, fish, powershell.",
            "The value “tcsh” of shell is not known; choose one of: bash, zsh, fish, powershell.",
        ),
        (
            (*DATA, "keys", "revoke", "x", "y", "--reason", "z", "--package-version", "dua"),
            "--package-version harus bilangan bulat, bukan “dua”.",
            "--package-version must be a whole number, not “dua”.",
        ),
        (
            (*DATA, "keys", "revoke", "x", "y", "--reason", "z", "--package-version", "0"),
            "--package-version harus bilangan paling kecil 1, bukan 0.",
            "--package-version must be a number of at least 1, not 0.",
        ),
        (
            (*DATA, "sample", "draw", "--substitutes", "1001"),
            "--substitutes harus bilangan dari 0 sampai 1000, bukan 1001.",
            "--substitutes must be a number from 0 to 1000, not 1001.",
        ),
        (
            ("breach-form", "--known", "2026-02-30T10:00"),
            "Nilai “2026-02-30T10:00” untuk --known tidak dapat dibaca; tulis seperti 2026-11-27T09:30.",
            "The value “2026-02-30T10:00” of --known cannot be read; write it like 2026-11-27T09:30.",
        ),
        (
            ("breach-form", "--known", "9999-12-31T23:59"),
            "Nilai “9999-12-31T23:59” untuk --known tidak dapat dipakai.",
            "The value “9999-12-31T23:59” of --known cannot be used.",
        ),
        (
            (*DATA, "sample", "contact", "1", "--outcome", "came", "--day", "31-12-2026"),
            "Nilai “31-12-2026” untuk --day tidak dapat dibaca; tulis seperti 2026-11-27.",
            "The value “31-12-2026” of --day cannot be read; write it like 2026-11-27.",
        ),
        (
            (*DATA, "sample", "draw", "--again", "dishub"),
            "Nilai “dishub” untuk --again tidak dapat dibaca; tulis seperti dishub/internal.",
            "The value “dishub” of --again cannot be read; write it like dishub/internal.",
        ),
        (
            (*DATA, "score", "--trace", "x", "--from-batches"),
            "Sebutkan salah satu saja: --trace, --from-batches.",
            "Name just one of: --trace, --from-batches.",
        ),
    ],
)
def test_every_misuse_is_told_in_the_language_of_the_command(
    command: tuple[str, ...], indonesian: str, english: str, capsys: Capture
) -> None:
    assert told(capsys, *command) == (
        f"Perintah tidak dimengerti: {indonesian} Tidak ada yang diubah. "
        "Tambahkan --help untuk melihat caranya."
    )
    assert told(capsys, "--language", "en", *command) == (
        f"The command was not understood: {english} Nothing was changed. Add --help to see how it is used."
    )


def test_a_pair_without_its_parts_is_misuse_also_where_an_officer_signs_in(
    capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "officers.json").write_text("{}")
    command = ("--data", str(tmp_path), "init", "--office-name", "BPS", "--officer", "sari")
    assert "Nilai “sari” untuk --officer tidak dapat dibaca" in told(capsys, *command)


def test_a_program_is_told_of_misuse_in_one_object(capsys: Capture) -> None:
    assert run(["status", "--round", "x", "--json"]) == 2
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["kind"], said["code"]) == (False, "usage", "office.usage")


@pytest.mark.parametrize("where", ["variable", "file"])
def test_the_language_of_the_settings_is_that_of_help_and_misuse(
    where: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "variable":
        monkeypatch.setenv("BILIK_OFFICE_LANGUAGE", "en")
    else:
        file = tmp_path / "bilik-office.toml"
        file.write_text('language = "en"\n')
        monkeypatch.setenv("BILIK_OFFICE_SETTINGS", str(file))
    assert "There is no command" in told(capsys, "pergi")
    assert "Perintah “pergi” tidak ada." in told(capsys, "--language=id", "pergi")
    assert run(["--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: ")


def test_the_language_of_a_paper_is_not_that_of_the_command(capsys: Capture) -> None:
    assert "tidak ada" in told(capsys, "questionnaire", "sheet", "q.yaml", "--language", "en", "--foo")


def commands() -> list[tuple[str, ...]]:
    """Every command and every group of commands, by its words."""
    found: list[tuple[str, ...]] = [()]
    groups: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(app))]
    while groups:
        words, group = groups.pop()
        for name, below in group.commands.items():
            found.append((*words, name))
            if hasattr(below, "commands"):
                groups.append(((*words, name), below))
    return sorted(found)


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_no_english_stands_in_the_frame_of_indonesian_help(command: tuple[str, ...], capsys: Capture) -> None:
    assert run([*command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Cara pakai: bilik-office")
    assert "Opsi:" in text
    for english in ("Usage", "Options", "Commands", "Arguments", "COMMAND", "ARGS", "Show this", "<path>"):
        assert english not in text
    for english in ("<str>", "<int>", "list[", "[required]", "[default"):
        assert english not in text

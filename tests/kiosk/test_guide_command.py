"""The kiosk's command line writes the card for the day and the guide."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.kiosk.__main__ import main


def first_words(file: Path) -> str:
    return " ".join(PdfReader(io.BytesIO(file.read_bytes())).pages[0].extract_text().split())


def test_both_papers_are_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "--out", str(tmp_path)]) == 0
    card, guide = tmp_path / "kartu-hari-h.pdf", tmp_path / "panduan-pengawas.pdf"
    assert capsys.readouterr().out.splitlines() == [f"Ditulis: {card}", f"Ditulis: {guide}"]
    assert first_words(card).startswith("Kartu hari-H")
    assert "Listrik padam" in first_words(guide)


def test_the_guide_is_written_in_english_too(tmp_path: Path) -> None:
    assert main(["guide", "--out", str(tmp_path), "--language", "en"]) == 0
    assert first_words(tmp_path / "card-for-the-day.pdf").startswith("Card for the day")
    assert (tmp_path / "proctors-guide.pdf").is_file()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "--out", str(tmp_path / "none")]) == 1
    assert "tidak ditemukan" in capsys.readouterr().err

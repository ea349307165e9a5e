"""The office's guide says the same in both languages; the notice carries its deadline."""

import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from pypdf import PdfReader
from typer.main import get_command

from app.base.clock import WIB
from app.base.guide import Article, Bullets, Heading, Links, Mark, Paragraph, Picture, Steps, read_guide
from app.base.resources import RESOURCES
from app.base.sentences import Language
from app.office.commands.main import app, run
from app.office.commands.shell import documented_commands
from app.office.sample.names import KEEP_DAYS
from app.office.window.present.helping import about, article
from app.office.window.sections.helping import GUIDE
from app.office.window.view import Card, Table
from app.paper.bureau.breach import LIMIT, BreachNotice, breach_notice
from app.seal.trio import MIN_PASSPHRASE_CHARS
from app.ui.parts.words import plain

GUIDES = {language: read_guide(language, GUIDE) for language in Language}
COMMANDS = {name for name, _ in documented_commands(get_command(app))}


def shape(page: Article) -> list[tuple[str, int]]:
    counts = []
    for block in page.blocks:
        match block:
            case Bullets(items) | Steps(items):
                counts.append((type(block).__name__, len(items)))
            case Links(pages):
                counts.append((" ".join(name for _, name in pages), len(pages)))
            case Picture(file):
                counts.append((file.name, 1))
            case Heading() | Paragraph():
                counts.append((type(block).__name__, 1))
    return counts


def test_both_languages_have_the_same_pages_built_alike() -> None:
    first, second = ([(page.name, shape(page)) for page in GUIDES[language].pages] for language in Language)
    assert first == second


@pytest.mark.parametrize("language", list(Language))
def test_every_link_leads_to_a_page_under_its_title_and_no_page_is_forgotten(language: Language) -> None:
    titles = {page.name: page.title for page in GUIDES[language].pages}
    for page in GUIDES[language].pages:
        for block in page.blocks:
            if isinstance(block, Links):
                assert all(titles[name] == words for words, name in block.pages)
    files = {path.stem for path in (GUIDE / language.value).glob("*.md")}
    assert files == titles.keys() | {"contents"}


@pytest.mark.parametrize("language", list(Language))
def test_every_command_that_is_named_exists(language: Language) -> None:
    keys = [
        run.words
        for page in GUIDES[language].pages
        for text in page.texts()
        for run in text
        if run.mark is Mark.KEY and " " in run.words
    ]
    assert keys
    assert {key.removeprefix("bilik-office ") for key in keys} <= COMMANDS


def on_screen(language: Language) -> set[str]:
    """What the catalogues say, without marks of bold and the full stop."""
    said: set[str] = set()
    for file in (RESOURCES / "locale" / language.value / "LC_MESSAGES").glob("*.po"):
        with file.open("rb") as stream:
            texts = (message.string for message in read_po(stream) if message.id)
            said |= {plain(text).rstrip(".") for text in texts if isinstance(text, str)}
    return said


def spoken(page: Article) -> str:
    return " ".join("".join(run.words for run in text) for text in page.texts())


@pytest.mark.parametrize("language", list(Language))
def test_what_is_quoted_stands_on_the_screen(language: Language) -> None:
    quoted = {
        run.words.rstrip(".")
        for page in GUIDES[language].pages
        for text in page.texts()
        for run in text
        if run.mark is Mark.SCREEN
    }
    assert len(quoted) > 10
    assert not quoted - on_screen(language)


@pytest.mark.parametrize("language", list(Language))
def test_the_numbers_that_the_guide_promises_are_those_of_the_program(language: Language) -> None:
    guide = GUIDES[language]
    days = {Language.ID: "hari sesudah masa survei", Language.EN: "days after the survey period"}
    characters = {Language.ID: "karakter", Language.EN: "characters"}
    assert f"{KEEP_DAYS} {days[language]}" in spoken(guide.page("data"))
    assert f"{MIN_PASSPHRASE_CHARS} {characters[language]}" in spoken(guide.page("ceremony"))
    assert f"3 x {LIMIT.total_seconds() / 3600 / 3:.0f}" in spoken(guide.page("breach"))


@pytest.mark.parametrize("language", list(Language))
def test_where_a_command_has_another_name_the_guide_says_it(language: Language) -> None:
    built = (RESOURCES.parent / "build.spec").read_text("utf-8")
    assert 'f"{name}-cli"' in built  # on Windows the window's own program has no console to answer on
    assert "bilik-office-cli" in spoken(GUIDES[language].page("setup"))


def test_the_words_for_a_passphrase_are_the_same_everywhere() -> None:
    assert not [page.name for page in GUIDES[Language.ID].pages if "frasa sandi" in spoken(page).lower()]
    assert not [said for said in on_screen(Language.ID) if "frasa sandi" in said.lower()]


def test_every_page_can_be_shown_and_the_parts_of_others_are_listed() -> None:
    for guide in GUIDES.values():
        assert all(list(article(page)) for page in guide.pages)
    cards = [card for card in about(Language.ID) if isinstance(card, Card)]
    tables = [part for card in cards for part in card.parts if isinstance(part, Table)]
    names = {row.cells[0].words for row in tables[0].rows}
    assert {"Qt", "Python", "Plus Jakarta Sans", "cryptography", "SQLCipher"} <= names
    licences = {row.cells[0].words: row.cells[2].words for row in tables[0].rows}
    assert licences["Qt"] == "LGPL-3.0-only"
    assert licences["Plus Jakarta Sans"] == "OFL-1.1"


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_notice_asks_for_what_the_law_asks_for_and_reckons_its_deadline() -> None:
    known = dt.datetime(2026, 12, 30, 21, 5, tzinfo=WIB)
    text = words_of(breach_notice(BreachNotice("BPS Kota Palembang", known)))
    assert "Sabtu, 2 Januari 2027, pukul 21.05 WIB" in text
    for asked in ("Data pribadi yang terungkap", "Kapan dan bagaimana", "penanganan dan pemulihan"):
        assert asked in text
    assert "BPS Kota Palembang" in text
    blank = words_of(breach_notice(BreachNotice("BPS", None), Language.EN))
    assert "2027" not in blank
    assert "Written notice due by" in blank


def test_the_command_prints_the_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["breach-form", "--out", str(tmp_path), "--office-name", "BPS", "--known", "2026-11-27T09:30"]
    assert run([*command, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["deadline"] == "2026-11-30T09:30"
    assert re.fullmatch(r"pemberitahuan-kebocoran-\d{8}\.pdf", Path(said["file"]).name)
    assert Path(said["file"]).read_bytes().startswith(b"%PDF")

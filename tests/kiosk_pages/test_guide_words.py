"""What the guide quotes from the screen stands on the screen, and its keys do what it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QTextDocument

from app.base.guide import (
    HELP,
    Article,
    Bullets,
    Heading,
    Links,
    Mark,
    Paragraph,
    Picture,
    Run,
    Steps,
    Text,
    read_guide,
)
from app.base.resources import RESOURCES
from app.base.sentences import Language
from app.kiosk.store.database import Phase
from app.kiosk.window.present.session import Health, panel
from app.ui.parts.words import plain
from app.ui.theme import Look, sans
from tests.kiosk_pages.gallery.proctoring import RINA, state
from tests.kiosk_pages.gallery.scenes import Eye
from tests.kiosk_pages.gallery.sittings import NOW, PLACE

PAGES = [(language, page) for language in Language for page in read_guide(language).pages]
IDS = [f"{language.value}-{page.name}" for language, page in PAGES]
KEYS = {
    "F1",
    "F2",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "Ctrl+Alt+P",
    "Ctrl+L",
    "Tab",
    "Enter",
    "Spasi",
    "Space",
}
ON_A_KEY = re.compile(r"\*\*([^*]+)\*\* \(`(F\d|Ctrl\+L)`\)")


def on_screen(language: Language) -> set[str]:
    """What the catalogues say, whole and sentence by sentence, without marks of bold and the full stop."""
    said: set[str] = set()
    for file in (RESOURCES / "locale" / language.value / "LC_MESSAGES").glob("*.po"):
        with file.open("rb") as stream:
            for message in read_po(stream):
                if message.id and isinstance(message.string, str):
                    whole = plain(message.string)
                    said |= {part.rstrip(".") for part in (whole, *re.split(r"(?<=[.?])\s", whole))}
    return said


SAID = {language: on_screen(language) for language in Language}


def runs(page: Article, mark: Mark) -> Iterator[Run]:
    for text in page.texts():
        yield from (run for run in text if run.mark is mark)


def deeds(language: Language) -> set[tuple[str, str]]:
    """Every deed of the panel in every phase, with its key."""
    found = set()
    glass = Eye(Look(language)).glass
    for phase in Phase:
        for carries in (False, True):
            view = panel(
                PLACE, glass, state(phase), RINA, NOW, Health(1, 1, ballast=True), "", carries=carries
            )
            found |= {(big.button.words, big.key) for big in view.deeds}
            found |= {(view.bar.leave.words, "Ctrl+L"), (view.check.words, "F9")}
    return found


@pytest.mark.parametrize(("language", "page"), PAGES, ids=IDS)
def test_what_is_quoted_stands_on_the_screen(language: Language, page: Article) -> None:
    quoted = {run.words.rstrip(".") for run in runs(page, Mark.SCREEN)}
    assert not quoted - SAID[language]


@pytest.mark.parametrize(("language", "page"), PAGES, ids=IDS)
def test_what_is_a_key_is_one_that_the_kiosk_knows(language: Language, page: Article) -> None:
    foreign = {"Space"} if language is Language.ID else {"Spasi"}
    assert {run.words for run in runs(page, Mark.KEY)} <= KEYS - foreign


@pytest.mark.parametrize("language", Language)
def test_the_keys_of_the_panel_are_those_that_its_buttons_wear(language: Language) -> None:
    told = {
        pair
        for file in (HELP / language.value).iterdir()
        for pair in ON_A_KEY.findall(file.read_text("utf-8"))
    }
    assert told <= deeds(language)
    assert {key for _, key in told} == {"F4", "F5", "F6", "F7", "F8", "F9", "Ctrl+L"}


@pytest.mark.parametrize(("language", "page"), PAGES, ids=IDS)
def test_another_reader_of_markdown_reads_the_same(language: Language, page: Article) -> None:
    file: Path = HELP / language.value / f"{page.name}.md"
    document = QTextDocument()
    document.setDefaultFont(sans(16))
    document.setMarkdown(file.read_text("utf-8"), QTextDocument.MarkdownFeature.MarkdownDialectCommonMark)
    read = [line for line in document.toPlainText().split("\n") if line]
    assert read == [page.title, *_lines(page)]


def _lines(page: Article) -> Iterator[str]:
    for block in page.blocks:
        match block:
            case Heading(words):
                yield words
            case Paragraph(text):
                yield _joined(text)
            case Bullets(items) | Steps(items):
                yield from (_joined(text) for text in items)
            case Links(pages):
                yield from (title for title, _ in pages)
            case Picture():
                yield "\ufffc"


def _joined(text: Text) -> str:
    return "".join(run.words for run in text)

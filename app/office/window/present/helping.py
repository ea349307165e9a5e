"""The office's guide as parts of a page, and what the program says of itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from app.base.build import licences, version
from app.base.guide import Article, Bullets, Guide, Heading, Links, Mark, Paragraph, Picture, Steps, Text
from app.base.sentences import Language, say
from app.office.window import view as v
from app.ui.controls.action import Kind

ABOUT = "about"
"""The page that no file holds: which Bilik this is, and what it is made of."""

_LISTED = re.compile(r"^([KO])  (\S.*?)(?:  +(\S+))?  +(\S.*)$")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """To the page of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class PrintNotice:
    """The breach notice, to be filled in with a pen."""


def contents(guide: Guide, here: str, language: Language) -> Iterator[v.Part]:
    """A card for each chapter, with its pages."""
    for number, chapter in enumerate(guide.chapters, 1):
        rows = [(page.name, page.title) for page in chapter.pages]
        yield _chapter(f"chapter_{number}", chapter.title, rows, here)
    about = say(language, "help.about")
    yield _chapter("chapter_about", about, [(ABOUT, say(language, "help.about_page"))], here)


def _chapter(name: str, title: str, pages: Sequence[tuple[str, str]], here: str) -> v.Card:
    rows = tuple(
        v.Row(f"page_{page}", (v.Cell(words, strong=page == here, wrap=True),), ReadPage(page), page == here)
        for page, words in pages
    )
    return v.Card(name, (v.Table(f"{name}_table", title, (v.Head(title),), rows),))


def article(page: Article) -> Iterator[v.Part]:
    """A card for each part of a page."""
    title, parts, number = "", list[v.Part](), 0
    for block in page.blocks:
        if isinstance(block, Heading):
            if parts:
                yield v.Card(f"part_{number}", tuple(parts), title)
            title, parts, number = block.words, [], number + 1
        else:
            parts.append(_part(block))
    if parts:
        yield v.Card(f"part_{number}", tuple(parts), title)


def _part(block: Paragraph | Bullets | Steps | Links | Picture) -> v.Part:
    match block:
        case Paragraph(text):
            return v.Text(plain(text))
        case Bullets(items):
            return v.Lines(tuple(v.Line("chevron-right", bold(item)) for item in items))
        case Steps(items):
            return v.Steps(tuple(plain(item) for item in items))
        case Links(pages):
            buttons = (v.Button(f"to_{name}", words, ReadPage(name), Kind.TEXT) for words, name in pages)
            return v.Buttons(tuple(buttons))
        case Picture(file, spoken, caption):
            png = block.read()
            if not png:
                return v.Text(spoken)
            return v.Picture(f"picture_{file.stem}", png, spoken, bold(caption))
        case _:
            assert_never(block)


def plain(text: Text) -> str:
    """The words of a line."""
    return "".join(run.words for run in text)


def bold(text: Text) -> str:
    """The same with what stands on screens and keys set off."""
    return "".join(run.words if run.mark is Mark.PLAIN else f"*{run.words}*" for run in text)


def about(language: Language) -> Iterator[v.Part]:
    """Which Bilik this is, and every part of others with its licence."""
    yield v.Card(
        "program", (v.Facts((v.Fact(say(language, "help.version"), version(), mono=True),)),), "Bilik"
    )
    heads = (
        v.Head(say(language, "help.part"), stretch=3),
        v.Head(say(language, "help.part_version"), stretch=2),
        v.Head(say(language, "help.licence"), stretch=5),
    )
    rows = tuple(_parts_of(licences()))
    table = v.Table("parts_table", say(language, "help.parts"), heads, rows, shown=14)
    note = v.Text(say(language, "help.parts_note"))
    yield v.Card("parts", (note, table), say(language, "help.parts"))


def _parts_of(text: str) -> Iterator[v.Row]:
    for number, line in enumerate(text.splitlines()):
        if found := _LISTED.match(line):
            _, name, edition, licence = found.groups()
            yield v.Row(f"part_{number}", (v.Cell(name, strong=True), v.Cell(edition or ""), v.Cell(licence)))

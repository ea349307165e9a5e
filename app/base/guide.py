"""The guide: short pages for proctors and for whoever installs, read from `resources/help/<language>/*.md`.

The pages are Markdown of which little is allowed, so that the same page can be shown by the kiosk, drawn on
paper and read in any editor, and so that nothing in it can be more than words. One line is one thing:

    # Title                          once, first
    ## Heading
    - item       1. step             steps are counted from 1
    - [Title](page.md)               another page; only alone on its line
    ![Seen](../pictures/id/name.png "Look at this")       a picture of the screen, alone on its line
    Anything else                    a paragraph

The words of a picture in brackets are for whoever does not see it; those in quotes stand below it.

Within a line `**words**` are words on the screen, quoted exactly, and `` `F8` `` is a key. No other sign that
Markdown reads may stand in a page. `contents.md` names the chapters (headings) and their pages, in order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import assert_never

from app.base.errors import Environment, Integrity
from app.base.resources import RESOURCES
from app.base.sentences import Language

HELP = RESOURCES / "help"
CONTENTS = "contents"
PICTURES = "pictures"
"""The folder beside the pages' own in which the pictures lie, a folder for each language."""
_PICTURE = re.compile(r'!\[([^\]\["]+)\]\(\.\./pictures/(id|en)/([a-z0-9-]+\.png) "([^"]+)"\)')
_LINK = re.compile(r"- \[([^\]\[]+)\]\(([a-z-]+)\.md\)")
_STEP = re.compile(r"(\d+)\. (.+)")
_MARKS = re.compile(r"\*\*([^*`]+)\*\*|`([^*`]+)`")
_SPECIAL = re.compile(r"[*`<>\[\]_\\|#&~^]|https?:|www\.|^\s|\s$|\s\s")
_BEGINS = re.compile(r"[-+=]|\d+[.)]")  # what would begin a list, or underline a title


class Mark(Enum):
    """What a run of words is."""

    PLAIN = auto()
    SCREEN = auto()  # words that stand on the screen
    KEY = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind within a line."""

    words: str
    mark: Mark = Mark.PLAIN


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a part of a page."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """Things in no order."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do one after another, counted from 1."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Other pages: title and name."""

    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a screen: its PNG file, what is to be seen on it, and below it what to look at."""

    file: Path
    spoken: str
    caption: Text

    def read(self) -> bytes:
        """The bytes of the file; none where it cannot be read, and the words stand for it."""
        try:
            return self.file.read_bytes()
        except OSError:
            return b""


Block = Heading | Paragraph | Bullets | Steps | Links | Picture


@dataclass(frozen=True, slots=True)
class Article:
    """One page; `name` is that of its file."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[Text]:
        """Every line of it but the title and the links."""
        for block in self.blocks:
            match block:
                case Heading(words):
                    yield (Run(words),)
                case Paragraph(text):
                    yield text
                case Bullets(items) | Steps(items):
                    yield from items
                case Picture(caption=text):
                    yield text
                case Links():
                    pass

    def has(self, sought: str) -> bool:
        """Whether all words of `sought` stand in the page, in whatever case and order."""
        whole = " ".join((self.title, *("".join(run.words for run in text) for text in self.texts())))
        return all(word in whole.casefold() for word in sought.casefold().split())


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that belong together."""

    title: str
    pages: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """All pages in one language."""

    title: str
    chapters: tuple[Chapter, ...]

    @property
    def pages(self) -> tuple[Article, ...]:
        """Every page, in the order of the contents."""
        return tuple(page for chapter in self.chapters for page in chapter.pages)

    def page(self, name: str) -> Article:
        """The page of that name; the first one where there is none."""
        return next((page for page in self.pages if page.name == name), self.pages[0])


@lru_cache
def read_guide(language: Language, folder: Path = HELP) -> Guide:
    """The guide in `language`.

    Raises:
        Environment: `base.guide_missing`, a page is gone or cannot be read.
        Integrity: `base.guide_malformed`, a page holds what a page may not hold.
    """
    pages = folder / language.value
    contents = read_page(pages / f"{CONTENTS}.md")
    chapters: list[Chapter] = []
    for heading, links in zip(contents.blocks[::2], contents.blocks[1::2], strict=False):
        if isinstance(heading, Heading) and isinstance(links, Links):
            listed = tuple(read_page(pages / f"{name}.md") for _, name in links.pages)
            chapters.append(Chapter(heading.words, listed))
    if not chapters or 2 * len(chapters) != len(contents.blocks):
        raise _malformed(CONTENTS, 1)
    return Guide(contents.title, tuple(chapters))


def read_page(file: Path) -> Article:
    """One page.

    Raises:
        Environment, Integrity: as `read_guide`.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as gone:
        raise Environment("base.guide_missing", page=file.stem) from gone
    except UnicodeDecodeError as wrong:
        raise _malformed(file.stem, 1) from wrong
    return parse_page(file.stem, text, file.parent)


def parse_page(name: str, text: str, folder: Path = HELP / Language.ID.value) -> Article:
    """The page that `text` is; its pictures are looked for beside `folder`, in which it lies.

    Raises:
        Integrity: `base.guide_malformed`, with the number of the first line that may not be there.
    """
    lines = list(_lines(name, text))
    if not lines or lines[0].kind is not _Kind.TITLE:
        raise _malformed(name, 1)
    for number, line in enumerate(lines[1:], 1):
        if line.kind is _Kind.TITLE or (line.kind is _Kind.STEP and line.count != _next(lines[number - 1])):
            raise _malformed(name, line.number)
    blocks: list[Block] = []
    for kind, group in groupby(lines[1:], key=lambda line: line.kind):
        blocks += _blocks(kind, tuple(group), folder.parent)
    return Article(name, lines[0].words, tuple(blocks))


# --- lines ----------------------------------------------------------------------------------------------


class _Kind(Enum):
    TITLE = auto()
    HEADING = auto()
    LINK = auto()
    BULLET = auto()
    STEP = auto()
    PICTURE = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its number, its words without the sign before them, the page or file, the step's count."""

    number: int
    kind: _Kind
    words: str
    page: str = ""
    count: int = 0
    spoken: str = ""

    @property
    def legal(self) -> bool:
        """Whether no sign stands in it that Markdown would read."""
        heads = self.kind in {_Kind.TITLE, _Kind.HEADING}
        begins = not heads and _BEGINS.match(self.words)
        return not (begins or _SPECIAL.search(_MARKS.sub("x", self.words)) or _SPECIAL.search(self.spoken))


def _lines(name: str, text: str) -> Iterator[_Line]:
    """The lines that are not empty. Words right below other words would be one paragraph with them."""
    above = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            read = _line(number, line)
            joins = read.kind in {_Kind.WORDS, _Kind.PICTURE} and above and not above.startswith("#")
            if joins or not read.legal:
                raise _malformed(name, number)
            yield read
        above = line


def _line(number: int, line: str) -> _Line:
    if link := _LINK.fullmatch(line):
        return _Line(number, _Kind.LINK, link[1], page=link[2])
    if picture := _PICTURE.fullmatch(line):
        spoken, language, file, caption = picture.groups()
        return _Line(number, _Kind.PICTURE, caption, page=f"{language}/{file}", spoken=spoken)
    if step := _STEP.fullmatch(line):
        return _Line(number, _Kind.STEP, step[2], count=int(step[1]))
    for sign, kind in (("# ", _Kind.TITLE), ("## ", _Kind.HEADING), ("- ", _Kind.BULLET)):
        if line.startswith(sign):
            return _Line(number, kind, line.removeprefix(sign))
    return _Line(number, _Kind.WORDS, line)


def _next(before: _Line) -> int:
    return before.count + 1 if before.kind is _Kind.STEP else 1


def _blocks(kind: _Kind, lines: Sequence[_Line], above: Path) -> Iterator[Block]:
    """Lines of one kind that stand together; pictures lie in a folder of `above`."""
    match kind:
        case _Kind.HEADING | _Kind.TITLE:
            yield from (Heading(line.words) for line in lines)
        case _Kind.WORDS:
            yield from (Paragraph(_text(line.words)) for line in lines)
        case _Kind.BULLET:
            yield Bullets(tuple(_text(line.words) for line in lines))
        case _Kind.STEP:
            yield Steps(tuple(_text(line.words) for line in lines))
        case _Kind.LINK:
            yield Links(tuple((line.words, line.page) for line in lines))
        case _Kind.PICTURE:
            for line in lines:
                yield Picture(above / PICTURES / line.page, line.spoken, _text(line.words))
        case _:
            assert_never(kind)


def _text(words: str) -> Text:
    """The runs of a line."""
    runs: list[Run] = []
    end = 0
    for mark in _MARKS.finditer(words):
        runs.append(Run(words[end : mark.start()]))
        runs.append(Run(mark[1], Mark.SCREEN) if mark[1] else Run(mark[2], Mark.KEY))
        end = mark.end()
    runs.append(Run(words[end:]))
    return tuple(run for run in runs if run.words)


def _malformed(page: str, line: int) -> Integrity:
    return Integrity("base.guide_malformed", page=page, line=line)

"""The paper copy of an officer's key: lines to be typed back in, and words to compare."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.artwork import cover, mark
from app.paper.sheet.page import (
    GOLD_50,
    GOLD_600,
    INK_2,
    INK_3,
    INNER,
    LINE_2,
    MARGIN,
    MUSI_700,
    WHITE,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    paginated,
)


@dataclass(frozen=True, slots=True)
class KeyCopy:
    """One officer's secret as `lines` (base32 with a checksum at each line's end) and the root's `words`.

    `what` says in words which key it is; `created` is a date already in words. `practice`: of no value.
    """

    officer: str
    what: str
    created: str
    lines: tuple[str, ...]
    words: tuple[str, ...]
    practice: bool = False


def key_copies(copies: Sequence[KeyCopy], language: Language = Language.ID) -> bytes:
    """One page for every copy."""

    def draw(sheet: Sheet) -> None:
        for place, copy in enumerate(copies):
            if place:
                sheet.next_page()
            _page(sheet, copy)

    return paginated(say(language, "paper.key_title"), language, draw)


def _page(sheet: Sheet, copy: KeyCopy) -> None:
    language = sheet.language
    cover(sheet, 410, WIDTH, 104)
    mark(sheet, MARGIN, 22, 20, on_dark=True)
    head = "Bilik" if not copy.practice else f"Bilik · {say(language, 'paper.practice')}"
    sheet.text(MARGIN + 28, 36, head, Style(Face.MEDIUM, 10.5, WHITE))
    sheet.text(MARGIN, 66, say(language, "paper.key_title"), Style(Face.BOLD, 20, WHITE), track=-0.2)
    sheet.fit(MARGIN, 86, copy.what, Style(size=11, colour="#CFE0E2"), 350)
    sheet.fit(MARGIN, 134, copy.officer, Style(Face.SEMIBOLD, 14), INNER)
    sheet.fit(MARGIN, 151, copy.created, Style(size=10, colour=INK_2), INNER)
    y = 170.0
    for place, key in enumerate(("paper.key_keep", "paper.key_alone", "paper.key_type")):
        sheet.text(MARGIN, y + 10, str(place + 1), Style(Face.BOLD, 10, MUSI_700))
        y += sheet.paragraph(MARGIN + 15, y, INNER - 15, say(language, key)) + 4
    y = _lines(sheet, copy.lines, y + 12)
    y = _words(sheet, copy.words, y + 24)
    for place, key in enumerate(("paper.key_owner", "paper.key_witness")):
        x = MARGIN + place * INNER / 2
        sheet.rule(x, y + 66, x + INNER / 2 - 24, y + 66, INK_2, 0.5)
        sheet.text(x, y + 79, say(language, key), Style(size=8.5, colour=INK_2))
    sheet.footer(say(language, "paper.key_foot"))


def _lines(sheet: Sheet, lines: tuple[str, ...], y: float) -> float:
    """The lines, numbered, in a box; large when there are few."""
    pitch = min(27.0, 330 / max(1, len(lines)))
    size = min(14.0, pitch * 0.56)
    longest = max((len(line) for line in lines), default=1)
    size = min(size, (INNER - 64) / (longest * 0.6))  # the mono face is 0.6 em wide
    sheet.box(MARGIN, y, INNER, pitch * len(lines) + 20, fill=GOLD_50, stroke=GOLD_600, radius=7)
    for place, line in enumerate(lines):
        base = y + 10 + pitch * (place + 0.68)
        sheet.text(MARGIN + 28, base, str(place + 1), Style(Face.MONO, 8.5, INK_3), Align.RIGHT)
        sheet.text(MARGIN + 42, base, line, Style(Face.MONO_BOLD, size))
    return y + pitch * len(lines) + 20


def _words(sheet: Sheet, words: tuple[str, ...], y: float) -> float:
    sheet.text(MARGIN, y, say(sheet.language, "paper.key_words"), Style(Face.BOLD, 12))
    height = sheet.paragraph(
        MARGIN, y + 5, INNER, say(sheet.language, "paper.key_words_how"), Style(size=9.5, colour=INK_2)
    )
    columns = 3
    width = INNER / columns
    top = y + 12 + height
    for place, word in enumerate(words):
        row, column = divmod(place, columns)
        x, at = MARGIN + column * width, top + row * 30
        sheet.box(x, at, width - 8, 25, stroke=LINE_2, radius=5)
        sheet.text(x + 10, at + 16.5, f"{place + 1}", Style(Face.MONO, 8.5, INK_3))
        sheet.fit(x + 24, at + 16.5, word, Style(Face.SEMIBOLD, 11), width - 38)
    return top + -(-len(words) // columns) * 30

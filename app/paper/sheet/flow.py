"""Long documents: rows that follow one another over as many pages as they need.

A block of rows stays together where a page can hold it; a larger block is broken between two rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.paper.sheet.artwork import mark as logo
from app.paper.sheet.page import (
    FOOT,
    GOLD_50,
    GOLD_600,
    GOLD_800,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    MUSI_700,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    fitted,
    width_of,
)

TOP = 74.0
BOTTOM = FOOT - 12
_RUNNING = Style(Face.MEDIUM, 10.5, INK_2)
_NOTICE = Style(Face.SEMIBOLD, 10.5, GOLD_800)


@dataclass(frozen=True, slots=True)
class Row:
    """Something as wide as the page: its height with the space around it, and how to draw it from its top."""

    height: float
    draw: Callable[[float], None]


class Flow:
    """Rows put one below the other. `running` is the head of the pages that follow."""

    def __init__(self, sheet: Sheet, foot: str, notice: str) -> None:
        self.sheet = sheet
        self.running = ""
        self._foot = foot
        self._notice = notice
        self._y = TOP
        self._head()

    def put(self, rows: Sequence[Row]) -> None:
        """Draw a block, on a page of its own where this one is too full for it."""
        height = sum(row.height for row in rows)
        if self._y + height > BOTTOM and height <= BOTTOM - TOP:
            self.turn()
        for row in rows:
            if self._y + row.height > BOTTOM:
                self.turn()
            row.draw(self._y)
            self._y += row.height

    def space(self, height: float) -> None:
        """Leave some room."""
        self._y += height

    def turn(self) -> None:
        """Go on at the top of the next page."""
        self.sheet.footer(self._foot)
        self.sheet.next_page()
        self._y = TOP
        self._head()

    def end(self) -> None:
        """Finish the last page."""
        self.sheet.footer(self._foot)

    # --- kinds of rows --------------------------------------------------------------------------------

    def text(
        self,
        words: str,
        style: Style,
        *,
        indent: float = 0,
        mark: str = "",
        mark_style: Style | None = None,
        pointer: bool = False,
        after: float = 0,
    ) -> Row:
        """Wrapped text; before it, in the indent, a `mark` or a small triangle as `pointer`."""
        sheet, x, width = self.sheet, MARGIN + indent, INNER - indent
        look = mark_style or style
        height = sheet.height_of(width, words, style)

        def draw(y: float) -> None:
            if mark:
                base = y + style.line * 0.5 + style.size * 0.36
                sheet.text(x - 10, base, mark, look, Align.RIGHT)
            if pointer:
                left = x - 11 - (width_of(mark, look) + 12 if mark else 0)
                middle = y + style.line * 0.5
                sheet.polygon(((left, middle - 4), (left + 6, middle), (left, middle + 4)), fill=MUSI_700)
            sheet.paragraph(x, y, width, words, style)

        return Row(height + after, draw)

    def rule(self, before: float = 0, after: float = 0) -> Row:
        """A line across the page."""
        return Row(
            before + after,
            lambda y: self.sheet.rule(MARGIN, y + before, WIDTH - MARGIN, y + before, LINE_2, 0.8),
        )

    def gap(self, height: float) -> Row:
        """Room that stays with its block."""
        return Row(height, lambda _y: None)

    def side_by_side(self, left: Row, right: Row) -> Row:
        """Two rows at one height."""

        def draw(y: float) -> None:
            left.draw(y)
            right.draw(y)

        return Row(max(left.height, right.height), draw)

    def cards(
        self,
        yes: tuple[str, Sequence[str]],
        no: tuple[str, Sequence[str]],
        heading: Style,
        style: Style,
    ) -> None:
        """What may be done beside what may not: ticks on the left, crosses on the right."""
        sheet, width, pad = self.sheet, (INNER - 14) / 2, 14.0
        inside = width - 2 * pad - 22

        def tall(lines: Sequence[str]) -> float:
            return sum(sheet.height_of(inside, line, style) + 5 for line in lines)

        height = 2 * pad + heading.line + 6 + max(tall(yes[1]), tall(no[1]))
        for at, (title, lines) in enumerate((yes, no)):
            x = MARGIN + at * (width + 14)
            sheet.box(x, self._y, width, height, stroke=LINE_2, radius=8)
            y = self._y + pad
            sheet.paragraph(x + pad, y, width - 2 * pad, title, heading)
            y += heading.line + 6
            for line in lines:
                middle = y + style.line * 0.5 + 1
                if at == 0:
                    _tick(sheet, x + pad + 5, middle)
                else:
                    sheet.cross(x + pad + 5, middle, 8)
                y += sheet.paragraph(x + pad + 22, y, inside, line, style) + 5
        self._y += height

    def banner(self, words: str, style: Style) -> None:
        """A sentence in gold."""
        height = self.sheet.height_of(INNER - 28, words, style) + 18
        self.sheet.box(MARGIN, self._y, INNER, height, fill=GOLD_50, stroke=GOLD_600, radius=7)
        self.sheet.paragraph(MARGIN + 14, self._y + 8, INNER - 28, words, style)
        self._y += height

    # --- pages ----------------------------------------------------------------------------------------

    def _head(self) -> None:
        sheet = self.sheet
        width = width_of(self._notice, _NOTICE) + 24
        sheet.box(WIDTH - MARGIN - width, 32, width, 24, fill=GOLD_50, stroke=GOLD_600, radius=12)
        sheet.text(WIDTH - MARGIN - width / 2, 47.5, self._notice, _NOTICE, Align.CENTRE)
        logo(sheet, MARGIN, 34, 20)
        cut, small = fitted(self.running or "Bilik", _RUNNING, INNER - width - 44)
        sheet.text(MARGIN + 28, 47.5, cut, small)


def _tick(sheet: Sheet, x: float, y: float) -> None:
    sheet.rule(x - 5, y, x - 1.5, y + 3.5, INK, 1.4)
    sheet.rule(x - 1.5, y + 3.5, x + 5, y - 4, INK, 1.4)

"""Reports of several pages: chapters with a running head, headings, text, tables, remarks, signatures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.base.sentences import Language
from app.paper.reports.figures import tag
from app.paper.reports.grid import AIR, Column, Grid, Line
from app.paper.sheet.artwork import mark
from app.paper.sheet.page import (
    FOOT,
    GOLD_800,
    HEADING,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    MUSI_700,
    WIDTH,
    Face,
    Sheet,
    Style,
    drawn,
    width_of,
)

TOP = 88.0
BOTTOM = FOOT - 10
TITLE = Style(Face.BOLD, 19, leading=23)
BODY = Style(size=10, leading=14.4)
LEAD = Style(Face.MEDIUM, 10.6, leading=15.4)
SMALL = Style(size=8.8, colour=INK_2, leading=12)
POINT = Style(size=9.6, leading=13.3)
_TAG = Style(Face.BOLD, 9, GOLD_800)
AIRS = (AIR, 3.6, 2.8, 2.0, 1.4)  # of tables, from a report with room to one that has to be short
_SHARED = 170.0  # a chapter begins on the page of the last one where so much is left


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top and at the foot of every page."""

    name: str
    under: str
    tags: tuple[str, ...]
    foot: str
    digests: tuple[str, ...]


def fitted(title: str, language: Language, most: int, draw: Callable[[Sheet, float], None]) -> bytes:
    """The document with the most air of tables with which it has at most `most` pages, or else the fewest.

    What was laid out to count its pages is not laid out again: it also says what stands where.
    """
    tried: dict[float, Sheet] = {}
    for air in AIRS:
        draw(trial := Sheet(title, language, trial=True), air)
        tried[air] = trial
        if trial.page <= most:
            break
    air = min(tried, key=lambda air: (tried[air].page, -air))
    return drawn(title, language, tried[air], lambda sheet: draw(sheet, air))


class Chapters:
    """Chapters put one after the other on a sheet; `y` is where the next thing begins."""

    def __init__(self, sheet: Sheet, head: Head, air: float = AIR) -> None:
        self.sheet = sheet
        self.y = 0.0
        self.foot = head.foot
        self._head = head
        self._air = air
        self._begun = False

    @property
    def room(self) -> float:
        """How much of this page is left."""
        return BOTTOM - self.y

    # --- pages ----------------------------------------------------------------------------------------

    def covered(self) -> None:
        """The first page was drawn by somebody else, its foot as well."""
        self._begun = True
        self.y = BOTTOM
        self.foot = ""

    def turn(self) -> None:
        """Go on at the top of the next page."""
        if self._begun:
            self._close()
            self.sheet.next_page()
        self._begun = True
        self.foot = self._head.foot
        self._draw_head()
        self.y = TOP

    def end(self) -> None:
        """Finish the last page."""
        self._close()

    def keep(self, height: float) -> None:
        """Turn the page where it has not `height` left for what belongs together."""
        if self.room < height:
            self.turn()

    def _close(self) -> None:
        if self.foot:
            self.sheet.footer(self.foot, self._head.digests)

    def _draw_head(self) -> None:
        sheet, head = self.sheet, self._head
        mark(sheet, MARGIN, 35, 25)
        x = WIDTH - MARGIN
        for word in reversed(head.tags):
            x -= width_of(word, _TAG) + 15
            tag(sheet, x, 39, word)
            x -= 6
        room = x - MARGIN - 46
        sheet.fit(MARGIN + 36, 45.5, head.name, Style(Face.BOLD, 11.8), room)
        sheet.fit(MARGIN + 36, 58.5, head.under, Style(size=9.4, colour=INK_2), room)
        sheet.rule(MARGIN, 71, WIDTH - MARGIN, 71, INK, 1.4)

    # --- blocks ---------------------------------------------------------------------------------------

    def chapter(
        self, name: str, title: str, lead: str = "", *, alone: bool = False, least: float = _SHARED
    ) -> None:
        """Begin a chapter, on a page of its own where less than `least` is left of this one or it wants to
        be `alone`.
        """
        if alone or not self._begun or self.room < least:
            self.turn()
        else:
            self.y += 16
            self.sheet.rule(MARGIN, self.y, WIDTH - MARGIN, self.y)
            self.y += 8
        self.sheet.place(name, title, 0, self.y)
        self.y += 4 + self.sheet.paragraph(MARGIN, self.y + 4, INNER, title, TITLE) + 6
        if lead:
            self.text(lead, LEAD, after=7)

    def heading(self, words: str, with_: float = 60.0) -> None:
        """A heading, never alone at the foot of a page."""
        self.keep(28 + with_)
        self.sheet.text(MARGIN, self.y + 17, words, HEADING)
        self.y += 24

    def text(self, words: str, style: Style = BODY, after: float = 6.0) -> None:
        """Wrapped text."""
        height = self.sheet.height_of(INNER, words, style)
        self.keep(height)
        self.sheet.paragraph(MARGIN, self.y, INNER, words, style)
        self.y += height + after

    def points(self, sentences: Sequence[str], *, numbered: bool = False, style: Style = POINT) -> None:
        """Sentences with a chevron or a number before each."""
        for at, words in enumerate(sentences):
            height = self.sheet.height_of(INNER - 19, words, style)
            self.keep(height)
            if numbered:
                base = self.y + style.line * 0.5 + style.size * 0.36
                self.sheet.text(MARGIN, base, f"{at + 1}", Style(Face.BOLD, style.size, MUSI_700))
            else:
                middle = self.y + style.line * 0.52
                self.sheet.rule(MARGIN + 1, middle - 3.4, MARGIN + 4.5, middle, MUSI_700, 1.3)
                self.sheet.rule(MARGIN + 4.5, middle, MARGIN + 1, middle + 3.4, MUSI_700, 1.3)
            self.sheet.paragraph(MARGIN + 19, self.y, INNER - 19, words, style)
            self.y += height + 3
        self.y += 3

    def table(self, columns: Sequence[Column], lines: Sequence[Line], *, after: float = 8.0) -> None:
        """A table that breaks between rows and repeats its head; a row that is a title keeps the next."""
        if not lines:
            return
        grid = Grid(tuple(columns), MARGIN, INNER, self._air)
        heights = [grid.row_height(self.sheet, line) for line in lines]
        first = heights[0] + (heights[1] if lines[0].title and len(lines) > 1 else 0)
        self.keep(grid.head_height(self.sheet) + first)
        self.y += grid.head(self.sheet, self.y)
        for at, line in enumerate(lines):
            if self.room < heights[at] + self._with(lines, heights, at):
                self.turn()
                self.y += grid.head(self.sheet, self.y)
            grid.row(self.sheet, line, self.y, heights[at])
            self.y += heights[at]
        self.y += after

    def table_height(self, columns: Sequence[Column], lines: Sequence[Line]) -> float:
        """How high `table` would be on one page."""
        grid = Grid(tuple(columns), MARGIN, INNER, self._air)
        return grid.head_height(self.sheet) + sum(grid.row_height(self.sheet, line) for line in lines)

    @staticmethod
    def _with(lines: Sequence[Line], heights: Sequence[float], at: int) -> float:
        """What must stand on the same page as a row: a title's first row, the sum after the last one."""
        following = at + 1 < len(lines)
        return heights[at + 1] if following and (lines[at].title or lines[at + 1].strong) else 0.0

    def draw(self, height: float, draw: Callable[[float], None], after: float = 8.0) -> None:
        """Something of this height that draws itself from its top."""
        self.keep(height)
        draw(self.y)
        self.y += height + after

    def facts(self, pairs: Sequence[tuple[str, str]], *, wide: float = 150.0) -> None:
        """Labels and what they stand for, under thin rules."""
        name, value = Style(Face.SEMIBOLD, 9.3, leading=12.6), Style(size=9.3, leading=12.6)
        for label, words in pairs:
            height = 7 + max(
                self.sheet.height_of(wide - 10, label, name),
                self.sheet.height_of(INNER - wide, words, value),
            )
            self.keep(height)
            self.sheet.paragraph(MARGIN, self.y + 3, wide - 10, label, name)
            self.sheet.paragraph(MARGIN + wide, self.y + 3, INNER - wide, words, value)
            self.sheet.rule(MARGIN, self.y + height, WIDTH - MARGIN, self.y + height, LINE_2, 0.5)
            self.y += height
        self.y += 8

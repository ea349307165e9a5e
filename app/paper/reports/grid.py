"""Tables of reports: words, figures and rows of charts under thin rules, over as many pages as they need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import assert_never

from app.base.charts import Axis, BandSpan, HeatCell, IntervalRow, Tone
from app.paper.sheet.charts import chip, heat_cell, interval_mark, sign_of, spaced
from app.paper.sheet.page import (
    CONTROL,
    INK,
    INK_2,
    LINE,
    Align,
    Face,
    Sheet,
    Style,
    fitted,
    legible,
    width_of,
)
from app.scoring.results import Comparison

WORDS = Style(size=9.3, leading=12.4)
STRONG = Style(Face.SEMIBOLD, 9.3, leading=12.4)
FAINT = Style(size=8.5, colour=INK_2, leading=11.2)
FIGURE = Style(Face.BOLD, 9.8, leading=12.4)
HEAD = Style(Face.SEMIBOLD, 8.8, INK_2, 11.4)
AIR = 4.4  # above and below what stands in a row, where a report has room
_GAP = 9.0  # between columns
_SMALLEST = 7.0
_LEAST_HEAD = 0.82  # of the size of heads, before single ones are made smaller yet


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a cell, a bold `lead` before and smaller ones under them; `wrap`: over several lines,
    otherwise made to fit one, and over several only where the smallest letters do not fit.
    """

    text: str
    under: str = ""
    style: Style = WORDS
    wrap: bool = True
    lead: str = ""
    small: Style = FAINT

    def height(self, sheet: Sheet, width: float) -> float:
        """How high it stands in `width`."""
        flows = self._flows(width)
        first = sheet.height_of(width, self.text, self.style, self.lead) if flows else self.style.line
        return first + (sheet.height_of(width, self.under, self.small) + 1 if self.under else 0)

    def draw(self, sheet: Sheet, x: float, top: float, width: float, height: float, align: Align) -> None:
        """Draw it from `top`; words of one line stand on the first line of the row."""
        del height
        if not self.wrap and not self._flows(width):
            at = {Align.LEFT: x, Align.CENTRE: x + width / 2, Align.RIGHT: x + width}[align]
            base = top + WORDS.line * 0.5 + self.style.size * 0.36
            sheet.fit(at, base, self.text, self.style, width, align, _SMALLEST)
            top += self.style.line
        elif self.text:
            top += sheet.paragraph(x, top, width, self.text, self.style, self.lead, align)
        if self.under:
            sheet.paragraph(x, top + 1, width, self.under, self.small, align=align)

    def _flows(self, width: float) -> bool:
        if self.wrap or not self.text:
            return bool(self.text)
        return width_of(legible(self.text, self.style.face), replace(self.style, size=_SMALLEST)) > width


@dataclass(frozen=True, slots=True)
class Plot:
    """A row of an interval plot over the scale of its column."""

    row: IntervalRow
    scale: Axis
    bands: tuple[BandSpan, ...] = ()
    target: float | None = None
    air: float = AIR

    def height(self, sheet: Sheet, width: float) -> float:
        """A mark and air."""
        del sheet, width
        return 12.4

    def draw(self, sheet: Sheet, x: float, top: float, width: float, height: float, align: Align) -> None:
        """Draw it over the whole height of the row, so that the grounds meet."""
        del align
        scale = self.scale.placed(x, width)
        middle = top + WORDS.line * 0.5
        interval_mark(
            sheet,
            self.row,
            scale,
            top - self.air,
            height + 2 * self.air,
            middle=middle,
            bands=self.bands,
            target=self.target,
        )


@dataclass(frozen=True, slots=True)
class Band:
    """A chip: a band (solid, dashed while open), or hatched where something is withheld (no tone)."""

    text: str
    tone: Tone | None

    def height(self, sheet: Sheet, width: float) -> float:
        """That of a chip."""
        del sheet, width
        return 15.0

    def draw(self, sheet: Sheet, x: float, top: float, width: float, height: float, align: Align) -> None:
        """Draw it at the left."""
        del height, align
        chip(sheet, x, top - 1, self.text, self.tone, width, 15)


@dataclass(frozen=True, slots=True)
class State:
    """A short word in a frame: how far something is."""

    text: str

    def height(self, sheet: Sheet, width: float) -> float:
        """One line."""
        del sheet, width
        return 13.0

    def draw(self, sheet: Sheet, x: float, top: float, width: float, height: float, align: Align) -> None:
        """Draw it at the left."""
        del height, align
        cut, style = fitted(legible(self.text, Face.BOLD), Style(Face.BOLD, 8.4), width - 10, 6)
        sheet.box(x, top - 0.6, width_of(cut, style) + 10, 13.6, stroke=CONTROL, radius=4, line=0.6)
        sheet.text(x + 5, top + 9.2, cut, style)


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell of a heat table."""

    cell: HeatCell
    strong: bool = False

    def height(self, sheet: Sheet, width: float) -> float:
        """One line."""
        del sheet, width
        return 13.0

    def draw(self, sheet: Sheet, x: float, top: float, width: float, height: float, align: Align) -> None:
        """Draw it over the height of the row."""
        del align
        heat_cell(sheet, self.cell, x, top - 2, width, height + 4, strong=self.strong)


@dataclass(frozen=True, slots=True)
class Sign:
    """How a figure stands to another one, as a mark that a legend explains; a dash where nobody can say."""

    comparison: Comparison | None

    def height(self, sheet: Sheet, width: float) -> float:
        """One line."""
        del sheet, width
        return WORDS.line

    def draw(self, sheet: Sheet, x: float, top: float, width: float, height: float, align: Align) -> None:
        """Draw it on the first line of the row."""
        del height, align
        middle, at = top + WORDS.line * 0.5, x + width / 2
        match self.comparison:
            case None:
                sheet.text(at, middle + 3, "–", FAINT, Align.CENTRE)
            case Comparison.ABOVE:
                sign_of(sheet, True, at, middle)
            case Comparison.BELOW:
                sign_of(sheet, False, at, middle)
            case Comparison.NOT_DIFFERENT:
                sign_of(sheet, None, at, middle)
            case _:
                assert_never(self.comparison)


Cell = str | Words | Plot | Band | Shade | Sign | State


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the widths are shares of the table's. `scale`: its numbers stand under the head."""

    title: str
    share: float
    align: Align = Align.LEFT
    style: Style = WORDS
    scale: Axis | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. `title`: it names those that follow; `strong`: it is of all the others; `least`: its
    height, where somebody writes into it.
    """

    cells: tuple[Cell, ...]
    title: bool = False
    strong: bool = False
    least: float = 0.0


@dataclass(frozen=True)
class Grid:
    """A table at `x` over `width`; drawn row by row by who turns the pages. `air`: above and below a cell."""

    columns: tuple[Column, ...]
    x: float
    width: float
    air: float = AIR

    @cached_property
    def places(self) -> tuple[tuple[float, float], ...]:
        """Where each column begins and how wide it is."""
        whole = sum(column.share for column in self.columns)
        room = self.width - _GAP * (len(self.columns) - 1)
        found, x = [], self.x
        for column in self.columns:
            width = room * column.share / whole
            found.append((x, width))
            x += width + _GAP
        return tuple(found)

    @cached_property
    def _heads(self) -> tuple[Style, ...]:
        """One size for all heads as far as their longest words allow, smaller where a word is longer yet."""
        fits = [_longest(each.title, room) for each, (_, room) in zip(self.columns, self.places, strict=True)]
        common = max(_LEAST_HEAD, min(1.0, *fits))
        sizes = [HEAD.size * min(common, fit) for fit in fits]
        return tuple(replace(HEAD, size=size, leading=size * 1.28) for size in sizes)

    @cached_property
    def _scaled(self) -> float:
        """How much of the head is for the numbers of scales."""
        return 11.0 if any(column.scale for column in self.columns) else 0.0

    def head_height(self, sheet: Sheet) -> float:
        """How high the head is."""
        lines = max(
            sheet.height_of(width, column.title, style) if column.title else 0.0
            for column, (_, width), style in zip(self.columns, self.places, self._heads, strict=True)
        )
        return max(HEAD.line, lines) + 8 + self._scaled

    def head(self, sheet: Sheet, top: float) -> float:
        """Draw the names of the columns and the rule under them; returns its height."""
        height = self.head_height(sheet)
        if sheet.trial:
            return height
        foot = top + height - 7 - self._scaled
        for column, (x, width), style in zip(self.columns, self.places, self._heads, strict=True):
            title = column.title
            tall = sheet.height_of(width, title, style) if title else 0
            sheet.paragraph(x, foot - tall, width, title, style, align=column.align)
            if column.scale is not None:
                scale = column.scale.placed(x, width)
                for tick in spaced(scale):
                    at, base = scale.at(tick), top + height - 5
                    sheet.text(at, base, str(tick), Style(size=8, colour=INK_2), Align.CENTRE)
        sheet.rule(self.x, top + height, self.x + self.width, top + height, INK, 1.2)
        return height

    def row_height(self, sheet: Sheet, line: Line) -> float:
        """How high a row is."""
        if line.title:
            return 12.2 + 2 * self.air
        tallest = max(
            _cell(cell, column, line).height(sheet, width)
            for cell, column, (_, width) in zip(line.cells, self.columns, self.places, strict=True)
        )
        return max(line.least, tallest + 2 * self.air)

    def row(self, sheet: Sheet, line: Line, top: float, height: float) -> None:
        """Draw a row of this height and the rule under it."""
        if sheet.trial:
            return
        if line.title:
            words = line.cells[0] if line.cells and isinstance(line.cells[0], str) else ""
            cut, style = fitted(legible(words, Face.BOLD), Style(Face.BOLD, 9.6), self.width)
            sheet.text(self.x, top + self.air + 10.6, cut, style)
        else:
            for cell, column, (x, width) in zip(line.cells, self.columns, self.places, strict=True):
                drawn = _cell(cell, column, line)
                if isinstance(drawn, Plot):
                    drawn = replace(drawn, air=self.air)
                inside = height - 2 * self.air
                drawn.draw(sheet, x, top + self.air, width, inside, column.align)
        colour, thick = (INK, 0.9) if line.strong or line.title else (LINE, 0.7)
        sheet.rule(self.x, top + height, self.x + self.width, top + height, colour, thick)


def _longest(title: str, width: float) -> float:
    """How much of the heads' size the longest word of a title leaves in `width`."""
    longest = max((width_of(word, HEAD) for word in legible(title, HEAD.face).split()), default=0.0)
    return min(1.0, 0.985 * width / max(longest, 1.0))


def _cell(cell: Cell, column: Column, line: Line) -> Words | Plot | Band | Shade | Sign | State:
    if not isinstance(cell, str):
        return cell
    style = replace(column.style, face=Face.BOLD) if line.strong else column.style
    return Words(cell, style=style, wrap=column.align is Align.LEFT)


def lines(rows: Sequence[Sequence[Cell]]) -> tuple[Line, ...]:
    """Plain rows."""
    return tuple(Line(tuple(row)) for row in rows)

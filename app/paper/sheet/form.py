"""Sheets that people sign in a room: a head, ruled tables that break between rows, signatures."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.artwork import mark
from app.paper.sheet.page import (
    DANGER_700,
    FOOT,
    GOLD_50,
    GOLD_600,
    GOLD_800,
    HEADING,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    SUNKEN,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    paginated,
    width_of,
)

TOP = 84.0
BOTTOM = FOOT - 12
TITLE = Style(Face.BOLD, 16)
UNDER = Style(size=10)
BODY = Style(size=10, leading=14.6)
CELL = Style(size=9.2, leading=12.2)
CELL_STRONG = Style(Face.BOLD, 9.2, leading=12.2)
CELL_HEAD = Style(Face.SEMIBOLD, 8.6, leading=12.2)
CELL_WORDS = Style(size=8.4, leading=11.2)
CELL_MONO = Style(Face.MONO, 8.4, leading=12.2)
SMALL = Style(size=8.5, colour=INK_2)
_PAD = 5.0
_SMALLEST = 6.5  # of a cell that would be cut otherwise
_AIR = 4.4  # above and below the words of a row: 16.6 points with one line, as on d2


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page. `tag`: empty, or "Latihan"."""

    survey: str
    office: str
    title: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; the last column takes what is left of the width.

    `wrap`: its words may need several lines; otherwise they are made to fit.
    """

    title: str
    width: float
    align: Align = Align.LEFT
    style: Style = CELL
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; an empty name or NIP leaves a line to write on."""

    role: str
    name: str
    nip: str


class Form:
    """A document of rows over as many pages as they need, each with its head and its foot."""

    def __init__(self, sheet: Sheet, head: Head, foot: str) -> None:
        self.sheet = sheet
        self.y = TOP
        self._head = head
        self._foot = foot
        self._draw_head(head.office)

    @property
    def language(self) -> Language:
        """The language of the form."""
        return self.sheet.language

    @property
    def room(self) -> float:
        """How much of this page is left."""
        return BOTTOM - self.y

    def turn(self) -> None:
        """Go on at the top of the next page."""
        self.sheet.footer(self._foot)
        self.sheet.next_page()
        self.y = TOP + 8
        self._draw_head(self._head.title)

    def end(self) -> None:
        """Finish the last page."""
        self.sheet.footer(self._foot)

    def keep(self, height: float) -> None:
        """Turn the page where it has not `height` left for what belongs together."""
        if self.room < height <= BOTTOM - TOP:
            self.turn()

    # --- rows -----------------------------------------------------------------------------------------

    def title(self, title: str, under: str) -> None:
        """The document's name, and where and when."""
        self.sheet.text(WIDTH / 2, self.y + 15, title, TITLE, Align.CENTRE, track=-0.1)
        self.sheet.fit(WIDTH / 2, self.y + 31.5, under, UNDER, INNER, Align.CENTRE)
        self.y += 42

    def heading(self, words: str, with_: float = 34.0) -> None:
        """A section's name, never alone at the foot of a page."""
        self.keep(26 + with_)
        self.sheet.text(MARGIN, self.y + 15.5, words, HEADING)
        self.y += 23

    def text(self, words: str, style: Style = BODY, after: float = 8.0) -> None:
        """Wrapped text."""
        height = self.sheet.height_of(INNER, words, style)
        self.keep(height)
        self.sheet.paragraph(MARGIN, self.y, INNER, words, style)
        self.y += height + after

    def remarks(self, title: str, sentences: Sequence[str]) -> None:
        """What has to be looked at, in gold, over several pages if it must."""
        width, style = INNER - 40, Style(size=9.4, leading=12.8)
        waiting = list(sentences)
        while waiting:
            self.keep(40)
            taken: list[str] = []
            height = 27.0
            for words in waiting:
                more = self.sheet.height_of(width, words, style) + 3
                if taken and height + more > self.room - 6:
                    break
                taken.append(words)
                height += more
            self.sheet.box(MARGIN, self.y, INNER, height + 5, fill=GOLD_50, stroke=GOLD_600, radius=6)
            self.sheet.text(MARGIN + 12, self.y + 17, title, Style(Face.BOLD, 10, GOLD_800))
            y = self.y + 25
            for words in taken:
                self.sheet.circle(MARGIN + 16, y + 6.4, 1.5, fill=GOLD_800)
                y += self.sheet.paragraph(MARGIN + 26, y, width, words, style) + 3
            self.y += height + 13
            waiting = waiting[len(taken) :]
            if waiting:
                self.turn()

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        total: Sequence[str] = (),
        width: float = INNER,
        least: float = 0,
    ) -> None:
        """A ruled table that breaks between rows and repeats its head. `least`: the height of a row."""
        at = _edges(columns, width)
        heights = [max(least, self._height(columns, at, row)) for row in rows]
        head = self._height(columns, at, [column.title for column in columns], wrap=False)
        self.keep(head + (heights[0] if heights else 0) + (head if total and len(rows) == 1 else 0))
        self._table_head(columns, at, head)
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            last = number == len(rows) - 1
            if self.y + height + (head if last and total else 0) > BOTTOM:
                self.turn()
                self._table_head(columns, at, head)
            self._row(columns, at, row, height)
        if total:
            self._row(columns, at, total, head, strong=True)
            self.sheet.rule(MARGIN, self.y - head, MARGIN + width, self.y - head, INK, 1.4)

    def table_height(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]], width: float = INNER
    ) -> float:
        """How high `table` would be on one page."""
        at = _edges(columns, width)
        head = self._height(columns, at, [column.title for column in columns], wrap=False)
        return head + sum(self._height(columns, at, row) for row in rows)

    def line(self, words: str, *, wrong: bool = False) -> None:
        """A ruled line of bold words right below a table: what its figures come to."""
        style = Style(Face.BOLD, 9.4, DANGER_700 if wrong else INK, 12.4)
        height = self.sheet.height_of(INNER - 2 * _PAD, words, style) + 2 * _AIR
        self.keep(height)
        self.sheet.box(MARGIN, self.y, INNER, height, stroke=LINE_2, line=0.6)
        self.sheet.paragraph(MARGIN + _PAD, self.y + _AIR - 0.6, INNER - 2 * _PAD, words, style)
        self.y += height

    def signatures(self, place_and_date: str, signers: Sequence[Signer]) -> None:
        """Who signs, side by side, together with where and when."""
        self.keep(105)
        if place_and_date:
            self.sheet.fit(MARGIN, self.y + 11, place_and_date, BODY, INNER)
            self.y += 19
        gap, each = 30.0, (INNER - 30.0) / 2
        for at, signer in enumerate(signers):
            x = MARGIN + at * (each + gap)
            self.sheet.fit(x, self.y + 11, signer.role, BODY, each)
            line = self.y + 54
            self.sheet.rule(x, line, x + each, line, INK_2, 0.6)
            self._named(x, line, each, signer)
        self.y += 96

    def _named(self, x: float, line: float, width: float, signer: Signer) -> None:
        nip = say(self.language, "minutes.nip")
        if signer.name:
            self.sheet.fit(x, line + 14, signer.name, Style(Face.BOLD, 10), width)
        else:
            self._blank(x, line + 14, say(self.language, "minutes.name"), width)
        if signer.nip:
            self.sheet.fit(x, line + 28.5, f"{nip} {signer.nip}", BODY, width)
        else:
            self._blank(x, line + 28.5, nip, width)

    def _blank(self, x: float, base: float, label: str, width: float) -> None:
        self.sheet.text(x, base, label, SMALL)
        start = x + width_of(label, SMALL) + 5
        self.sheet.rule(start, base + 1.5, x + width, base + 1.5, INK_2, 0.5, (0.8, 1.8))

    # --- inside ---------------------------------------------------------------------------------------

    def _draw_head(self, under: str) -> None:
        sheet, head = self.sheet, self._head
        mark(sheet, MARGIN, 36, 27)
        room = INNER - 38
        if head.tag:
            style = Style(Face.SEMIBOLD, 9, GOLD_800)
            width = width_of(head.tag, style) + 24
            sheet.box(
                WIDTH - MARGIN - width, 40, width, 18, fill=GOLD_50, stroke=GOLD_600, radius=5, dash=(2, 1.6)
            )
            sheet.text(WIDTH - MARGIN - width / 2, 52.2, head.tag, style, Align.CENTRE)
            room -= width + 12
        sheet.fit(MARGIN + 38, 46.5, head.survey, Style(Face.BOLD, 11.8), room)
        sheet.fit(MARGIN + 38, 60.5, under, Style(size=9.6, colour=INK_2), room)
        sheet.rule(MARGIN, 73, WIDTH - MARGIN, 73, INK, 1.4)

    def _height(
        self, columns: Sequence[Column], at: Sequence[float], cells: Sequence[str], *, wrap: bool = True
    ) -> float:
        tallest = CELL.line
        for place, (column, words) in enumerate(zip(columns, cells, strict=True)):
            if column.wrap and wrap and words:
                inside = at[place + 1] - at[place] - 2 * _PAD
                tallest = max(tallest, self.sheet.height_of(inside, words, column.style))
        return tallest + _AIR

    def _table_head(self, columns: Sequence[Column], at: Sequence[float], height: float) -> None:
        self.sheet.box(at[0], self.y, at[-1] - at[0], height, fill=SUNKEN)
        self._cells(
            [Column(column.title, 0, column.align, CELL_HEAD) for column in columns],
            at,
            [column.title for column in columns],
            height,
        )

    def _row(
        self,
        columns: Sequence[Column],
        at: Sequence[float],
        cells: Sequence[str],
        height: float,
        *,
        strong: bool = False,
    ) -> None:
        drawn = columns
        if strong:
            drawn = [Column(column.title, 0, column.align, CELL_STRONG) for column in columns]
        self._cells(drawn, at, cells, height)

    def _cells(
        self, columns: Sequence[Column], at: Sequence[float], cells: Sequence[str], height: float
    ) -> None:
        sheet, top = self.sheet, self.y
        sheet.rule(at[0], top + height, at[-1], top + height, LINE_2, 0.6)
        sheet.rule(at[0], top, at[-1], top, LINE_2, 0.6)
        for edge in at:
            sheet.rule(edge, top, edge, top + height, LINE_2, 0.6)
        for place, (column, words) in enumerate(zip(columns, cells, strict=True)):
            left, right = at[place] + _PAD, at[place + 1] - _PAD
            if column.wrap and width_of(words, column.style) > right - left:
                sheet.paragraph(left, top + _AIR / 2, right - left, words, column.style)
                continue
            x = {Align.LEFT: left, Align.CENTRE: (left + right) / 2, Align.RIGHT: right}[column.align]
            sheet.fit(x, top + 11.5, words, column.style, right - left, column.align, _SMALLEST)
        self.y += height


def _edges(columns: Sequence[Column], width: float) -> tuple[float, ...]:
    edges = [MARGIN]
    for column in columns[:-1]:
        edges.append(edges[-1] + column.width)
    return (*edges, MARGIN + width)


def day_in_words(language: Language, day: dt.date, *, weekday: bool = False) -> str:
    """`19 Agustus 2026`, or `Rabu, 19 Agustus 2026`."""
    months = say(language, "minutes.months").split()
    plain = f"{day.day} {months[day.month - 1]} {day.year}"
    return f"{say(language, 'minutes.weekdays').split()[day.weekday()]}, {plain}" if weekday else plain


def groups_of(digest: str, groups: int) -> str:
    """The first groups of four digits of a fingerprint."""
    return " ".join(digest[at : at + 4] for at in range(0, 4 * groups, 4))


def printed(head: Head, foot: str, language: Language, draw: Callable[[Form], None]) -> bytes:
    """A whole form as a document."""

    def whole(sheet: Sheet) -> None:
        form = Form(sheet, head, foot)
        draw(form)
        form.end()

    return paginated(head.title, language, whole)

"""The sheet that every document is drawn on: fonts, styles, text, shapes, footers.

Coordinates are points from the top left corner of an A4 page.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from app.base.build import version
from app.base.resources import RESOURCES
from app.base.sentences import Language, decimal, say

rl_config.useA85 = 0  # no page is sent by a mail of seven bits any more; a quarter smaller, and quicker

WIDTH: Final[float] = A4[0]
HEIGHT: Final[float] = A4[1]
MM: Final[float] = mm
MARGIN: Final[float] = 15 * mm
INNER: Final[float] = WIDTH - 2 * MARGIN
FOOT: Final[float] = HEIGHT - 14 * mm  # the line above the footer

# Of the design's tokens, those that paper uses.
INK, INK_2, INK_3 = "#12232E", "#3B4B55", "#5A6870"
LINE, LINE_2, CONTROL, SUNKEN, PAPER = "#DDD8CD", "#C9C3B5", "#76828A", "#EEEBE4", "#F9F8F5"
MUSI_700, MUSI_900 = "#0B5260", "#062E38"
GOLD_50, GOLD_600, GOLD_800 = "#FFF8E6", "#A86F00", "#5C3B00"
DANGER_700, WHITE = "#8F2413", "#FFFFFF"


# Of a name that has no room on one line: size, leading, and over how many lines.
_LABELS = ((8.2, 9.6, 2), (7.6, 8.9, 2), (7.0, 8.2, 2), (6.6, 7.3, 3))
_SMALLEST_FOOT = 6.8


class Face(StrEnum):
    """The embedded fonts; the values are their file names."""

    REGULAR = "PlusJakartaSans-Regular"
    MEDIUM = "PlusJakartaSans-Medium"
    SEMIBOLD = "PlusJakartaSans-SemiBold"
    BOLD = "PlusJakartaSans-Bold"
    MONO = "JetBrainsMono-Medium"
    MONO_BOLD = "JetBrainsMono-SemiBold"


class Align(StrEnum):
    """Where text stands about its x."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks; sizes in points, `leading` from line to line."""

    face: Face = Face.REGULAR
    size: float = 10
    colour: str = INK
    leading: float = 0

    @property
    def line(self) -> float:
        """The distance from line to line."""
        return self.leading or self.size * 1.45


BODY = Style()
NOTE = Style(size=8.5, colour=INK_2)
HEADING = Style(Face.BOLD, 12)


@lru_cache
def _font(face: Face) -> TTFont:
    font = TTFont(face.value, str(RESOURCES / "fonts" / f"{face.value}.ttf"))
    pdfmetrics.registerFont(font)
    return font


@lru_cache
def _signs(face: Face) -> frozenset[str]:
    return frozenset(map(chr, _font(face).face.charToGlyph))


@lru_cache(maxsize=8192)  # the same words are measured, fitted and drawn
def legible(text: str, face: Face = Face.REGULAR) -> str:
    """`text` on one line, as `face` can draw it: what it has no sign for becomes a question mark."""
    signs, line = _signs(face), " ".join(text.split())
    return line if signs.issuperset(line) else "".join(c if c in signs else "?" for c in line)


@lru_cache(maxsize=8192)
def width_of(text: str, style: Style) -> float:
    """How wide `text` prints."""
    _font(style.face)
    return float(pdfmetrics.stringWidth(legible(text, style.face), style.face.value, style.size))


def fitted(text: str, style: Style, width: float, smallest: float = 8.5) -> tuple[str, Style]:
    """`text` and the style in which it fits `width`: smaller down to `smallest`, then cut with an
    ellipsis.
    """
    if width_of(text, style) <= width:
        return text, style
    size = style.size
    while size > smallest and width_of(text, replace(style, size=size)) > width:
        size = max(smallest, size - 0.25)
    small = replace(style, size=size)
    if width_of(text, small) <= width:
        return text, small
    cut = text
    while cut and width_of(f"{cut}…", small) > width:
        cut = cut[:-1].rstrip()
    return f"{cut}…", small


_colour = lru_cache(HexColor)


def number(language: Language, tenths: int) -> str:
    """Tenths with one decimal, as everywhere."""
    return decimal(language, tenths)


class Sheet:
    """A document being drawn, or only laid out (`trial`): then nothing is put on its pages.

    `pages` is the number of its pages, for the footer; 0 while it is not known. `known`: on which page each
    place stands, as far as an earlier drawing found out; `places` are those of this one.
    """

    def __init__(
        self,
        title: str,
        language: Language,
        pages: int = 0,
        known: Mapping[str, int] | None = None,
        *,
        trial: bool = False,
    ) -> None:
        self._buffer = io.BytesIO()
        self.language = language
        self.page = 1
        self.places: dict[str, int] = {}
        self._pages = pages
        self._known = known or {}
        self.trial = trial
        self._stroke = (
            "",
            0.0,
        )  # colour and width of lines as the page has them; what is so is not said anew
        for face in Face:
            _font(face)
        self._canvas = Canvas(
            self._buffer,
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            lang=language.value,
            initialFontName=Face.REGULAR.value,
        )
        self._canvas.setTitle(legible(title))
        self._canvas.setAuthor("Bilik")
        self._canvas.setCreator(f"Bilik {version()}")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    @property
    def canvas(self) -> Canvas:
        """Reportlab's own canvas (origin bottom left), for drawings."""
        return self._canvas

    def close(self) -> bytes:
        """End the document."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def next_page(self) -> None:
        """Begin another page."""
        self._canvas.showPage()
        self._stroke = ("", 0.0)
        self.page += 1

    def place(self, name: str, title: str, level: int = 0, y: float = 0) -> None:
        """Something begins here at height `y`: a bookmark of this title, and a place to refer to."""
        self.places[name] = self.page
        self._canvas.bookmarkHorizontal(name, 0, HEIGHT - max(0.0, y - 20))
        self._canvas.addOutlineEntry(legible(title), name, level)

    def page_of(self, name: str) -> int:
        """The page of a place; 0 while it is not known."""
        return self._known.get(name, 0)

    def text(
        self, x: float, y: float, text: str, style: Style = BODY, align: Align = Align.LEFT, track: float = 0
    ) -> float:
        """One line with its base line at `y`; returns its width."""
        plain = legible(text, style.face)
        width = width_of(plain, style) + track * max(0, len(plain) - 1)
        if self.trial:
            return width
        left = {Align.LEFT: x, Align.CENTRE: x - width / 2, Align.RIGHT: x - width}[align]
        run = self._canvas.beginText(left, HEIGHT - y)
        run.setFont(style.face.value, style.size)
        run.setFillColor(_colour(style.colour))
        if track:
            run.setCharSpace(track)
        run.textOut(plain)
        if track:
            run.setCharSpace(0)  # it would outlive this text
        self._canvas.drawText(run)
        return width

    def fit(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        width: float,
        align: Align = Align.LEFT,
        smallest: float = 8.5,
    ) -> None:
        """One line that never runs over `width`."""
        cut, small = fitted(legible(text, style.face), style, width, smallest)
        self.text(x, y, cut, small, align)

    def label(
        self, x: float, middle: float, text: str, style: Style, width: float, height: float = 0.0
    ) -> None:
        """A name about the height `middle`: one line where it fits, otherwise two small ones, or three where
        the row has the `height`; cut only where the smallest do not hold it.
        """
        plain = legible(text, style.face)
        _, small = fitted(plain, style, width)
        if width_of(plain, small) <= width:
            self.text(x, middle + small.size * 0.35, plain, small)
            return
        tight = replace(style, size=_LABELS[0][0], leading=_LABELS[0][1])
        for size, leading, lines in _LABELS:
            small = replace(style, size=size, leading=leading)
            tall = self.height_of(width, plain, small)
            if tall < (lines + 0.5) * leading and (lines == 2 or tall <= height):
                self.paragraph(x, middle - tall / 2, width, plain, small)
                return
        while len(plain) > 3 and self.height_of(width, plain, tight) > 2.5 * tight.line:
            plain = plain.rstrip("…")[:-1].rstrip() + "…"
        self.paragraph(x, middle - tight.line, width, plain, tight)

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        style: Style = BODY,
        lead: str = "",
        align: Align = Align.LEFT,
    ) -> float:
        """Wrapped text whose first line's top is `y`, `lead` in bold before it; returns its height."""
        if not lead and _one_line(text, style, width):  # the same to the eye, and a fifth of the work
            at = {Align.LEFT: x, Align.CENTRE: x + width / 2, Align.RIGHT: x + width}[align]
            self.text(at, y + style.size, text, style, align)
            return style.line
        block, height = wrapped(text, style, lead, align, width)
        if not self.trial:
            block.drawOn(self._canvas, x, HEIGHT - y - height)
        return height

    def height_of(self, width: float, text: str, style: Style = BODY, lead: str = "") -> float:
        """How high `paragraph` would be."""
        if not lead and _one_line(text, style, width):
            return style.line
        return wrapped(text, style, lead, Align.LEFT, width)[1]

    def runs(
        self, x: float, y: float, width: float, runs: Sequence[tuple[str, Face]], style: Style = BODY
    ) -> float:
        """Wrapped text of several faces whose first line's top is `y`; returns its height."""
        block = _block(_faces(runs), style, Align.LEFT)
        _, height = block.wrap(width, HEIGHT)
        block.drawOn(self._canvas, x, HEIGHT - y - height)
        return float(height)

    @staticmethod
    def height_of_runs(width: float, runs: Sequence[tuple[str, Face]], style: Style = BODY) -> float:
        """How high `runs` would be."""
        return float(_block(_faces(runs), style, Align.LEFT).wrap(width, HEIGHT)[1])

    def rule(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: str = LINE_2,
        width: float = 0.6,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line."""
        if self.trial:
            return
        self._pen("", colour, width, dash)
        self._canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        self._solid(dash)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        radius: float = 0,
        line: float = 0.8,
        dash: Sequence[float] = (),
    ) -> None:
        """A rectangle whose top left corner is at (x, y)."""
        if self.trial:
            return
        self._pen(fill, stroke, line, dash)
        self._canvas.roundRect(
            x, HEIGHT - y - height, width, height, radius, stroke=int(bool(stroke)), fill=int(bool(fill))
        )
        self._solid(dash)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.8,
        dash: Sequence[float] = (),
    ) -> None:
        """A circle about (x, y)."""
        if self.trial:
            return
        self._pen(fill, stroke, line, dash)
        self._canvas.circle(x, HEIGHT - y, radius, stroke=int(bool(stroke)), fill=int(bool(fill)))
        self._solid(dash)

    def polygon(
        self, points: Sequence[tuple[float, float]], *, fill: str = "", stroke: str = "", line: float = 0.8
    ) -> None:
        """A closed shape."""
        if self.trial:
            return
        self._pen(fill, stroke, line, ())
        path = self._canvas.beginPath()
        for place, (x, y) in enumerate(points):
            (path.lineTo if place else path.moveTo)(x, HEIGHT - y)
        path.close()
        self._canvas.drawPath(path, stroke=int(bool(stroke)), fill=int(bool(fill)))

    @contextmanager
    def clipped(self, x: float, y: float, width: float, height: float, radius: float = 0) -> Iterator[None]:
        """What is drawn meanwhile shows inside this rectangle only."""
        self._canvas.saveState()
        path = self._canvas.beginPath()
        path.roundRect(x, HEIGHT - y - height, width, height, radius)
        self._canvas.clipPath(path, stroke=0, fill=0)
        yield
        self._canvas.restoreState()
        self._stroke = ("", 0.0)  # lines are again what they were before

    def hatch(
        self, x: float, y: float, width: float, height: float, radius: float = 0, step: float = 3.2
    ) -> None:
        """Slanting lines inside a rectangle: something is closed here, also in grey print."""
        if self.trial:
            return
        with self.clipped(x, y, width, height, radius):
            across = x - height
            while across < x + width:
                self.rule(across, y, across + height, y + height, LINE_2, 0.45)
                across += step

    def cross(self, x: float, y: float, size: float, colour: str = DANGER_700) -> None:
        """A small x about (x, y)."""
        half = size / 2
        self.rule(x - half, y - half, x + half, y + half, colour, 1.1)
        self.rule(x - half, y + half, x + half, y - half, colour, 1.1)

    def footer(self, left: str, digests: Sequence[str] = (), right: str = "") -> None:
        """The note at the foot, the digests below it, and the page's number or what `right` says."""
        self.rule(MARGIN, FOOT, WIDTH - MARGIN, FOOT)
        number = say(self.language, "paper.page_of", page=self.page, pages=self._pages)
        self.text(WIDTH - MARGIN, FOOT + 13, right or number, NOTE, Align.RIGHT)
        self.fit(MARGIN, FOOT + 13, left, NOTE, INNER - 60, smallest=_SMALLEST_FOOT)
        for place, line in enumerate(digests):
            cut, small = fitted(line, Style(Face.MONO, 6, INK_3), INNER, 4)
            self.text(MARGIN, FOOT + 22 + 7.5 * place, cut, small)

    def _pen(self, fill: str, stroke: str, line: float, dash: Sequence[float]) -> None:
        if fill:
            self._canvas.setFillColor(_colour(fill))
        if stroke:
            if stroke != self._stroke[0]:
                self._canvas.setStrokeColor(_colour(stroke))
            if line != self._stroke[1]:
                self._canvas.setLineWidth(line)
            self._stroke = (stroke, line)
        if dash:
            self._canvas.setDash(list(dash))

    def _solid(self, dash: Sequence[float]) -> None:
        """Lines are solid unless somebody asks for another."""
        if dash:
            self._canvas.setDash([])


def _faces(runs: Sequence[tuple[str, Face]]) -> str:
    """Reportlab's mark-up of words in their faces; a space at either end of a run stays."""
    marked = []
    for words, face in runs:
        before, after = " " if words[:1].isspace() else "", " " if words[-1:].isspace() else ""
        marked.append(f'<font name="{face.value}">{before}{escape(legible(words, face))}{after}</font>')
    return "".join(marked)


@lru_cache(maxsize=1024)  # a document is laid out before it is drawn
def wrapped(text: str, style: Style, lead: str, align: Align, width: float) -> tuple[Paragraph, float]:
    """Text as it stands in `width`, ready to be drawn any number of times, and how high."""
    marked = escape(legible(text, style.face))
    block = _block(f"{_faces([(lead, Face.BOLD)])} {marked}" if lead else marked, style, align)
    return block, float(block.wrap(width, HEIGHT)[1])


def _one_line(text: str, style: Style, width: float) -> bool:
    return bool(text.strip()) and width_of(text, style) <= width - 0.01


def _block(marked: str, style: Style, align: Align) -> Paragraph:
    side = {Align.LEFT: TA_LEFT, Align.CENTRE: TA_CENTER, Align.RIGHT: TA_RIGHT}[align]
    form = ParagraphStyle("text", alignment=side, textColor=_colour(style.colour))
    form.fontName, form.fontSize, form.leading = style.face.value, style.size, style.line
    return Paragraph(marked, form)


def paginated(title: str, language: Language, draw: Callable[[Sheet], None]) -> bytes:
    """Lay a document out to learn how many pages it has and what stands where, then draw it and say so."""
    laid = Sheet(title, language, trial=True)
    draw(laid)
    return drawn(title, language, laid, draw)


def drawn(title: str, language: Language, laid: Sheet, draw: Callable[[Sheet], None]) -> bytes:
    """Draw a document that was laid out: how many pages it has and what stands where is known from `laid`."""
    sheet = Sheet(title, language, laid.page, laid.places)
    draw(sheet)
    return sheet.close()

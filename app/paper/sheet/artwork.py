"""The mark and the songket pattern, drawn from the design's own shapes as vectors."""

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from reportlab.lib.colors import HexColor

from app.base.resources import RESOURCES
from app.paper.sheet.page import HEIGHT, INK_2, MUSI_700, MUSI_900, WHITE, Sheet

_SCALE = 0.75  # a CSS pixel is three quarters of a point
_PART = re.compile(r"[Mlz]|-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Layer:
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    fill: str
    stroke: str
    width: float


@lru_cache
def _songket() -> tuple[_Layer, ...]:
    """The layers of the pattern's file, which holds closed outlines of moves and relative lines only."""
    # The file is ours and travels with the program; no foreign XML comes here.
    root = ET.parse(RESOURCES / "art" / "songket-468x270.svg").getroot()  # noqa: S314 - our own file
    return tuple(
        _Layer(
            _outlines(path.get("d", "")),
            "" if path.get("fill") == "none" else path.get("fill", ""),
            path.get("stroke", ""),
            float(path.get("stroke-width", "0")),
        )
        for path in root
    )


def _outlines(d: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    found: list[tuple[tuple[float, float], ...]] = []
    points: list[tuple[float, float]] = []
    numbers: list[float] = []
    relative = False
    for part in _PART.findall(d):
        if part == "z":
            found.append(tuple(points))
            points = []
        elif part in {"M", "l"}:
            relative = part == "l"
        else:
            numbers.append(float(part))
            if len(numbers) == 2:
                x, y = numbers
                base = points[-1] if relative else (0.0, 0.0)
                points.append((base[0] + x, base[1] + y))
                numbers = []
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Band:
    """The colours of words on a cover: of its title, and of what stands below."""

    title: str
    words: str


DARK, WHITE_BAND = Band(WHITE, "#CFE0E2"), Band(MUSI_700, INK_2)


def cover(sheet: Sheet, x: float, width: float, height: float, *, save_ink: bool = False) -> Band:
    """The dark band across the top of the page, with the songket from `x`; with `save_ink` a white one."""
    if save_ink:
        sheet.rule(0, height, width, height, MUSI_700, 1.6)
        return WHITE_BAND
    if sheet.trial:
        return DARK
    sheet.box(0, 0, width, height, fill=MUSI_900)
    canvas = sheet.canvas
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, HEIGHT - height, width - x, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.translate(x - 39 * _SCALE, HEIGHT + 19.5 * _SCALE)  # whole diamonds at the left edge
    canvas.scale(_SCALE, -_SCALE)
    for layer in _songket():
        path = canvas.beginPath()
        for outline in layer.outlines:
            path.moveTo(*outline[0])
            for point in outline[1:]:
                path.lineTo(*point)
            path.close()
        if layer.fill:
            canvas.setFillColor(HexColor(layer.fill))
        if layer.stroke:
            canvas.setStrokeColor(HexColor(layer.stroke))
            canvas.setLineWidth(layer.width)
        canvas.drawPath(path, stroke=int(bool(layer.stroke)), fill=int(bool(layer.fill)))
    canvas.restoreState()
    sheet.box(0, height, width, 1.2, fill=WHITE)  # some renderers let half a pixel of the pattern through
    return DARK


def mark(sheet: Sheet, x: float, y: float, size: float, *, on_dark: bool = False) -> None:
    """The booth: two curtains, the opening, the seal; its box's top left is (x, y)."""
    unit = size / 40  # the mark is drawn on a square of 40
    curtain, opening, seal = (
        ("#FFFFFF", "#A9CDCF", "#062E38") if on_dark else ("#0F6470", "#083F4B", "#F2C14E")
    )

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + px * unit, y + py * unit) for px, py in points]

    left = (
        (3.6, 6.2),
        (4.6, 6.3),
        (12.4, 8.6),
        (12.4, 31.4),
        (4.6, 36.2),
        (3.5, 36.2),
        (3.1, 35.3),
        (3.1, 7.2),
    )
    sheet.polygon(at(*left), fill=curtain)
    sheet.polygon(at(*((40 - px, py) for px, py in left)), fill=curtain)
    sheet.box(x + 13.8 * unit, y + 8.2 * unit, 12.4 * unit, 23.6 * unit, fill=opening, radius=1.2 * unit)
    sheet.polygon(at((20, 15.2), (23.6, 20), (20, 24.8), (16.4, 20)), fill=seal)


def checklist(sheet: Sheet, x: float, y: float, colour: str) -> None:
    """Two ticked lines and a plain one; like the two below, a picture of 20 points from its top left."""
    for row in (0, 8.5):
        sheet.rule(x, y + row + 3, x + 2.4, y + row + 5.6, colour, 1.4)
        sheet.rule(x + 2.4, y + row + 5.6, x + 6.6, y + row + 0.8, colour, 1.4)
    for row, left in ((3.2, 10), (11.7, 10), (18.4, 0)):
        sheet.rule(x + left, y + row, x + 20, y + row, colour, 1.4)


def magnifier(sheet: Sheet, x: float, y: float, colour: str) -> None:
    """A glass with a tick in it."""
    sheet.circle(x + 8.6, y + 8.6, 7.6, stroke=colour, line=1.4)
    sheet.rule(x + 14.2, y + 14.2, x + 19.4, y + 19.4, colour, 1.6)
    sheet.rule(x + 5.4, y + 8.8, x + 7.9, y + 11.3, colour, 1.4)
    sheet.rule(x + 7.9, y + 11.3, x + 12, y + 6.2, colour, 1.4)


def megaphone(sheet: Sheet, x: float, y: float, colour: str) -> None:
    """A horn with its handle."""
    bell = (
        (x + 1, y + 7),
        (x + 8, y + 7),
        (x + 17, y + 2),
        (x + 17, y + 17),
        (x + 8, y + 12),
        (x + 1, y + 12),
    )
    sheet.polygon(bell, stroke=colour, line=1.4)
    sheet.polygon(
        ((x + 4, y + 12), (x + 8, y + 12), (x + 9, y + 19), (x + 5.5, y + 19)), stroke=colour, line=1.4
    )
    sheet.rule(x + 20, y + 7.4, x + 20, y + 11.6, colour, 1.4)

"""What a chart says, for screen and paper alike: places in points, ready words, tones of bands.

A description holds numbers for places and text for words; it knows no survey. Who draws it (`app.paper` on a
sheet, `app.ui` on the screen) decides sizes, never figures, words or colours. Colour never stands alone: the
marks of bands differ in shape, an open band is dashed and hollow, a closed cell is hatched and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Tone(StrEnum):
    """The colours of a band, from the least to the best; `open` while the band cannot be told."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a band: lines, words, and the grounds of its chip, its mark, its part of a plot."""

    dark: str
    text: str
    tint: str
    mark: str
    ground: str


PAINTS: Mapping[Tone, Paint] = {
    Tone.LOW: Paint("#86290F", "#86290F", "#FBE9E2", "#B4472A", "#FBF0EC"),
    Tone.MIDDLE: Paint("#6B4500", "#6B4500", "#FDF0D2", "#D99A16", "#FDF6E4"),
    Tone.HIGH: Paint("#0A4F54", "#0A4F54", "#DDF0EF", "#0F6E73", "#EDF5F4"),
    Tone.OPEN: Paint("#3B4B55", "#12232E", "#FFFFFF", "#FFFFFF", "#F9F8F5"),
}


_EDGE = 7.0  # so that a mark at the end of an axis stays on its ground


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high` points with labelled `ticks`, drawn from `x` over `width`."""

    low: float
    high: float
    ticks: tuple[int, ...]
    x: float = 0.0
    width: float = 0.0

    def placed(self, x: float, width: float) -> "Axis":
        """The same scale, drawn elsewhere."""
        return replace(self, x=x, width=width)

    def at(self, value: float) -> float:
        """Where `value` lies; values beyond the ends lie on them."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.x + _EDGE + share * (self.width - 2 * _EDGE)


def axis(values: Sequence[float], x: float = 0.0, width: float = 0.0) -> Axis:
    """An axis in whole tens around `values`, at least 40 points wide, with a tick every 10."""
    low = int(min(values, default=60) - 2) // 10 * 10
    high = -int(-(max(values, default=90) + 2)) // 10 * 10
    high = high if high >= max(values, default=90) + 2 else high + 10
    low, high = max(0, low), min(100, high)
    while high - low < 40:
        low, high = max(0, low - 10), min(100, high + (10 if high - low < 30 else 0))
    return Axis(low, high, tuple(range(low + 10 if low else 0, high if high < 100 else 101, 10)), x, width)


class Shape(StrEnum):
    """The mark of a group."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class GapRow:
    """One dimension: where each group stands (in the order circle, square, diamond), and the words beside
    it.
    """

    label: str
    note: str
    marks: tuple[tuple[Shape, float], ...]
    city: float | None
    value: str
    gap: str
    strong: bool
    closed: str = ""  # why no marks are drawn
    width: int | None = None  # from the least to the greatest mark, in tenths of a point


@dataclass(frozen=True, slots=True)
class BandSpan:
    """A band behind an interval plot, up to `upper` points."""

    upper: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One figure: its interval (none if withheld), the words beside it, its band's chip (none without
    bands). `city`: its own mean of the city, where the rows of a plot have not all the same.
    """

    label: str
    interval: Interval | None
    tone: Tone
    value: str
    span: str
    chip: str
    closed: str = ""
    strong: bool = False
    city: float | None = None


@dataclass(frozen=True, slots=True)
class IntervalPlot:
    """Rows over one scale, and under them `whole`, that of them all; `city` is where the mean lies."""

    rows: tuple[IntervalRow, ...]
    whole: IntervalRow
    bands: tuple[BandSpan, ...]
    scale: Axis
    city: float | None


@dataclass(frozen=True, slots=True)
class GapPlot:
    """Dimensions over one scale, each with the marks of its groups."""

    rows: tuple[GapRow, ...]
    scale: Axis


@dataclass(frozen=True, slots=True)
class BarRow:
    """One figure from 0 to 100 as a bar (`share` of its track, none if withheld), and what stands beside."""

    label: str
    share: float | None
    value: str
    closed: str = ""


HEAT = ("#DE9579", "#F4D0C1", "#F9EBC8", "#C5E2E0", "#86C0C0")
"""From the least to the best; adjacent steps stay apart for colour-blind eyes."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A value with its step (an index of `HEAT`), or what a closed cell prints (no step)."""

    text: str
    step: int | None

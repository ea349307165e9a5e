"""What the eye of one reader needs: text size, contrast, language; and the metrics that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase
from typing_extensions import override

from app.base.errors import Environment
from app.base.resources import RESOURCES
from app.base.sentences import Language
from app.ui.colours import HIGH_CONTRAST, LIGHT

SANS = "Plus Jakarta Sans"
MONO = "JetBrains Mono"
WORD_SPACING = 0.045  # of the pixel size: the face is tight at body size
HEADING_SPACING = 98.8  # per cent of the letter spacing, over 24 px
NARROW_PX = 1100  # below it the palette is a drawer and a matrix asks one statement at a time
WIDE_PX = 1600


class TextSize(StrEnum):
    """The three sizes of text that a reader may choose."""

    A = "a"
    LARGE = "a_plus"
    LARGEST = "a_plus_plus"


class Contrast(StrEnum):
    """The two tables of colour."""

    STANDARD = "standard"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Look:
    """How one reader wants the screen."""

    language: Language = Language.ID
    size: TextSize | None = None  # None: nobody chose, the window's width suggests one
    contrast: Contrast = Contrast.STANDARD
    still: bool = False  # no movement at all


class Role(StrEnum):
    """What a text is for; its pixel size follows from the reader's text size."""

    META = "meta"
    BODY = "body"
    LEAD = "lead"
    CARD = "card"
    QUESTION = "question"
    TITLE = "title"
    TIMER = "timer"
    NUMBER = "number"
    BUTTON_HEIGHT = "button_height"
    ICON = "icon"


_SIZES: Mapping[TextSize, Mapping[Role, int]] = {
    TextSize.A: {
        Role.META: 16, Role.BODY: 18, Role.LEAD: 20, Role.CARD: 20, Role.QUESTION: 27, Role.TITLE: 36,
        Role.TIMER: 22, Role.NUMBER: 30, Role.BUTTON_HEIGHT: 56, Role.ICON: 24,
    },
    TextSize.LARGE: {
        Role.META: 19, Role.BODY: 22, Role.LEAD: 24, Role.CARD: 24, Role.QUESTION: 32, Role.TITLE: 42,
        Role.TIMER: 26, Role.NUMBER: 34, Role.BUTTON_HEIGHT: 60, Role.ICON: 28,
    },
    TextSize.LARGEST: {
        Role.META: 22, Role.BODY: 26, Role.LEAD: 28, Role.CARD: 28, Role.QUESTION: 38, Role.TITLE: 48,
        Role.TIMER: 30, Role.NUMBER: 40, Role.BUTTON_HEIGHT: 68, Role.ICON: 32,
    },
}  # fmt: skip
_LARGEST_QUESTION_NARROW = 34
_OFFICE: Mapping[Role, int] = {
    Role.META: 13, Role.BODY: 14, Role.LEAD: 14, Role.CARD: 15, Role.QUESTION: 15, Role.TITLE: 22,
    Role.TIMER: 22, Role.NUMBER: 28, Role.BUTTON_HEIGHT: 38, Role.ICON: 18,
}  # fmt: skip
OFFICE_NARROW_PX = 1280  # below it what stands at the right moves under what stands at the left


@dataclass(frozen=True, slots=True)
class Theme:
    """A look on a window of a given width: every colour, font and metric the widgets ask for."""

    look: Look = field(default_factory=Look)
    width: int = 1366

    @property
    def size(self) -> TextSize:
        """The reader's choice, or A+ on a wide window."""
        if self.look.size is not None:
            return self.look.size
        return TextSize.LARGE if self.wide else TextSize.A

    @property
    def high(self) -> bool:
        """Whether this is the high contrast table."""
        return self.look.contrast is Contrast.HIGH

    @property
    def narrow(self) -> bool:
        """Whether the window is too narrow for a palette beside the question."""
        return self.width < NARROW_PX

    @property
    def wide(self) -> bool:
        """Whether the window is as wide as a large screen."""
        return self.width >= WIDE_PX

    @property
    def largest(self) -> bool:
        """Whether the text is A++."""
        return self.size is TextSize.LARGEST

    @property
    def stacked(self) -> bool:
        """Whether two columns of text stand one below the other, for want of width."""
        return self.narrow and self.size is not TextSize.A

    @property
    def beside(self) -> bool:
        """Whether there is room for a palette beside the question; otherwise it is a drawer."""
        return not self.narrow and not self.largest

    @property
    def palette(self) -> int:
        """Width of the palette or drawer."""
        return 492 if self.wide or self.largest else 360

    @property
    def tile(self) -> int:
        """The side of a tile of the palette."""
        return 64 if self.wide or self.largest else 48

    @property
    def chip(self) -> int:
        """Height of what stands in a header."""
        return {TextSize.A: 48, TextSize.LARGE: 52, TextSize.LARGEST: 56}[self.size]

    def air(self, px: int) -> int:
        """Empty space that grows with a wide window."""
        return px * 7 // 4 if self.wide else px

    @property
    def margin(self) -> int:
        """The side margin of the content."""
        if self.narrow:
            return 24 if self.largest else 28
        return 72 if self.wide else 48

    @property
    def header(self) -> int:
        """Height of the header bar."""
        if self.wide:
            return 88
        return 80 if self.largest else 72

    @property
    def footer(self) -> int:
        """Height of the footer bar."""
        if self.wide:
            return 104
        return 96 if self.largest else 88

    @property
    def radius(self) -> int:
        """Roundness of a control."""
        return 10

    @property
    def padding(self) -> int:
        """Space at the sides of a command's words."""
        return 24

    @property
    def text_padding(self) -> int:
        """The same of a command that is words alone."""
        return 17

    @property
    def banner_icon(self) -> int:
        """The icon of a message."""
        return 26

    @property
    def border(self) -> int:
        """Width of an ordinary border."""
        return 2 if self.high else 1

    def px(self, role: Role) -> int:
        """Pixels of `role`."""
        if role is Role.QUESTION and self.largest and self.narrow:
            return _LARGEST_QUESTION_NARROW
        return _SIZES[self.size][role]

    def hex(self, name: str) -> str:
        """The colour `name` as #RRGGBB."""
        return (HIGH_CONTRAST if self.high else LIGHT)[name]

    def colour(self, name: str) -> QColor:
        """The colour `name`."""
        return QColor(_colour(self.hex(name)))

    def font(self, role: Role, weight: int = 400) -> QFont:
        """The font of `role`."""
        return sans(self.px(role), weight)


@dataclass(frozen=True, slots=True)
class OfficeTheme(Theme):
    """The same for people who work at a desk all day: smaller type, smaller controls, more on a page."""

    @property
    @override
    def narrow(self) -> bool:
        return self.width < OFFICE_NARROW_PX

    @property
    @override
    def chip(self) -> int:
        return _OFFICE[Role.BUTTON_HEIGHT]

    @property
    @override
    def margin(self) -> int:
        return 24

    @property
    @override
    def radius(self) -> int:
        return 8

    @property
    @override
    def padding(self) -> int:
        return 14

    @property
    @override
    def text_padding(self) -> int:
        return 2

    @property
    @override
    def banner_icon(self) -> int:
        return 20

    @override
    def px(self, role: Role) -> int:
        return _OFFICE[role]


@lru_cache(maxsize=128)
def _colour(written: str) -> QColor:
    return QColor(written)


def sans(px: int, weight: int = 400, *, tabular: bool = False) -> QFont:
    """The text face at `px` pixels; `tabular` gives figures of equal width, for clocks and tables."""
    return QFont(_sans(px, weight, tabular))  # its own: a font can be changed


@lru_cache(maxsize=128)  # a page asks for some ten faces some two hundred times
def _sans(px: int, weight: int, tabular: bool) -> QFont:
    font = QFont(SANS)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setWordSpacing(WORD_SPACING * px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if px > 24:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, HEADING_SPACING)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mono(px: int, weight: int = 600) -> QFont:
    """The face for codes and file names."""
    font = QFont(MONO)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache
def load_fonts(folder: Path = RESOURCES / "fonts") -> int:
    """Give the bundled faces to Qt, once; returns how many.

    Raises:
        Environment: `ui.font_missing`, a file is gone or unreadable.
    """
    files = sorted(folder.glob("*.ttf"))
    for file in files:
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise Environment("ui.font_missing", file=file.name)
    if not files:
        raise Environment("ui.font_missing", file=folder.name)
    return len(files)

"""Whose eyes: size of window, language, contrast, size of text."""

from dataclasses import dataclass
from itertools import product

from app.base.sentences import Language
from app.ui.theme import Contrast, Look, TextSize

SIZES = ((1366, 768), (1024, 768), (1920, 1080))


@dataclass(frozen=True, slots=True)
class Combo:
    """One way of seeing a screen."""

    width: int
    height: int
    language: Language
    contrast: Contrast
    text: TextSize

    @property
    def name(self) -> str:
        """Such as `1366-id-standard-a`: a folder of the gallery, and the id of a test."""
        return f"{self.width}-{self.language.value}-{self.contrast.value}-{self.text.value}"

    @property
    def look(self) -> Look:
        """What a reader would have chosen."""
        return Look(self.language, self.text, self.contrast)


ALL = tuple(
    Combo(width, height, language, contrast, text)
    for (width, height), language, contrast, text in product(SIZES, Language, Contrast, TextSize)
)
BASE = ALL[0]
DESK_SIZES = ((1366, 768), (1100, 700), (1920, 1080))
DESKS = tuple(
    Combo(width, height, language, Contrast.STANDARD, TextSize.A)
    for (width, height), language in product(DESK_SIZES, Language)
)
"""The office's window has one contrast and one size of text."""


def quick() -> tuple[Combo, ...]:
    """Few combinations in which each value, and each pair of text size and width, is seen once."""
    chosen = []
    for at, ((width, height), text) in enumerate(product(SIZES, TextSize)):
        language = tuple(Language)[at % 2]
        contrast = tuple(Contrast)[at // 2 % 2]
        chosen.append(Combo(width, height, language, contrast, text))
    return tuple(chosen)


def quick_desks() -> tuple[Combo, ...]:
    """Of the office's window each size once, and both languages."""
    return tuple(DESKS[2 * at + at % 2] for at in range(len(DESK_SIZES)))

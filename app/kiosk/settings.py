"""What the program was started with: read once, handed on unchanged to every window process."""

import sys
from dataclasses import dataclass
from pathlib import Path

from app.base.sentences import Language

PROGRAM = "bilik-kiosk"
PIXELS = range(320, 16_385)


def program() -> list[str]:
    """The command that starts this program again, as an executable or from Python."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app.kiosk"]


@dataclass(frozen=True, slots=True)
class Settings:
    """`size` is (width, height) of a windowed kiosk in pixels; None lets the window choose.

    `share`: a folder on the lab's network, offered beside the sticks.
    """

    data_dir: Path
    windowed: bool = False
    language: Language = Language.ID
    size: tuple[int, int] | None = None
    share: Path | None = None

    def arguments(self) -> list[str]:
        """The command line that gives these settings again."""
        given = ["--data", str(self.data_dir), "--language", self.language.value]
        if self.windowed:
            given.append("--windowed")
        if self.size:
            given += ["--size", f"{self.size[0]}x{self.size[1]}"]
        if self.share:
            given += ["--share", str(self.share)]
        return given


def size_of(text: str) -> tuple[int, int]:
    """Width and height of `1366x768`.

    Raises:
        ValueError: it is something else, or no size of a screen.
    """
    width, cross, height = text.partition("x")
    sides = (int(width), int(height)) if cross and width.isdecimal() and height.isdecimal() else (0, 0)
    if not all(side in PIXELS for side in sides):
        raise ValueError(text)
    return sides

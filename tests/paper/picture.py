"""A page of paper as a picture: what a printer would put on it."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

DPI = 50
_DARK = 128  # of 255


@dataclass(frozen=True, slots=True)
class Picture:
    """One page in greys, at `DPI`."""

    width: int
    height: int
    pixels: bytes

    def ink(self, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0) -> int:
        """How many dark pixels lie in a rectangle; 0 for its right or bottom is the edge of the page."""
        rows = range(top, bottom or self.height)
        columns = slice(left, right or self.width)
        return sum(
            pixel < _DARK
            for row in rows
            for pixel in self.pixels[row * self.width : (row + 1) * self.width][columns]
        )


def pictures(pdf: bytes, folder: Path) -> list[Picture]:
    """Every page of a document, rendered into `folder`."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        pytest.fail("pdftoppm is missing: install poppler-utils")
    folder.mkdir(exist_ok=True)
    (folder / "paper.pdf").write_bytes(pdf)
    subprocess.run([tool, "-r", str(DPI), "-gray", "paper.pdf", "page"], cwd=folder, check=True)
    return [_read(path.read_bytes()) for path in sorted(folder.glob("page-*.pgm"))]


def _read(data: bytes) -> Picture:
    kind, size, depth, pixels = data.split(b"\n", 3)
    assert (kind, depth) == (b"P5", b"255")
    width, height = (int(part) for part in size.split())
    assert len(pixels) == width * height
    return Picture(width, height, pixels)

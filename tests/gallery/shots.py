"""A part of a screen, cut out for a page of a guide: how it is taken, kept small, and held to the screen.

A picture has the size of the screen times `SHARP`, and names its dots per inch, so that a guide shows it no
larger than the screen was, and paper has more of it. A kept picture is compared with the screen of today by
its size and by a coarse picture of greys: letters may be drawn a little otherwise on another machine, but a
button that went or a card that moved makes whole squares lighter or darker.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

SHARP = 1.5
FLAT = 128  # colours kept as they are: those that cover most
BETWEEN = 128  # colours for the edges of letters and lines
SQUARE = 18  # pixels of the screen: about a line of text
ROOM = 12  # pixels of the screen around what is shown
SIZE_OFF = 0.03  # of its width or height
SQUARE_OFF = 26  # greys of 255 that one square may differ
MEAN_OFF = 4.0  # greys of 255 that all squares differ on average


@dataclass(frozen=True, slots=True)
class Shot:
    """The picture `name` of a guide: a scene, and which widgets of it; none is the whole window."""

    name: str
    scene: str
    around: tuple[str, ...] = ()
    size: tuple[int, int] = (1024, 768)
    room: int | tuple[int, int, int, int] = ROOM  # around them: everywhere, or left, top, right, bottom


def take(stage: QWidget, shot: Shot) -> Image.Image:
    """The shot of what the stage shows now."""
    cut = _cut(stage, shot)
    points = QPixmap(round(cut.width() * SHARP), round(cut.height() * SHARP))
    points.setDevicePixelRatio(SHARP)
    stage.render(points, QPoint(), cut)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    points.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")


def _cut(stage: QWidget, shot: Shot) -> QRect:
    whole = QRect()
    for name in shot.around:
        found = [each for each in stage.findChildren(QWidget, name) if each.isVisible()]
        assert found, f"{shot.name}: nothing called {name} is seen in {shot.scene}"
        for each in found:
            whole = whole.united(QRect(each.mapTo(stage, QPoint(0, 0)), each.size()))
    if not shot.around:
        return stage.rect()
    left, top, right, bottom = shot.room if isinstance(shot.room, tuple) else (shot.room,) * 4
    return whole.adjusted(-left, -top, right, bottom).intersected(stage.rect())


def keep(picture: Image.Image, file: Path) -> None:
    """Write it, with few colours: screens are flat, and what is flat keeps its very colour."""
    file.parent.mkdir(parents=True, exist_ok=True)
    points = np.asarray(picture).reshape(-1, 3)
    colours, which, counts = np.unique(points, axis=0, return_inverse=True, return_counts=True)
    flat = np.argsort(-counts, kind="stable")
    palette = np.vstack([colours[flat[:FLAT]], _between(colours[flat[FLAT:]])])
    near = ((colours[:, None].astype(int) - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
    few = Image.fromarray(near[which].astype(np.uint8).reshape(picture.height, picture.width), "P")
    few.putpalette(palette.astype(np.uint8).tobytes())
    few.save(file, "PNG", optimize=True, dpi=(96 * SHARP, 96 * SHARP))


def _between(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if len(colours) <= BETWEEN:
        return colours
    strip = Image.fromarray(colours.reshape(1, -1, 3)).quantize(
        BETWEEN, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    return np.array(strip.getpalette(), dtype=np.uint8).reshape(-1, 3)


def kept(file: Path) -> Image.Image:
    """A picture that was written."""
    with Image.open(file) as picture:
        picture.load()
        return picture


def keep_all(taken: Mapping[str, Image.Image], folder: Path) -> None:
    """Write all of a folder's pictures, and take away what is none of them."""
    for name, picture in taken.items():
        keep(picture, folder / f"{name}.png")
    for file in folder.glob("*.png"):
        if file.stem not in taken:
            file.unlink()


def difference(before: Image.Image, now: Image.Image) -> str:
    """In what the picture from before is not the screen of today; nothing where it still is."""
    for one, other, what in zip(before.size, now.size, ("wide", "high"), strict=True):
        if abs(one - other) > SIZE_OFF * max(one, other):
            return f"{one} pixels {what}, now {other}"
    squares = tuple(max(1, round(each / SHARP / SQUARE)) for each in before.size)
    greys = [
        each.convert("L").resize((squares[0], squares[1]), Image.Resampling.BOX)
        for each in (before.convert("RGB"), now)
    ]
    off = ImageChops.difference(*greys)
    mean, worst = ImageStat.Stat(off).mean[0], off.getextrema()[1]
    if mean > MEAN_OFF or worst > SQUARE_OFF:  # type: ignore[operator]  # greys are one number each
        return f"greys differ by {mean:.1f} on average and {worst} in one place"
    return ""


def faults(folder: Path, taken: Mapping[str, Image.Image]) -> list[str]:
    """What is wrong with the pictures of a folder beside the screens of today."""
    found = []
    for name, now in taken.items():
        file = folder / f"{name}.png"
        if not file.is_file():
            found.append(f"{name}: missing, make pictures ARGS=--guides draws it")
        elif off := difference(kept(file), now):
            found.append(f"{name}: no longer the screen, {off}; make pictures ARGS=--guides draws it anew")
    return found


def unlike(named: Sequence[str], folder: Path, shots: Sequence[Shot]) -> list[str]:
    """Pictures that a guide names and nobody takes, or that lie there and no page shows."""
    shown, taken = set(named), {shot.name for shot in shots}
    lying = {file.stem for file in folder.iterdir()}
    return [
        *(f"{name}: no shot" for name in sorted(shown - taken)),
        *(f"{name}: on no page" for name in sorted((taken | lying) - shown)),
        *(f"{name}: no file" for name in sorted(shown - lying)),
    ]

"""Pictures of screens on paper: PNG bytes in a rectangle, with words for whoever does not see them."""

import io
from functools import lru_cache

from reportlab.lib.utils import ImageReader

from app.paper.sheet.page import HEIGHT, Sheet

_INCH = 72.0
_SCREEN = (96.0, 96.0)  # dots per inch of a picture that does not say how large it is


@lru_cache(64)  # a document is laid out before it is drawn
def _read(png: bytes) -> ImageReader:
    return ImageReader(io.BytesIO(png))


def size_of(png: bytes) -> tuple[float, float]:
    """Width and height in points, by the dots per inch that the file names."""
    image = _read(png)
    width, height = image.getSize()
    across, down = image._image.info.get("dpi", _SCREEN)  # noqa: SLF001 - the reader tells it no other way
    return width * _INCH / across, height * _INCH / down


def draw_picture(
    sheet: Sheet, x: float, y: float, width: float, height: float, png: bytes, spoken: str
) -> None:
    """Put it on the page; a program that reads the page aloud says `spoken` (ISO 32000-1, 14.9.3)."""
    if sheet.trial:
        return
    canvas, words = sheet.canvas, "\ufeff" + spoken
    canvas._code.append(f"/Span <</Alt <{words.encode('utf-16-be').hex()}>>> BDC")  # noqa: SLF001 - it has no word
    canvas.drawImage(_read(png), x, HEIGHT - y - height, width, height)
    canvas._code.append("EMC")  # noqa: SLF001

"""Code images."""

from collections.abc import Sequence

import segno
from reportlab.lib.colors import HexColor

from app.paper.sheet.page import HEIGHT, INK, Sheet


def code_image(sheet: Sheet, text: str, middle: float, top: float, side: float) -> None:
    """A QR code of `text` about `middle`; error correction M, as paper is folded and carried."""
    matrix: Sequence[Sequence[int]] = segno.make(text, error="m", micro=False).matrix
    unit = side / len(matrix)
    canvas = sheet.canvas
    path = canvas.beginPath()
    for row, line in enumerate(matrix):
        for column, dark in enumerate(line):
            if dark:
                path.rect(
                    middle - side / 2 + column * unit,
                    HEIGHT - top - (row + 1) * unit,
                    unit * 1.02,
                    unit * 1.02,
                )
    canvas.setFillColor(HexColor(INK))
    canvas.drawPath(path, stroke=0, fill=1)

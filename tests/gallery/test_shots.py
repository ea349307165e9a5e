"""The pictures of the guides: small files in the colours of the screen."""

from pathlib import Path

from PIL import Image, ImageDraw

from tests.gallery import shots


def test_a_kept_picture_has_the_very_colours_of_what_is_flat_however_small(tmp_path: Path) -> None:
    picture = Image.new("RGB", (600, 400), "#f5f3ed")
    pen = ImageDraw.Draw(picture)
    for grey in range(256):  # as many edges as letters have, on two grounds
        pen.line((grey, 100, grey, 130), (grey, 255 - grey // 2, grey // 3))
        pen.line((grey, 140, grey, 170), (grey, grey, 255 - grey // 4))
    flat = {"#0b5563": (10, 20, 200, 90), "#b3261e": (300, 40, 312, 52), "#d99a17": (320, 40, 332, 52)}
    for colour, box in flat.items():
        pen.rectangle(box, fill=colour)
    shots.keep(picture, tmp_path / "picture.png")
    kept = shots.kept(tmp_path / "picture.png")
    assert kept.mode == "P"
    again = kept.convert("RGB")
    for colour, (left, top, right, bottom) in flat.items():
        assert again.getpixel(((left + right) // 2, (top + bottom) // 2)) == _parts(colour)
    assert again.getpixel((599, 399)) == _parts("#f5f3ed")


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

"""Draw the gallery: `python -m tests.kiosk_pages.gallery [--quick] [--only PATTERN] [--out FOLDER]`."""

import argparse
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.kiosk_pages.gallery import album, drawing
from tests.kiosk_pages.gallery.combos import ALL, quick
from tests.kiosk_pages.gallery.sittings import ROOT


def main() -> int:
    """Draw what was asked for and write the page that shows it."""
    parser = argparse.ArgumentParser(prog="make pictures", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / ".pictures", help="the folder to write")
    parser.add_argument("--quick", action="store_true", help="nine combinations instead of all")
    parser.add_argument("--only", default="*", help="the scenes whose name fits, such as 'k04*'")
    parser.add_argument("--combo", default="", help="the combinations whose name contains this")
    parser.add_argument("--beside", type=Path, help="a folder with the designs' pictures, to lay beside ours")
    asked = parser.parse_args()
    combos = tuple(each for each in (quick() if asked.quick else ALL) if asked.combo in each.name)
    scenes = drawing.wanted(asked.only)
    if not combos or not scenes:
        parser.error("no scene or no combination of that name")
    count = drawing.draw_all(combos, asked.only, asked.out)
    if asked.beside is not None:
        album.lay_beside(asked.out, asked.beside, scenes)
    print(f"{count} pictures: {album.write(asked.out, scenes, combos)}")  # noqa: T201 - a word of make
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

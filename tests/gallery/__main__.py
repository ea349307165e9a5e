"""Draw the gallery: `python -m tests.gallery [--quick] [--only PATTERN] [--out FOLDER] [--guides]`."""

import argparse
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.gallery import album
from tests.gallery.album import Drawn
from tests.gallery.combos import ALL, DESKS, quick, quick_desks
from tests.kiosk_pages.gallery import drawing as kiosk
from tests.kiosk_pages.gallery import guides as kiosk_guides
from tests.kiosk_pages.gallery.scenes import Part
from tests.office_pages.gallery import drawing as office
from tests.office_pages.gallery import guides as office_guides
from tests.office_pages.gallery.stories import Part as OfficePart
from tests.office_pages.gallery.stories import stories

ROOT = Path(__file__).parents[2]
PARTS = [*(f"Kiosk: {part.value}" for part in Part), *(f"Office: {part.value}" for part in OfficePart)]
Job = Callable[[], Sequence[Drawn]]


def main() -> int:
    """Draw what was asked for and write the page that shows it."""
    parser = argparse.ArgumentParser(prog="make pictures", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / ".pictures", help="the folder to write")
    parser.add_argument("--quick", action="store_true", help="a few combinations instead of all")
    parser.add_argument("--only", default="*", help="the scenes whose name fits, such as 'k04*'")
    parser.add_argument("--combo", default="", help="the combinations whose name contains this")
    parser.add_argument("--beside", type=Path, help="a folder with the designs' pictures, to lay beside ours")
    parser.add_argument("--guides", action="store_true", help="draw the pictures of the guides anew instead")
    asked = parser.parse_args()
    if asked.guides:
        return _guides()
    jobs = _jobs(asked.combo, asked.only, asked.out, few=asked.quick)
    drawn = draw_all(jobs)
    if not drawn:
        parser.error("no scene or no combination of that name")
    if asked.beside is not None:
        album.lay_beside(asked.out, asked.beside, drawn)
    print(f"{len(drawn)} pictures: {album.write(asked.out, PARTS, drawn)}")  # noqa: T201 - a word of make
    return 0


def _jobs(named: str, pattern: str, folder: Path, *, few: bool) -> list[Job]:
    """A combination of the kiosk is one job, and so is a story of the office, for all of its eyes."""
    combos = [each for each in (quick() if few else ALL) if named in each.name]
    desks = [each for each in (quick_desks() if few else DESKS) if named in each.name]
    jobs: list[Job] = [partial(kiosk.draw, each, pattern, folder) for each in combos]
    if desks:
        jobs += [
            partial(office.draw, told.name, desks, pattern, folder)
            for told in stories()
            if may_be_of(told.name, pattern)
        ]
    return jobs


def may_be_of(story: str, pattern: str) -> bool:
    """Whether a look of a story could have a name that fits."""
    plain = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    return f"office-{story}-".startswith(plain) or plain.startswith(f"office-{story}")


def draw_all(jobs: Sequence[Job]) -> list[Drawn]:
    """Do all jobs, shared out over the cores; what they drew, in their order."""
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers <= 1:
        return [each for job in jobs for each in job()]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(job) for job in jobs]
        return [each for job in waiting for each in job.result()]


def _guides() -> int:
    for count, folder in (*kiosk_guides.keep(), *office_guides.keep()):
        print(f"{count} pictures: {folder}")  # noqa: T201 - a word of make
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""FAULT: a disk that refuses ends in something saved or in a clear refusal, and loses nothing.

The day of `story` is played while the n-th request to the disk fails: once, a few times, or until the end,
as a whole or after half of a write. Who is refused tries twice more, then goes home. A fault is anything
that leaves the program but its own errors with a sentence for each; anything lost that was acknowledged; and
anything half done on the disk when it is well again. The mutant goes on as if nothing had been.
"""

import errno
import os
import shutil
from collections import Counter
from pathlib import Path

from tests.campaign.hunt import Found, Hunt
from tests.faults import spoilt
from tests.faults.playing import Prepare, chance, played, requests, wrong
from tests.faults.shim import FOR_EVER, Kind, Manner, Shim
from tests.faults.story import Script, rehearse

SEED = 20_261_127
TRIES = 3
TROUBLES = {
    errno.ENOSPC: Kind.CREATE | Kind.WRITE | Kind.SYNC | Kind.MKDIR | Kind.RENAME,
    errno.EIO: Kind.OPEN | Kind.READ | Kind.WRITE | Kind.SYNC | Kind.TRUNCATE | Kind.RENAME | Kind.UNLINK,
    errno.EROFS: Kind.CREATE | Kind.REOPEN | Kind.WRITE | Kind.TRUNCATE | Kind.RENAME | Kind.UNLINK,
    errno.EMFILE: Kind.OPEN,
}


def hunt(size: int, folder: Path, error: int, spoil: Prepare | None = None) -> Found:
    """Let the disk refuse `size` times with this error; a spoilt program until a fault is seen."""
    script = rehearse(folder / "script", installed=True)
    kinds = TROUBLES[error]
    most = requests(script, folder / "counted", kinds)[-1]
    drawn = chance(SEED)
    faults: list[str] = []
    refused: Counter[str] = Counter()
    for number in range(size):
        nth = 1 + (number * most // size + drawn.randrange(most)) % most
        times = drawn.choice((1, 1, 2, 5, 20, FOR_EVER))
        manner = drawn.choice((Manner.FAIL, Manner.FAIL_HALF))
        said = f"{errno.errorcode[error]} at request {nth}, {times} times, {manner.name}"
        fault = _failed(script, folder, spoil, (kinds, nth, manner, error, times), refused)
        if fault:
            faults.append(f"{said}: {fault}")
            if spoil is not None:
                return Found(number + 1, faults)
    return Found(size, faults, f"{len(faults)} faults in {size} ({refused.total()} refusals)")


def _failed(
    script: Script,
    folder: Path,
    spoil: Prepare | None,
    armed: tuple[Kind, int, Manner, int, int],
    refused: Counter[str],
) -> str | None:
    play = script.begin(folder / "day")

    def prepare() -> None:
        if spoil is not None:
            spoil()
        shim = Shim()
        shim.watch(play.folder)
        shim.arm(*armed)

    told = played(play, script.steps, prepare, tries=TRIES)
    refused.update(told.refused)
    fault = wrong(play, script, told)
    shutil.rmtree(play.folder)
    return fault


HUNTS = (
    *(
        Hunt(
            "FAULT",
            f"{os.strerror(error)} at the n-th request",
            "0 lost, all said",
            200,
            200,
            lambda size, folder, error=error: hunt(size, folder, error),  # type: ignore[misc]
            shim=True,
        )
        for error in TROUBLES
    ),
    Hunt(
        "FAULT",
        "goes on as if nothing had been",
        "loss",
        200,
        200,
        lambda size, folder: hunt(size, folder, errno.ENOSPC, spoilt.swallowing_trouble),
        mutant=True,
        shim=True,
    ),
)

"""The one list of what is looked at before a session: for the proctor's page, the command and the sheet.

What only the window knows comes with `Here`: the screens, and the process that draws apart. Nothing here
needs the card; of an answer it neither reads nor writes anything.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.base.check import Check, Outcome, good, not_tried
from app.base.clock import Clock
from app.base.errors import Environment, Problem
from app.base.sentences import Sentence
from app.kiosk.computer.computer import Computer, Screen
from app.kiosk.machine import conditions
from app.kiosk.machine.selftest import examine, own_folder
from app.kiosk.outside import Outside
from app.kiosk.places import BALLAST, Places
from app.kiosk.seat.enrol import MachineStatus, status
from app.kiosk.seat.restart import look
from app.storage.ballast import Ballast
from app.storage.lock import InstanceLock
from app.storage.trial import WriteTrial, write_trial
from app.storage.trouble import said

COUNT = 17
"""About how many checks there are, one for each questionnaire beside them: for a bar that moves."""


@dataclass(frozen=True, slots=True)
class Here:
    """The machine, as this program stands on it.

    `screens`: None where the program has none before it; `drawn`: what the process found that draws; `own`:
    the folder's lock is held by this very program. `free_bytes` and `trial` are the edge to the disk.
    """

    data_dir: Path
    clock: Clock
    computer: Computer
    drawn: Callable[[], Sequence[Check]]
    screens: tuple[Screen, ...] | None = None
    own: bool = False
    latest_utc_ms: int = 0
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free
    trial: Callable[[Path], WriteTrial] = write_trial

    @classmethod
    def seen(cls, outside: Outside, data_dir: Path, clock: Clock, latest_utc_ms: int = 0) -> Self:
        """The machine as a window sees it; the window's own thread asks for the screens."""
        return cls(
            data_dir,
            clock,
            outside.computer,
            outside.drawn,
            outside.screens(),
            own=True,
            latest_utc_ms=latest_utc_ms,
            free_bytes=outside.free_bytes,
        )


def look_around(here: Here) -> Iterator[Check]:
    """Every check, each as soon as it is done."""
    begun = here.clock.utc_ms() - here.clock.monotonic_ms()
    try:
        known: MachineStatus | None = status(here.data_dir)
    except Problem:  # `examine` says which
        known = None
    yield _office(known)
    yield from examine(here.data_dir)
    yield from _disk(here, known)
    yield restart_check(here.data_dir, here.clock)
    yield conditions.memory(here.computer.memory_bytes())
    yield conditions.sleep(here.computer.idle())
    yield conditions.alone(here.data_dir, here.computer.kiosks(), held=not here.own and _held(here.data_dir))
    yield conditions.screens(here.screens)
    yield from here.drawn()
    period = known.package.document.period if known is not None and known.package is not None else None
    drift = here.clock.utc_ms() - here.clock.monotonic_ms() - begun
    now, offset = here.clock.utc_ms(), here.computer.offset_s()
    yield conditions.clock(now, offset, drift, period, here.latest_utc_ms)


def _office(known: MachineStatus | None) -> Check:
    name = Sentence("ready.office")
    if known is None or known.root is None:
        training = known is not None and known.package is not None and known.package.document.training
        found = "ready.office_training" if training else "ready.office_none"
        return good(name, Sentence(found)) if training else not_tried(name, Sentence(found))
    document = known.root.document
    return good(name, Sentence("ready.office_good", {"office": document.office, "day": document.created}))


def _disk(here: Here, known: MachineStatus | None) -> Iterator[Check]:
    yield _told(Sentence("ready.room"), lambda: conditions.room(here.free_bytes(_there(here.data_dir))))
    yield _told(Sentence("ready.writing"), lambda: _writing(here))
    if known is None or known.folder is None:
        yield not_tried(Sentence("ready.ballast"), Sentence("ready.ballast_no_package"))
    else:
        yield conditions.ballast(Ballast(known.folder / BALLAST).take())


def _writing(here: Here) -> Check:
    with own_folder(here.data_dir) as folder:
        return conditions.writing(here.trial(folder / "trial"), here.computer.volume(folder))


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), folder)


def _told(name: Sentence, look_at: Callable[[], Check]) -> Check:
    try:
        with said():
            return look_at()
    except Problem as trouble:
        return Check(name, Outcome.WRONG, (Sentence.of(trouble),))


def restart_check(data_dir: Path, clock: Clock) -> Check:
    """How the restart test stands, as one of the checks."""
    try:
        known = status(data_dir)
    except Problem:  # `examine` says which
        return conditions.restart(None, clock.utc_ms(), training=False)
    state = None
    if known.folder is not None and known.installation is not None:
        state = look(known.folder, known.installation, clock)
    training = known.package is not None and known.package.document.training
    return conditions.restart(state, clock.utc_ms(), training=training)


def _held(data_dir: Path) -> bool:
    """Whether another program holds the folder; one that is not there or lets nobody in is held by nobody."""
    lock = Places(data_dir).lock
    try:
        with said():
            if not lock.exists():
                return False
        with InstanceLock(lock):
            return False
    except Environment as trouble:
        return trouble.code == "storage.in_use"

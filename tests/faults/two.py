"""TWO: two kiosks on one database, and four clerks who import at the same moment.

The program is started twice on one data folder, at once or one after the other, once through another path to
the same folder. One runs; the other ends with a sentence, and has changed nothing. It is then killed, and
what is started next runs. Four clerks at one office import the same sticks in different orders at the same
moment: each file is stored by one of them and a known copy for the others, every record is there once, all
receipts for a file are equal, and the office's own journal follows. The mutants have no lock, and look
before they have taken it.
"""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import sqlalchemy as sa

from app.base.sentences import Language, say
from app.kiosk.places import DATABASE
from app.office.gathering.intake import FileVerdict, Verdict, import_paths
from app.office.store import database as store
from app.office.store.audit import read_acts
from app.office.store.tables import batch, record
from app.office.survey.packaging import Packaged
from tests.campaign.hunt import Found, Hunt
from tests.faults.playing import Prepare
from tests.kiosk.world import seat
from tests.office.conftest import House, Kiosk, make_template, open_house, signed_in

ROOT = Path(__file__).parents[2]
KIOSK = ("-m", "app.kiosk")
UNLOCKED = (
    "-c",
    """import contextlib, sys
from app.kiosk import keeper, __main__ as kiosk
keeper.InstanceLock = lambda _path: contextlib.nullcontext()
sys.exit(kiosk.main())""",
)
PATIENCE_S = 60
CLERKS = 4


# --- two kiosks ---------------------------------------------------------------------------------------------


def kiosks(size: int, folder: Path, program: Sequence[str] = KIOSK) -> Found:
    """Start the program twice, `size` times, on the same folder."""
    place = seat(folder / "data")
    (folder / "other").symlink_to(place.data_dir)
    database = place.folder / DATABASE
    before = hashlib.sha256(database.read_bytes()).digest()
    faults: list[str] = []
    for number in range(size):
        other = folder / "other" if number % 2 else place.data_dir
        with ExitStack() as open_ones:
            faults += [
                f"start {number}: {fault}" for fault in _twice(program, place.data_dir, other, open_ones)
            ]
        if hashlib.sha256(database.read_bytes()).digest() != before:
            faults.append(f"start {number}: the database was changed")
    return Found(size, faults, f"{len(faults)} faults in {size} starts of two")


def _twice(program: Sequence[str], one: Path, other: Path, open_ones: ExitStack) -> Iterator[str]:
    both = [_started(program, data, open_ones) for data in (one, other)]
    refused = _first_that_ends(both)
    if refused is None:
        yield "both run"
        return
    _, told = refused.communicate()
    if refused.returncode != 1 or told.strip() != say(Language.ID, "storage.in_use"):
        yield f"the second ended with {refused.returncode}: {told}"
    if any(each.poll() is not None for each in both if each is not refused):
        yield "neither runs"


def _started(program: Sequence[str], data: Path, open_ones: ExitStack) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, *program, "--data", str(data), "--windowed"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    open_ones.callback(_ended, process)
    return process


def _ended(process: "subprocess.Popen[str]") -> None:
    process.kill()
    if process.stderr and not process.stderr.closed:
        process.communicate()  # until its windows, which see the end of their pipe, have gone as well


def _first_that_ends(both: "Sequence[subprocess.Popen[str]]") -> "subprocess.Popen[str] | None":
    """The one that ends, or None when both have opened windows."""
    for _ in range(PATIENCE_S * 10):
        for each in both:
            with suppress(subprocess.TimeoutExpired):
                each.wait(0.05)
                return each
        if all(_windows(each.pid) for each in both):
            return None
    return None


def _windows(process: int) -> bool:
    with suppress(OSError):
        return bool(Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split())
    return False


# --- four clerks --------------------------------------------------------------------------------------------


def clerks(size: int, folder: Path, spoil: Prepare | None = None) -> Found:
    """Let four clerks import at the same moment, `size` times."""
    packaged = make_template(folder)
    faults: list[str] = []
    for number in range(size):
        faults += [f"time {number}: {each}" for each in _imported(folder, packaged, number, spoil)]
        if faults and spoil is not None:
            break
    return Found(size, faults, f"{len(faults)} faults in {size} times four imports")


def _imported(source: Path, packaged: Packaged, number: int, spoil: Prepare | None) -> Iterator[str]:
    folder = source / f"{number}"
    shutil.copytree(source / "office", folder / "office")
    house = open_house(folder / "office", packaged, source)
    sticks, records = _sticks(house)
    house.office.close()
    verdicts = _at_once(folder, sticks, number, spoil)
    if verdicts is None:
        yield "a clerk was refused"
        return
    for stick in sticks:
        said = Counter(found[stick.name] for found in verdicts)
        if said != Counter({Verdict.STORED: 1, Verdict.DUPLICATE: CLERKS - 1}):
            yield f"{stick.name}: {dict(said)}"
        receipts = {path.read_bytes() for path in folder.glob(f"receipts-*/{stick.stem}.*")}
        if len(receipts) != 1:
            yield f"{stick.name}: {len(receipts)} different receipts"
    office = signed_in(folder / "office", "a")
    with office.store.reading() as connection:
        held = Counter(connection.execute(sa.select(record.c.rid)).scalars().all())
        files = connection.execute(sa.select(sa.func.count()).select_from(batch)).scalar_one()
        acts = [act for act in read_acts(connection) if act.act == "import"]
    office.close()
    if held != Counter(records) or files != len(sticks) or len(acts) != len(sticks):
        yield f"{len(held)} of {len(records)} records, {files} batches and {len(acts)} acts of {len(sticks)}"
    shutil.rmtree(folder)


def _sticks(house: House) -> tuple[list[Path], list[bytes]]:
    """Six files of two seats: each repeats what no receipt has named."""
    paths: list[Path] = []
    records: list[bytes] = []
    for name in ("01", "02"):
        kiosk: Kiosk = house.kiosk(name)
        for seq in range(3):
            for each in range(4):
                rid = hashlib.sha256(f"{name}/{seq}/{each}".encode()).digest()[:16]
                kiosk.keep(rid, b"{}")
                records.append(rid)
            paths.append(house.stick(f"{name}-{seq}", kiosk.export()))
    return paths, records


def _at_once(
    folder: Path, sticks: Sequence[Path], number: int, spoil: Prepare | None
) -> list[dict[str, Verdict]] | None:
    """What each clerk was told of each file; None when one got an error instead."""
    start, go = os.pipe()
    children = []
    for clerk in range(CLERKS):
        order = random.Random(f"{number}/{clerk}").sample(list(sticks), len(sticks))
        told = folder / f"told-{clerk}"
        child = os.fork()
        if not child:
            os.close(go)
            _be_a_clerk(start, told, lambda order=order, clerk=clerk: _clerk(folder, order, clerk), spoil)  # type: ignore[misc]
        children.append((child, told))
    os.close(start)
    os.close(go)  # all of them have waited for this
    ends = [os.waitpid(child, 0)[1] for child, _ in children]
    if any(ends):
        return None
    lines = [told.read_text(encoding="utf-8").splitlines() for _, told in children]
    return [{name: Verdict(word) for name, word in (line.split(" ") for line in each)} for each in lines]


def _clerk(folder: Path, sticks: Sequence[Path], clerk: int) -> tuple[FileVerdict, ...]:
    office = signed_in(folder / "office", "a")
    verdicts = import_paths(office, sticks, folder / f"receipts-{clerk}")
    office.close()
    return verdicts


def _be_a_clerk(
    start: int, told: Path, work: Callable[[], tuple[FileVerdict, ...]], spoil: Prepare | None
) -> None:
    try:
        if spoil is not None:
            spoil()
        os.read(start, 1)
        told.write_text("".join(f"{each.path.name} {each.verdict}\n" for each in work()), encoding="utf-8")
    except BaseException:  # noqa: BLE001 - it is told, and the parent sees how the child ended
        if spoil is None:
            traceback.print_exc()
        os._exit(1)
    os._exit(0)


def looking_first() -> None:
    """Take the lock of a transaction only when it first writes."""

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    store._begin.__code__ = begin.__code__


HUNTS = (
    Hunt("TWO", "two kiosks on one database", "the second refuses", 3, 30, kiosks, shim=True),
    Hunt("TWO", "four importers at once", "rows exact", 6, 100, clerks, shim=True),
    Hunt(
        "TWO",
        "no lock on the folder",
        "both run",
        1,
        1,
        lambda size, folder: kiosks(size, folder, UNLOCKED),
        mutant=True,
        shim=True,
    ),
    Hunt(
        "TWO",
        "importers look before they lock",
        "refusals",
        6,
        6,
        lambda size, folder: clerks(size, folder, looking_first),
        mutant=True,
        shim=True,
    ),
)

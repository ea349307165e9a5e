"""The papers of a room."""

from dataclasses import replace
from typing import Any

from app.base.chain import Line
from app.base.ids import Digest
from app.base.sentences import Sentence, say
from app.kiosk.room.carried import BatchFile, Installed, OnDrive
from app.kiosk.room.minutes import Paper
from app.kiosk.store.database import Phase
from app.kiosk.window import view as v
from app.kiosk.window.present import papers
from app.seal.batch import Manifest, StratumCount
from app.seal.logbook import Logbook
from app.seal.package import PackageDocument, PackageSeat, PlannedSession
from tests.kiosk_pages.gallery.proctoring import RINA, TARGETS, state
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import NOW, PLACE

SESSIONS = tuple(
    PlannedSession(id=f"s{n}", date="2026-08-19", start=f"{6 + 3 * n:02}:00", end="16:00", label=f"Sesi {n}")
    for n in (1, 2)
)


def room(seats: int) -> PackageDocument:
    """As much of a package as the page looks at."""
    looked_at: dict[str, Any] = {
        "sessions": SESSIONS,
        "seats": tuple(PackageSeat(id=f"{n + 1:02}", public_key=bytes(32)) for n in range(seats)),
    }
    return PackageDocument.model_construct(**looked_at)


def installed(number: int, *, journal: bool = True) -> Installed:
    """One seat with a batch of six answers."""
    seat, installation = f"{number:02}", f"{number:032x}"
    looked_at: dict[str, Any] = {
        "seq": 2,
        "strata": (StratumCount(agency="dishub", group="internal", used=6, abandoned=int(number == 9)),),
        "voided": 0,
        "emergency": False,
        "journal_length": 2,
        "journal_head": "0" * 64,
    }
    manifest = Manifest.model_construct(**looked_at)
    name = f"PLG26-LAB2-B{seat}-{installation[:4]}-0002.bilik"
    batch = BatchFile(name, manifest, Digest("0" * 64), ("sungai",) * 6, 60_000)
    lines = (Line(1, NOW // 60_000, "started", {"planned": "s2"}),)
    book = Logbook(Digest("0" * 64), seat, installation, (), lines, ())
    return Installed(seat, installation, (batch,), book if journal else None)


FULL = OnDrive(room(12), tuple(installed(n) for n in range(1, 13)), (), ())
BROKEN = OnDrive(
    room(12),
    tuple(installed(n, journal=n != 3) for n in range(1, 11)),
    ("11", "12"),
    (
        Sentence("minutes.remark_damaged", {"name": "PLG26-LAB2-B11-3f2a-0002.bilik"}),
        Sentence("minutes.remark_no_journal", {"seat": "03", "name": "PLG26-LAB2-B03-0000-0002.bilik"}),
    ),
)
COUNTED = {
    "expected": 75,
    "present": 73,
    "printed": 90,
    "spoiled": 1,
    "returned": 16,
    "restarts": 0,
    "voided": 0,
}
DESK = papers.Desk(
    stick=TARGETS[0].label,
    session=1,
    figures=COUNTED,
    lines={"place": "Palembang", "name_1": RINA, "nip_1": "19880412 201101 2 003"},
)


def seen(eye: Eye, found: OnDrive | None, desk: papers.Desk, trouble: str = "") -> v.Screen:
    """The page with this stick and this desk."""
    stick = papers.Stick(FULL.document if found is None else found.document, found)
    glass = replace(eye.glass, trouble=trouble)
    return eye.sees(papers.page(PLACE, glass, state(Phase.ENDED), RINA, NOW, stick, desk))


@scene("p4-papers", Part.PROCTOR)
def even(eye: Eye) -> v.Screen:
    return seen(eye, FULL, DESK)


@scene("p4-papers-reading", Part.PROCTOR)
def reading(eye: Eye) -> v.Screen:
    return seen(eye, None, papers.Desk(stick=TARGETS[0].label, busy=True))


@scene("p4-papers-uneven", Part.PROCTOR)
def uneven(eye: Eye) -> v.Screen:
    desk = replace(DESK, figures={**COUNTED, "before": 4}, unused=frozenset({1}))
    return seen(eye, BROKEN, desk)


def week() -> OnDrive:
    """A laptop that kept a draft overnight: the file of the second day counts the first day, too."""
    one = installed(1)
    assert one.journal is not None
    kinds = (("started", "s1"), ("closed", ""), ("carried_on", "s2"), ("ended", "s2"))
    lines = tuple(
        Line(n, NOW // 60_000 + n, kind, {"planned": planned} if planned else {})
        for n, (kind, planned) in enumerate(kinds, 1)
    )
    book = replace(one.journal, lines=lines)
    manifest = one.batches[0].manifest.model_copy(update={"journal_length": 4})
    batch = replace(one.batches[0], manifest=manifest)
    return OnDrive(room(1), (replace(one, batches=(batch,), journal=book),), (), ())


@scene("p4-papers-together", Part.PROCTOR)
def together(eye: Eye) -> v.Screen:
    counted = {"expected": 4, "present": 4, "together": 2, "printed": 9, "before": 0, "returned": 2}
    return seen(eye, week(), replace(DESK, figures=COUNTED | counted))


@scene("p4-papers-elsewhere", Part.PROCTOR)
def elsewhere(eye: Eye) -> v.Screen:
    figures = {name: COUNTED[name] for name in ("expected", "present", "printed", "spoiled", "returned")}
    return seen(eye, week(), replace(DESK, session=0, figures=figures))


@scene("p4-papers-written", Part.PROCTOR)
def written(eye: Eye) -> v.Screen:
    names = ("berita-acara-PLG26-LAB2-s2.pdf", "lembar-ruang-PLG26-LAB2-s2.json")
    return seen(eye, FULL, replace(DESK, written=names, papers=frozenset(Paper)))


@scene("p4-papers-failed", Part.PROCTOR)
def failed(eye: Eye) -> v.Screen:
    return seen(eye, FULL, DESK, say(eye.language, "storage.disk_full"))

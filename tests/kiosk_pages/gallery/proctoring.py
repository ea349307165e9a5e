"""The proctor's pages, and a machine that is not ready yet."""

import datetime as dt
from dataclasses import replace

from app.base.canonical import JsonValue
from app.base.chain import Head, Line
from app.base.clock import local_time
from app.base.ids import Digest, ProctorId
from app.base.sentences import Language, say
from app.base.session import Kind
from app.kiosk.seat.handover import Handed
from app.kiosk.seat.proctor import LogEntry, PinState, SessionState, Totals
from app.kiosk.store.database import Phase, Proctor
from app.kiosk.store.log import told
from app.kiosk.window import view as v
from app.kiosk.window.present import deeds, handing, journal, rooms, session
from app.kiosk.window.present.session import Asking
from app.seal.package import PlannedSession
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import NOW, PLACE

RINA = "Rina Marlina"
PROCTORS = (Proctor(ProctorId("rina"), RINA, b""), Proctor(ProctorId("agus"), "Agus Salim", b""))
SESSION = PlannedSession(id="s2", date="2026-08-19", start="09:00", end="11:00", label="Sesi 2")
HEAD = Head(4, Digest("7c1e40ab93d2" + "0" * 52))
TARGETS = (handing.Target("BPS-PLG-03 (E:)", 14_200_000_000), handing.Target("/media/cadangan"))
FREE = 41_200_000_000
HANDED = Handed(
    "PLG26-LAB2-B07-3f2a-0003.bilik",
    Digest("0" * 64),
    ("sungai", "pandan", "lentera", "kapur", "melati", "layar"),
    6,
    60_000,
    4_100,
    HEAD,
    3,
)


def entry(at_utc_min: int, kind: Kind, **facts: JsonValue) -> LogEntry:
    """A line of the journal."""
    names = {"rina": RINA}
    return LogEntry(at_utc_min, kind, told(Line(1, at_utc_min, kind, {"proctor": "rina", **facts}), names))


def state(phase: Phase = Phase.RUNNING) -> SessionState:
    """A session with a little history."""
    minute = NOW // 60_000
    log = (
        entry(minute - 1_440, Kind.INSTALLED),
        entry(minute - 60, Kind.STARTED, planned="s2"),
        entry(minute - 9, Kind.NOTED, category="power", text="Genset hidup setelah 3 menit"),
        entry(minute - 8, Kind.EXTENDED, minutes=10, category="power"),
        entry(minute - 5, Kind.VOIDED, reason="spoiled", spare=True),
        entry(minute - 3, Kind.PAUSED),
        entry(minute - 1, Kind.RESUMED),
    )
    return SessionState(
        phase,
        SESSION,
        Totals(5, 1, 0, 0),
        log,
        HEAD,
        180,
        ballast=True,
        late_until=local_time(NOW) + dt.timedelta(minutes=20),
        extra_ms=600_000,
        extra_max_min=30,
    )


def panel(eye: Eye, phase: Phase, trouble: str = "") -> v.PanelView:
    """The panel in a phase."""
    health = session.Health(FREE, 180, ballast=not trouble)
    glass = replace(eye.glass, trouble=trouble)
    return session.panel(PLACE, glass, state(phase), RINA, NOW, health, "Sesi 3")


def pin(
    eye: Eye,
    typed: str = "",
    trouble: str = "",
    *,
    asking: Asking = Asking.PANEL,
    doubt: str = "",
    choosing: bool = False,
) -> v.Pin:
    """The page that asks for the PIN."""
    glass = replace(eye.glass, typed=typed, trouble=trouble)
    tries = PinState(1 if trouble else 0, 0, locked=False)
    chosen = "" if choosing else "rina"
    return session.pin(
        PLACE, glass, PROCTORS, chosen, tries, session="Sesi 2", asking=asking, doubt=doubt, choosing=choosing
    )


@scene("p1-pin", Part.PROCTOR, like="p1-pin-pengawas")
def pin_wrong(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, "12", say(eye.language, "proctor.pin_wrong", count=4)))


@scene("p1-pin-empty", Part.PROCTOR)
def pin_empty(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye))


@scene("p1-pin-ending", Part.PROCTOR)
def pin_ending(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, "123456", asking=Asking.END))


@scene("p1-pin-closing", Part.PROCTOR)
def pin_closing(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, asking=Asking.CLOSE))


@scene("p1-pin-early", Part.PROCTOR)
def pin_early(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, asking=Asking.EARLY))


@scene("p1-pin-outside", Part.PROCTOR)
def pin_outside(eye: Eye) -> v.Screen:
    dates = {"today": "2027-01-01", "start": "2026-08-17", "end": "2026-08-28"}
    return eye.sees(
        pin(eye, asking=Asking.OUTSIDE, doubt=say(eye.language, "proctor.outside_period", **dates))
    )


@scene("p1-names", Part.PROCTOR)
def names(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, choosing=True))


@scene("p1-release", Part.PROCTOR)
def release(eye: Eye) -> v.Screen:
    return eye.sees(rooms.card_code(PLACE, replace(eye.glass, typed="H2T9WR")))


@scene("p2-panel", Part.PROCTOR, like="p2-panel-sesi")
def running(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.RUNNING))


@scene("p2-ready", Part.PROCTOR)
def ready(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.READY))


@scene("p2-paused", Part.PROCTOR)
def paused(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.PAUSED))


@scene("p2-locked", Part.PROCTOR)
def locked(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.LOCKED))


@scene("p2-ended", Part.PROCTOR)
def ended(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.ENDED))


@scene("p2-trouble", Part.PROCTOR)
def trouble(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.RUNNING, say(eye.language, "storage.disk_full")))


@scene("p2-add-time", Part.PROCTOR)
def add_time(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, picks={"minutes": 10})
    return eye.sees(panel(eye, Phase.RUNNING), deeds.add_time(glass, state()))


@scene("p2-note", Part.PROCTOR)
def note(eye: Eye) -> v.Screen:
    words = {Language.ID: "Genset hidup setelah 3 menit", Language.EN: "The generator ran after 3 minutes"}
    return eye.sees(panel(eye, Phase.RUNNING), deeds.note(replace(eye.glass, typed=words[eye.language])))


@scene("p2-add-time-spent", Part.PROCTOR)
def add_time_spent(eye: Eye) -> v.Screen:
    spent = replace(state(), extra_ms=1_800_000)
    return eye.sees(panel(eye, Phase.RUNNING), deeds.add_time(eye.glass, spent))


@scene("p2-note-other", Part.PROCTOR)
def note_other(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, picks={"category": 6}, trouble=say(eye.language, "proctor.text_needed"))
    return eye.sees(panel(eye, Phase.RUNNING), deeds.note(glass))


@scene("p2-void", Part.PROCTOR)
def void(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, picks={"which": 0, "void": 0, "spare": 1})
    return eye.sees(panel(eye, Phase.RUNNING), deeds.void(glass, sitting=True))


@scene("p2-void-code", Part.PROCTOR)
def void_code(eye: Eye) -> v.Screen:
    return eye.sees(deeds.slip_code(PLACE, replace(eye.glass, typed="H2T9WR")))


@scene("p2-restart", Part.PROCTOR)
def restart(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.RUNNING), deeds.restart(eye.glass))


@scene("p2-carry-on", Part.PROCTOR)
def carry_on(eye: Eye) -> v.Screen:
    health = session.Health(FREE, 180, ballast=True)
    paused = state(Phase.PAUSED)
    return eye.sees(session.panel(PLACE, eye.glass, paused, RINA, NOW, health, "Sesi 3", carries=True))


@scene("p2-broken-journal", Part.PROCTOR)
def broken_journal(eye: Eye) -> v.Screen:
    health = session.Health(FREE, 180, ballast=True)
    broken = replace(state(), head=None, log=())
    return eye.sees(session.panel(PLACE, eye.glass, broken, RINA, NOW, health, "Sesi 3"))


@scene("p4-journal", Part.PROCTOR)
def journal_page(eye: Eye) -> v.Screen:
    return eye.sees(journal.journal(PLACE, eye.glass, state(), RINA, NOW, 0))


@scene("p4-journal-broken", Part.PROCTOR)
def journal_broken(eye: Eye) -> v.Screen:
    broken = replace(state(), head=None, log=())
    return eye.sees(journal.journal(PLACE, eye.glass, broken, RINA, NOW, 0))


def carrying(eye: Eye, how: handing.Carrying, trouble: str = "") -> v.Screen:
    """The export so far."""
    glass = replace(eye.glass, trouble=trouble)
    return eye.sees(handing.export(PLACE, glass, state(Phase.ENDED), RINA, NOW, how))


@scene("p3-export", Part.PROCTOR)
def export(eye: Eye) -> v.Screen:
    return carrying(eye, handing.Carrying(TARGETS, 0))


@scene("p3-no-stick", Part.PROCTOR)
def no_stick(eye: Eye) -> v.Screen:
    return carrying(eye, handing.Carrying((), 0))


@scene("p3-copying", Part.PROCTOR)
def copying(eye: Eye) -> v.Screen:
    return carrying(eye, handing.Carrying(TARGETS, 0, running=True, per_cent=63))


@scene("p3-done", Part.PROCTOR, like="p3-ekspor-usb")
def done(eye: Eye) -> v.Screen:
    return carrying(eye, handing.Carrying(TARGETS, 0, per_cent=100, handed=HANDED))


@scene("p3-failed", Part.PROCTOR)
def failed(eye: Eye) -> v.Screen:
    return carrying(eye, handing.Carrying(TARGETS, 0), say(eye.language, "storage.disk_full"))


@scene("p3-early", Part.PROCTOR)
def early(eye: Eye) -> v.Screen:
    page = handing.export(PLACE, eye.glass, state(), RINA, NOW, handing.Carrying(TARGETS, 0))
    return eye.sees(page)


@scene("p3-ejected", Part.PROCTOR)
def ejected(eye: Eye) -> v.Screen:
    note = say(eye.language, "panel.ejected", label=TARGETS[0].label)
    return carrying(eye, handing.Carrying((), 0, note=note))


def enrol(eye: Eye, *, ticked: bool) -> v.Screen:
    """The six words of the office."""
    words = ("bambu", "cengkih", "perahu", "intan", "tikar", "damar")
    glass = replace(eye.glass, ticked=ticked)
    return eye.sees(rooms.not_enrolled(PLACE, glass, words, "kantor-plg-2026.bilikroot", 3, 2))


@scene("k19-enrol", Part.MACHINE, like="k19-belum-terdaftar")
def enrol_open(eye: Eye) -> v.Screen:
    return enrol(eye, ticked=False)


@scene("k19-enrol-compared", Part.MACHINE)
def enrol_compared(eye: Eye) -> v.Screen:
    return enrol(eye, ticked=True)


@scene("k19-no-root", Part.MACHINE)
def no_root(eye: Eye) -> v.Screen:
    return eye.sees(rooms.no_root(PLACE, eye.glass))


@scene("k19-no-package", Part.MACHINE)
def no_package(eye: Eye) -> v.Screen:
    return eye.sees(rooms.no_package(PLACE, eye.glass, (), ()))


@scene("k19-package", Part.MACHINE)
def package(eye: Eye) -> v.Screen:
    picked = replace(eye.glass, picks={"package": 0, "seat": 1})
    return eye.sees(rooms.no_package(PLACE, picked, ("PLG26-LAB2-1.bilikpkg",), ("06", "07", "08")))


@scene("k19-refused", Part.MACHINE)
def refused(eye: Eye) -> v.Screen:
    reason = say(eye.language, "seal.bad_signature")
    words = say(eye.language, "enrol.files_refused", file="lab-2.bilikpkg", reason=reason, others=1)
    return eye.sees(rooms.no_package(PLACE, replace(eye.glass, trouble=words), (), ()))


@scene("k19-another-package", Part.MACHINE)
def another_package(eye: Eye) -> v.Screen:
    picked = replace(eye.glass, picks={"package": 0, "seat": 1})
    here = say(eye.language, "enrol.installed_here", venue="Dinas PUPR, Lab 2", seat="07")
    found = ("PLG26-LAB2-1.bilikpkg", here)
    return eye.sees(rooms.no_package(PLACE, picked, found, ("06", "07", "08"), back=True))

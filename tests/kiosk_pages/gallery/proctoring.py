"""The proctor's pages, and a machine that is not ready yet."""

from dataclasses import replace

from app.base.chain import Head
from app.base.ids import Digest, ProctorId
from app.base.sentences import Sentence, say
from app.kiosk import view as v
from app.kiosk.handover import Handed
from app.kiosk.log import Kind
from app.kiosk.present import rooms, session
from app.kiosk.proctor import LogEntry, PinState, SessionState, Totals
from app.kiosk.store import Phase, Proctor
from app.seal.package import PlannedSession
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import NOW, PLACE

RINA = "Rina Marlina"
PROCTORS = (Proctor(ProctorId("rina"), RINA, b""), Proctor(ProctorId("agus"), "Agus Salim", b""))
SESSION = PlannedSession(id="s2", date="2026-08-19", start="09:00", end="11:00", label="Sesi 2")
HEAD = Head(4, Digest("7c1e40ab93d2" + "0" * 52))
TARGETS = ("BPS-PLG-03 (E:)", "/media/cadangan")
FREE = 41_200_000_000
HANDED = Handed(
    "PLG26-LAB2-B07-3f2a-0003.bilik",
    "PLG26-LAB2-B07-3f2a-0003.bilikcatatan",
    Digest("0" * 64),
    ("sungai", "pandan", "lentera", "kapur", "melati", "layar"),
    6,
    60_000,
    HEAD,
    3,
)


def state(phase: Phase = Phase.RUNNING) -> SessionState:
    """A session with a little history."""
    minute = NOW // 60_000
    log = (
        LogEntry(
            minute - 60, Kind.STARTED, Sentence("proctor.log_started", {"proctor": RINA, "planned": "Sesi 2"})
        ),
        LogEntry(minute - 3, Kind.PAUSED, Sentence("proctor.log_paused", {"proctor": RINA})),
        LogEntry(minute - 1, Kind.RESUMED, Sentence("proctor.log_resumed", {"proctor": RINA})),
    )
    return SessionState(phase, SESSION, Totals(5, 1, 0, 0), log, HEAD, 180, ballast=True)


def panel(eye: Eye, phase: Phase, trouble: str = "") -> v.PanelView:
    """The panel in a phase."""
    health = session.Health(FREE, 180, ballast=not trouble)
    glass = replace(eye.glass, trouble=trouble)
    return session.panel(PLACE, glass, state(phase), RINA, NOW, health, "Sesi 3")


def pin(
    eye: Eye, typed: str = "", trouble: str = "", *, ending: bool = False, choosing: bool = False
) -> v.Pin:
    """The page that asks for the PIN."""
    glass = replace(eye.glass, typed=typed, trouble=trouble)
    tries = PinState(1 if trouble else 0, 0, locked=False)
    chosen = "" if choosing else "rina"
    return session.pin(
        PLACE, glass, PROCTORS, chosen, tries, session="Sesi 2", ending=ending, choosing=choosing
    )


@scene("p1-pin", Part.PROCTOR, like="p1-pin-pengawas")
def pin_wrong(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, "12", say(eye.language, "proctor.pin_wrong", left=4)))


@scene("p1-pin-empty", Part.PROCTOR)
def pin_empty(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye))


@scene("p1-pin-ending", Part.PROCTOR)
def pin_ending(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, "123456", ending=True))


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
    return eye.sees(panel(eye, Phase.RUNNING), session.add_time_dialog(glass))


@scene("p2-note", Part.PROCTOR)
def note(eye: Eye) -> v.Screen:
    return eye.sees(panel(eye, Phase.RUNNING), session.note_dialog(eye.glass))


def carrying(eye: Eye, how: session.Carrying, trouble: str = "") -> v.Screen:
    """The export so far."""
    glass = replace(eye.glass, trouble=trouble)
    return eye.sees(session.export(PLACE, glass, state(Phase.ENDED), RINA, NOW, how))


@scene("p3-export", Part.PROCTOR)
def export(eye: Eye) -> v.Screen:
    return carrying(eye, session.Carrying(TARGETS, 0))


@scene("p3-no-stick", Part.PROCTOR)
def no_stick(eye: Eye) -> v.Screen:
    return carrying(eye, session.Carrying((), 0))


@scene("p3-copying", Part.PROCTOR)
def copying(eye: Eye) -> v.Screen:
    return carrying(eye, session.Carrying(TARGETS, 0, running=True, per_cent=63))


@scene("p3-done", Part.PROCTOR, like="p3-ekspor-usb")
def done(eye: Eye) -> v.Screen:
    return carrying(eye, session.Carrying(TARGETS, 0, per_cent=100, handed=HANDED))


@scene("p3-failed", Part.PROCTOR)
def failed(eye: Eye) -> v.Screen:
    return carrying(eye, session.Carrying(TARGETS, 0), say(eye.language, "storage.disk_full"))


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

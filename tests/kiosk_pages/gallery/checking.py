"""The readiness check: under way, good, with warnings, failed, and the restart test in its states."""

from dataclasses import replace
from pathlib import Path

from app.base.check import Check, Outcome, good, not_tried
from app.base.sentences import Sentence, say
from app.kiosk.computer.computer import Idle, Nap, Screen, Volume
from app.kiosk.machine import conditions
from app.kiosk.seat.restart import Restart, Standing
from app.kiosk.store.database import Phase
from app.kiosk.window import view as v
from app.kiosk.window.present import readiness, session
from app.kiosk.window.present.session import Asking
from app.seal.package import Period
from app.storage.trial import WriteTrial
from tests.kiosk_pages.gallery.proctoring import FREE, RINA, TARGETS, pin, state
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import NOW, PLACE

WIB_S = 7 * 3_600
WORDS = ("bambu", "cengkih", "perahu")
PASSED = Restart(Standing.PASSED, (), NOW - 86_400_000, allows=True)
SCREEN_FAILS = Check(
    Sentence("selftest.page"), Outcome.WRONG, (Sentence("selftest.screen_fails", {"code": 134}),)
)
EVERYTHING = frozenset(range(readiness.POINTS))


def checks(restart: Restart = PASSED, *, idle: tuple[Idle, ...] = (), late_ms: int = 0) -> tuple[Check, ...]:
    """A machine on the morning of its session."""
    trial = WriteTrial(200, 0, 9_000, 31_000)
    package = {"round": "PLG26", "venue": "Lab Komputer 2"}
    office = {"office": "BPS Kota Palembang", "day": "2026-08-01"}
    return (
        good(Sentence("ready.office"), Sentence("ready.office_good", office)),
        good(Sentence("selftest.words"), Sentence("selftest.words_good", {"count": 25})),
        good(Sentence("selftest.machine"), Sentence("selftest.package_good", package)),
        good(
            Sentence("selftest.questionnaire", {"id": "spi-internal"}),
            Sentence("selftest.scenarios_good", {"count": 12}),
        ),
        good(Sentence("selftest.storing"), Sentence("selftest.storing_good", {"folder": "C:\\Bilik\\data"})),
        conditions.room(FREE),
        conditions.writing(trial, Volume("ntfs")),
        conditions.ballast(aboard=True),
        conditions.restart(restart, NOW, training=False),
        conditions.memory(3_975_000_000),
        conditions.sleep(idle),
        conditions.alone(Path("data"), (), held=False),
        conditions.screens((Screen(1366, 768),)),
        good(Sentence("selftest.faces"), Sentence("selftest.faces_good", {"count": 6})),
        good(Sentence("selftest.page"), Sentence("selftest.page_good", {"width": 1366, "height": 768})),
        conditions.clock(NOW + late_ms, WIB_S, 0, Period(start="2026-08-17", end="2026-08-28")),
    )


def seen(eye: Eye, found: readiness.Seen, trouble: str = "") -> v.Screen:
    """The page with what was found."""
    glass = replace(eye.glass, trouble=trouble)
    return eye.sees(readiness.page(PLACE, glass, state(Phase.READY), RINA, NOW, found))


@scene("p5-ready", Part.PROCTOR, like="p5-siap-pakai")
def warned(eye: Eye) -> v.Screen:
    found = checks(idle=(Idle(Nap.SLEEP, 1_800),), late_ms=-90 * 86_400_000)
    return seen(eye, readiness.Seen(found, whole=True, restart=PASSED, ticked=frozenset({0, 1})))


@scene("p5-good", Part.PROCTOR)
def all_good(eye: Eye) -> v.Screen:
    return seen(eye, readiness.Seen(checks(), whole=True, restart=PASSED, ticked=EVERYTHING, ready=True))


@scene("p5-looking", Part.PROCTOR)
def looking(eye: Eye) -> v.Screen:
    return seen(eye, readiness.Seen(checks()[:7], looking=True, share=46, restart=PASSED))


@scene("p5-untested", Part.PROCTOR)
def untested(eye: Eye) -> v.Screen:
    restart = Restart(Standing.UNTESTED)
    return seen(eye, readiness.Seen(checks(restart), whole=True, restart=restart))


@scene("p5-begun", Part.PROCTOR)
def begun(eye: Eye) -> v.Screen:
    restart = Restart(Standing.BEGUN, WORDS)
    return seen(eye, readiness.Seen(checks(restart), whole=True, restart=restart))


@scene("p5-kept", Part.PROCTOR)
def kept(eye: Eye) -> v.Screen:
    restart = Restart(Standing.KEPT, WORDS)
    return seen(eye, readiness.Seen(checks(restart), whole=True, restart=restart, ticked=EVERYTHING))


@scene("p5-forgot", Part.PROCTOR)
def forgot(eye: Eye) -> v.Screen:
    restart = Restart(Standing.FORGOT)
    found = (*checks(restart)[:-2], SCREEN_FAILS)
    return seen(eye, readiness.Seen(found, whole=True, restart=restart, ticked=EVERYTHING))


@scene("p5-saved", Part.PROCTOR)
def saved(eye: Eye) -> v.Screen:
    restart = Restart(Standing.WAIVED, allows=True)
    name = "lembar-kesiapan-PLG26-LAB2-B07.pdf"
    found = readiness.Seen(
        checks(restart), whole=True, restart=restart, ticked=EVERYTHING, saved=name, ready=True
    )
    return seen(eye, found)


@scene("p5-trouble", Part.PROCTOR)
def trouble(eye: Eye) -> v.Screen:
    found = readiness.Seen(checks(), whole=True, restart=PASSED)
    return seen(eye, found, say(eye.language, "storage.disk_full"))


@scene("p5-halted", Part.PROCTOR)
def halted(eye: Eye) -> v.Screen:
    return seen(eye, readiness.Seen(checks()[:5], restart=PASSED), say(eye.language, "storage.gone"))


@scene("p5-save", Part.PROCTOR)
def save(eye: Eye) -> v.Screen:
    page = readiness.page(
        PLACE, eye.glass, state(Phase.READY), RINA, NOW, readiness.Seen(checks(), whole=True, restart=PASSED)
    )
    return eye.sees(page, readiness.save(eye.glass, tuple(target.label for target in TARGETS)))


@scene("p5-save-nowhere", Part.PROCTOR)
def save_nowhere(eye: Eye) -> v.Screen:
    page = readiness.page(
        PLACE, eye.glass, state(Phase.READY), RINA, NOW, readiness.Seen(checks(), whole=True, restart=PASSED)
    )
    return eye.sees(page, readiness.save(eye.glass, ()))


@scene("p5-waive", Part.PROCTOR)
def waive(eye: Eye) -> v.Screen:
    restart = Restart(Standing.UNTESTED)
    found = readiness.Seen(checks(restart), whole=True, restart=restart)
    page = readiness.page(PLACE, eye.glass, state(Phase.READY), RINA, NOW, found)
    return eye.sees(page, readiness.waive(replace(eye.glass, typed="Stik BPS, diuji di kantor tadi pagi")))


@scene("p5-bare-machine", Part.MACHINE)
def bare(eye: Eye) -> v.Screen:
    found = (
        not_tried(Sentence("ready.office"), Sentence("ready.office_none")),
        not_tried(Sentence("selftest.machine"), Sentence("selftest.no_package")),
        *checks()[5:7],
        not_tried(Sentence("ready.ballast"), Sentence("ready.ballast_no_package")),
        conditions.restart(None, NOW, training=False),
        conditions.memory(2_100_000_000),
        conditions.sleep(None),
    )
    return eye.sees(readiness.page(PLACE, eye.glass, None, "", NOW, readiness.Seen(found, whole=True)))


@scene("p1-pin-waive", Part.PROCTOR)
def pin_waive(eye: Eye) -> v.Screen:
    return eye.sees(pin(eye, asking=Asking.WAIVE))


@scene("p2-unproved", Part.PROCTOR)
def unproved(eye: Eye) -> v.Screen:
    blocked = replace(state(Phase.READY), unproved=True)
    health = session.Health(FREE, 180, ballast=True)
    return eye.sees(session.panel(PLACE, eye.glass, blocked, RINA, NOW, health, "Sesi 3"))

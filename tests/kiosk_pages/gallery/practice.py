"""Pages of a training booth that are built differently from the others: each bears the tag of practice."""

from dataclasses import replace

from app.kiosk.seat.proctor import PinState
from app.kiosk.store.database import Phase
from app.kiosk.window import view as v
from app.kiosk.window.present import rooms, session
from tests.kiosk_pages.gallery import proctoring
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import NOW, PLACE

TRAINING = replace(PLACE, training=True)


@scene("k08-paused-training", Part.TROUBLE)
def paused(eye: Eye) -> v.Screen:
    return eye.sees(rooms.paused(TRAINING, eye.glass, 3, 9 * 60_000))


@scene("k20-hidden-training", Part.TROUBLE)
def hidden(eye: Eye) -> v.Screen:
    return eye.sees(rooms.hidden(TRAINING, replace(eye.glass, typed="VN"), 3))


@scene("k10-sealed-training", Part.ENDING)
def sealed(eye: Eye) -> v.Screen:
    return eye.sees(rooms.sealed(TRAINING, eye.glass, 45))


@scene("p1-pin-training", Part.PROCTOR)
def pin(eye: Eye) -> v.Screen:
    return eye.sees(
        session.pin(
            TRAINING,
            eye.glass,
            proctoring.PROCTORS,
            "rina",
            PinState(0, 0, locked=False),
            session="Sesi 2",
            choosing=False,
        )
    )


@scene("p2-panel-training", Part.PROCTOR)
def panel(eye: Eye) -> v.Screen:
    health = session.Health(proctoring.FREE, 180, ballast=True)
    running = proctoring.state(Phase.RUNNING)
    return eye.sees(session.panel(TRAINING, eye.glass, running, proctoring.RINA, NOW, health, "Sesi 3"))

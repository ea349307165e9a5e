"""From the locked booth to the promise."""

from dataclasses import replace

from app.base.sentences import say
from app.kiosk.window import view as v
from app.kiosk.window.present import aloud, promise, rooms
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import NOW, PLACE, asked


@scene("k01-locked", Part.WAITING, like="k1-terkunci")
def locked(eye: Eye) -> v.Screen:
    return eye.sees(rooms.locked(PLACE, eye.glass, NOW, "Sesi 2", "09:00", 40))


@scene("k01-locked-training", Part.WAITING)
def locked_training(eye: Eye) -> v.Screen:
    return eye.sees(rooms.locked(replace(PLACE, training=True), eye.glass, NOW, "Sesi 2", "", 40))


@scene("k02-code", Part.WAITING, like="k2-kode-akses")
def code(eye: Eye) -> v.Screen:
    return eye.sees(rooms.access_code(PLACE, replace(eye.glass, typed="K7QM3XP")))


@scene("k02-code-empty", Part.WAITING)
def code_empty(eye: Eye) -> v.Screen:
    return eye.sees(rooms.access_code(PLACE, eye.glass))


@scene("k02-code-wrong", Part.WAITING)
def code_wrong(eye: Eye) -> v.Screen:
    wrong = say(eye.language, "desk.code_mistyped")
    return eye.sees(rooms.access_code(PLACE, replace(eye.glass, typed="K7QM3XPA9F2D", trouble=wrong)))


@scene("k02-card", Part.MACHINE)
def card(eye: Eye) -> v.Screen:
    return eye.sees(rooms.card_code(PLACE, eye.glass, change=True))


@scene("k02-card-half", Part.MACHINE)
def card_half(eye: Eye) -> v.Screen:
    return eye.sees(rooms.card_code(PLACE, replace(eye.glass, typed="H2T9WR"), change=True))


@scene("k03-promise", Part.WAITING, like="k3-janji-privasi")
def promise_staff(eye: Eye) -> v.Screen:
    sheet = asked("spi-internal", "internal", "dishub")
    return eye.sees(promise.promise(PLACE, replace(eye.glass, ticked=True), sheet))


@scene("k03-promise-user", Part.WAITING)
def promise_user(eye: Eye) -> v.Screen:
    return eye.sees(promise.promise(PLACE, eye.glass, asked("spi-external", "external", "dishub")))


@scene("k03b-promise-expert", Part.WAITING, like="k3b-janji-eksper")
def promise_expert(eye: Eye) -> v.Screen:
    return eye.sees(promise.promise(PLACE, replace(eye.glass, ticked=True), asked("spi-expert", "expert")))


@scene("k03b-promise-heads", Part.WAITING)
def promise_heads(eye: Eye) -> v.Screen:
    return eye.sees(promise.promise(PLACE, eye.glass, asked("kepala-opd", "expert")))


@scene("k18-aloud", Part.WAITING, like="k18-dibacakan")
def aloud_user(eye: Eye) -> v.Screen:
    sheet = asked("spi-external", "external", "dishub")
    return eye.sees(aloud.aloud(PLACE, replace(eye.glass, ticked=True), sheet))


@scene("k18-aloud-staff", Part.WAITING)
def aloud_staff(eye: Eye) -> v.Screen:
    return eye.sees(aloud.aloud(PLACE, eye.glass, asked("spi-internal", "internal", "dishub")))


@scene("k18-aloud-expert", Part.WAITING)
def aloud_expert(eye: Eye) -> v.Screen:
    return eye.sees(aloud.aloud(PLACE, eye.glass, asked("spi-expert", "expert")))


@scene("k18-aloud-heads", Part.WAITING)
def aloud_heads(eye: Eye) -> v.Screen:
    return eye.sees(aloud.aloud(PLACE, eye.glass, asked("kepala-opd", "expert")))

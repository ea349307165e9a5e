"""The proctor's guide."""

from app.base.guide import read_guide
from app.base.sentences import say
from app.kiosk.window import view as v
from app.kiosk.window.present import guide, rooms
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene


def guided(eye: Eye, name: str, sought: str = "") -> v.Screen:
    """The guide open at a page."""
    return eye.sees(guide.guide(eye.glass, read_guide(eye.language), name, sought, ""))


@scene("p6-guide", Part.PROCTOR)
def guide_page(eye: Eye) -> v.Screen:
    return guided(eye, "export")


@scene("p6-guide-card", Part.PROCTOR)
def guide_card(eye: Eye) -> v.Screen:
    page = guide.guide(
        eye.glass, read_guide(eye.language), "day-card", "", say(eye.language, "kiosk.training")
    )
    return eye.sees(page)


@scene("p6-guide-long", Part.PROCTOR)
def guide_long(eye: Eye) -> v.Screen:
    return guided(eye, "deep-freeze")


@scene("p6-guide-found", Part.PROCTOR)
def guide_found(eye: Eye) -> v.Screen:
    return guided(eye, "power-cut", "slip")


@scene("p6-guide-nothing", Part.PROCTOR)
def guide_nothing(eye: Eye) -> v.Screen:
    return guided(eye, "slip-trouble", "gajah")


@scene("p6-guide-display", Part.PROCTOR)
def guide_display(eye: Eye) -> v.Screen:
    page = guide.guide(eye.glass, read_guide(eye.language), "stopped", "", "")
    return eye.sees(page, rooms.display_menu(eye.glass))

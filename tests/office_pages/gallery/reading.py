"""Every page of the sidebar as it is found, and every page of the guide."""

from app.base.guide import read_guide
from app.base.sentences import Language
from app.office.window import intents as i
from app.office.window.present.helping import ABOUT, ReadPage
from app.office.window.sections.helping import GUIDE
from tests.office_pages.filled import fill
from tests.office_pages.gallery.stories import Desk, Part, story
from tests.office_pages.offices import Start


@story("new", Part.ALWAYS, Start.READY)
def new(desk: Desk) -> None:
    desk.look("entrance")
    _every_page(desk)


@story("field", Part.ALWAYS, Start.READY)
def in_the_field(desk: Desk) -> None:
    fill(desk.house)
    _every_page(desk)


def _every_page(desk: Desk) -> None:
    desk.officer.sign_in("a")
    for section in desk.officer.door.conductor.sections:
        desk.take(i.Go(section.name))
        desk.look(section.name)


@story("guide", Part.ALWAYS, Start.READY)
def guide(desk: Desk) -> None:
    desk.come("help")
    for page in read_guide(Language.ID, GUIDE).pages:
        desk.take(ReadPage(page.name))
        desk.look(page.name)
    desk.take(ReadPage(ABOUT))
    desk.look(ABOUT)

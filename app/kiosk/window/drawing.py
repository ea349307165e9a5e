"""Whether this machine can draw: the bundled faces, and one question page, on a screen that nobody sees.

Part of the self-test that needs Qt; everything else is in `selftest`.
"""

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from app.base.canonical import canonical
from app.base.check import Check, tried
from app.base.errors import Environment, Problem
from app.base.ids import AgencyCode
from app.base.sentences import Language, Sentence, say
from app.kiosk.seat.enrol import status
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present import asking
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Bilingual, Glass, Place, place_of
from app.kiosk.window.view import Screen
from app.questionnaire.model import Option, Questionnaire, Section, Single, Text
from app.questionnaire.read import from_canonical
from app.questionnaire.route import Plan, route
from app.seal.package import PackageDocument
from app.ui.theme import MONO, SANS, Look, load_fonts

SIZE = (1366, 768)
_EVERY_PX = 4  # the grid on which a picture is looked at
_FEWEST_COLOURS = 8  # smooth letters alone have more; an empty page has one or two


def draw_alone(data_dir: Path, language: Language) -> tuple[Check, ...]:
    """Look in a process of its own; a folder that cannot be read is told by `selftest`, not here."""
    try:
        package = status(data_dir).package
    except Problem:
        package = None
    return draw(QApplication([]), None if package is None else package.document, language)


def draw(
    application: QApplication, document: PackageDocument | None, language: Language
) -> tuple[Check, ...]:
    """Look at the faces and at one page: the first question of the package, or one of our own without it."""
    return (
        tried(Sentence("selftest.faces"), _faces),
        tried(Sentence("selftest.page"), lambda: _page(application, document, language)),
    )


def _faces() -> Sentence:
    count = load_fonts()
    for family in (SANS, MONO):
        if not QFontDatabase.hasFamily(family):
            raise Environment("ui.font_missing", file=family)
    return Sentence("selftest.faces_good", {"count": count})


def _page(application: QApplication, document: PackageDocument | None, language: Language) -> Sentence:
    stage = Stage(application)
    stage.resize(*SIZE)
    stage.show_screen(_screen(document, language))
    picture = stage.grab().toImage()
    stage.close()
    if _colours(picture) < _FEWEST_COLOURS:
        raise Environment("selftest.page_empty")
    return Sentence("selftest.page_good", {"width": picture.width(), "height": picture.height()})


def _screen(document: PackageDocument | None, language: Language) -> Screen:
    if document is None:
        asked, place = _own_question(), Place(_both("selftest.trial"), seat="01", venue="Bilik")
    else:
        # Verified with the package: its digest is that of exactly this spelling.
        first = document.questionnaires[min(document.questionnaires)]
        asked, place = from_canonical(canonical(first)), place_of(document, document.seats[0].id)  # type: ignore[arg-type]
    plan = Plan(seed=bytes(32), agency=AgencyCode(next(iter(place.agencies), "")))
    sheet = Asked(asked, plan, {}, frozenset(), (), frozenset(), route(asked, plan, {})[0], "")
    glass = Glass(Look(language))
    return Screen(asking.question(place, glass, sheet, None), glass.look)


def _own_question() -> Questionnaire:
    answers = tuple(
        Option(code=code, label=Text(id=words.id, en=words.en))
        for code, words in enumerate((_both("selftest.trial_yes"), _both("selftest.trial_no")), start=1)
    )
    question, title = _both("selftest.trial_question"), _both("selftest.trial")
    return Questionnaire(
        schema_version=1,
        id="self-test",
        version="1.0",
        title=Text(id=title.id, en=title.en),
        languages=("id", "en"),
        respondent_group="training",
        practice=True,
        sections=(
            Section(
                id="trial",
                title=Text(id=title.id, en=title.en),
                items=(
                    Single(
                        id="q1", kind="single", text=Text(id=question.id, en=question.en), options=answers
                    ),
                ),
            ),
        ),
    )


def _both(key: str) -> Bilingual:
    return Bilingual(say(Language.ID, key), say(Language.EN, key))


def _colours(picture: QImage) -> int:
    return len(
        {
            picture.pixel(x, y)
            for x in range(0, picture.width(), _EVERY_PX)
            for y in range(0, picture.height(), _EVERY_PX)
        }
    )

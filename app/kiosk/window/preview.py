"""One question of any questionnaire as a booth shows it, as a picture: for those who write questionnaires.

A process of its own, which opens no folder and holds no key: the office asks on standard input and reads a
PNG from standard output.
"""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present import asking
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import AgencyName, Bilingual, Glass, Place
from app.kiosk.window.present.time import Budget
from app.kiosk.window.view import Screen
from app.questionnaire.model import Questionnaire
from app.questionnaire.route import Plan
from app.ui.theme import Contrast, Look, TextSize, load_fonts

_CONDITIONS = {"show_if", "eligible_if"}


class Request(BaseModel):
    """Which question, and for which eyes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    questionnaire: dict[str, object]
    section: str
    item: str
    language: Language = Language.ID
    text: TextSize = TextSize.A
    contrast: Contrast = Contrast.STANDARD
    width: Annotated[int, Field(ge=800, le=3840)] = 1366
    height: Annotated[int, Field(ge=600, le=2160)] = 768


def preview(data: bytes) -> bytes:
    """The picture that is asked for, as PNG. Conditions are left out: every question can be looked at.

    Raises:
        ValueError: that is no such request, or no questionnaire.
    """
    asked = Request.model_validate_json(data)
    whole = Questionnaire.model_validate_json(json.dumps(_always(asked.questionnaire)))
    application = QApplication([])
    load_fonts()
    stage = Stage(application)
    stage.resize(asked.width, asked.height)
    stage.show_screen(_screen(whole, asked))
    picture, held = stage.grab().toImage(), QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")  # type: ignore[call-overload]  # a format is text
    stage.close()
    return bytes(held.data().data())


def _screen(whole: Questionnaire, asked: Request) -> Screen:
    agency = AgencyCode("contoh")
    subjects = (agency,) if whole.subjects is not None else ()
    plan = Plan(bytes(32), AgencyCode("") if subjects else agency, subjects)
    sheet = Asked(whole, plan, {}, frozenset(), tuple(subjects), frozenset(), None, whole.respondent_group)
    step = next(
        (one for one in sheet.steps if (one.section, one.item) == (asked.section, asked.item)),
        None,
    )
    if step is None:  # within a list that nobody has filled in
        raise ValueError(asked.item)
    here = Asked(whole, plan, {}, frozenset(), tuple(subjects), frozenset(), step, whole.respondent_group)
    name = Bilingual(say(Language.ID, "kiosk.preview_agency"), say(Language.EN, "kiosk.preview_agency"))
    place = Place(
        survey=Bilingual(whole.title.id, whole.title.en),
        seat="01",
        venue=say(asked.language, "kiosk.preview_venue"),
        agencies={str(agency): AgencyName(name, name.id, name)},
    )
    limit = whole.time_limit_ms
    glass = Glass(Look(asked.language, asked.text, asked.contrast))
    return Screen(asking.question(place, glass, here, Budget(limit, limit) if limit else None), glass.look)


def _always(node: object) -> object:
    """Without what hides a question or ends the sitting before it."""
    match node:
        case dict():
            return {name: _always(value) for name, value in node.items() if name not in _CONDITIONS}
        case list():
            return [_always(one) for one in node]
        case _:
            return node

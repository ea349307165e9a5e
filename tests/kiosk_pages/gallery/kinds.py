"""The kinds of question that no shipped questionnaire asks: rankings, dates, lists, worked-out values."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from app.base.ids import AgencyCode
from app.base.sentences import say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Undo
from app.kiosk.window.present import asking
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.dates import Typed
from app.kiosk.window.present.place import Glass
from app.questionnaire.expression import Value
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import read_yaml
from app.questionnaire.route import NOBODY, Plan, Slot, Step, row_subject
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import LEFT, PLACE, time_left

BEFORE: dict[str, Value] = {
    "a_scale": 3,
    "a_single": 2,
    "a_multi": (1, 3),
    "m1": 3,
    "m2": 2,
    "a_ranking": (3, 1),
    "a_number": 7,
    "a_date": "2026-08-19",
    "a_text": "Kursi perlu ditambah.",
}


@lru_cache
def every_kind() -> Questionnaire:
    """The questionnaire that the tests of every kind ask too."""
    return read_yaml((Path(__file__).parents[1] / "every_kind.yaml").read_bytes())


def at(eye: Eye, item: str, row: int = 0, glass: Glass | None = None, **answers: Value) -> v.Question:
    """The page of an item, everything before it answered; `answers` come instead or besides."""
    siti = row_subject("a_list", 1)
    held: dict[Slot, Value] = {Slot(name): value for name, value in {**BEFORE, **answers}.items()}
    held[Slot("p_name", siti)] = "Siti Aminah"
    held[Slot("p_age", siti)] = 34
    plan = Plan(bytes(32), AgencyCode("dishub"), (), "2026-08-19")
    section = "kinds" if item in BEFORE or item == "a_sum" else "people"
    step = Step(section, item, row_subject("a_list", row) if row else NOBODY)
    sheet = Asked(every_kind(), plan, held, frozenset(), (), frozenset(), step, "external")
    return asking.question(PLACE, glass or eye.glass, sheet, time_left(LEFT))


@scene("k22-single-many", Part.ASKING)
def single_with_ten_options(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_single", a_single=10))


@scene("k22-multi-most", Part.ASKING)
def one_choice_too_many(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, trouble=say(eye.language, "questionnaire.too_many_choices", most=2))
    return eye.sees(at(eye, "a_multi", glass=glass))


@scene("k23-ranking", Part.ASKING)
def ranking(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_ranking"))


@scene("k23-ranking-done", Part.ASKING)
def ranking_done(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_ranking", a_ranking=(3, 1, 5)))


@scene("k23-ranking-refused", Part.ASKING)
def ranking_refused(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_ranking", a_ranking=-99))


@scene("k24-date", Part.ASKING)
def date(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_date"))


@scene("k24-date-half", Part.ASKING)
def date_half(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_date", glass=replace(eye.glass, date=Typed("19", "8", "20"))))


@scene("k24-date-wrong", Part.ASKING)
def date_wrong(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_date", glass=replace(eye.glass, date=Typed("31", "2", "2026"))))


@scene("k25-worked-out", Part.ASKING)
def worked_out(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_sum"))


@scene("k25-not-worked-out", Part.ASKING)
def not_worked_out(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_sum", a_number=-98))


@scene("k26-list-empty", Part.ASKING)
def list_empty(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_short_list"))


@scene("k26-list", Part.ASKING)
def list_of_two(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_list", a_list=(1, 2)))


@scene("k26-list-full", Part.ASKING)
def list_full(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "a_list", a_list=(1, 2, 4)))


@scene("k26-list-removed", Part.HELPING)
def list_removed(eye: Eye) -> v.Screen:
    undo = v.Button("undo", say(eye.language, "kiosk.undo"), Undo())
    toast = v.Toast("trash-2", say(eye.language, "kiosk.row_removed", title="Budi"), undo)
    return eye.sees(at(eye, "a_list", a_list=(1, 2)), toast=toast)


@scene("k26-row", Part.ASKING)
def question_about_a_row(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "p_born", row=1, a_list=(1, 2)))


@scene("k26-row-untitled", Part.ASKING)
def question_about_a_row_without_a_name(eye: Eye) -> v.Screen:
    return eye.sees(at(eye, "p_age", row=2, a_list=(1, 2)))

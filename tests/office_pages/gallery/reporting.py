"""After the opening: the index, an agency, responses with a sign, publication."""

from dataclasses import replace

from app.office.answers.review import decide
from app.office.answers.signs import Decision, Signs
from app.office.window import intents as i
from app.office.window.present import results
from app.office.window.sections.review import Look
from tests.office.conftest import ROUND
from tests.office_pages.deeds import six
from tests.office_pages.gallery.stories import Desk, Part, story
from tests.office_pages.offices import Start
from tests.office_pages.test_results import scored_round
from tests.office_pages.test_review import REASON, signs


@story("results", Part.REPORTING, Start.OPENED)
def index(desk: Desk) -> None:
    desk.come("results")
    desk.look("real")
    desk.take(i.Typed(results.GROUP, "external"))
    desk.look("users")
    desk.take(i.Typed(results.GROUP, "all"))
    shift = desk.officer.door.conductor.shift
    assert shift is not None
    assert shift.scored is not None
    shift.scored = replace(shift.scored, city=six())
    desk.look("sample")


@story("agency", Part.REPORTING, Start.OPENED)
def agency(desk: Desk) -> None:
    desk.come("results")
    for one in scored_round(desk.officer).city.agencies:
        desk.take(i.Go("agency", results.ShowAgency(one.agency)))
        desk.look(one.agency)


@story("review", Part.REPORTING, Start.OPENED)
def review(desk: Desk) -> None:
    desk.come("results")
    desk.officer.press("to_review")
    desk.officer.wait()
    desk.look("waiting")
    chosen = [one.position for one in signs(desk.house).marked][:2]
    assert isinstance(decide(desk.house.office, ROUND, chosen[:1], Decision.SET_ASIDE, REASON), Signs)
    assert isinstance(decide(desk.house.office, ROUND, chosen[1:], Decision.APPROVED), Signs)
    desk.take(i.Go("review", Look(chosen[0])))
    desk.look("aside")


@story("publishing", Part.REPORTING, Start.OPENED)
def publishing(desk: Desk) -> None:
    desk.come("publishing")
    desk.look("opened")
    form = desk.folder / "salah.yaml"
    form.write_text("ms_keg: {berulang: 3, tujuannya: x}\n", encoding="utf-8")
    desk.world.files, desk.world.folder = (form,), desk.folder / "rilis"
    desk.officer.press("read_form")
    desk.officer.wait()
    desk.look("findings")
    desk.officer.press("edition_internal")
    desk.look("two-officers")
    desk.second("publish")
    desk.look("published")
    edition = desk.world.folder / f"{ROUND}-internal"
    (edition / "BACA-SAYA.txt").unlink()
    desk.world.folder = edition
    desk.officer.press("check_release")
    desk.officer.wait()
    desk.look("verified")

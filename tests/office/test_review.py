"""A sign of quality is a hint: an officer approves, two set aside with a reason, and nothing is deleted."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.base.ids import GroupCode
from app.office.answers.opening import read_counts, read_rows
from app.office.answers.review import decide, signs_of
from app.office.answers.signs import Decision, Signs
from app.office.results.analysis import Scored, score_round
from app.office.results.reproduction import Reproduced, reproduce
from app.office.store.audit import read_acts
from app.office.survey.packaging import Packaged
from tests.office.conftest import ROUND, House, open_house, signed_in
from tests.office.test_opening import close_and_open, collect, response

REASON = "Sama persis dengan dua isian lain di ruang yang sama"
ALIKE = 3


@pytest.fixture(scope="module")
def answered(template: tuple[Path, Packaged], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round in which three staff of one agency answered the very same, opened; each test gets a copy."""
    source, packaged = template
    folder = tmp_path_factory.mktemp("answered")
    shutil.copytree(source / "office", folder / "office")
    house = open_house(folder / "office", packaged, source)
    kiosk = collect(house)
    for number, slip in enumerate(house.codes("internal", "dishub")[9 : 9 + ALIKE]):
        data = response(house, slip, "internal", "dishub", 100)
        kiosk.keep(hashlib.sha256(bytes([number])).digest()[:16], data, ("dishub", "internal"))
    close_and_open(house, kiosk)
    house.office.close()
    return folder


@pytest.fixture
def opened(answered: Path, template: tuple[Path, Packaged], tmp_path: Path) -> Iterator[House]:
    """That office, two officers signed in."""
    shutil.copytree(answered / "office", tmp_path / "office")
    made = open_house(tmp_path / "office", template[1], template[0])
    yield made
    made.office.close()


def signs(house: House) -> Signs:
    found = signs_of(house.office, ROUND)
    assert isinstance(found, Signs), found
    return found


def scored(house: House) -> Scored:
    made = score_round(house.office, ROUND)
    assert isinstance(made, Scored), made
    return made


def alike(house: House) -> list[int]:
    """The positions of those who answered alike, whom nobody has looked at."""
    equal = [one for one in signs(house).marked if "equal_vector" in {flag.sign for flag in one.flags}]
    assert len(equal) == ALIKE - 1  # one of the three used a slip twice and is set aside already
    return [one.position for one in equal]


def test_what_bears_a_sign_waits_for_a_review_and_counts_meanwhile(opened: House) -> None:
    found = signs(opened)
    assert found.waiting == len(found.marked) > 0
    assert not found.aside
    city = scored(opened).city
    assert city.set_aside == 0
    conduct = city.agency(city.agencies[0].agency).conduct
    assert conduct.flagged == conduct.unreviewed > 0


def test_one_officer_approves_and_no_figure_moves(opened: House) -> None:
    before = scored(opened).city
    opened.office = signed_in(opened.folder, "c")
    after = decide(opened.office, ROUND, alike(opened), Decision.APPROVED)
    assert isinstance(after, Signs)
    assert after.waiting == len(after.marked) - 2
    assert [one.reviewed.officers for one in after.marked if one.reviewed] == [("c",), ("c",)]
    city = scored(opened).city
    assert (city.run_id, city.index, city.persons) == (before.run_id, before.index, before.persons)


def test_two_officers_set_aside_with_a_reason_and_it_is_counted_with_it(opened: House) -> None:
    before, chosen = scored(opened), alike(opened)
    after = decide(opened.office, ROUND, chosen, Decision.SET_ASIDE, f"  {REASON} ")
    assert isinstance(after, Signs)
    (why,) = after.reasons
    assert (why.agency, why.group, why.reason, why.count) == ("dishub", "internal", REASON, 2)
    made = scored(opened)
    assert made.city.persons == before.city.persons - 2
    assert made.city.run_id != before.city.run_id
    assert made.city.set_aside == 2
    assert made.signs.reasons == after.reasons
    with opened.office.store.reading() as connection:
        counted = read_counts(connection, ROUND)
        assert counted is not None
        assert len(read_rows(connection, ROUND)) == counted.complete  # all of them are still there
        last = read_acts(connection)[-1]
    assert (last.act, last.officers) == ("review", ("a", "b"))
    assert last.details["rows"] == chosen
    assert last.details["reason"] == REASON


def test_two_officers_take_it_back_and_every_figure_is_as_it_was(opened: House) -> None:
    before, chosen = scored(opened).city, alike(opened)
    decide(opened.office, ROUND, chosen, Decision.SET_ASIDE, REASON)
    opened.office.close()
    opened.office = signed_in(opened.folder, "c")
    alone = decide(opened.office, ROUND, chosen, Decision.APPROVED, REASON)
    assert alone == Refused("office.two_officers", {"count": 1})
    opened.office.close()
    opened.office = signed_in(opened.folder, "bc")
    assert isinstance(decide(opened.office, ROUND, chosen, Decision.APPROVED, REASON), Signs)
    after = scored(opened).city
    assert (after.run_id, after.index, after.persons) == (before.run_id, before.index, before.persons)


def test_one_officer_or_no_reason_sets_nothing_aside(opened: House) -> None:
    chosen = alike(opened)
    short = decide(opened.office, ROUND, chosen, Decision.SET_ASIDE, "curiga")
    assert short == Refused("review.reason_short", {"min": 10})
    opened.office.close()
    opened.office = signed_in(opened.folder, "a")
    alone = decide(opened.office, ROUND, chosen, Decision.SET_ASIDE, REASON)
    assert alone == Refused("office.two_officers", {"count": 1})
    assert signs(opened).waiting == len(signs(opened).marked)


def test_answers_that_bear_no_sign_cannot_be_set_aside(opened: House) -> None:
    marked = {one.position for one in signs(opened).marked}
    (first, *_) = sorted(set(range(1, 30)) - marked)
    for chosen in ([first], [*marked, first], [999], []):
        refused = decide(opened.office, ROUND, chosen, Decision.SET_ASIDE, REASON)
        assert isinstance(refused, Refused)
        assert refused.code == "review.not_marked"


def test_before_the_opening_there_is_nothing_to_review(house: House) -> None:
    refused = Refused("office.round_not_opened", {"round": ROUND})
    assert signs_of(house.office, ROUND) == refused
    assert decide(house.office, ROUND, [1], Decision.APPROVED) == refused


def test_what_was_set_aside_is_still_reproduced_from_the_sealed_records(opened: House) -> None:
    decide(opened.office, ROUND, alike(opened), Decision.SET_ASIDE, REASON)
    again = reproduce(opened.office, ROUND)
    assert isinstance(again, Reproduced)
    assert again.equal
    assert again.run_id == scored(opened).city.run_id


def test_a_reviewer_is_shown_no_answer(opened: House) -> None:
    with opened.office.store.reading() as connection:
        rows = read_rows(connection, ROUND)
    variables = {cell.variable for row in rows for cell in row.answers if row.group == GroupCode("internal")}
    assert variables
    assert not any(variable in repr(signs(opened)) for variable in variables if len(variable) > 3)


def test_who_reported_steering_counts_on_when_it_is_set_aside_and_no_run_shows_it(opened: House) -> None:
    before = scored(opened).city
    decide(opened.office, ROUND, alike(opened), Decision.SET_ASIDE, REASON)
    after = scored(opened).city
    assert after.persons == before.persons - 2
    assert after.steering == before.steering is not None
    for one in after.agencies:
        assert one.conduct.steering == before.agency(one.agency).conduct.steering

"""Forms that came in from others are sat at real windows, by keyboard and by mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.base.sentences import Language
from app.office.questions.xlsform.drafting import Wish as Asked
from app.office.questions.xlsform.importing import Imported, import_form
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import read_yaml
from tests.kiosk_pages.people.keyboard import KeyboardSitter
from tests.kiosk_pages.people.mouse import MouseSitter
from tests.kiosk_pages.people.sitters import Sitter
from tests.kiosk_pages.people.wishes import Figure, Listed, One, Place, Several, Typed, Wish, Wishes
from tests.kiosk_pages.room import Room
from tests.kiosk_pages.venue import Venue, furnish
from tests.office.xlsforms import HEAD, LIST, YES_NO, Rows, workbook

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "xlsform"
EXTERNAL = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference forms are not beside the checkout"
)
Answers = dict[str, object]
Furnish = Callable[..., Venue]
Hands = Callable[[Room, Wishes], Sitter]


def came_in(folder: Path, data: bytes, ending: str = "xlsx") -> Questionnaire:
    """The questionnaire that a form became."""
    file, out = folder / f"form.{ending}", folder / "form.yaml"
    file.write_bytes(data)
    made = import_form(file, out, Asked("internal", Language.ID))
    assert isinstance(made, Imported), made
    return read_yaml(out.read_bytes())


@pytest.fixture
def furnished(application: QApplication, tmp_path: Path) -> Iterator[Furnish]:
    """Makes a seat that asks what a form became."""
    venues: list[Venue] = []

    def make(data: bytes, ending: str = "xlsx") -> Venue:
        venues.append(furnish(tmp_path, application, came_in(tmp_path, data, ending)))
        return venues[-1]

    yield make
    for venue in venues:
        venue.close()


def sealed(venue: Venue, hands: Hands, wishes: Wishes) -> Answers:
    """What somebody seals whose hands do what they wish."""
    sitter = hands(venue.open_running(), wishes)
    sitter.sit(venue.codes[0])
    assert sitter.room.left, f"still there: {[each.words for each in sitter.eyes.things()]}"
    venue.close()
    (record,) = venue.records()
    assert record["state"] == "complete"
    given: dict[str, object] = {}
    for what, whom, value in record["answers"]:  # type: ignore[union-attr, misc]
        given[f"{whom}/{what}".removeprefix("/")] = value
    return given


def test_a_form_with_a_condition_a_filter_and_a_constraint(furnished: Furnish) -> None:
    survey: Rows = (
        (*HEAD, "required", "relevant", "constraint", "choice_filter"),
        ("select_one kota", "kota", "Kota mana?"),
        ("select_one yn", "datang", "Pernah datang?", "yes"),
        ("integer", "kali", "Berapa kali?", "yes", "${datang} = 'ya'", ". >= 1 and . <= 99"),
        ("note", "maaf", "Tidak apa-apa.", None, "${datang} != 'ya'"),
        ("select_multiple hal", "hal", "Yang baik?", None, None, "count-selected(.) <= 2"),
        ("select_one tempat", "tempat", "Di mana?", None, None, None, "kota = ${kota}"),
    )
    choices = (
        (*LIST, "kota"),
        *((*row, None) for row in YES_NO[1:]),
        *(("hal", name, name.title(), None) for name in ("petugas", "ruang", "waktu")),
        ("kota", "plg", "Palembang", None),
        ("kota", "lain", "Kota lain", None),
        ("tempat", "ilir", "Seberang Ilir", "plg"),
        ("tempat", "ulu", "Seberang Ulu", "plg"),
        ("tempat", "luar", "Di luar", "lain"),
        ("tempat", "jauh", "Jauh", "lain"),
    )
    venue = furnished(workbook(survey, choices))
    wishes: Wishes = {
        Place("Kota mana?"): Wish(One("Palembang")),
        Place("Pernah datang?"): Wish(One("Ya")),
        Place("Berapa kali?"): Wish(Figure("12")),
        Place("Yang baik?"): Wish(Several(("Petugas", "Waktu"))),
        Place("Di mana?"): Wish(One("Seberang Ulu")),
    }
    answers = sealed(venue, KeyboardSitter, wishes)
    assert answers == {"kota": 1, "datang": 1, "kali": 12, "hal": [1, 3], "tempat": 2}


@pytest.mark.external
@EXTERNAL
def test_the_reference_form_of_cascading_choices(furnished: Furnish) -> None:
    venue = furnished((REFERENCE / "choice_filter_test.xlsx").read_bytes())
    wishes: Wishes = {
        Place("state"): Wish(One("Texas")),
        Place("county"): Wish(One("Cameron")),
        Place("city"): Wish(One("harlingen")),
    }
    answers = sealed(venue, MouseSitter, wishes)
    assert answers == {"state": 1, "county": 3, "city": 4}


@pytest.mark.external
@EXTERNAL
def test_the_reference_form_of_a_household(furnished: Furnish) -> None:
    venue = furnished((REFERENCE / "tutorial.xls").read_bytes(), "xls")
    wishes: Wishes = {
        Place("Household Member or Visitor"): Wish(Listed(1)),
        Place("What is this household member's name?"): Wish(Typed("Ani")),
        Place("What is the relationship of (NAME) to the head of the household?"): Wish(One("Head")),
        Place("Is (NAME) male or female?"): Wish(One("Female")),
        Place("Does (NAME) usually live here?"): Wish(One("Yes")),
        Place("Did (NAME) stay here last night?"): Wish(One("No")),
        Place("Is (NAME) older than five years?"): Wish(One("Yes")),
        Place("How old is (NAME) in years?"): Wish(Figure("40")),
        Place("Can (NAME) read and write?"): Wish(One("Yes")),
        Place("Is (NAME) currently pregnant?"): Wish(One("No")),
    }
    answers = sealed(venue, KeyboardSitter, wishes)
    assert answers.pop("member") == [1]
    assert answers == {
        "member.1/name": "Ani",
        "member.1/relationship_to_household_hea": 1,
        "member.1/sex": 2,
        "member.1/resident": 1,
        "member.1/stayed_last_night": 2,
        "member.1/older_than_five": 1,
        "member.1/age_in_months": -95,
        "member.1/age_in_years": 40,
        "member.1/literate": 1,
        "member.1/pregnant": 2,
    }

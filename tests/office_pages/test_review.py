"""The page of responses with signs: one officer approves, two set aside, and no answer is ever on it."""

from PySide6.QtWidgets import QTableView

from app.base.ids import GroupCode, OfficerId
from app.office.answers.review import decide, read_signs
from app.office.answers.signs import Decision, Signs
from app.office.window import intents as i
from app.office.window.sections.review import Look
from tests.office.conftest import PASSPHRASES, ROUND, House
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import OfficerRobot

REASON = "Dua isian di ruang yang sama dijawab sama persis."


def signs(house: House) -> Signs:
    with house.office.store.reading() as connection:
        return read_signs(connection, ROUND)


def come(sit: Sit) -> OfficerRobot:
    officer = sit()
    officer.sign_in("a")
    officer.go("results")
    assert "belum ditinjau" in officer.said()
    officer.press("to_review")
    officer.wait()
    assert officer.page == "review"
    return officer


def test_one_officer_approves_and_two_set_aside_and_take_back(sit: Sit, opened: House) -> None:
    waiting = signs(opened).waiting
    assert waiting >= 2
    officer = come(sit)
    assert "sama persis" in officer.said()
    officer.press("approve")
    officer.wait()
    assert signs(opened).waiting == waiting - 1
    officer.write("review_reason", REASON)
    officer.write("second_passphrase", "bukan ini")
    officer.press("turn")
    officer.wait()
    assert "tidak cocok" in officer.said()
    assert not signs(opened).aside
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("turn")
    officer.wait()
    (aside,) = (one for one in signs(opened).marked if one.position in signs(opened).aside)
    assert aside.reviewed is not None
    assert (aside.reviewed.reason, aside.reviewed.officers) == (REASON, ("a", "b"))
    assert "1 isian disisihkan" in officer.said()
    officer.door.conductor.take(Look(aside.position))
    officer.wait()
    assert aside_words(officer) == [REASON, "1"]
    officer.write("review_reason", "Ruangnya ternyata dua, dan isiannya berbeda.")
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("turn")
    officer.wait()
    assert not signs(opened).aside
    assert {one.reviewed.decision for one in signs(opened).marked if one.reviewed} == {Decision.APPROVED}
    officer.key("Escape")
    officer.wait()
    assert officer.page == "results"


def aside_words(officer: OfficerRobot) -> list[str]:
    view = officer.walk_to("aside_table")
    assert isinstance(view, QTableView)
    model = view.model()
    return [str(model.data(model.index(0, at))) for at in (2, 3)]


def test_no_answer_is_on_the_page(sit: Sit, opened: House) -> None:
    officer = come(sit)
    chosen = [one.position for one in signs(opened).marked][:2]
    assert isinstance(decide(opened.office, ROUND, chosen[:1], Decision.SET_ASIDE, REASON), Signs)
    assert isinstance(decide(opened.office, ROUND, chosen[1:], Decision.APPROVED), Signs)
    officer.door.conductor.take(i.Go("review", Look(chosen[0])))
    officer.wait()
    asked = opened.survey.questionnaires[GroupCode("internal")]
    said = officer.said()
    assert not any(item.text.id in said for part in asked.sections for item in part.items)

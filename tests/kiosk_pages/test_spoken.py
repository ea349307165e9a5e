"""What a screen reader is told: names, roles and states, asked of Qt's accessibility on the real pages."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from app.base.sentences import Language
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present.around import spoken_tile
from app.ui.controls.control import Control
from app.ui.controls.tile import TileState
from app.ui.theme import Look
from tests.heard import heard
from tests.kiosk_pages.gallery.scenes import screen
from tests.kiosk_pages.gallery.sittings import asked

Role = QAccessible.Role


def show(stage: Stage, shown: v.Screen | str) -> list[object]:
    wishes: list[object] = []
    stage.intent.connect(wishes.append)
    stage.show_screen(screen(shown) if isinstance(shown, str) else shown)
    QApplication.sendPostedEvents()
    return wishes


def find(stage: Stage, name: str) -> QWidget:
    return next(
        each for each in stage.findChildren(QWidget) if each.objectName() == name and each.isVisible()
    )


def spoken(stage: Stage, name: str) -> tuple[str, QAccessible.Role, str]:
    """Name, role and value."""
    told = heard(find(stage, name))
    return told.name, told.role, told.value


def on(stage: Stage, name: str) -> bool:
    return heard(find(stage, name)).checked


@pytest.mark.parametrize(
    ("scene", "name", "words", "role"),
    [
        ("k04-likert", "option_2", "2, Jarang", Role.RadioButton),
        ("k04-likert", "option_-98", "Tidak tahu", Role.RadioButton),
        ("k13-single", "option_2", "1 sampai 5 tahun", Role.RadioButton),
        ("k03-promise", "consent", "Saya sudah membaca dan bersedia mengisi survei ini.", Role.CheckBox),
        ("k04-likert", "next", "Berikutnya", Role.Button),
        ("k04-likert", "flag", "Tandai ragu-ragu", Role.CheckBox),
        ("k04-likert", "clear", "Kosongkan jawaban", Role.Button),
        ("k16-display", "size_a_plus", "Ukuran huruf: A+", Role.RadioButton),
        ("k04-likert", "tile_8", "Pertanyaan 8, dijawab, ragu-ragu", Role.Button),
        ("k07-review", "tile_17", "Pertanyaan 17, belum dijawab", Role.Button),
        ("k13b-text", "text", "Sebutkan satu hal yang paling perlu diperbaiki.", Role.EditableText),
    ],
)
def test_a_control_has_its_name_and_role(
    stage: Stage, scene: str, name: str, words: str, role: QAccessible.Role
) -> None:
    show(stage, scene)
    assert spoken(stage, name)[:2] == (words, role)


@pytest.mark.parametrize("scene", ["k13-multi", "k06-subjects"])
def test_where_several_may_be_chosen_each_is_a_check_box(stage: Stage, scene: str) -> None:
    show(stage, scene)
    assert spoken(stage, "option_1")[1] is Role.CheckBox


def test_a_cell_of_a_matrix_names_its_statement(stage: Stage) -> None:
    shown = screen("k05-matrix")
    show(stage, shown)
    assert isinstance(shown.page, v.Question)
    assert isinstance(shown.page.body, v.Grid)
    line, point = shown.page.body.rows[0], shown.page.body.points[1]
    words, role, _ = spoken(stage, f"cell_{line.variable}_{point.code}")
    assert (words, role) == (f"{line.text} {point.label}", Role.RadioButton)
    assert on(stage, f"cell_{line.variable}_{point.code}")
    assert not on(stage, f"cell_{line.variable}_{shown.page.body.points[0].code}")


def test_the_state_follows_the_view_and_never_the_click(stage: Stage) -> None:
    shown = screen("k04-likert")
    assert isinstance(shown.page, v.Question)
    assert isinstance(shown.page.body, v.Scale)
    show(stage, shown)
    assert (on(stage, "option_2"), on(stage, "option_3")) == (True, False)
    button = find(stage, "option_3")
    assert isinstance(button, Control)
    button.click()
    assert (on(stage, "option_2"), on(stage, "option_3")) == (True, False)
    points = tuple(replace(point, on=point.code == 3) for point in shown.page.body.points)
    stage.show_screen(replace(shown, page=replace(shown.page, body=v.Scale(points))))
    assert (on(stage, "option_2"), on(stage, "option_3")) == (False, True)
    stage.show_screen(
        replace(shown, page=replace(shown.page, body=v.Scale(tuple(replace(p, on=False) for p in points))))
    )
    assert (on(stage, "option_2"), on(stage, "option_3")) == (False, False)


@pytest.mark.parametrize(("name", "wish"), [("option_3", i.Press(3)), ("flag", i.Flag())])
def test_what_a_screen_reader_toggles_is_a_wish_and_no_tick(stage: Stage, name: str, wish: object) -> None:
    wishes = show(stage, "k04-likert")
    before = on(stage, name)
    control = find(stage, name)
    assert isinstance(control, Control)
    control.toggle()
    assert on(stage, name) is before
    assert wishes == [wish]


def test_a_disabled_button_is_said_to_be_so(stage: Stage) -> None:
    show(stage, "k02-code-empty")
    assert heard(find(stage, "go")).disabled


def test_fields_say_what_they_hold_and_a_pin_does_not(stage: Stage) -> None:
    show(stage, "k02-code")
    assert spoken(stage, "code")[1:] == (Role.EditableText, "K7QM3XP")
    show(stage, "k13-number-wrong")
    assert spoken(stage, "number")[1:] == (Role.EditableText, "9999")
    show(stage, "p1-pin")
    assert spoken(stage, "pin")[1] is Role.EditableText
    assert "12" not in spoken(stage, "pin")[2]
    assert heard(find(stage, "pin")).password


def test_progress_is_a_bar_with_a_value(stage: Stage) -> None:
    shown = screen("k04-likert")
    show(stage, shown)
    assert isinstance(shown.page, v.Question)
    told = [
        heard(each)
        for each in stage.findChildren(QWidget)
        if each.accessibleName() == shown.page.progress_spoken
    ]
    assert [(each.role, each.value) for each in told] == [(Role.ProgressBar, "12")]


def test_the_answers_are_a_group_named_by_the_question(stage: Stage) -> None:
    for name in ("k04-likert", "k13-single", "k13-multi"):
        shown = screen(name)
        show(stage, shown)
        assert isinstance(shown.page, v.Question)
        group = find(stage, "option_1").parentWidget()
        assert group is not None
        assert group.accessibleName() == shown.page.text


def test_the_page_says_which_question_it_is(stage: Stage) -> None:
    for language, words in ((Language.ID, "Pertanyaan 12 dari 35"), (Language.EN, "Question 12 of 35")):
        shown = screen("k04-likert", Look(language))
        show(stage, shown)
        assert stage.page is not None
        assert isinstance(shown.page, v.Question)
        assert stage.page.accessibleName() == f"{words}. {shown.page.text}"


def test_no_two_states_of_a_tile_sound_alike() -> None:
    sheet = asked("spi-internal", "internal", "dishub")
    step = sheet.numbered[0]
    states = set()
    for answered in (False, True):
        for flagged in (False, True):
            answers = dict.fromkeys(sheet.slots(step), 1) if answered else {}
            flags = frozenset({step}) if flagged else frozenset()
            now = replace(sheet, answers=answers, flags=flags)
            states |= {spoken_tile(language, now, step, 1) for language in Language}
    assert len(states) == 8
    assert len(TileState) == 3

"""The audit sees what is broken: each of these breaks one thing on a real screen, and is found out."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.ui import theme
from app.ui.colours import HIGH_CONTRAST, LIGHT
from app.ui.controls.action import Kind
from app.ui.controls.control import Control
from app.ui.theme import Contrast, Look, Role, TextSize
from tests.kiosk_pages.audit import faults
from tests.kiosk_pages.gallery import drawing
from tests.kiosk_pages.gallery.scenes import screen


def audited(stage: Stage, shown: v.Screen, then: Callable[[Stage], object] = lambda _: None) -> list[str]:
    """The faults of a screen, after something was done to it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    drawing.show(stage, application, shown)
    then(stage)
    application.processEvents()
    return faults(stage)


def control(stage: Stage, name: str) -> Control:
    found = stage.findChild(Control, name)
    assert isinstance(found, Control)
    return found


def question(name: str = "k04-likert", look: Look | None = None) -> tuple[v.Screen, v.Question]:
    shown = screen(name, look)
    assert isinstance(shown.page, v.Question)
    return shown, shown.page


def recoloured(table: Mapping[str, str], **colours: str) -> dict[str, str]:
    return {**table, **{name.replace("_", "-"): colour for name, colour in colours.items()}}


def test_an_unbroken_screen_has_no_faults(stage: Stage) -> None:
    assert not audited(stage, screen("k04-likert"))


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ({"ink_2": "#7A868E"}, "text at "),  # secondary text a little too pale
        ({"on_primary": "#B9C6C8"}, "text at "),  # words on the chosen answer
        ({"musi_700": "#3E8C99"}, "text at "),  # the whole primary colour
        ({"control": "#C4CACE"}, "shape at "),  # the borders of what can be chosen
        ({"gold_600": "#E3C27A"}, "icon at "),  # the flag on its button
    ],
)
def test_one_pale_colour_is_found(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, colours: dict[str, str], said: str
) -> None:
    monkeypatch.setattr(theme, "LIGHT", recoloured(LIGHT, **colours))
    found = audited(stage, screen("k04-likert"))
    assert any(fault.startswith(said) for fault in found), found


def test_one_pale_colour_of_high_contrast_is_found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "HIGH_CONTRAST", recoloured(HIGH_CONTRAST, musi_700="#806A05"))
    found = audited(stage, screen("k04-likert", Look(contrast=Contrast.HIGH)))
    assert any(fault.startswith("text at ") for fault in found), found


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        ("k04-likert", {Role.META: 15}, "text of 15 px"),
        ("k04-likert", {Role.BUTTON_HEIGHT: 44}, "target of "),
        ("k19-enrol", {Role.TITLE: 90, Role.LEAD: 60}, "scrolls although it may not"),
    ],
)
def test_one_wrong_size_is_found(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, name: str, broken: dict[Role, int], said: str
) -> None:
    sizes = {**theme._SIZES, TextSize.A: {**theme._SIZES[TextSize.A], **broken}}
    monkeypatch.setattr(theme, "_SIZES", sizes)
    found = audited(stage, screen(name))
    assert any(fault.startswith(said) for fault in found), found


def test_words_without_room_are_found(stage: Stage) -> None:
    def squeeze(stage: Stage) -> None:
        for label in stage.findChildren(QLabel):
            if label.objectName() == "question_text":
                label.setFixedSize(label.width(), label.height() // 2)

    found = audited(stage, screen("k04-likert"), squeeze)
    assert any(fault.startswith("words without room") for fault in found), found


def test_a_button_wider_than_its_place_is_found(stage: Stage) -> None:
    found = audited(stage, screen("k04-likert"), lambda stage: control(stage, "next").setFixedWidth(90))
    assert any("next" in fault for fault in found), found


def test_words_on_words_are_found(stage: Stage) -> None:
    def move(stage: Stage) -> None:
        button = control(stage, "option_4")
        button.move(button.x() - button.width(), button.y())

    found = audited(stage, screen("k04-likert"), move)
    assert any(fault.startswith("one on the other") for fault in found), found


def test_controls_too_near_are_found(stage: Stage) -> None:
    def move(stage: Stage) -> None:
        button = control(stage, "option_-99")
        button.move(button.x() - 8, button.y())

    found = audited(stage, screen("k04-likert"), move)
    assert "4 px apart: option_-98 and option_-99" in found


def test_a_control_without_a_name_is_found(stage: Stage) -> None:
    found = audited(stage, screen("k04-likert"), lambda stage: control(stage, "flag").setAccessibleName(" "))
    assert "nameless: flag" in found


def test_a_control_that_tab_passes_by_is_found(stage: Stage) -> None:
    def skip(stage: Stage) -> None:
        control(stage, "option_3").setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    assert "not reached by Tab: ['option_3']" in audited(stage, screen("k04-likert"), skip)


def test_two_primary_buttons_are_found(stage: Stage) -> None:
    shown, page = question()
    assert page.previous is not None
    both = replace(shown, page=replace(page, previous=replace(page.previous, kind=Kind.PRIMARY)))
    found = audited(stage, both)
    assert "several primary buttons: ['previous', 'next']" in found


def test_a_primary_button_in_the_wrong_corner_is_found(stage: Stage) -> None:
    shown, page = question()
    assert page.previous is not None
    swapped = replace(
        page, previous=replace(page.previous, kind=Kind.PRIMARY), next=replace(page.next, kind=Kind.SECONDARY)
    )
    found = audited(stage, replace(shown, page=swapped))
    assert "primary button not at the right: previous" in found

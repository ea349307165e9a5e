"""Every screen is legible, roomy and reachable as it is: for a few eyes here, for all in `make thorough`."""

import pytest
from PySide6.QtWidgets import QApplication

from app.kiosk.window.pages.stage import Stage
from tests.gallery.combos import ALL, Combo, quick
from tests.kiosk_pages.audit import faults
from tests.kiosk_pages.gallery import drawing
from tests.kiosk_pages.gallery.scenes import Eye, scenes

FEW = quick()
EYES = [
    pytest.param(combo, id=combo.name, marks=pytest.mark.slow if combo in FEW else pytest.mark.thorough)
    for combo in ALL
]


@pytest.mark.parametrize("combo", EYES)
def test_nothing_is_wrong_with_any_screen(stage: Stage, application: QApplication, combo: Combo) -> None:
    stage.resize(combo.width, combo.height)
    application.processEvents()
    found = []
    for scene in scenes():
        drawing.show(stage, application, scene.screen(Eye(combo.look)))
        found += [f"{scene.name}: {fault}" for fault in faults(stage)]
    assert not found

"""Every page of the window in every state is legible, roomy and reachable: a few eyes here, then the rest."""

import pytest
from PySide6.QtWidgets import QApplication

from app.office.window.pages.stage import Stage
from tests.gallery.combos import DESKS, Combo, quick_desks
from tests.office_pages.eyes import faults
from tests.office_pages.gallery.stories import Story, stories, tell
from tests.office_pages.offices import Offices

FEW = quick_desks()
REST = tuple(combo for combo in DESKS if combo not in FEW)
EYES = [
    pytest.param(FEW, id="few", marks=pytest.mark.slow),
    pytest.param(REST, id="rest", marks=pytest.mark.thorough),
]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    """Each office made once."""
    return Offices(tmp_path_factory.mktemp("offices"))


@pytest.mark.parametrize("combos", EYES)
@pytest.mark.parametrize("told", stories(), ids=lambda told: told.name)
@pytest.mark.usefixtures("application")
def test_nothing_is_wrong_with_any_page(told: Story, combos: tuple[Combo, ...], offices: Offices) -> None:
    found: list[str] = []

    def see(stage: Stage, name: str, combo: Combo) -> None:
        QApplication.processEvents()
        found.extend(f"{name} {combo.name}: {fault}" for fault in faults(stage))

    tell(told, offices, combos, see)
    assert not found, "\n".join(found)

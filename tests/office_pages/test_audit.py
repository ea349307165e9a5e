"""Every page of the window, at three sizes and in two languages, is legible, roomy and reachable."""

from itertools import product

import pytest

from app.base.sentences import Language
from app.office.window import intents as i
from tests.office.conftest import House
from tests.office_pages.conftest import Sit
from tests.office_pages.eyes import faults_in
from tests.office_pages.filled import fill

SIZES = ((1366, 768), (1100, 700), (1920, 1080))


@pytest.mark.slow
@pytest.mark.parametrize("filled", [False, True], ids=["new", "in the field"])
def test_nothing_is_wrong_with_any_page(sit: Sit, house: House, filled: bool) -> None:
    if filled:
        fill(house)
    officer = sit()
    stage, take = officer.door.window, officer.door.conductor.take
    found: list[str] = []

    def look(name: str) -> None:
        officer.wait()
        found.extend(faults_in(stage, name))

    look("entrance")
    officer.sign_in("a")
    for (width, height), language in product(SIZES, Language):
        stage.resize(width, height)
        take(i.SetLanguage(language))
        for section in officer.door.conductor.sections:
            take(i.Go(section.name))
            look(f"{'filled' if filled else 'new'}-{section.name}-{width}-{language.value}")
    assert not found

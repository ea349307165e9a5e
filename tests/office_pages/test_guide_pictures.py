"""The pictures of the office's guide are of today's pages, and none lies there that no page shows."""

import pytest
from PySide6.QtGui import QAccessible

from app.base.guide import Mark, Picture, read_guide
from app.base.sentences import Language
from app.office.window import intents as i
from app.office.window.present.helping import ReadPage
from app.office.window.sections.helping import GUIDE
from app.ui.picture import TALLEST
from app.ui.picture import Picture as Shown
from tests.gallery import shots
from tests.gallery.combos import DESK_SIZES
from tests.heard import heard
from tests.kiosk_pages.test_guide_words import SAID
from tests.office_pages.conftest import Sit
from tests.office_pages.gallery import guides


def pictures(language: Language, page: str) -> list[Picture]:
    return [block for block in read_guide(language, GUIDE).page(page).blocks if isinstance(block, Picture)]


@pytest.mark.parametrize("language", Language)
def test_every_picture_that_a_page_names_lies_there_and_says_in_words_what_it_shows(
    language: Language,
) -> None:
    held = [
        picture for page in read_guide(language, GUIDE).pages for picture in pictures(language, page.name)
    ]
    assert not shots.unlike([each.file.stem for each in held], guides.folder_of(language), guides.SHOTS)
    for picture in held:
        assert picture.file.parent == guides.folder_of(language)
        assert 5 <= len(picture.spoken.split()) <= 45
        quoted = {run.words for run in picture.caption if run.mark is Mark.SCREEN}
        assert not quoted - SAID[language]


@pytest.mark.slow
@pytest.mark.usefixtures("application")
def test_every_picture_is_still_what_the_page_shows() -> None:
    taken = guides.taken()
    found = [
        fault for language in Language for fault in shots.faults(guides.folder_of(language), taken[language])
    ]
    assert not found


@pytest.mark.parametrize("language", Language)
def test_a_picture_stands_beside_the_contents_and_is_read_out(sit: Sit, language: Language) -> None:
    officer = sit()
    officer.sign_in("a")
    stage, take = officer.door.window, officer.door.conductor.take
    take(i.SetLanguage(language))
    officer.go("help")
    for width, height in DESK_SIZES:
        stage.resize(width, height)
        for page in read_guide(language, GUIDE).pages:
            take(ReadPage(page.name))
            officer.wait()
            shown = [each for each in stage.findChildren(Shown) if each.isVisible()]
            for picture, widget in zip(pictures(language, page.name), shown, strict=True):
                spoken = heard(widget)
                assert spoken.role == QAccessible.Role.Graphic
                assert spoken.name == picture.spoken
                assert 0 < widget.height() <= TALLEST
                assert widget.mapTo(stage, widget.rect().topRight()).x() < width

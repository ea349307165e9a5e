"""The guide at the window: read, follow, print the notice, see what Bilik is made of."""

from pathlib import Path

from app.base.build import version
from app.base.sentences import Language
from app.office.window import intents as i
from app.office.window.present.helping import ABOUT, ReadPage
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import World


def test_an_officer_reads_on_prints_the_notice_and_sees_which_bilik_this_is(
    sit: Sit, world: World, tmp_path: Path
) -> None:
    officer = sit()
    officer.sign_in("a")
    take = officer.door.conductor.take
    take(i.SetLanguage(Language.EN))
    officer.go("help")
    assert "The order of a round" in officer.said()
    officer.press("to_ceremony")
    assert officer.page == "help_ceremony"
    take(ReadPage("breach"))
    world.folder = tmp_path / "notices"
    officer.press("print_notice")
    officer.wait()
    (file,) = world.shown
    assert file.read_bytes().startswith(b"%PDF")
    take(ReadPage(ABOUT))
    assert version() in repr(officer.door.conductor.screen().page.parts)


def test_the_page_keys_reach_the_end_of_a_page_from_wherever_the_focus_is(sit: Sit) -> None:
    officer = sit()
    officer.sign_in("a")
    officer.go("help")
    officer.door.conductor.take(ReadPage("results"))
    officer.wait()
    page = officer.door.window.page
    assert page is not None
    bar = page.column.verticalScrollBar()
    room = page.column.viewport().height()
    for place in ("nav_help", "chapter_1_table"):
        officer.walk_to(place)
        while bar.value():
            officer.key("PageUp")
        seen = -1
        while bar.value() != seen:
            seen = bar.value()
            officer.key("PageDown")
            assert bar.value() - seen <= room  # nothing is jumped over
        assert seen == bar.maximum() > room
        assert officer.focused().objectName() == place

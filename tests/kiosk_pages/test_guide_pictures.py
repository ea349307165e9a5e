"""The pictures of the proctor's guide are of today's screens, and none lies there that no page shows."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.base.guide import HELP, Article, Guide, Picture, read_guide
from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present import guide as present
from app.kiosk.window.present.place import Glass
from app.ui.parts.layout import Column
from app.ui.picture import TALLEST
from app.ui.picture import Picture as Shown
from app.ui.theme import Contrast, Look, TextSize
from tests.gallery import shots
from tests.heard import heard
from tests.kiosk_pages.gallery import drawing, guides
from tests.kiosk_pages.gallery.guiding import guided
from tests.kiosk_pages.gallery.scenes import Eye, screen

MOST_BYTES = 90_000
TOGETHER_BYTES = 3_000_000  # the whole set, the office's too


def pictures(guide: Guide) -> list[Picture]:
    return [block for page in guide.pages for block in page.blocks if isinstance(block, Picture)]


@pytest.mark.parametrize("language", Language)
def test_every_picture_that_a_page_names_lies_there_and_every_one_that_lies_there_is_shown(
    language: Language,
) -> None:
    named = [picture.file.stem for picture in pictures(read_guide(language))]
    assert not shots.unlike(named, guides.folder_of(language), guides.SHOTS)


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("application")
def test_every_picture_is_still_what_the_screen_shows(language: Language) -> None:
    assert not shots.faults(guides.folder_of(language), guides.taken(language))


def test_a_screen_that_changed_is_seen_in_its_picture(stage: Stage, application: QApplication) -> None:
    stage.resize(1024, 768)
    shot = next(each for each in guides.SHOTS if each.name == "panel")
    drawing.show(stage, application, screen("p2-panel"))
    kept = shots.kept(guides.folder_of(Language.ID) / "panel.png")
    assert not shots.difference(kept, shots.take(stage, shot))
    (button,) = stage.findChildren(QWidget, "lock_screen")
    button.setVisible(False)
    assert "greys differ" in shots.difference(kept, shots.take(stage, shot))
    button.setVisible(True)
    button.move(button.x() + 60, button.y() + 40)
    assert "greys differ" in shots.difference(kept, shots.take(stage, shot))
    drawing.show(stage, application, screen("p2-paused"))
    assert "greys differ" in shots.difference(kept, shots.take(stage, shot))
    tall = kept.resize((kept.width, kept.height + 60))
    assert "high" in shots.difference(tall, kept)


def test_letters_drawn_by_another_machine_are_no_change(stage: Stage, application: QApplication) -> None:
    stage.resize(1024, 768)
    shot = next(each for each in guides.SHOTS if each.name == "panel")
    drawing.show(stage, application, screen("p2-panel"))
    now = shots.take(stage, shot)
    moved = Image.new("RGB", now.size, now.getpixel((4, 4)))
    moved.paste(now, (1, 1))
    softer = now.resize((now.width // 2, now.height // 2)).resize(now.size)
    assert not shots.difference(moved, now)
    assert not shots.difference(softer, now)


def test_pictures_missing_spare_and_forgotten_are_told_apart(tmp_path: Path) -> None:
    for name in ("shown", "spare"):
        shots.keep(Image.new("RGB", (30, 20)), tmp_path / f"{name}.png")
    taken = (shots.Shot("shown", "k02-code"), shots.Shot("new", "k02-code"))
    found = shots.unlike(["shown", "gone"], tmp_path, taken)
    assert found == ["gone: no shot", "new: on no page", "spare: on no page", "gone: no file"]
    assert "missing" in shots.faults(tmp_path, {"new": Image.new("RGB", (30, 20))})[0]


def test_the_pictures_are_small() -> None:
    sizes = {file: file.stat().st_size for file in HELP.rglob("*.png")}
    assert max(sizes.values()) <= MOST_BYTES, max(sizes, key=lambda file: sizes[file])
    assert sum(sizes.values()) <= TOGETHER_BYTES


# --- in the window ------------------------------------------------------------------------------------------


def shown(stage: Stage) -> list[Shown]:
    return [each for each in stage.findChildren(Shown) if each.isVisible()]


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("text", TextSize)
def test_a_picture_fits_beside_the_contents_and_keeps_its_shape(
    stage: Stage, application: QApplication, size: tuple[int, int], text: TextSize
) -> None:
    stage.resize(*size)
    look = Look(Language.ID, text, Contrast.HIGH)
    for page in read_guide(Language.ID).pages:
        wanted = [block for block in page.blocks if isinstance(block, Picture)]
        if not wanted:
            continue
        drawing.show(stage, application, guided(Eye(look), page.name))
        (column,) = (each for each in stage.findChildren(Column, "form_column") if each.isVisible())
        assert column.horizontalScrollBar().maximum() == 0
        for picture, widget in zip(wanted, shown(stage), strict=True):
            with Image.open(picture.file) as file:
                across, down = file.size
            assert widget.width() <= column.viewport().width()
            assert widget.height() <= TALLEST <= column.viewport().height()
            assert widget.height() == pytest.approx(widget.width() * down / across, abs=2)
            assert widget.width() <= across / shots.SHARP + 1


def test_a_picture_is_a_graphic_that_is_read_out_and_the_keys_reach_all_of_it(
    stage: Stage, application: QApplication
) -> None:
    stage.resize(1024, 768)
    drawing.show(stage, application, guided(Eye(Look(size=TextSize.LARGEST)), "session"))
    (picture,) = shown(stage)
    spoken = heard(picture)
    assert spoken.role == QAccessible.Role.Graphic
    page = read_guide(Language.ID).page("session")
    (block,) = (each for each in page.blocks if isinstance(each, Picture))
    assert spoken.name == block.spoken
    (column,) = (each for each in stage.findChildren(Column, "form_column") if each.isVisible())
    bar = column.verticalScrollBar()
    assert stage.page is not None
    seen = bar.value()
    while True:
        QTest.keyClick(stage.page, Qt.Key.Key_PageDown)
        if bar.value() == seen:
            break
        assert bar.value() - seen <= column.viewport().height()  # nothing is jumped over
        seen = bar.value()
    assert seen == bar.maximum()


def test_where_a_picture_is_gone_its_words_stand(stage: Stage, application: QApplication) -> None:
    whole = read_guide(Language.ID)
    page = whole.page("pin")
    gone = tuple(
        Picture(Path("nowhere.png"), block.spoken, block.caption) if isinstance(block, Picture) else block
        for block in page.blocks
    )
    (block,) = (each for each in gone if isinstance(each, Picture))
    chapter = type(whole.chapters[0])("C", (Article("pin", page.title, gone),))
    view = present.guide(Glass(), Guide("G", (chapter,)), "pin", "", "")
    drawing.show(stage, application, v.Screen(view, Look(), None, None))
    assert not shown(stage)
    said = [each.accessibleName() for each in stage.findChildren(QWidget) if each.isVisible()]
    assert block.spoken in said
    assert say(Language.ID, "guide.for_proctors") in said

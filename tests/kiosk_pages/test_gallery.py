"""The gallery: every picture that its page shows is there, and the few combinations cover every pair."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.ui.theme import TextSize
from tests.kiosk_pages.gallery import album, drawing
from tests.kiosk_pages.gallery.combos import ALL, BASE, SIZES, quick


@pytest.mark.usefixtures("application")
def test_the_page_shows_what_was_drawn_and_nothing_else(tmp_path: Path) -> None:
    scenes = drawing.wanted("k1[09]*")
    combos = (BASE, ALL[-1])
    assert drawing.draw_all((combos[0],), "k1[09]*", tmp_path) == len(scenes)
    drawing.draw(combos[1], "k1[09]*", tmp_path)
    page = album.write(tmp_path, scenes, combos).read_text("utf-8")
    shown = {source for source in re.findall(r'src="([^"]+)"', page) if not source.startswith("design/")}
    drawn = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.png")}
    assert shown == drawn
    assert len(drawn) == len(scenes) * len(combos)
    assert "http" not in page
    for combo in combos:
        picture = QImage(str(tmp_path / combo.name / "k10-sealed.png"))
        assert (picture.width(), picture.height()) == (combo.width, combo.height)


def test_the_few_combinations_hold_every_size_with_every_width() -> None:
    few = quick()
    pairs = {(each.width, each.text) for each in few}
    assert pairs == {(width, text) for (width, _), text in product(SIZES, TextSize)}
    assert {each.language for each in few} == {each.language for each in ALL}
    assert {each.contrast for each in few} == {each.contrast for each in ALL}


def test_drawing_leaves_no_window_behind(application: QApplication, tmp_path: Path) -> None:
    before = len(application.topLevelWidgets())
    drawing.draw(BASE, "k10-sealed", tmp_path)
    application.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    assert len(application.topLevelWidgets()) <= before

"""The gallery: every picture that its page shows is there, and the few combinations cover every pair."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.ui.theme import TextSize
from tests.gallery import album
from tests.gallery.__main__ import PARTS
from tests.gallery.combos import ALL, BASE, DESKS, SIZES, quick, quick_desks
from tests.kiosk_pages.gallery import drawing


@pytest.mark.usefixtures("qapp")
def test_the_page_shows_what_was_drawn_and_nothing_else(tmp_path: Path) -> None:
    scenes = drawing.wanted("k1[09]*")
    combos = (BASE, ALL[-1])
    made = [each for combo in combos for each in drawing.draw(combo, "k1[09]*", tmp_path)]
    page = album.write(tmp_path, PARTS, made).read_text("utf-8")
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
    desks = quick_desks()
    assert {each.width for each in desks} == {each.width for each in DESKS}
    assert {each.language for each in desks} == {each.language for each in DESKS}


def test_drawing_leaves_no_window_behind(qapp: QApplication, tmp_path: Path) -> None:
    before = len(qapp.topLevelWidgets())
    drawing.draw(BASE, "k10-sealed", tmp_path)
    qapp.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    assert len(qapp.topLevelWidgets()) <= before

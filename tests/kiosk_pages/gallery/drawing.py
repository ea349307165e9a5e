"""From scenes to pictures: one stage for each combination."""

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation
from PySide6.QtWidgets import QApplication

from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.ui.theme import load_fonts
from tests.eventloop import turn
from tests.gallery.album import Drawn
from tests.gallery.combos import Combo
from tests.kiosk_pages.gallery.scenes import Eye, Scene, scenes


def wanted(pattern: str) -> tuple[Scene, ...]:
    """The scenes whose name fits a shell pattern."""
    return tuple(each for each in scenes() if fnmatch(each.name, pattern))


def show(stage: Stage, application: QApplication, screen: v.Screen) -> None:
    """Show a screen until nothing moves any more."""
    stage.show_screen(screen)
    turn()
    for moving in stage.findChildren(QAbstractAnimation):
        moving.setCurrentTime(moving.totalDuration())
    application.processEvents()


@contextmanager
def open_stage(width: int, height: int) -> Iterator[tuple[Stage, QApplication]]:
    """A stage of that size, which is gone afterwards."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    stage = Stage(application)
    stage.resize(width, height)
    stage.show()
    stage.activateWindow()
    application.processEvents()
    yield stage, application
    stage.close()
    stage.deleteLater()
    application.processEvents()


def draw(combo: Combo, pattern: str, folder: Path) -> list[Drawn]:
    """Draw the scenes in one combination."""
    drawn = []
    with open_stage(combo.width, combo.height) as (stage, application):
        for scene in wanted(pattern):
            show(stage, application, scene.screen(Eye(combo.look)))
            made = Drawn(f"Kiosk: {scene.part.value}", scene.name, combo, scene.like)
            (folder / made.file).parent.mkdir(parents=True, exist_ok=True)
            stage.grab().save(str(folder / made.file))
            drawn.append(made)
    return drawn

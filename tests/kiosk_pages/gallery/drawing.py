"""From scenes to pictures: one stage for each combination, shared out over the cores."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from multiprocessing import get_context
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation
from PySide6.QtWidgets import QApplication

from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.ui.theme import load_fonts
from tests.eventloop import turn
from tests.kiosk_pages.gallery.combos import Combo
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


def draw(combo: Combo, pattern: str, folder: Path) -> int:
    """Draw the scenes in one combination; returns how many."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    into = folder / combo.name
    into.mkdir(parents=True, exist_ok=True)
    stage = Stage(application)
    stage.resize(combo.width, combo.height)
    stage.show()
    stage.activateWindow()
    application.processEvents()
    chosen = wanted(pattern)
    for scene in chosen:
        show(stage, application, scene.screen(Eye(combo.look)))
        stage.grab().save(str(into / f"{scene.name}.png"))
    stage.close()
    stage.deleteLater()
    application.processEvents()
    return len(chosen)


def draw_all(combos: Sequence[Combo], pattern: str, folder: Path) -> int:
    """Draw the scenes in several combinations; returns how many pictures there are."""
    workers = min(len(combos), os.cpu_count() or 1)
    if workers == 1:
        return sum(draw(combo, pattern, folder) for combo in combos)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(draw, combo, pattern, folder) for combo in combos]
        return sum(job.result() for job in jobs)

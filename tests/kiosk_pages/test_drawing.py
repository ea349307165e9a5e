"""The part of the self-test that draws: the first question of the package, or a question of our own."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.base.check import Outcome
from app.base.sentences import Language
from app.demo.training import TrainingKiosk
from app.kiosk.seat.enrol import status
from app.kiosk.window import drawing
from app.kiosk.window.drawing import draw


@pytest.mark.parametrize("language", list(Language))
def test_faces_are_there_and_a_page_is_drawn(
    application: QApplication, training: TrainingKiosk, language: Language
) -> None:
    package = status(training.data_dir).package
    assert package is not None
    for document in (package.document, None):
        checks = draw(application, document, language)
        assert [check.outcome for check in checks] == [Outcome.GOOD, Outcome.GOOD]


def test_an_empty_page_is_told_from_one_with_words() -> None:
    empty = QImage(*drawing.SIZE, QImage.Format.Format_RGB32)
    empty.fill(0xFFFFFF)
    assert drawing._colours(empty) < drawing._FEWEST_COLOURS

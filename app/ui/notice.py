"""Why no door opens, in a small window: whoever starts one from an icon never sees where errors go.

It goes by its button, by a key, or by itself: behind it a kiosk may be running that wants its screen back.
"""

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget
from typing_extensions import override

from app.base.sentences import Language, Sentence, say
from app.ui.begin import begin, leaving
from app.ui.controls.action import Action, Kind
from app.ui.parts.layout import column, row
from app.ui.parts.signs import Icon
from app.ui.parts.words import Type
from app.ui.theme import Look, Theme, load_fonts

WIDTH = 560
GOES_MS = 20_000  # two sentences are read by then
_UNSEEN = {"offscreen", "minimal"}
_CLOSING = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Notice(QWidget):
    """One sentence and a button."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self._theme = Theme(Look(language), WIDTH)
        words, kind = sentence.spoken(language), Type(self._theme)
        self.setObjectName("notice")
        self.setWindowTitle("Bilik")
        self.setAccessibleName(words)
        stack = column(self, (32, 28, 32, 24), 20)
        stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        line = row(gap=16)
        line.addWidget(Icon(self._theme, "info", "musi-700", 32), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(kind.body(words), 1)
        stack.addLayout(line)
        buttons = row()
        buttons.addStretch()
        self.button = Action(self._theme, "close", say(language, "kiosk.close"), Kind.PRIMARY)
        self.button.clicked.connect(self._closed)
        buttons.addWidget(self.button)
        stack.addLayout(buttons)
        self.resize(WIDTH, stack.totalHeightForWidth(WIDTH))
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self._closed)
        self._going.start(GOES_MS)
        self.button.setFocus()

    def _closed(self) -> None:
        self.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CLOSING:
            self.close()
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("surface"))


def screen_is_there(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window would be seen: without a screen Qt would end this process."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if platform in {"win32", "darwin"} or chosen:
        return chosen.partition(":")[0] not in _UNSEEN
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def tell_on_screen(sentence: Sentence, language: Language, code: int) -> None:
    """Show the sentence until it was read, where there is a screen.

    One that is named and cannot be had ends this process with `code`, which it was about to end with.
    """
    if not screen_is_there(sys.platform, os.environ):
        return
    application = begin("", leaving(code))
    load_fonts()
    notice = Notice(sentence, language)
    notice.show()
    notice.raise_()
    notice.activateWindow()
    application.exec()

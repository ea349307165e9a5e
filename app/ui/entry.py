"""Fields of a desk: lines, passphrases, choices, longer texts. They take the clipboard, but for secrets."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import ENTER_KEYS
from app.ui.icons import draw_icon
from app.ui.theme import Role, Theme, sans


def _paint_box(widget: QWidget, theme: Theme, *, wrong: bool) -> None:
    painter, c = QPainter(widget), theme.colour
    if not widget.isEnabled():
        draw.box(painter, widget.rect(), theme.radius, c("sunken"), c("line-2"), 1)
        return
    focus = widget.hasFocus()
    border, width = ("focus", 2) if focus else ("danger-600", 2) if wrong else ("control", theme.border)
    draw.box(painter, widget.rect(), theme.radius, c("surface"), c(border), width)


def _colour(widget: QWidget, theme: Theme) -> None:
    palette = widget.palette()
    clear = QColor(Qt.GlobalColor.transparent)
    palette.setColor(QPalette.ColorRole.Base, clear)
    palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, theme.colour("ink-3"))
    palette.setColor(QPalette.ColorRole.PlaceholderText, theme.colour("ink-3"))
    palette.setColor(QPalette.ColorRole.Highlight, theme.colour("musi-200"))
    palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("ink"))
    widget.setPalette(palette)


class Entry(QLineEdit):
    """One line. `written` carries every change that a person makes; Enter is for the page."""

    written = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, name: str, spoken: str, *, secret: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._wrong = False
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrame(False)
        self.setFont(sans(theme.px(Role.BODY)))
        self.setTextMargins(10, 0, 8, 0)
        self.setFixedHeight(theme.px(Role.BUTTON_HEIGHT))
        self.setMinimumWidth(60)
        self.setProperty("ringNone", True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setStyleSheet(
            "QLineEdit{background:transparent;border:none}"
        )  # in a scrolled column Qt paints one
        _colour(self, theme)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText)
        self.textEdited.connect(self.written)

    def show_text(self, text: str, *, wrong: bool = False) -> None:
        """Show `text`; `wrong` draws the border of an error."""
        if text != self.text():
            at = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(at, len(text)))
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in ENTER_KEYS:
            self.entered.emit()
            return
        if arg__1.key() == Qt.Key.Key_Escape:
            arg__1.ignore()
            return
        super().keyPressEvent(arg__1)

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        _paint_box(self, self._theme, wrong=self._wrong)
        super().paintEvent(arg__1)


class Select(QComboBox):
    """One of several. `picked` carries the code of what a person chooses."""

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str, spoken: str, options: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._theme = theme
        self._wrong = False
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFont(sans(theme.px(Role.BODY)))
        self.setFixedHeight(theme.px(Role.BUTTON_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)
        self.setProperty("ringNone", True)
        for code, words in options:
            self.addItem(words, code)
        self.setCurrentIndex(-1)
        self.activated.connect(self._activated)
        palette = self.view().palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("surface"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("musi-100"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("ink"))
        self.view().setPalette(palette)

    def show_code(self, code: str, *, wrong: bool = False) -> None:
        """Show the choice that the program holds."""
        self.setCurrentIndex(self.findData(code))
        self._wrong = wrong
        self.update()

    def _activated(self, index: int) -> None:
        self.picked.emit(str(self.itemData(index)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(Role.BUTTON_HEIGHT))

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        """The wheel scrolls the page; it changes no choice by the way."""
        e.ignore()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        _paint_box(self, self._theme, wrong=self._wrong)
        painter, c = QPainter(self), self._theme.colour
        ink = c("ink" if self.isEnabled() else "ink-3")
        box = QRectF(12, 0, self.width() - 44, self.height())
        words = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, int(box.width())
        )
        draw.text(painter, box, words, self.font(), ink, draw.LEFT)
        side = self._theme.px(Role.ICON)
        spot = QRectF(self.width() - side - 10, (self.height() - side) / 2, side, side)
        draw_icon(painter, "chevron-down", spot, ink)


class Area(QPlainTextEdit):
    """Several lines. `written` carries every change that a person makes; Tab leaves it."""

    written = Signal(str)

    def __init__(self, theme: Theme, name: str, spoken: str, lines: int = 3) -> None:
        super().__init__()
        self._theme = theme
        self._wrong = False
        self._telling = False
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(sans(theme.px(Role.BODY)))
        self.setTabChangesFocus(True)
        self.setViewportMargins(8, 6, 8, 6)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 24)
        self.setProperty("ringNone", True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().setAutoFillBackground(False)
        _colour(self, theme)
        self.textChanged.connect(self._changed)

    def show_text(self, text: str, *, wrong: bool = False) -> None:
        """Show `text`; `wrong` draws the border of an error."""
        if text != self.toPlainText():
            self._telling = True
            self.setPlainText(text)
            self._telling = False
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    def _changed(self) -> None:
        if not self._telling:
            self.written.emit(self.toPlainText())

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.update()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.update()

    @override
    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.Paint:
            _paint_box(self, self._theme, wrong=self._wrong)
            return True
        return super().event(e)

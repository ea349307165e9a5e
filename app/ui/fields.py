"""Fields: boxes for codes and PINs, a number, a text. No clipboard, no context menu, no dropping."""

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import ENTER_KEYS
from app.ui.theme import Role, Theme, mono, sans

TEXT_PAUSE_MS = 1000  # text commits after a pause of one second, and on leaving
_FORBIDDEN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
_HOLDS = {Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Shift, Qt.Key.Key_Meta}


class Told(QLineEdit):
    """A field that shows the text it is told; its keys go to the page.

    To a screen reader it is a line of text with its value. It takes no text by itself: no clipboard, no
    dragging, no menu, no input method.
    """

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self._wrong = False
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setReadOnly(True)
        self.setFrame(False)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setProperty("ringNone", True)

    def show_text(self, text: str, *, wrong: bool = False) -> None:
        """Show `text`; `wrong` draws the border of an error."""
        if text != self.text():
            self.setText(text)
        self._wrong = wrong
        self.update()

    @override
    def event(self, arg__1: QEvent) -> bool:
        if isinstance(arg__1, QMouseEvent) and arg__1.type() != QEvent.Type.MouseButtonPress:
            return True  # no selection, and nothing on the clipboard of selections
        return super().event(arg__1)

    @override
    def mousePressEvent(self, arg__1: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        arg__1.ignore()

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        self.update()


class Boxes(Told):
    """A row of boxes, one per symbol: shows the text it is told, its keys go to the page."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        spoken: str,
        groups: tuple[int, ...],
        *,
        hidden: bool = False,
        gap: int = 7,
    ) -> None:
        super().__init__(name, spoken)
        self._theme, self._groups, self._hidden, self._gap = theme, groups, hidden, gap
        if hidden:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self._box = QSize(60, 64) if hidden else QSize(50, 68)
        if theme.narrow and not hidden:
            self._box = QSize(42, 60)
        count = sum(groups)
        breaks = (len(groups) - 1) * 33
        width = count * (self._box.width() + gap) - gap + breaks
        self.setFixedSize(width, self._box.height())

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter = QPainter(self)
        x, at = 0.0, 0
        for index, size in enumerate(self._groups):
            if index:
                draw.box(
                    painter, QRectF(x + 6, self.height() / 2 - 1.5, 14, 3), 1, self._theme.colour("control")
                )
                x += 33
            for _ in range(size):
                self._paint_box(painter, QRectF(x, 0, self._box.width(), self._box.height()), at)
                x += self._box.width() + self._gap
                at += 1

    def _paint_box(self, painter: QPainter, rect: QRectF, at: int) -> None:
        c, text = self._theme.colour, self.text()
        here = self.hasFocus() and at == min(len(text), sum(self._groups) - 1)
        border, width = (
            ("focus", 3) if here else ("danger-600", 2) if self._wrong else ("control", self._theme.border)
        )
        draw.box(painter, rect, 10, c("surface"), c(border), width)
        if at < len(text):
            if self._hidden:
                middle = rect.center()
                draw.box(painter, QRectF(middle.x() - 8, middle.y() - 8, 16, 16), 8, c("ink"))
            else:
                draw.text(painter, rect, text[at], mono(30), c("ink"), draw.CENTRE)
        elif here:
            painter.fillRect(QRectF(rect.center().x() - 0.75, rect.center().y() - 16, 1.5, 32), c("ink"))


class NumberField(Told):
    """A number as it was told, with the border of a field; the keys go to the page."""

    def __init__(self, theme: Theme, name: str, spoken: str, *, width: int = 200) -> None:
        super().__init__(name, spoken)
        self._theme = theme
        self.marked = False  # what it holds is replaced by the next digit
        self.setFixedSize(width, theme.px(Role.BUTTON_HEIGHT))

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter, c, text = QPainter(self), self._theme.colour, self.text()
        border, width = ("danger-600", 2) if self._wrong else ("control", self._theme.border)
        if self.hasFocus():  # around the border of an error, not instead of it
            draw.box(painter, self.rect(), 10, c("surface"), c("focus"), 3)
        if self._wrong or not self.hasFocus():
            inset = 3 if self.hasFocus() else 0
            inner = self.rect().adjusted(inset, inset, -inset, -inset)
            draw.box(painter, inner, 10 - inset, c("surface"), c(border), width)
        face = sans(self._theme.px(Role.LEAD), 500, tabular=True)
        if self.hasFocus() and self.marked:
            high = self._theme.px(Role.LEAD) * 1.5
            behind = QRectF(17, (self.height() - high) / 2, draw.width_of(text, face) + 6, high)
            draw.box(painter, behind, 4, c("musi-100"))
        draw.text(painter, QRectF(self.rect()).adjusted(20, 0, -8, 0), text, face, c("ink"), draw.LEFT)
        if self.hasFocus():
            x = 21 + draw.width_of(text, face)
            painter.fillRect(QRectF(x, self.height() / 2 - 13, 1.5, 26), c("ink"))


class PartField(NumberField):
    """One field of several, such as the day of a date: what it holds is marked when it is come to."""

    def __init__(self, theme: Theme, name: str, spoken: str, digits: int) -> None:
        face = sans(theme.px(Role.LEAD), 500, tabular=True)
        super().__init__(theme, name, spoken, width=int(draw.width_of("0" * digits, face)) + 44)

    @override
    def show_text(self, text: str, *, wrong: bool = False) -> None:
        self.marked = self.marked and text == self.text()
        super().show_text(text, wrong=wrong)

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        self.marked = bool(self.text())
        super().focusInEvent(arg__1)


class TextBox(QPlainTextEdit):
    """Free text. It commits after a pause and on leaving, and never touches the clipboard."""

    committed = Signal(str)
    edited = Signal(int)

    def __init__(self, theme: Theme, name: str, spoken: str, limit: int) -> None:
        super().__init__()
        self._theme, self._limit = theme, limit
        self._told = ""
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(sans(theme.px(Role.LEAD)))
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setProperty("ringNone", True)
        self.setFixedHeight(max(136, theme.px(Role.LEAD) * 6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setViewportMargins(16, 12, 16, 12)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("surface"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("musi-100"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("ink"))
        self.setPalette(palette)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TEXT_PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """Show what is stored, unless the person is in the middle of writing something newer."""
        if text != self._told and not self._pause.isActive():
            self._told = text
            if text != self.toPlainText():
                self.setPlainText(text)
                self.moveCursor(QTextCursor.MoveOperation.End)
                self._pause.stop()

    def hurry(self, hurried: bool) -> None:
        """Whether to report every change at once, because there will be no time for a pause."""
        self._pause.setInterval(0 if hurried else TEXT_PAUSE_MS)
        if hurried and self._pause.isActive():
            self._pause.start()

    def half(self) -> tuple[str, int] | None:
        """What has been written and not reported, and where the cursor is in it; None without any."""
        return (self.toPlainText(), self.textCursor().position()) if self._pause.isActive() else None

    def go_on(self, half: tuple[str, int]) -> None:
        """Take over what was being written in another box."""
        text, position = half
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(text)))
        self.setTextCursor(cursor)

    def commit(self) -> None:
        """Report the text, once for each change."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.committed.emit(text)

    def _changed(self) -> None:
        text = self.toPlainText()
        if len(text) > self._limit:
            self.setPlainText(text[: self._limit])
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)
            return
        if text != self._told:
            self._pause.start()
        self.edited.emit(len(text))

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if any(e.matches(key) for key in _FORBIDDEN):
            return
        held = e.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if held or e.key() == Qt.Key.Key_Escape or (Qt.Key.Key_F1 <= e.key() <= Qt.Key.Key_F12):
            if e.key() not in _HOLDS:
                self.commit()  # the key is for the page, and may lead away
            e.ignore()
            return
        super().keyPressEvent(e)

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(e)
        self.viewport().update()
        self.update()

    @override
    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        e.accept()

    @override
    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        e.ignore()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return False

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Nothing is pasted."""

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return QMimeData()

    @override
    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.Paint:
            painter, c = QPainter(self), self._theme.colour
            border, width = ("focus", 3) if self.hasFocus() else ("control", self._theme.border)
            draw.box(painter, self.rect(), 10, c("surface"), c(border), width)
            painter.end()
            return True
        return super().event(e)


class LineBox(TextBox):
    """One line of free text; Enter leaves it to the page."""

    def __init__(self, theme: Theme, name: str, spoken: str, limit: int) -> None:
        super().__init__(theme, name, spoken, limit)
        self.setFont(sans(theme.px(Role.BODY)))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = theme.px(Role.BUTTON_HEIGHT)
        self.setFixedHeight(height)
        free = height - self.fontMetrics().height() - 2 * int(self.document().documentMargin())
        self.setViewportMargins(14, max(3, free // 2), 14, max(3, free // 2 - 2))

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in ENTER_KEYS:
            self.commit()
            e.ignore()
            return
        super().keyPressEvent(e)

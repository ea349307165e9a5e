"""What lies over a page: the display menu, a dialog, a toast. One shadow at a time."""

from typing import assert_never

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QBoxLayout,
    QGraphicsDropShadowEffect,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.base.sentences import Language
from app.kiosk.window import view as v
from app.kiosk.window.intents import (
    Close,
    Intent,
    Pick,
    SetContrast,
    SetLanguage,
    SetSize,
    SetStill,
    ShowTimer,
    Write,
)
from app.kiosk.window.pages.base import PAGE_KEYS, common_wish, next_index
from app.ui import draw
from app.ui.controls.action import Action, Kind
from app.ui.controls.control import ENTER_KEYS
from app.ui.controls.option import OptionRow
from app.ui.controls.segment import SegmentButton
from app.ui.fields import TextBox
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Panel
from app.ui.parts.signs import Icon
from app.ui.parts.words import Type, Words
from app.ui.theme import Contrast, Look, Role, TextSize, Theme

SCRIM = (4, 26, 32, 189)
TOAST_MS = 5000
SCROLL_KEYS = {
    **PAGE_KEYS,
    int(Qt.Key.Key_Up): QAbstractSlider.SliderAction.SliderSingleStepSub,
    int(Qt.Key.Key_Down): QAbstractSlider.SliderAction.SliderSingleStepAdd,
}
_FEW = 4  # choices beyond which a dialog is wide
_LEAST_PX = 64  # of the choices of a dialog that are seen, whatever is around them


def _shadow(widget: QWidget) -> None:
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(40)
    effect.setOffset(0, 12)
    effect.setColor(QColor(6, 46, 56, 56))
    widget.setGraphicsEffect(effect)


def _many(group: v.Group) -> bool:
    return len(group.choices) > _FEW


class Cover(QWidget):
    """Covers the page and holds one overlay; the keys go to the overlay, Tab stays within."""

    intent = Signal(object)

    def __init__(self, theme: Theme, window: QWidget, over: v.Overlay, look: Look) -> None:
        super().__init__(window)
        self.theme = theme
        self._type = Type(theme)
        self._scrim = isinstance(over, v.Dialog)
        self.setObjectName("cover")
        self.setGeometry(window.rect())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringNone", True)
        self._first: QWidget = self
        self._remark: v.Remark | None = None
        self._counter: Words | None = None
        self._area: Column | None = None
        match over:
            case v.DisplayMenu():
                self._panel = self._menu(over, look)
            case v.Dialog():
                self._panel = self._dialog(over)
            case _:
                assert_never(over)
        self._panel.setParent(self)
        if not theme.high:
            _shadow(self._panel)
        window.installEventFilter(self)
        self._place()

    def first(self) -> QWidget:
        """What has the focus at first: the safe choice."""
        return self._first

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        panel = self._panel
        width = min(panel.width(), self.width() - 32)
        layout = panel.layout()
        wish = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        height = min(wish if wish > 0 else panel.sizeHint().height(), self.height() - 24)
        if self._scrim:
            panel.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        else:
            panel.setGeometry(self.width() - width - (28 if self.theme.narrow else 148), 78, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    # --- the display menu ------------------------------------------------------------------------------

    def _menu(self, menu: v.DisplayMenu, look: Look) -> Panel:
        panel = Panel(self.theme, "surface", "line", 14)
        panel.setObjectName("display_menu")
        panel.setFixedWidth(380)
        stack = column(panel, (22, 22, 22, 22), 8)
        small, middle, big = (self.theme.px(Role.META), 20, 24)
        english = look.language is Language.EN
        a, high, both = TextSize, self.theme.high, Contrast
        groups: tuple[tuple[str, tuple[tuple[str, str, Intent, bool, int, str], ...]], ...] = (
            (menu.language, (
                ("language_id", "Indonesia", SetLanguage(Language.ID), not english, small, ""),
                ("language_en", "English", SetLanguage(Language.EN), english, small, ""),
            )),
            (menu.size, (
                ("size_a", "A", SetSize(a.A), self.theme.size is a.A, 16, ""),
                ("size_a_plus", "A+", SetSize(a.LARGE), self.theme.size is a.LARGE, middle, ""),
                ("size_a_plus_plus", "A++", SetSize(a.LARGEST), self.theme.size is a.LARGEST, big, ""),
            )),
            (menu.contrast, (
                ("contrast_standard", menu.standard, SetContrast(both.STANDARD), not high, small, ""),
                ("contrast_high", menu.high, SetContrast(both.HIGH), high, small, "contrast"),
            )),
            (menu.motion, (
                ("motion_some", menu.some, SetStill(False), not look.still, small, ""),
                ("motion_none", menu.none, SetStill(True), look.still, small, ""),
            )),
        )  # fmt: skip
        if menu.timer:
            groups = (*groups, (menu.timer, (
                ("timer_show", menu.show, ShowTimer(True), menu.timer_shown, small, ""),
                ("timer_hide", menu.hide, ShowTimer(False), not menu.timer_shown, small, ""),
            )))  # fmt: skip
        for at, (label, choices) in enumerate(groups):
            if at:
                stack.addSpacing(8)
            stack.addWidget(self._type.body(label, 600))
            line = row()
            for place, (name, words, wish, on, px, icon) in enumerate(choices):
                spot = 0 if not place else 2 if place == len(choices) - 1 else 1
                spoken = f"{label}: {words}"
                button = SegmentButton(self.theme, name, words, spot, px=px, icon=icon, spoken=spoken)
                button.show_on(on)
                self._wire(button, wish)
                line.addWidget(button, 1)
                if on and not at:
                    self._first = button
            stack.addLayout(line)
        return panel

    def _wire(self, control: Action | SegmentButton | OptionRow, wish: Intent) -> None:
        control.wish = wish
        control.wished.connect(self.intent)

    # --- a dialog --------------------------------------------------------------------------------------

    def _dialog(self, dialog: v.Dialog) -> Panel:
        theme, say = self.theme, self._type
        panel = Panel(theme, "surface", "line", 14)
        panel.setObjectName("dialog")
        usual = 820 if theme.largest else 680 if theme.size is TextSize.A else 760
        panel.setFixedWidth(820 if any(_many(group) for group in dialog.groups) else usual)
        stack = column(panel, (40, 36, 40, 32), 0)
        stack.addWidget(say.any(dialog.title, theme.px(Role.TITLE) - 6, 600, "ink", wrap=True, line=100))
        stack.addSpacing(10)
        stack.addWidget(say.any(dialog.text, theme.px(Role.LEAD), 400, "ink", wrap=True, line=114))
        stack.addSpacing(20)
        if dialog.notice is not None:
            stack.addWidget(Banner(theme, dialog.notice.tone, dialog.notice.icon, dialog.notice.words))
            stack.addSpacing(28)
        if dialog.lines or dialog.groups or dialog.remark is not None:
            stack.addWidget(self._choices(dialog, panel.width() - 80), 1)
            stack.addSpacing(20)
        stack.addLayout(self._buttons(dialog, panel.width() - 80))
        window = self.parentWidget()
        if self._area is not None and window is not None:  # what does not fit is scrolled to
            over = stack.totalHeightForWidth(panel.width()) - (window.height() - 24)
            self._area.setFixedHeight(max(_LEAST_PX, self._area.maximumHeight() - max(0, over)))
        return panel

    def _buttons(self, dialog: v.Dialog, room: int) -> QBoxLayout:
        """The safe choice left, or above where two large words do not stand side by side."""
        safe = self._command(dialog.safe, 200)
        self._first = safe
        buttons: QBoxLayout = row(gap=16)
        if dialog.go is None:
            buttons.addWidget(safe)
            buttons.addStretch()
            return buttons
        go = self._command(dialog.go, 0)
        if safe.sizeHint().width() + 16 + go.sizeHint().width() > room:
            buttons = column(gap=16)
        buttons.addWidget(safe)
        buttons.addWidget(go, 1)
        return buttons

    def _choices(self, dialog: v.Dialog, room: int) -> QWidget:
        theme, say = self.theme, self._type
        inside = QWidget()
        stack = column(inside, (4, 4, 4, 4), 10)
        for fact in dialog.lines:
            line = row(gap=14)
            line.addWidget(Icon(theme, fact.icon, fact.colour), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(say.body(fact.words), 1)
            stack.addLayout(line)
        for group in dialog.groups:
            stack.addWidget(say.body(group.label, 600))
            across = QGridLayout()
            across.setSpacing(12)
            face = theme.font(Role.BODY, 600)
            words = [word for choice in group.choices for word in choice.label.split()]
            whole = [choice.label for choice in group.choices]  # many choices may take two lines each
            wide = max(draw.width_of(each, face) for each in (words if _many(group) else whole)) + 96
            columns = next(n for n in (3, 2, 1) if n == 1 or n * wide + (n - 1) * 12 <= room - 24)
            for at, choice in enumerate(group.choices):
                option = OptionRow(theme, f"{group.name}_{choice.code}", choice.label)
                option.show_on(choice.on)
                self._wire(option, Pick(group.name, choice.code))
                across.addWidget(option, at // columns, at % columns)
            stack.addLayout(across)
        if dialog.remark is not None:
            self._write(dialog.remark, stack)
        stack.addStretch()
        area = Column(inside, "dialog_column")
        area.setFixedHeight(stack.totalHeightForWidth(room - 16))
        self._area = area
        return area

    def _write(self, remark: v.Remark, stack: QVBoxLayout) -> None:
        """A few words of the proctor's, with their counter."""
        theme, say = self.theme, self._type
        stack.addWidget(say.body(remark.field_name, 600))
        box = TextBox(theme, "remark", remark.field_name, remark.limit)
        box.setFixedHeight(max(96, theme.px(Role.LEAD) * 4))
        self._counter = say.any("", theme.px(Role.META), 400, "ink-2", align="right", tabular=True)
        self._remark = remark
        box.show_text(remark.text)
        self._count(len(remark.text))
        box.committed.connect(self._written)
        box.edited.connect(self._count)
        stack.addWidget(box)
        stack.addWidget(self._counter)

    def _written(self, text: str) -> None:
        self.intent.emit(Write(text))

    def _count(self, count: int) -> None:
        if self._counter is not None and self._remark is not None:
            self._counter.say(self._remark.counter.replace("{count}", str(count)))

    def _command(self, button: v.Button, min_width: int) -> Action:
        action = Action(
            self.theme,
            button.name,
            button.words,
            button.kind,
            icon=button.icon,
            after=button.after,
            min_width=min_width,
        )
        action.setEnabled(button.enabled)
        self._wire(action, button.intent)
        return action

    # --- events ----------------------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._scrim and not self._panel.geometry().contains(event.position().toPoint()):
            self.intent.emit(Close())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = common_wish(event)
        if wish is not None:
            self.intent.emit(wish)
        elif event.key() in ENTER_KEYS and not self._scrim:
            self.intent.emit(Close())
        elif event.key() in SCROLL_KEYS:
            for area in self._panel.findChildren(Column):
                area.verticalScrollBar().triggerAction(SCROLL_KEYS[event.key()])
        event.accept()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        controls = [
            c
            for c in self._panel.findChildren(QWidget)
            if c.focusPolicy() and c.isEnabled() and c.isVisible()
        ]
        controls = [c for c in controls if isinstance(c, Action | SegmentButton | OptionRow | TextBox)]
        if controls:
            at = next_index(controls, 1 if next else -1)
            controls[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scrim:
            QPainter(self).fillRect(self.rect(), QColor(*SCRIM))


class ToastStrip(Panel):
    """A short word at the bottom, for five seconds; it stays while the pointer or the focus is on it."""

    intent = Signal(object)
    over = Signal()

    def __init__(self, theme: Theme, window: QWidget, toast: v.Toast) -> None:
        super().__init__(theme, "musi-900" if not theme.high else "surface", "line" if theme.high else "", 10)
        self.setParent(window)
        self.setObjectName("toast")
        self.setAccessibleName(toast.words)
        self.setFixedHeight(56)
        line = row(self, (20, 0, 12 if toast.button else 20, 0), 14)
        line.addWidget(Icon(theme, toast.icon, "on-dark"))
        self._words = Type(theme).any(toast.words, theme.px(Role.BODY), 500, "on-dark")
        line.addWidget(self._words)
        if toast.button is not None:
            button = ToastAction(theme, toast.button.name, toast.button.words, Kind.TEXT, height=44)
            button.wish = toast.button.intent
            button.wished.connect(self.intent)
            button.setProperty("ringDark", True)
            line.addWidget(button)
        self._timer = QTimer(self)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._leave)
        if not toast.stays:
            self._timer.start()
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, window.height() - theme.footer - 72)

    def say(self, words: str) -> None:
        """Other words in the same place."""
        self._words.say(words)
        self.setAccessibleName(words)

    def _leave(self) -> None:
        if not self.underMouse() and not any(each.hasFocus() for each in self.findChildren(QWidget)):
            self.over.emit()


class ToastAction(Action):
    """The golden words of a toast's button."""

    @override
    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        return None, None, self.theme.colour("gold-300")

"""What the header says while a person answers: whether the last answer is stored, and the time left."""

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.ui import draw
from app.ui.icons import draw_icon
from app.ui.parts.layout import row
from app.ui.parts.signs import Icon
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme, sans


class SaveMark(QWidget):
    """Saved, saving, or not saved; drawn with an icon and words."""

    _LOOKS: ClassVar = {
        v.SaveKind.SAVED: ("circle-check", "ok-700"),
        v.SaveKind.EXCEPT: ("circle-alert", "gold-800"),
        v.SaveKind.SAVING: ("loader", "ink-2"),
        v.SaveKind.FAILED: ("circle-alert", "danger-700"),
    }

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = Icon(theme, "circle-check", "ok-700", theme.px(Role.ICON) - 2)
        self._words = Words("", sans(theme.px(Role.META), 600), theme.colour("ok-700"))
        self._theme = theme
        self._save: v.Save | None = None
        line = row(self, gap=8)
        line.addWidget(self._icon)
        line.addWidget(self._words)
        self.setObjectName("save_state")

    def show_short(self, short: bool) -> None:
        """Say it in fewer words; what is spoken stays."""
        if self._save is not None:
            self._words.say(self._save.short if short and self._save.short else self._save.words)
            self.updateGeometry()

    def show_bare(self, bare: bool) -> None:
        """Leave the words to the screen reader; trouble is always said."""
        calm = self._save is not None and self._save.kind in {v.SaveKind.SAVED, v.SaveKind.SAVING}
        self._words.setHidden(bare and calm)
        self.updateGeometry()

    def show_save(self, save: v.Save) -> bool:
        """Show what is known of the last answer; whether it takes another width now."""
        if save == self._save:
            return False
        self._save = save
        icon, colour = self._LOOKS[save.kind]
        self._icon.show_icon(icon, colour)
        palette = self._words.palette()
        palette.setColor(palette.ColorRole.WindowText, self._theme.colour(colour))
        self._words.setPalette(palette)
        self._words.say(save.words)
        self._icon.setHidden(
            save.kind is v.SaveKind.SAVING and self._theme.look.still
        )  # then the word is all
        self.setAccessibleName(save.words)
        return True


class TimerChip(QWidget):
    """The time left; it changes colour and icon at five minutes and at one, and never blinks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._timer: v.Timer | None = None
        self._bare = False
        self.setObjectName("timer")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_timer(self, timer: v.Timer) -> None:
        """Show the time left."""
        if timer == self._timer:
            return
        wider = self._timer is None or (self._timer.label, len(self._timer.value)) != (
            timer.label,
            len(timer.value),
        )
        self._timer = timer
        if self.accessibleName() != timer.spoken:
            self.setAccessibleName(timer.spoken)
        if wider:
            self.setFixedSize(self.sizeHint())
        self.update()

    def show_bare(self, bare: bool) -> None:
        """Leave the label to the screen reader: the figures and the clock say enough."""
        if bare != self._bare:
            self._bare = bare
            self.setFixedSize(self.sizeHint())
            self.update()

    def _faces(self) -> tuple[float, float]:
        if self._timer is None:
            return 0, 0
        figures = sans(self._theme.px(Role.TIMER), 700, tabular=True)
        label = 0.0 if self._bare else draw.width_of(self._timer.label, self._theme.font(Role.META, 500))
        return label, draw.width_of(self._timer.value, figures)

    @override
    def sizeHint(self) -> QSize:
        label, value = self._faces()
        return QSize(int(label + value) + 15 + self._icon() + 10 + 10 + 18, self._theme.chip)

    def _icon(self) -> int:
        return self._theme.px(Role.ICON) - 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._timer is None:
            return
        painter, c = QPainter(self), self._theme.colour
        level = self._timer.level
        fill, border, ink, label_ink = {
            v.Level.PLAIN: ("sunken", "line" if self._theme.high else "", "ink", "ink-2"),
            v.Level.LOW: ("gold-100", "gold-600", "gold-800", "gold-800"),
            v.Level.LAST: ("gold-300", "gold-800", "on-gold", "on-gold"),
        }[level]
        draw.box(painter, self.rect(), 10, c(fill), c(border) if border else None, 2)
        size, middle = self._icon(), self.height() / 2
        icon = "clock-alert" if level is v.Level.LAST else "clock"
        draw_icon(painter, icon, QRectF(15, middle - size / 2, size, size), c(ink))
        label, value = self._faces()
        x = 15 + size + 10
        height = self.height()
        face = self._theme.font(Role.META, 500)
        if not self._bare:
            room = QRectF(x, 0, label + 6, height)
            draw.text(painter, room, self._timer.label, face, c(label_ink), draw.LEFT)
        figures = sans(self._theme.px(Role.TIMER), 700, tabular=True)
        box = QRectF(x + label + 10, 0, value + 4, height)
        draw.text(painter, box, self._timer.value, figures, c(ink), draw.LEFT)

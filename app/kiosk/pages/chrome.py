"""The bars around the pages: header with save state and timer, footer, and the proctor's dark bar."""

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.base.sentences import Language
from app.kiosk import view as v
from app.kiosk.intents import Menu, Open, SetLanguage
from app.ui import draw
from app.ui.controls import Action, Kind, SegmentButton
from app.ui.icons import draw_icon
from app.ui.parts import Art, Icon, Panel, Pill, Tone, Type, Words, column, row
from app.ui.theme import Role, TextSize, Theme, sans


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
        self._small = theme.narrow or theme.look.size is not TextSize.A
        line = row(self, gap=8)
        line.addWidget(self._icon)
        line.addWidget(self._words)
        self.setObjectName("save_state")

    def show_save(self, save: v.Save) -> None:
        """Show what is known of the last answer."""
        icon, colour = self._LOOKS[save.kind]
        self._icon.show_icon(icon, colour)
        palette = self._words.palette()
        palette.setColor(palette.ColorRole.WindowText, self._theme.colour(colour))
        self._words.setPalette(palette)
        self._words.say(save.short if self._small and save.short else save.words)
        self.setAccessibleName(save.words)


class TimerChip(QWidget):
    """The time left; it changes colour and icon at five minutes and at one, and never blinks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._timer: v.Timer | None = None
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

    def _faces(self) -> tuple[float, float]:
        if self._timer is None:
            return 0, 0
        figures = sans(self._theme.px(Role.TIMER), 700, tabular=True)
        return draw.width_of(self._timer.label, self._theme.font(Role.META)), draw.width_of(
            self._timer.value, figures
        )

    @override
    def sizeHint(self) -> QSize:
        label, value = self._faces()
        height = {16: 48, 19: 52, 22: 56}[self._theme.px(Role.META)]
        return QSize(int(label + value) + 15 + self._icon() + 10 + 10 + 18, height)

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
        draw.text(painter, QRectF(x, 0, label + 6, height), self._timer.label, face, c(label_ink), draw.LEFT)
        figures = sans(self._theme.px(Role.TIMER), 700, tabular=True)
        box = QRectF(x + label + 10, 0, value + 4, height)
        draw.text(painter, box, self._timer.value, figures, c(ink), draw.LEFT)


class HeaderBar(Panel):
    """The bar at the top of a respondent's page."""

    intent = Signal(object)

    def __init__(self, theme: Theme, header: v.Header, extra: tuple[QWidget, ...] = ()) -> None:
        super().__init__(theme, "surface", "line", sides="b")
        self.setFixedHeight(theme.header)
        self.setObjectName("header")
        kind = Type(theme)
        gap = 10 if theme.narrow else 16
        line = row(self, (22 if theme.narrow else 28, 0, 16 if theme.narrow else 24, 0), gap)
        line.addWidget(Art(theme, "mark-high-contrast" if theme.high else "mark", 36, 36))
        titles = column()
        titles.addStretch()
        self._small = theme.narrow or theme.size is not TextSize.A
        title, subtitle = self._names(header)
        self._title = kind.meta(title, 600, "ink")
        self._subtitle = kind.meta(subtitle)
        for label in (self._title, self._subtitle):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            titles.addWidget(label)
        titles.addStretch()
        line.addLayout(titles, 1)
        if header.training:
            line.addWidget(Pill(theme, Tone.WARN, "flask-conical", header.training, strong=True))
        if header.aloud:
            bare = theme.narrow and (theme.size is not TextSize.A or bool(header.training))
            pill = Pill(theme, Tone.INFO, "volume-2", header.aloud, small=True, bare=bare)
            pill.setObjectName("aloud")
            line.addWidget(pill)
        self._save = SaveMark(theme) if header.save is not None else None
        self._timer = TimerChip(theme) if header.timer is not None else None
        for part in (self._save, self._timer, *extra):
            if part is not None:
                line.addWidget(part)
        for words, icon, name, menu in (
            (header.display, "a-large-small", "display", Menu.DISPLAY),
            (header.help, "circle-question-mark", "help", Menu.HELP),
        ):
            if words:
                button = Action(theme, name, words, Kind.CHIP, icon=icon)
                button.wish = Open(menu)
                button.wished.connect(self.intent)
                line.addWidget(button)
        self.show_header(header)

    def show_header(self, header: v.Header) -> None:
        """Change what may change: save state and time."""
        if self._save is not None and header.save is not None:
            self._save.show_save(header.save)
        if self._timer is not None and header.timer is not None:
            self._timer.show_timer(header.timer)

    def _names(self, header: v.Header) -> tuple[str, str]:
        return header.short if self._small and header.short[0] else (header.title, header.subtitle)


def header_shape(header: v.Header) -> tuple[object, ...]:
    """What of a header decides which widgets it has."""
    return (
        header.title,
        header.subtitle,
        header.display,
        header.help,
        header.training,
        header.aloud,
        header.save is None,
        header.timer is None,
    )


class FooterBar(Panel):
    """The bar at the bottom: the way back left, the primary button right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "surface", "line", sides="t")
        self.setFixedHeight(theme.footer)
        side = (16 if theme.largest else 20) if theme.narrow else 28
        self.line: QHBoxLayout = row(self, (side, 0, side, 0), 16)


def language_segments(theme: Theme, languages: v.Languages) -> tuple[QWidget, tuple[SegmentButton, ...]]:
    """The two languages side by side."""
    frame = QWidget()
    frame.setAccessibleName(languages.spoken)
    line = row(frame)
    buttons = []
    for place, (language, words) in enumerate(((Language.ID, "Indonesia"), (Language.EN, "English"))):
        button = SegmentButton(theme, f"language_{language.value}", words, place * 2)
        button.wish = SetLanguage(language)
        button.show_on((language is Language.ID) == languages.indonesian)
        buttons.append(button)
        line.addWidget(button)
    frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return frame, tuple(buttons)


class ProctorHeader(Panel):
    """The dark bar with the gold tag of the proctor's mode."""

    def __init__(self, theme: Theme, bar: v.ProctorBar, leave: Action) -> None:
        super().__init__(theme, "dark", "line" if theme.high else "", sides="b" if theme.high else "")
        self.setFixedHeight(theme.header)
        kind = Type(theme)
        line = row(self, (28, 0, 24, 0), 16)
        line.addWidget(Art(theme, "mark-high-contrast" if theme.high else "mark-on-dark", 38, 38))
        titles = column()
        titles.addStretch()
        titles.addWidget(kind.any(bar.title, theme.px(Role.BODY), 600, "on-dark"))
        titles.addWidget(kind.meta(bar.subtitle, 400, "on-dark-2"))
        titles.addStretch()
        line.addLayout(titles)
        line.addSpacing(12)
        # Then there is no room for every tag in words and a name.
        small = theme.narrow and (bool(bar.training) or theme.largest)
        line.addWidget(Pill(theme, Tone.WARN, "shield-check", bar.mode, strong=True, bare=small))
        if bar.training:
            line.addWidget(Pill(theme, Tone.WARN, "flask-conical", bar.training, strong=True))
        line.addStretch()
        if not small:
            line.addWidget(kind.meta(bar.proctor, 400, "on-dark-2"))
        self._clock = kind.any(bar.clock, theme.px(Role.TIMER), 700, "on-dark", tabular=True)
        line.addWidget(self._clock)
        line.addWidget(leave)

    def show_bar(self, bar: v.ProctorBar) -> None:
        """Move the clock."""
        self._clock.say(bar.clock)

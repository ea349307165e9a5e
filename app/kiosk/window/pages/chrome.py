"""The bars around the pages: header with save state and timer, footer, and the proctor's dark bar."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.base.sentences import Language
from app.kiosk.window import view as v
from app.kiosk.window.intents import Menu, Open, SetLanguage
from app.kiosk.window.pages.state import SaveMark, TimerChip
from app.ui import draw
from app.ui.controls.action import Action, Kind
from app.ui.controls.segment import SegmentButton
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Panel
from app.ui.parts.signs import Art, Pill
from app.ui.parts.tone import Tone
from app.ui.parts.words import Type
from app.ui.theme import Role, Theme


class Titles(QWidget):
    """Title and subtitle; the short ones where the long ones have no room."""

    def __init__(self, theme: Theme, header: v.Header) -> None:
        super().__init__()
        kind = Type(theme)
        self._long = (header.title, header.subtitle)
        self._short = header.short if header.short[0] else self._long
        self._title, self._subtitle = kind.meta("", 600, "ink"), kind.meta("")
        stack = column(self)
        stack.addStretch()
        for label in (self._title, self._subtitle):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            stack.addWidget(label)
        stack.addStretch()
        self._choose(theme.width)

    def _room_for(self, names: tuple[str, str]) -> int:
        faces = (self._title.font(), self._subtitle.font())
        return int(max(draw.width_of(name, face) for name, face in zip(names, faces, strict=True))) + 4

    def _choose(self, width: int) -> None:
        names = self._long if self._room_for(self._long) <= width else self._short
        self._title.say(names[0])
        self._subtitle.say(names[1])

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._room_for(self._short), self._room_for(self._long)), 40)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._room_for(self._long), 40)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._choose(self.width())


class Bar(Panel):
    """A bar at the top: where its parts have no room, some give way, in an order."""

    def __init__(self, theme: Theme, fill: str, border: str, sides: str) -> None:
        super().__init__(theme, fill, border, sides=sides)
        self.setFixedHeight(theme.header)
        self.setObjectName("header")
        self._width = theme.width
        self._ways: tuple[Callable[[bool], object], ...] = ()

    def gives_way(self, *ways: Callable[[bool], object]) -> None:
        """What is called with True, the first first, until there is room for the rest."""
        self._ways = ways
        self.fit()

    def fit(self) -> None:
        """Let as little give way as the width allows."""
        layout = self.layout()
        if layout is None:
            return
        for way in self._ways:
            way(False)
        for way in self._ways:
            layout.invalidate()
            if layout.minimumSize().width() <= self._width:
                return
            way(True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._width:
            self._width = self.width()
            self.fit()


class HeaderBar(Bar):
    """The bar at the top of a respondent's page."""

    intent = Signal(object)

    def __init__(self, theme: Theme, header: v.Header, extra: tuple[QWidget, ...] = ()) -> None:
        super().__init__(theme, "surface", "line", sides="b")
        gap = 10 if theme.narrow else 16
        left, right = (22, 16) if theme.narrow else (40, 40) if theme.wide else (28, 24)
        line = row(self, (left, 0, right, 0), gap)
        line.addWidget(Art(theme, "mark-high-contrast" if theme.high else "mark", 36, 36))
        line.addWidget(Titles(theme, header), 1)
        self._save = SaveMark(theme) if header.save is not None else None
        self._timer = TimerChip(theme) if header.timer is not None else None
        tags, ways = self._tags(header)
        for part in (*tags, self._save, self._timer, *extra, *self._menus(header)):
            if part is not None:
                line.addWidget(part)
        if self._save is not None:
            ways = [self._save.show_short, *ways, self._save.show_bare]
        if self._timer is not None:
            ways.append(self._timer.show_bare)
        self.show_header(header)
        self.gives_way(*ways)

    def _tags(self, header: v.Header) -> tuple[list[QWidget], list[Callable[[bool], object]]]:
        """Training is always said in words; being read to may be said by its icon."""
        tags: list[QWidget] = []
        if header.training:
            tags.append(Pill(self._theme, Tone.WARN, "flask-conical", header.training, strong=True))
        if not header.aloud:
            return tags, []
        aloud = Pill(self._theme, Tone.INFO, "volume-2", header.aloud, small=True)
        aloud.setObjectName("aloud")
        return [*tags, aloud], [aloud.show_bare]

    def _menus(self, header: v.Header) -> Iterator[Action]:
        for words, icon, name, menu in (
            (header.display, "a-large-small", "display", Menu.DISPLAY),
            (header.help, "circle-question-mark", "help", Menu.HELP),
        ):
            if words:
                button = Action(self._theme, name, words, Kind.CHIP, icon=icon)
                button.wish = Open(menu)
                button.wished.connect(self.intent)
                yield button

    def show_header(self, header: v.Header) -> None:
        """Change what may change: save state and time."""
        if self._save is not None and header.save is not None and self._save.show_save(header.save):
            self.fit()
        if self._timer is not None and header.timer is not None:
            self._timer.show_timer(header.timer)


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
        side = (16 if theme.largest else 20) if theme.narrow else 40 if theme.wide else 28
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


class ProctorHeader(Bar):
    """The dark bar with the gold tag of the proctor's mode; what is said elsewhere too gives way."""

    def __init__(self, theme: Theme, bar: v.ProctorBar, guide: Action, leave: Action) -> None:
        super().__init__(theme, "dark", "line" if theme.high else "", sides="b" if theme.high else "")
        kind = Type(theme)
        line = row(self, (28, 0, 24, 0), 12 if theme.narrow else 16)
        line.addWidget(Art(theme, "mark-high-contrast" if theme.high else "mark-on-dark", 38, 38))
        titles = column()
        titles.addStretch()
        titles.addWidget(kind.any(bar.title, theme.px(Role.BODY), 600, "on-dark"))
        subtitle = kind.meta(bar.subtitle, 400, "on-dark-2")
        titles.addWidget(subtitle)
        titles.addStretch()
        line.addLayout(titles)
        mode = Pill(theme, Tone.WARN, "shield-check", bar.mode, strong=True)
        line.addWidget(mode)
        if bar.training:
            line.addWidget(Pill(theme, Tone.WARN, "flask-conical", bar.training, strong=True))
        line.addStretch()
        proctor = kind.meta(bar.proctor, 400, "on-dark-2")
        line.addWidget(proctor)
        self._clock = kind.any(bar.clock, theme.px(Role.TIMER), 700, "on-dark", tabular=True)
        line.addWidget(self._clock)
        line.addWidget(guide)
        line.addWidget(leave)
        self._guide, self._guide_words = guide, bar.guide.words
        self.gives_way(
            self._bare_guide, proctor.setHidden, subtitle.setHidden, self._clock.setHidden, mode.show_bare
        )

    def _bare_guide(self, bare: bool) -> None:  # as Qt's own setHidden
        self._guide.words("" if bare else self._guide_words, self._guide_words)

    def show_bar(self, bar: v.ProctorBar) -> None:
        """Move the clock."""
        self._clock.say(bar.clock)

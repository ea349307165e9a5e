"""The bar at the left: the round, the pages, what is being done, who works here."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget
from typing_extensions import override

from app.base.sentences import Language
from app.office.window import view as v
from app.office.window.intents import Go, SetLanguage
from app.office.window.pages.parts import card
from app.office.window.pages.pieces import Piece
from app.office.window.pages.readings import MeterPiece
from app.ui import draw
from app.ui.controls.control import Control
from app.ui.controls.segment import SegmentButton
from app.ui.icons import draw_art, draw_icon
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Panel
from app.ui.parts.signs import Icon
from app.ui.theme import Role, Theme, sans

WIDTH = 224
NAV, LOW_NAV = 36, 32  # height of a row
ROOMY = 10  # as many rows have the higher one
BETWEEN = 2
LOWER = ((True, True, 1.0), (False, True, 1.0), (False, False, 1.0), (False, False, 0.25))
"""The seal's note, the seal, and how much of the air is left, in a window that is ever lower."""
NAMES = {Language.ID: "Indonesia", Language.EN: "English"}


class NavRow(Control):
    """A page that can be gone to."""

    def __init__(self, theme: Theme, nav: v.Nav, height: int) -> None:
        super().__init__(theme, f"nav_{nav.name}", nav.spoken, checkable=True, radio=True)
        self._nav = nav
        self.enters = True
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ring(8, 0)
        self.show_nav(nav)

    def show_nav(self, nav: v.Nav) -> None:
        """Show what the next view says."""
        self._nav = nav
        self.wish = Go(nav.name)
        self.setAccessibleName(nav.spoken)
        self.show_on(nav.on)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, on = QPainter(self), self.theme.colour, self._nav.on
        if on or self.hovered:
            draw.box(painter, self.rect(), 8, c("musi-100" if on else "musi-50"))
        ink = c("musi-800" if on else "ink")
        draw_icon(painter, self._nav.icon, QRectF(11, (self.height() - 18) / 2, 18, 18), ink)
        face = sans(self.theme.px(Role.BODY), 600 if on else 500)
        badge = 0.0
        if self._nav.badge:
            small = sans(12, 700, tabular=True)
            badge = max(22.0, draw.width_of(self._nav.badge, small) + 14)
            spot = QRectF(self.width() - badge - 10, (self.height() - 20) / 2, badge, 20)
            draw.box(painter, spot, 10, c("gold-300"))
            draw.text(painter, spot, self._nav.badge, small, c("on-gold"), draw.CENTRE)
        box = QRectF(39, 0, self.width() - 45 - badge, self.height())
        draw.text(painter, box, self._nav.words, face, ink, draw.LEFT)


class SurveyButton(Control):
    """The round that is worked on, in two lines at most; it leads to the others."""

    def __init__(self, theme: Theme, button: v.Button, note: str) -> None:
        super().__init__(theme, button.name, button.spoken or button.words)
        self._button, self._note = button, note
        self.enters = True
        self.wish = button.intent
        self.setFixedHeight(70)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 70)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c = QPainter(self), self.theme.colour
        draw.box(painter, self.rect(), 10, c("musi-50" if self.hovered else "surface"), c("line-2"), 1)
        draw_art(painter, "mark", QRectF(10, 22, 26, 26))
        room = self.width() - 46 - 26
        face, small = sans(13, 600), sans(12, 400)
        high = draw.height_of(self._button.words, face, room)
        lines = 2 if high > 24 else 1
        below = 18 if self._note else 0
        top = (self.height() - lines * 17 - below) / 2
        for words in _broken(self._button.words, face, room):
            draw.text(painter, QRectF(46, top, room + 4, 17), words, face, c("ink"), draw.LEFT)
            top += 17
        draw.text(painter, QRectF(46, top + 1, room + 4, 17), self._note, small, c("ink-2"), draw.LEFT)
        draw_icon(painter, "chevrons-up-down", QRectF(self.width() - 24, 27, 16, 16), c("ink-2"))


def _broken(words: str, face: QFont, room: float) -> tuple[str, ...]:
    """`words` in two lines at most; what goes beyond is cut, with a sign that it was."""
    metrics, first, rest = QFontMetricsF(face), "", words.split(" ")
    while rest and (not first or metrics.horizontalAdvance(f"{first} {rest[0]}") <= room):
        first = f"{first} {rest.pop(0)}".strip()
    lines = [first, " ".join(rest)] if rest else [first]
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room + 1) for line in lines)


class LanguageSwitch(QWidget):
    """The two languages; the one that is spoken is filled."""

    wished = Signal(object)

    def __init__(self, theme: Theme, spoken: Language, label: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        line = row(self)
        for place, language in ((0, Language.ID), (2, Language.EN)):
            words = NAMES[language]
            button = SegmentButton(theme, f"language_{language.value}", words, place, px=13)
            button.setFixedHeight(32)
            button.ring(8, 2)
            button.wish = SetLanguage(language)
            button.wished.connect(self.wished)
            button.show_on(language is spoken)
            line.addWidget(button)


class Initials(QWidget):
    """Who works here, as two letters on a disc."""

    def __init__(self, theme: Theme, letters: str) -> None:
        super().__init__()
        self._theme, self._letters = theme, letters
        self.setFixedSize(32, 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        draw.box(painter, self.rect(), 16, c("musi-700"))
        draw.text(painter, QRectF(self.rect()), self._letters, sans(12, 600), c("on-primary"), draw.CENTRE)


class SideBar(Piece[v.Side]):
    """The whole bar."""

    def __init__(self, theme: Theme, part: v.Side, screen: v.Screen) -> None:
        super().__init__(theme, part)
        self._screen = screen
        self.setObjectName("side")
        self.setFixedWidth(WIDTH)
        ground = Panel(theme, "side", "line", sides="r")
        column(self).addWidget(ground)
        self._ground = ground
        inside = column(ground, (12, 14, 13, 12), BETWEEN)
        self._gaps: list[tuple[QSpacerItem, int]] = []
        survey = SurveyButton(theme, part.survey, part.survey_note)
        survey.wished.connect(self.intent)
        inside.addWidget(survey)
        self._gap(inside, 12)
        self._navs: list[NavRow] = []
        height = NAV if len(part.navs) <= ROOMY else LOW_NAV
        for nav in part.navs:
            line = NavRow(theme, nav, height)
            line.wished.connect(self.intent)
            self._navs.append(line)
            inside.addWidget(line)
        inside.addStretch(1)
        self._meters: list[MeterPiece] = []
        for job in part.jobs:
            frame = card(theme)
            meter = MeterPiece(theme, job)
            meter.intent.connect(self.intent)
            self._meters.append(meter)
            column(frame, (12, 10, 12, 10)).addWidget(meter)
            inside.addWidget(frame)
            self._gap(inside, 8)
        self._note = self.type.any(part.seal_note, 12, 400, "ink-2", wrap=True, line=108)
        self._sealed = self._seal(part)
        inside.addWidget(self._sealed)
        self._gap(inside, 10)
        switch = LanguageSwitch(theme, screen.language, screen.languages_spoken)
        switch.wished.connect(self.intent)
        inside.addWidget(switch)
        self._gap(inside, 10)
        inside.addLayout(self._who(part))

    def _gap(self, layout: QVBoxLayout, px: int) -> None:
        spacer = QSpacerItem(0, px, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        layout.addItem(spacer)
        self._gaps.append((spacer, px))

    def _seal(self, part: v.Side) -> QWidget:
        frame = card(self.theme)
        line = row(frame, (10, 9, 10, 9), 10)
        line.addWidget(Icon(self.theme, part.seal.icon, part.seal.colour), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=1)
        words.addWidget(self.type.any(part.seal.words, 13, 600, "ink", wrap=True, line=108))
        words.addWidget(self._note)
        line.addLayout(words, 1)
        return frame

    def _who(self, part: v.Side) -> QHBoxLayout:
        line = row(gap=10)
        line.addWidget(Initials(self.theme, part.initials))
        words = column(gap=0)
        words.addWidget(self.type.any(part.officer, 13, 600, "ink", wrap=True, line=104))
        words.addWidget(self.type.any(part.office, 12, 400, "ink-2", wrap=True, line=104))
        line.addLayout(words, 1)
        lock = self.command(part.lock)
        line.addWidget(lock)
        return line

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a low window the pages and the work come first: the seal's note goes, the seal, then the air."""
        layout, inner = self._ground.layout(), self._sealed.layout()
        if layout is None or inner is None:
            return
        for note, seal, air in LOWER:
            self._note.setVisible(note)
            self._sealed.setVisible(seal)
            layout.setSpacing(int(BETWEEN * air))
            for spacer, px in self._gaps:
                spacer.changeSize(0, int(px * air), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            inner.invalidate()
            self._sealed.updateGeometry()  # else the layout around it goes on with what it knew
            layout.invalidate()
            if layout.totalHeightForWidth(WIDTH) <= self.height():
                return

    def show_side(self, part: v.Side, screen: v.Screen) -> bool:
        """Show `part` from now on; False when it takes a new bar to show it."""
        if screen.language is not self._screen.language or not self._same(part):
            return False
        for line, nav in zip(self._navs, part.navs, strict=True):
            line.show_nav(nav)
        if not all(meter.take(job) for meter, job in zip(self._meters, part.jobs, strict=True)):
            return False
        self.part, self._screen = part, screen
        return True

    def _same(self, part: v.Side) -> bool:
        mine = self.part
        fixed = (part.survey, part.survey_note, part.seal, part.seal_note, part.officer, part.lock)
        return (
            fixed == (mine.survey, mine.survey_note, mine.seal, mine.seal_note, mine.officer, mine.lock)
            and [nav.name for nav in part.navs] == [nav.name for nav in mine.navs]
            and [job.name for job in part.jobs] == [job.name for job in mine.jobs]
        )

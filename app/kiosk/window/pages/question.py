"""k4, k5, k6, k13: one question, its answer, the way on."""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import (
    Back,
    Close,
    Flag,
    Go,
    Intent,
    Menu,
    Open,
    ShowList,
)
from app.kiosk.window.pages.around import Asides, Hints, Whereabouts
from app.kiosk.window.pages.base import ALT, CONTROL, LETTERS, SHIFT, Page, typing_wish
from app.kiosk.window.pages.bodies.base import ARROWS, BodyWidget, by_of, unticked
from app.kiosk.window.pages.bodies.kinds import drawing
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar, header_shape
from app.kiosk.window.pages.lists import QuestionListPanel, RailPanel, list_shape
from app.ui.controls.action import Action, Kind
from app.ui.controls.control import ENTER_KEYS, Control
from app.ui.motion import COVER_MS, fade_in
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner
from app.ui.parts.signs import Icon
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme, sans

W = TypeVar("W", bound=QWidget)


def _drawn(view: v.Question | None) -> bool:
    """Whether the question list was called for."""
    return view is not None and view.list is not None and view.list.drawn


class QuestionPage(Page[v.Question]):
    """One question. Digits choose, Enter goes on, nothing ticks before it is stored."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "question_page")
        self._header: HeaderBar | None = None
        self._place = ""
        self._body: BodyWidget = drawing(theme, v.Reading()).make()
        self._where: Whereabouts | None = None
        self._asides: Asides | None = None
        self._hints: Hints | None = None
        self._flag: Action | None = None
        self._list: QuestionListPanel | None = None
        self._drawer: QuestionListPanel | None = None
        self._left = ""  # what had the focus before the list was called
        self._list_button: Action | None = None
        self._parts: dict[str, tuple[Hashable, QWidget]] = {}

    # --- what is fixed ---------------------------------------------------------------------------------

    @override
    def shape(self, view: v.Question) -> Hashable:
        return (
            header_shape(view.header),
            view.place,
            view.text,
            view.lead,
            view.hint,
            drawing(self.theme, view.body).shape,
            unticked(view.absents),
            view.skip,
            view.subject,
            view.rail,
            view.notice,
            view.hints,
            view.previous,
            view.flag_shown,
            view.next,
            view.list is not None and (view.list.shown, view.list.drawn, len(view.list.tiles)),
        )

    @override
    def _rebuild(self, view: v.Question) -> None:
        """A question that is drawn anew while something is being written keeps it, and no other gets it."""
        half = self._body.half() if view.place == self._place else None
        self._body.blockSignals(True)
        self._place = view.place
        super()._rebuild(view)
        if half is not None:
            self._body.go_on(half)

    @override
    def build(self, view: v.Question, inner: QWidget) -> None:
        theme = self.theme
        self._body = drawing(theme, view.body).make()
        self._body.intent.connect(self.intent)
        before, self._parts = self._parts, {}
        outer = column(inner)  # what is added earlier comes earlier to who walks by Tab
        middle = row()
        outer.addLayout(middle, 1)
        if view.rail is not None and not theme.narrow:
            middle.addWidget(RailPanel(theme, view.rail))
        beside = self._palette_beside(view)
        middle.addWidget(self._content(view, beside=beside), 1)
        self._list = self._drawer = None
        if view.list is not None and beside:
            questions = view.list
            shape = list_shape(questions)
            self._list = self._kept(before, "list", shape, lambda: self._questions(questions))
            middle.addWidget(self._list)
        ways = (view.previous, view.next, view.flag_shown)
        outer.addWidget(self._kept(before, "footer", ways, lambda: self._footer(view)))
        self._header = self._kept(before, "header", header_shape(view.header), lambda: self._head(view))
        outer.insertWidget(0, self._header)
        if view.list is not None and view.list.drawn and not self._room(view):
            self._drawer = QuestionListPanel(theme, view.list, Close(), keeps=True)
            self._drawer.intent.connect(self.intent)
            self._drawer.setParent(inner)
        if self._drawer is not None:
            self._place_drawer()
            self._drawer.raise_()

    def _kept(
        self,
        before: Mapping[str, tuple[Hashable, QWidget]],
        name: str,
        shape: Hashable,
        make: Callable[[], W],
    ) -> W:
        """A part that the question before had just so is moved over, not made again: most of a page stays."""
        held = before.get(name)
        part = cast("W", held[1]) if held is not None and held[0] == shape else make()
        self._parts[name] = shape, part
        return part

    def _head(self, view: v.Question) -> HeaderBar:
        header = HeaderBar(self.theme, view.header)
        header.intent.connect(self.intent)
        return header

    def _questions(self, questions: v.QuestionList) -> QuestionListPanel:
        panel = QuestionListPanel(self.theme, questions, ShowList(False))
        panel.intent.connect(self.intent)
        return panel

    def _room(self, view: v.Question) -> bool:
        """Whether the question list has room beside this question."""
        return self.theme.beside and self._body.beside and view.rail is None

    def _palette_beside(self, view: v.Question) -> bool:
        return view.list is not None and (view.list.shown or view.list.drawn) and self._room(view)

    def _list_wish(self, view: v.Question) -> Intent:
        return ShowList(True) if self._room(view) else Open(Menu.LIST)

    def _content(self, view: v.Question, *, beside: bool) -> QWidget:
        theme = self.theme
        frame = QWidget()
        outer = column(frame)
        notice = view.notice
        if notice is not None and notice.button is not None:
            outer.addWidget(self._strip(notice))
        side = 40 if not theme.wide and (beside or view.rail is not None) else theme.margin
        stack = QWidget()
        inside = column(stack, (side, 0, side, 6))
        self._list_button = self._list_opener(view, beside=beside)
        above = None if theme.largest else self._list_button
        noticed = notice is not None and notice.button is None
        inside.addSpacing(6 if self._body.tight or theme.largest else 18 if noticed else theme.air(34))
        if notice is not None and notice.button is None:
            inside.addWidget(Banner(theme, notice.tone, notice.icon, notice.words))
            inside.addSpacing(16)
        self._asked(view, inside)
        inside.addStretch(1)
        self._where = Whereabouts(theme, view, above)
        inside.insertWidget(0, self._where)
        outer.addWidget(Column(stack, "question_column"), 1)
        self._hints = Hints(theme, view.hints, self._body.footnote())
        panel = theme.palette if beside else RailPanel.WIDTH if view.rail is not None else 0
        if not theme.largest and self._hints.sizeHint().width() <= theme.width - panel - 2 * side:
            line = row(margins=(side, 4, side, 8 if self._body.tight else theme.air(18)))
            line.addWidget(self._hints)
            outer.addLayout(line)
        return frame

    def _list_opener(self, view: v.Question, *, beside: bool) -> Action | None:
        if view.list is None or beside:
            return None
        kind = Kind.SECONDARY if self.theme.largest else Kind.LINK
        opener = Action(self.theme, "open_list", view.list.show, kind, icon="layout-grid")
        self.wire(opener, self._list_wish(view))
        return opener

    def _asked(self, view: v.Question, inside: QVBoxLayout) -> None:
        theme, tight = self.theme, self._body.tight
        if view.subject is not None:
            inside.addWidget(self._subject(view.subject))
            inside.addSpacing(20)
        if view.lead:
            inside.addWidget(self.type.body(view.lead, colour="ink-2"))
            inside.addSpacing(9)
        px = theme.px(Role.QUESTION) - (3 if tight or view.rail is not None else 0)
        face, ink = sans(px, 600), theme.colour("ink")
        inside.addWidget(
            Words(view.text, face, ink, wrap=True, line=103 if tight else 114, name="question_text")
        )
        if view.hint:
            inside.addSpacing(4)
            inside.addWidget(self.type.meta(view.hint, wrap=True))
        inside.addSpacing(8 if tight else 14 if theme.largest else theme.air(30))
        inside.addWidget(self._body)
        inside.addSpacing(4 if tight and self._body.own_absents else 16)
        self._asides = Asides(theme, view, self._body, self.wire)
        if theme.largest and self._list_button is not None:
            self._asides.flow.end_with(self._list_button)
        inside.addWidget(self._asides)

    def _subject(self, subject: v.Line) -> QWidget:
        holder = QWidget()
        line = row(holder, gap=16)
        line.addWidget(Icon(self.theme, subject.icon, "on-primary", 28, ground="musi-700", box=56))
        words = column()
        words.addWidget(self.type.any(subject.title, self.theme.px(Role.QUESTION) + 1, 600, "ink", wrap=True))
        words.addWidget(self.type.body(subject.words, colour="ink-2"))
        line.addLayout(words, 1)
        return holder

    def _strip(self, notice: v.Notice) -> QWidget:
        button = self.command(notice.button) if notice.button is not None else None
        return Banner(self.theme, notice.tone, notice.icon, notice.words, button)

    def _footer(self, view: v.Question) -> QWidget:
        footer = FooterBar(self.theme)
        left, right = row(), row()
        if view.previous is not None:
            left.addWidget(self.command(view.previous))
        left.addStretch()
        right.addStretch()
        right.addWidget(self.command(view.next, min_width=200))
        footer.line.addLayout(left, 1)
        self._flag = None
        if view.flag_shown:
            self._flag = Action(self.theme, "flag", view.flag, Kind.FLAG, icon="flag")
            self.wire(self._flag, Flag())
            footer.line.addWidget(self._flag)
        footer.line.addLayout(right, 1)
        return footer

    # --- what changes ----------------------------------------------------------------------------------

    @override
    def refresh(self, view: v.Question) -> None:
        self.setAccessibleName(f"{view.number.replace('*', '')}. {view.text}")
        if self._header is not None:
            self._header.show_header(view.header)
        self._body.take(view.body)
        self._body.setAccessibleName(view.text)  # the group of its answers
        if self._where is not None:
            self._where.show_where(view)
        if self._asides is not None and self._asides.show_asides(view):
            (next(iter(self._body.answers()), None) or self).setFocus()
        if self._hints is not None:
            self._hints.show_footnote(self._body.footnote())
        if self._flag is not None:
            self._flag.words(view.flag)
            self._flag.show_on(view.flagged)
        for panel in (self._list, self._drawer):
            if panel is not None and view.list is not None:
                panel.show_list(view.list)

    @override
    def show_view(self, view: v.Question) -> None:
        """Show the question; another one takes the focus to its own first place, the list takes it along."""
        before, drawn = self.view, _drawn(view)
        turned = before is not None and before.place != view.place
        if drawn and not _drawn(before):
            self._left = self._focused()
        super().show_view(view)
        panel = self._drawer or self._list
        if drawn and not _drawn(before) and panel is not None:
            panel.first().setFocus()
            if panel is self._drawer:
                fade_in(panel, self.theme, COVER_MS)
        elif turned and (self.hasFocus() or self._focused()):
            self.first().setFocus()
        elif _drawn(before) and not drawn:
            self.focus_on(self._left)

    def _place_drawer(self) -> None:
        if self._drawer is not None:
            top, bottom = self.theme.header, self.theme.footer
            height = self.height() - top - bottom
            wide = self.theme.palette
            self._drawer.setGeometry(self.width() - wide, top, wide, height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    @override
    def first(self) -> QWidget:
        return self._body.first() or self

    # --- keys ------------------------------------------------------------------------------------------

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:  # noqa: PLR0911 - a table of keys
        view = self.view
        if view is None:
            return None
        seeking = self._seek(event) if view.list is not None and view.list.drawn else None
        if seeking is not None:
            return seeking
        keys = Qt.Key
        held = event.modifiers() & (CONTROL | ALT | SHIFT)
        key = event.key()
        if held == ALT and key in {keys.Key_Up, keys.Key_Down}:
            return self._body.lift(by_of(key))
        if held == CONTROL and key in {keys.Key_M, keys.Key_G}:
            return Flag() if key == keys.Key_M else self._look_up(view)
        if key in ENTER_KEYS:
            return self._back(view) if held == SHIFT else self._on(view)
        if held & ~SHIFT:
            return None
        if key in ARROWS:
            absents = self._asides.absents if self._asides is not None else ()
            return self._body.arrow(key, [option for _, option in absents])
        return self._body.key_wish(event, view.absents)

    @override
    def enter_wish(self) -> Intent | None:
        return Go()

    @override
    def letter_wish(self, letter: str) -> object:
        """As everywhere; the list has its letter also where it stands open, without a button."""
        if self.view is None:
            return None
        if letter == LETTERS[self.theme.look.language]["open_list"]:
            return self._look_up(self.view)
        return self._within(super().letter_wish(letter), self.view)

    def _look_up(self, view: v.Question) -> Intent | None:
        """Into the question list: it opens and takes the focus; from then on digits are numbers."""
        return None if view.list is None else Open(Menu.LIST)

    def _seek(self, event: QKeyEvent) -> Intent | None:
        """What a key means while a number is being typed into the list."""
        if event.modifiers() & (CONTROL | ALT | SHIFT):
            return None
        return typing_wish(event, str.isdecimal) or (Go() if event.key() in ENTER_KEYS else None)

    @override
    def wire(self, control: Control, wish: Intent) -> Control:
        """Let `control` send `wish`; the ways on and back lead through the answer first, as their keys do."""
        if wish not in {Go(), Back()}:
            return super().wire(control, wish)
        control.wish = wish
        control.wished.connect(self._walk)
        return control

    def _walk(self, wish: object) -> None:
        if self.view is not None and (inner := self._within(wish, self.view)) is not None:
            self.intent.emit(inner)

    def _within(self, wish: object, view: v.Question) -> object:
        match wish:
            case Go():
                return self._on(view)
            case Back():
                return self._back(view)
            case _:
                return wish

    def _on(self, view: v.Question) -> Intent | None:
        return self._body.turn(1) or (view.next.intent if view.next.enabled else None)

    def _back(self, view: v.Question) -> Intent | None:
        return self._body.turn(-1) or (view.previous.intent if view.previous is not None else None)

"""k4, k5, k6, k13: one question, its answer, the way on."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.base.sentences import Language
from app.kiosk import view as v
from app.kiosk.intents import (
    Back,
    Clear,
    Erase,
    Flag,
    Go,
    Intent,
    Menu,
    MoveRow,
    Nudge,
    Open,
    Press,
    SkipAgency,
)
from app.kiosk.intents import Type as TypeIn
from app.kiosk.pages.base import ALT, CONTROL, SHIFT, Page
from app.kiosk.pages.bodies import (
    BodyWidget,
    GridWidget,
    NumberWidget,
    StatementWidget,
    WritingWidget,
    one_at_a_time,
    widget_for,
)
from app.kiosk.pages.chrome import FooterBar, HeaderBar, header_shape
from app.kiosk.pages.lists import QuestionListPanel, RailPanel
from app.ui.controls import ENTER_KEYS, Action, Control, Kind, OptionRow
from app.ui.parts import Banner, Column, Icon, Keycap, Progress, Words, column, row
from app.ui.theme import Role, TextSize, Theme

_MENUS: dict[str, Intent] = {"list": Open(Menu.LIST), "display": Open(Menu.DISPLAY), "help": Open(Menu.HELP)}
_LETTERS: dict[Language, dict[str, Intent]] = {
    Language.ID: {
        "B": Go(), "S": Back(), "R": Flag(), "D": _MENUS["list"], "T": _MENUS["display"], "U": _MENUS["help"],
    },
    Language.EN: {
        "N": Go(), "P": Back(), "F": Flag(), "L": _MENUS["list"], "D": _MENUS["display"], "H": _MENUS["help"],
    },
}  # fmt: skip
DONT_KNOW, REFUSED = -98, -99  # the keys 0 and - mean these, wherever they are offered


class QuestionPage(Page[v.Question]):
    """One question. Digits choose, Enter goes on, nothing ticks before it is stored."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "question_page")
        self._header: HeaderBar | None = None
        self._body: BodyWidget | None = None
        self._absents: list[tuple[int, OptionRow]] = []
        self._clear: Action | None = None
        self._flag: Action | None = None
        self._list: QuestionListPanel | None = None
        self._drawer: QuestionListPanel | None = None
        self._number: Words | None = None
        self._filled: Words | None = None
        self._progress = Progress(theme)
        self._list_button: Action | None = None

    # --- what is fixed ---------------------------------------------------------------------------------

    @override
    def shape(self, view: v.Question) -> Hashable:
        return (
            header_shape(view.header),
            view.place,
            view.text,
            view.lead,
            view.hint,
            self._body_shape(view.body),
            tuple(replace(choice, on=False) for choice in view.absents),
            view.skip,
            view.subject,
            view.rail,
            view.notice,
            view.hints,
            view.previous,
            view.flag_shown,
            view.next,
            view.list is None,
            view.list is not None and view.list.shown,
        )

    def _body_shape(self, body: v.Body) -> Hashable:
        match body:
            case v.Scale(points):
                return tuple(replace(point, on=False) for point in points)
            case v.Options(options, several):
                return several, tuple(replace(option, on=False) for option in options)
            case v.Grid():
                rows = tuple((line.variable, line.text) for line in body.rows)
                return body.points, rows, body.row if one_at_a_time(self.theme) else -1
            case v.Number():
                return body.field_name, body.unit
            case v.Writing():
                return body.field_name, body.limit
            case v.Reading():
                return ()

    @override
    def build(self, view: v.Question, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        self._header = HeaderBar(theme, view.header)
        self._header.intent.connect(self.intent)
        outer.addWidget(self._header)
        middle = row()
        outer.addLayout(middle, 1)
        if view.rail is not None and not theme.narrow:
            middle.addWidget(RailPanel(theme, view.rail))
        beside = self._palette_beside(view)
        middle.addWidget(self._content(view, beside=beside), 1)
        self._list = self._drawer = None
        if view.list is not None and view.list.shown:
            panel = QuestionListPanel(theme, view.list)
            panel.intent.connect(self.intent)
            if beside:
                self._list = panel
                middle.addWidget(panel)
            else:
                self._drawer = panel
                panel.setParent(inner)
        outer.addWidget(self._footer(view))
        if self._drawer is not None:
            self._place_drawer()
            self._drawer.raise_()

    def _palette_beside(self, view: v.Question) -> bool:
        if view.list is None or not view.list.shown or self.theme.narrow or view.rail is not None:
            return False
        return not isinstance(view.body, v.Grid) and self.theme.look.size is TextSize.A

    def _content(self, view: v.Question, *, beside: bool) -> QWidget:
        theme = self.theme
        frame = QWidget()
        outer = column(frame)
        if view.notice is not None and view.notice.button is not None:
            outer.addWidget(self._strip(view.notice))
        side = 40 if beside or view.rail is not None else theme.margin
        stack = QWidget()
        inside = column(stack, (side, 0, side, 6))
        inside.addLayout(self._where(view, beside=beside))
        inside.addWidget(self._progress)
        tight = isinstance(view.body, v.Grid) and not one_at_a_time(theme)
        noticed = view.notice is not None and view.notice.button is None
        inside.addSpacing(6 if tight or theme.largest else 18 if noticed else 34)
        if view.notice is not None and view.notice.button is None:
            inside.addWidget(Banner(theme, view.notice.tone, view.notice.icon, view.notice.words))
            inside.addSpacing(16)
        self._asked(view, inside, tight=tight)
        inside.addStretch(1)
        outer.addWidget(Column(stack, "question_column"), 1)
        hints = self._hints(view)
        hints.setContentsMargins(side, 4, side, 8 if tight else 18)
        outer.addLayout(hints)
        return frame

    def _where(self, view: v.Question, *, beside: bool) -> QHBoxLayout:
        theme = self.theme
        bar = row(margins=(0, 8 if not beside else 24, 0, 8 if not beside else 10), gap=12)
        bar.addWidget(self.type.any(view.where, theme.px(Role.META), 600, "musi-700"))
        bar.addStretch()
        self._number = self.type.any(view.number, theme.px(Role.META), 400, "ink-2", tabular=True)
        bar.addWidget(self._number)
        self._list_button = None
        if view.list is not None and not beside:
            self._list_button = Action(theme, "open_list", view.list.show, Kind.LINK, icon="layout-grid")
            self.wire(self._list_button, Open(Menu.LIST))
            bar.addWidget(self._list_button)
        elif not beside:
            bar.setContentsMargins(0, 24, 0, 10)
        self._progress = Progress(theme)
        return bar

    def _asked(self, view: v.Question, inside: QVBoxLayout, *, tight: bool) -> None:
        theme = self.theme
        if view.subject is not None:
            line = row(gap=16)
            line.addWidget(Icon(theme, view.subject.icon, "on-primary", 28, ground="musi-700", box=56))
            words = column()
            words.addWidget(self.type.any(view.subject.title, 28, 600, "ink"))
            words.addWidget(self.type.body(view.subject.words, colour="ink-2"))
            line.addLayout(words, 1)
            inside.addLayout(line)
            inside.addSpacing(20)
        if view.lead:
            inside.addWidget(self.type.body(view.lead, colour="ink-2"))
            inside.addSpacing(9)
        question = theme.px(Role.QUESTION) - (3 if tight or view.rail is not None else 0)
        title = Words(
            "",
            theme.font(Role.QUESTION, 600),
            theme.colour("ink"),
            wrap=True,
            line=103 if tight else 114,
            name="question_text",
        )
        face = title.font()
        face.setPixelSize(question)
        title.setFont(face)
        title.say(view.text)
        inside.addWidget(title)
        if view.hint:
            inside.addSpacing(4)
            inside.addWidget(self.type.meta(view.hint, wrap=True))
        inside.addSpacing(8 if tight else 14 if theme.largest else 30)
        self._body = widget_for(theme, view.body)
        if self._body is not None:
            self._body.intent.connect(self.intent)
            inside.addWidget(self._body)
        inside.addSpacing(4 if tight else 16)
        self._answers_row(view, inside)

    def _answers_row(self, view: v.Question, inside: QVBoxLayout) -> None:
        theme = self.theme
        line = row(gap=12)
        self._absents = []
        gridded = isinstance(view.body, v.Grid)
        for choice in () if gridded else view.absents:
            option = OptionRow(theme, f"option_{choice.code}", choice.label, compact=True)
            self.wire(option, Press(choice.code))
            self._absents.append((choice.code, option))
            line.addWidget(option)
        if view.skip:
            skip = Action(theme, "skip_agency", view.skip, Kind.TEXT, icon="skip-forward")
            self.wire(skip, SkipAgency())
            line.addWidget(skip)
        line.addStretch()
        self._clear = Action(theme, "clear", " ", Kind.TEXT, icon="eraser")
        self.wire(self._clear, Clear())
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(policy)
        self._clear.words(view.clear or " ")
        if gridded and not one_at_a_time(theme):
            self._clear.hide()
            return
        if theme.look.size is not TextSize.A:
            inside.addLayout(line)
            inside.addSpacing(8)
            line = row()
            line.addWidget(self._clear)
            line.addStretch()
        else:
            line.addWidget(self._clear)
        holder = QWidget()
        if not isinstance(view.body, v.Scale | v.Grid):
            holder.setMaximumWidth(1010)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        inside.addWidget(holder)

    def _hints(self, view: v.Question) -> QHBoxLayout:
        line = row(gap=8)
        self._filled = None
        if self.theme.look.size is not TextSize.A:
            return line
        for at, hint in enumerate(view.hints):
            if at:
                line.addSpacing(20)
            for place, key in enumerate(hint.keys):
                if place and key == "–":
                    line.addWidget(self.type.meta(key))
                else:
                    line.addWidget(Keycap(self.theme, key))
            if hint.icon:
                line.addWidget(Icon(self.theme, hint.icon, "ink-2", 20))
            line.addWidget(self.type.meta(hint.words))
        line.addStretch()
        if isinstance(view.body, v.Grid) and not one_at_a_time(self.theme):
            self._filled = self.type.meta(view.body.filled)
            line.addWidget(self._filled)
        return line

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
        if self._number is not None:
            self._number.say(view.number)
        self._progress.show_parts(view.progress, view.progress_spoken)
        if self._body is not None:
            self._body.show_body(view.body)  # type: ignore[attr-defined]  # shape() keeps body and widget of one kind
        for code, option in self._absents:
            option.show_on(any(choice.code == code and choice.on for choice in view.absents))
        if self._clear is not None and not (isinstance(view.body, v.Grid) and not one_at_a_time(self.theme)):
            self._clear.setVisible(bool(view.clear))
            self._clear.setEnabled(bool(view.clear))
            self._clear.words(view.clear or self._clear.text())
        if self._filled is not None and isinstance(view.body, v.Grid):
            self._filled.say(view.body.filled)
        if self._flag is not None:
            self._flag.words(view.flag)
            self._flag.show_on(view.flagged)
        for panel in (self._list, self._drawer):
            if panel is not None and view.list is not None:
                panel.show_list(view.list)

    def _place_drawer(self) -> None:
        if self._drawer is not None:
            top, bottom = self.theme.header, self.theme.footer
            height = self.height() - top - bottom
            self._drawer.setGeometry(self.width() - self._drawer.WIDTH, top, self._drawer.WIDTH, height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    @override
    def first(self) -> QWidget:
        if isinstance(self._body, WritingWidget):
            return self._body.box
        if isinstance(self._body, NumberWidget):
            return self._body.field
        return self

    # --- keys ------------------------------------------------------------------------------------------

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:  # noqa: PLR0911 - a table of keys
        view = self.view
        if view is None:
            return None
        keys = Qt.Key
        held = event.modifiers() & (CONTROL | ALT | SHIFT)
        key = event.key()
        if held == ALT:
            return _LETTERS[self.theme.look.language].get(chr(key) if key < 0x100 else "")
        if held == CONTROL and key in {keys.Key_M, keys.Key_G}:
            return Flag() if key == keys.Key_M else Open(Menu.LIST)
        if key in ENTER_KEYS:
            return self._back(view) if held == SHIFT else self._on(view)
        if held & ~SHIFT:
            return None
        if key in {keys.Key_Left, keys.Key_Right, keys.Key_Up, keys.Key_Down}:
            return self._arrow(view, key)
        return self._symbol(view, key, event.text())

    @override
    def enter_wish(self) -> Intent | None:
        return Go()

    def _on(self, view: v.Question) -> Intent | None:
        body = view.body
        if isinstance(body, v.Grid) and one_at_a_time(self.theme) and body.row + 1 < len(body.rows):
            return MoveRow(1)
        return view.next.intent if view.next.enabled else None

    def _back(self, view: v.Question) -> Intent | None:
        body = view.body
        if isinstance(body, v.Grid) and one_at_a_time(self.theme) and body.row:
            return MoveRow(-1)
        return view.previous.intent if view.previous is not None else None

    def _symbol(self, view: v.Question, key: int, words: str) -> Intent | None:
        body = view.body
        if isinstance(body, v.Number):
            if words.isdecimal() and words.isascii():
                return TypeIn(words)
            if key == Qt.Key.Key_Backspace:
                return Erase()
        variable = body.rows[body.row].variable if isinstance(body, v.Grid) else ""
        offered = (*view.absents, *(body.absents if isinstance(body, v.Grid) else ()))
        absents = {choice.code for choice in offered}
        if words in {"0", "-"} and not self._has_key(body, words):
            code = DONT_KNOW if words == "0" else REFUSED
            return Press(code, variable) if code in absents else None
        for choice in self._choices(body):
            if choice.key == words:
                return Press(choice.code, variable)
        return None

    @staticmethod
    def _choices(body: v.Body) -> tuple[v.Choice, ...]:
        match body:
            case v.Scale(points):
                return points
            case v.Options(options):
                return options
            case v.Grid():
                return body.points
            case _:
                return ()

    def _has_key(self, body: v.Body, key: str) -> bool:
        return any(choice.key == key for choice in self._choices(body))

    def _arrow(self, view: v.Question, key: int) -> Intent | None:
        forward = key in {Qt.Key.Key_Right, Qt.Key.Key_Down}
        by = 1 if forward else -1
        if isinstance(view.body, v.Number):
            return Nudge(1 if key in {Qt.Key.Key_Up, Qt.Key.Key_Right} else -1)
        if isinstance(view.body, v.Grid) and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return MoveRow(by)
        if isinstance(self._body, GridWidget) and isinstance(view.body, v.Grid):
            self._body.aim(view.body.row, by)
            return None
        controls: list[Control] = self._body.answers() if self._body is not None else []
        if not isinstance(self._body, StatementWidget):
            controls = [*controls, *(option for _, option in self._absents)]
        if controls:
            at = next((i for i, c in enumerate(controls) if c.hasFocus()), None)
            if at is None:
                at = next(
                    (i for i, c in enumerate(controls) if c.isChecked()), -1 if forward else len(controls)
                )
            controls[max(0, min(len(controls) - 1, at + by))].setFocus(Qt.FocusReason.TabFocusReason)
        return None

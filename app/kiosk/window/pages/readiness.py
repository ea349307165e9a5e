"""p5: the checks on the left, what they come to on the right, and what only eyes can see."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent, Pick
from app.kiosk.window.pages.base import CONTROL
from app.kiosk.window.pages.chrome import FooterBar
from app.kiosk.window.pages.export import Bar
from app.kiosk.window.pages.held import Held, drop
from app.kiosk.window.pages.proctored import ProctorPage
from app.ui.controls.action import Action
from app.ui.controls.option import Mark, OptionRow
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Rule, card
from app.ui.parts.signs import Icon, Pill
from app.ui.parts.tone import Tone
from app.ui.parts.words import Words
from app.ui.theme import TextSize, Theme

LEFT, RIGHT = 64, 36
_NAME_PX = 236  # of a check, where it stands beside what was found


class ReadinessPage(ProctorPage[v.Readiness]):
    """What the checks find and the ticks change in place: nothing scrolls away, and the focus stays."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "readiness_page")
        self._notices, self._meter, self._verdict = Held[QWidget](), Held[QWidget](), Held[QWidget]()
        self._share: tuple[Bar, Words] | None = None
        self._lines: QBoxLayout = column()
        self._checks: list[tuple[v.Looked, QWidget]] = []
        self._ticks: list[OptionRow] = []
        self._buttons: dict[str, Action] = {}
        self._reason: Words | None = None
        self._waits = ""  # what had the focus until it could not be pressed

    @override
    def shape(self, view: v.Readiness) -> Hashable:
        return replace(
            view,
            bar=replace(view.bar, clock=""),
            notices=(),
            meter=None,
            checks=(),
            badge=v.Badge(Tone.INFO, "", ""),
            verdict="",
            text="",
            again=replace(view.again, enabled=True),
            save=replace(view.save, enabled=True),
            room=tuple(replace(choice, on=False) for choice in view.room),
            go=replace(view.go, enabled=True) if view.go is not None else None,
            reason="",
        )

    @override
    def build(self, view: v.Readiness, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        outer.addWidget(self.bar(view.bar))
        side = 20 if theme.narrow else 28
        inside = QWidget()
        stacked = theme.stacked
        margins, gap = (side, 20, side, 20), 16 if theme.narrow else 20
        body: QBoxLayout = column(inside, margins, gap) if stacked else row(inside, margins, gap)
        self._buttons, self._waits = {}, ""
        checks, beside = self._looked(view, scrolls=not stacked), self._beside(view)
        if stacked:  # what it comes to first: the rest is scrolled to
            body.addWidget(beside)
            body.addWidget(checks)
            outer.addWidget(Column(inside), 1)
        else:
            body.addWidget(checks, LEFT)
            body.addWidget(Column(beside, "side_column"), RIGHT)
            outer.addWidget(inside, 1)
        footer = FooterBar(theme)
        footer.line.addWidget(self.command(view.back))
        footer.line.addStretch()
        self._reason = None
        if view.go is not None:
            self._reason = self.type.meta("", wrap=theme.narrow)
            footer.line.addWidget(self._reason, 2 if theme.narrow else 0)
            footer.line.addWidget(self._kept(view.go, min_width=0 if theme.narrow else 200))
        outer.addWidget(footer)

    def _kept(self, button: v.Button, *, min_width: int = 0) -> Action:
        """A command that may or may not be pressed as the checks go on."""
        self._buttons[button.name] = action = self.command(button, min_width=min_width)
        return action

    def _looked(self, view: v.Readiness, *, scrolls: bool) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 12, 12), 8)
        stack.addWidget(say.body(view.title, 600))
        self._notices, self._meter = Held[QWidget](), Held[QWidget]()
        stack.addWidget(self._notices)
        stack.addWidget(self._meter)
        inside = QWidget()
        self._lines, self._checks = column(inside, (0, 0, 12, 0)), []
        self._lines.addStretch()
        stack.addWidget(Column(inside, "checks_column") if scrolls else inside, 1)
        return frame

    def _tell(self, notices: tuple[v.Notice, ...]) -> None:
        if not notices:
            self._notices.clear()
        elif self._notices.holds_no(notices):
            self._notices.hold(notices, self._told(notices))

    def _told(self, notices: tuple[v.Notice, ...]) -> QWidget:
        told = QWidget()
        stack = column(told, gap=8)
        for notice in notices:
            stack.addWidget(Banner(self.theme, notice.tone, notice.icon, notice.words))
        return told

    def _move(self, meter: v.Meter | None) -> None:
        if meter is None:
            self._meter.clear()
            return
        if self._meter.holds_no(meter.words):
            self._meter.hold(meter.words, self._moving(meter.words))
        if self._share is not None:
            self._share[0].show_per_cent(meter.per_cent)
            self._share[1].say(meter.done)

    def _moving(self, words: str) -> QWidget:
        """The bar, and beside it how far it is."""
        moving = QWidget()
        line = row(moving, (0, 0, 12, 0), 16)
        bar, share = Bar(self.theme, words), self.type.any("", 16, 600, "ink-2", tabular=True)
        line.addWidget(bar, 1)
        line.addWidget(share)
        self._share = bar, share
        return moving

    def _list(self, checks: tuple[v.Looked, ...]) -> None:
        """Bring the list up to date: what it has stays, from the first difference on it is made anew."""
        same = 0
        for (shown, _), check in zip(self._checks, checks, strict=False):
            if shown != check:
                break
            same += 1
        for _, line in self._checks[same:]:
            drop(self._lines, line)
        del self._checks[same:]
        for check in checks[same:]:
            line = QWidget()
            stack = column(line)
            if self._checks:
                stack.addWidget(Rule(self.theme))
            stack.addLayout(self._check(check))
            self._lines.insertWidget(len(self._checks), line)
            line.show()  # now, so that the list keeps its height and what is read its place
            self._checks.append((check, line))

    def _check(self, check: v.Looked) -> QBoxLayout:
        """Icon, name and state; beside them, or below where words are large, what was found and to do."""
        theme, say = self.theme, self.type
        line = row(margins=(0, 11, 0, 11), gap=14)
        line.addWidget(Icon(theme, check.icon, check.colour, 26), 0, Qt.AlignmentFlag.AlignTop)
        name = say.meta(check.name, 600, "ink", wrap=True)
        found = column(gap=2)
        if check.found:
            found.addWidget(say.meta(check.found, wrap=True))
        if check.advice:
            found.addWidget(say.meta(check.advice, 500, "ink", wrap=True))
        if check.button is not None:
            found.addWidget(self.command(check.button), 0, Qt.AlignmentFlag.AlignLeft)
        state = say.meta(check.state, 600, check.colour)
        if theme.narrow or theme.size is not TextSize.A:
            words = column(gap=2)
            head = row(gap=12)
            head.addWidget(name, 1)
            head.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
            words.addLayout(head)
            words.addLayout(found)
            line.addLayout(words, 1)
            return line
        name.setFixedWidth(_NAME_PX)
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(found, 1)
        line.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _beside(self, view: v.Readiness) -> QWidget:
        beside = QWidget()
        stack = column(beside, gap=16)
        stack.addWidget(self._outcome(view))
        self._ticks = []
        if view.restart is not None:
            stack.addWidget(self._restart(view.restart))
        if view.room:
            stack.addWidget(self._room(view))
        stack.addStretch()
        return beside

    def _outcome(self, view: v.Readiness) -> QWidget:
        frame = card(self.theme)
        stack = column(frame, (24, 16, 24, 16), 8)
        self._verdict = Held[QWidget]()
        stack.addWidget(self._verdict)
        stack.addSpacing(4)
        stack.addLayout(self._ways(self._kept(view.again), self._kept(view.save)))
        return frame

    def _judged(self, view: v.Readiness) -> QWidget:
        judged = QWidget()
        stack = column(judged, gap=8)
        stack.addWidget(Pill(self.theme, view.badge.tone, view.badge.icon, view.badge.words))
        stack.addWidget(self.type.title(view.verdict, 28))
        stack.addWidget(self.type.meta(view.text, wrap=True))
        return judged

    def _ways(self, *commands: Action) -> QBoxLayout:
        """Side by side, or below each other where they are too large for it."""
        theme = self.theme
        share = 1 if theme.stacked else RIGHT / (LEFT + RIGHT)
        room = theme.width * share - 140
        wide = sum(each.sizeHint().width() for each in commands) + 12 * (len(commands) - 1)
        ways: QBoxLayout = row(gap=12) if wide <= room else column(gap=12)
        for each in commands:
            ways.addWidget(each)
        if wide <= room:
            ways.addStretch()
        return ways

    def _restart(self, view: v.RestartCard) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        frame.setObjectName("restart_card")
        stack = column(frame, (24, 16, 24, 16), 8)
        stack.addWidget(say.body(view.title, 600))
        stack.addWidget(say.meta(view.text, wrap=True))
        if view.words:
            stack.addWidget(say.code(" ".join(view.words), 20 if theme.narrow else 24, wrap=True))
        if view.deeds:
            stack.addSpacing(4)
            stack.addLayout(self._ways(*(self.command(deed) for deed in view.deeds)))
        return frame

    def _room(self, view: v.Readiness) -> QWidget:
        theme = self.theme
        frame = card(theme)
        stack = column(frame, (24, 16, 24, 16), 12)
        stack.addWidget(self.type.body(view.room_label, 600))
        for choice in view.room:
            tick = OptionRow(theme, f"room_{choice.code}", choice.label, mark=Mark.CHECK, bare=True)
            self.wire(tick, Pick("room", choice.code))
            stack.addWidget(tick)
            self._ticks.append(tick)
        return frame

    @override
    def refresh(self, view: v.Readiness) -> None:
        self.setAccessibleName(f"{view.title}. {view.badge.words}. {view.verdict}")
        self.move_clock(view.bar)
        held = self._focused()
        self._tell(view.notices)
        self._move(view.meter)
        judged = view.badge, view.verdict, view.text
        if self._verdict.holds_no(judged):
            self._verdict.hold(judged, self._judged(view))
        self._list(view.checks)
        for tick, choice in zip(self._ticks, view.room, strict=True):
            tick.show_on(choice.on)
        if self._reason is not None:
            self._reason.say(view.reason)
        self._allow(view, held)

    def _allow(self, view: v.Readiness, held: str) -> None:
        """Let be pressed what may be; what had the focus when it no more could has it back when it can."""
        for button in (view.again, view.save, view.go):
            if button is None:
                continue
            if not button.enabled and held == button.name:
                self._waits = held
                self.first().setFocus()
            self._buttons[button.name].setEnabled(button.enabled)
        if self._waits and self._buttons[self._waits].isEnabled():
            if self.first().hasFocus():
                self._buttons[self._waits].setFocus()
            self._waits = ""
        elif held and held != self._focused() and not self._waits:
            self._focus_again(held)

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        if self.view is not None and event.key() == Qt.Key.Key_L and event.modifiers() & CONTROL:
            return self.view.bar.leave.intent
        if self.view is not None and event.key() == Qt.Key.Key_P and event.modifiers() == CONTROL:
            return self.view.save.intent if self.view.save.enabled else None
        return super().key_wish(event)

"""The page of the papers: counts and signers on the left, what the stick holds on the right."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Count, Intent, Line, Pick, Step
from app.kiosk.window.pages.chrome import FooterBar
from app.kiosk.window.pages.proctored import ProctorPage
from app.ui.controls.action import Action
from app.ui.controls.control import Control
from app.ui.controls.option import Mark, OptionRow
from app.ui.fields import LineBox, PartField
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, card
from app.ui.parts.signs import Icon
from app.ui.theme import WIDE_PX, Theme

_DIGITS = 4
_LINE_CHARS = 80
_STEPS = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Plus): 1, int(Qt.Key.Key_Down): -1, int(Qt.Key.Key_Minus): -1}


class PapersPage(ProctorPage[v.Papers]):
    """Counts change in place, so that whoever types keeps the field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "papers_page")
        self._fields: dict[str, PartField] = {}
        self._lines: dict[str, LineBox] = {}
        self._ticks: dict[str, OptionRow] = {}
        self._sums: QVBoxLayout | None = None
        self._drawn_sums: tuple[v.Notice, ...] = ()

    @override
    def shape(self, view: v.Papers) -> Hashable:
        return replace(
            view,
            bar=replace(view.bar, clock=""),
            figures=tuple(replace(figure, typed="") for figure in view.figures),
            blanks=tuple(replace(blank, text="") for blank in view.blanks),
            unused=tuple(replace(choice, on=False) for choice in view.unused),
            papers=tuple(replace(choice, on=False) for choice in view.papers),
            sums=(),
        )

    @override
    def build(self, view: v.Papers, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        outer.addWidget(self.bar(view.bar))
        inside = QWidget()
        side = 20 if theme.narrow else 28
        body = column(inside, (side, 20, side, 20), 16)
        head = row(gap=16)
        head.addWidget(self.type.title(view.title, 26), 1)
        head.addWidget(self.type.meta(view.stick))
        body.addLayout(head)
        for notice in view.notices:
            body.addWidget(Banner(theme, notice.tone, notice.icon, notice.words))
        self._fields, self._lines, self._ticks = {}, {}, {}
        cards = row(gap=20)
        left = column(gap=16)
        left.addWidget(self._counted(view))
        left.addWidget(self._signers(view))
        left.addStretch()
        right = column(gap=16)
        right.addWidget(self._papers(view))
        right.addWidget(self._seats(view))
        right.addStretch()
        cards.addLayout(left, 6)
        cards.addLayout(right, 4)
        body.addLayout(cards, 1)
        outer.addWidget(Column(inside, "form_column"), 1)
        footer = FooterBar(theme)
        footer.line.addWidget(self.command(view.back))
        footer.line.addStretch()
        footer.line.addWidget(self.command(view.go, min_width=200))
        outer.addWidget(footer)

    def _counted(self, view: v.Papers) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 24, 20), 12)
        line = row(gap=12)
        line.addWidget(say.body(view.session_label, 600, wrap=False))
        line.addWidget(say.body(view.session), 1)
        for button in (view.earlier, view.later):
            small = self._small(button.name, button.icon, button.words, button.intent)
            small.setEnabled(button.enabled)
            line.addWidget(small)
        stack.addLayout(line)
        stack.addWidget(say.meta(view.figures_label, wrap=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        across = 1 if theme.narrow and theme.largest else 3 if theme.width >= WIDE_PX else 2
        for at, figure in enumerate(view.figures):
            grid.addLayout(self._figure(figure), at // across, at % across)
        for place in range(across):
            grid.setColumnStretch(place, 1)
        stack.addLayout(grid)
        self._sums = column(gap=8)
        self._drawn_sums = ()
        stack.addLayout(self._sums)
        return frame

    def _figure(self, figure: v.Figure) -> QVBoxLayout:
        cell = column(gap=4)
        label = self.type.meta(figure.label, 500, "ink", wrap=True)
        cell.addWidget(label, 1, Qt.AlignmentFlag.AlignBottom)
        line = row(gap=12)
        line.addWidget(self._small(f"less_{figure.name}", "minus", figure.less, Step(figure.name, -1)))
        field = PartField(self.theme, f"figure_{figure.name}", figure.label, _DIGITS)
        self._fields[figure.name] = field
        line.addWidget(field)
        line.addWidget(self._small(f"more_{figure.name}", "plus", figure.more, Step(figure.name, 1)))
        line.addStretch()
        cell.addLayout(line)
        return cell

    def _small(self, name: str, icon: str, spoken: str, wish: Intent) -> Control:
        return self.wire(Action(self.theme, name, "", icon=icon, spoken=spoken), wish)

    def _signers(self, view: v.Papers) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 24, 20), 12)
        stack.addWidget(say.body(view.signers_label, 600))
        stack.addWidget(say.meta(view.signers_note, wrap=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, blank in enumerate(view.blanks):
            cell = column(gap=4)
            cell.addWidget(say.meta(blank.label, 500, "ink"))
            box = LineBox(theme, f"line_{blank.name}", blank.label, _LINE_CHARS)
            box.committed.connect(self._committed)
            self._lines[blank.name] = box
            cell.addWidget(box)
            if at == 0:
                grid.addLayout(cell, 0, 0, 1, 2)
            else:
                grid.addLayout(cell, 1 + (at - 1) // 2, (at - 1) % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        stack.addLayout(grid)
        return frame

    def _papers(self, view: v.Papers) -> QWidget:
        frame = card(self.theme)
        stack = column(frame, (24, 16, 24, 20), 12)
        stack.addWidget(self.type.body(view.papers_label, 600))
        for choice in view.papers:
            stack.addWidget(self._tick("paper", choice))
        return frame

    def _seats(self, view: v.Papers) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 24, 20), 12)
        stack.addWidget(say.body(view.seats_label, 600))
        for fact in view.seats:
            line = row(gap=12)
            line.addWidget(Icon(theme, fact.icon, fact.colour, 22))
            line.addWidget(say.meta(fact.words, 600, "ink"), 1)
            line.addWidget(say.meta(fact.value))
            stack.addLayout(line)
        for choice in view.unused:
            stack.addWidget(self._tick("unused", choice))
        for remark in view.remarks:
            line = row(gap=12)
            line.addWidget(Icon(theme, remark.icon, remark.colour, 22), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(say.meta(remark.words, 400, "ink", wrap=True), 1)
            stack.addLayout(line)
        return frame

    def _tick(self, group: str, choice: v.Choice) -> OptionRow:
        option = OptionRow(self.theme, f"{group}_{choice.code}", choice.label, mark=Mark.CHECK)
        self.wire(option, Pick(group, choice.code))
        self._ticks[option.objectName()] = option
        return option

    @override
    def refresh(self, view: v.Papers) -> None:
        self.setAccessibleName(view.title)
        self.move_clock(view.bar)
        for figure in view.figures:
            self._fields[figure.name].show_text(figure.typed, wrong=False)
        for blank in view.blanks:
            self._lines[blank.name].show_text(blank.text)
        for group, choices in (("paper", view.papers), ("unused", view.unused)):
            for choice in choices:
                self._ticks[f"{group}_{choice.code}"].show_on(choice.on)
        self._show_sums(view.sums)

    def _show_sums(self, sums: tuple[v.Notice, ...]) -> None:
        if self._sums is None or sums == self._drawn_sums:
            return
        self._drawn_sums = sums
        while (item := self._sums.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for notice in sums:
            self._sums.addWidget(Banner(self.theme, notice.tone, notice.icon, notice.words))

    def _committed(self, text: str) -> None:
        box = self.sender()
        for name, line in self._lines.items():
            if line is box:
                self.intent.emit(Line(name, text))

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        name = next((name for name, field in self._fields.items() if field.hasFocus()), "")
        if not name or self.view is None:
            return super().key_wish(event)
        typed = next(figure.typed for figure in self.view.figures if figure.name == name)
        marked = self._fields[name].marked or typed == "0"
        words = event.text()
        if words.isdecimal() and words.isascii():
            return Count(name, words if marked else (typed + words)[:_DIGITS])
        if event.key() == Qt.Key.Key_Backspace:
            return Count(name, "" if marked else typed[:-1])
        if event.key() in _STEPS:
            return Step(name, _STEPS[event.key()])
        return super().key_wish(event)

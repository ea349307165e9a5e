"""What stands around an answer: where the person is, the non-answers and clearing, the keys that help."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kiosk.window import view as v
from app.kiosk.window.intents import Clear, Intent, Press, SkipAgency
from app.kiosk.window.pages.bodies.base import BodyWidget
from app.ui.controls.action import Action, Kind
from app.ui.controls.control import Control
from app.ui.controls.option import OptionRow
from app.ui.flow import Flow, flowing
from app.ui.parts.layout import column, row
from app.ui.parts.progress import Progress
from app.ui.parts.signs import Icon, Keycap
from app.ui.parts.words import Type, Words
from app.ui.theme import Role, Theme

Wire = Callable[[Control, Intent], Control]
COLUMN = 1010  # the widest that rows of options, texts and what stands below them become


class Whereabouts(QWidget):
    """Section and number, the button for the question list, and the progress below them."""

    def __init__(self, theme: Theme, view: v.Question, beside: Action | None) -> None:
        super().__init__()
        say = Type(theme)
        above, below = (44, 13) if theme.wide else (24, 10)
        if beside is not None:
            above, below = (20, 8) if theme.wide else (8, 8)
        elif theme.largest:
            above, below = 16, 8
        stack = column(self)
        bar = row(margins=(0, above, 0, below), gap=12)
        bar.addWidget(say.any(view.where, theme.px(Role.META), 600, "musi-700", wrap=True), 1)
        self._number = say.any(
            view.number, theme.px(Role.META), 400, "ink-2", strong="ink", tabular=True, align="right"
        )
        bar.addWidget(self._number)
        if beside is not None:
            bar.addWidget(beside)
        stack.addLayout(bar)
        self._progress = Progress(theme)
        stack.addWidget(self._progress)

    def show_where(self, view: v.Question) -> None:
        """New numbers."""
        self._number.say(view.number)
        self._progress.show_parts(view.progress, view.progress_spoken)


class Asides(QWidget):
    """Below the answer: non-answers, a way to skip, at A++ the list's button; and the button that clears."""

    def __init__(self, theme: Theme, view: v.Question, body: BodyWidget, wire: Wire) -> None:
        super().__init__()
        self._theme = theme
        self.absents: list[tuple[int, OptionRow]] = []
        self.flow = Flow()
        for choice in () if body.own_absents else view.absents:
            option = OptionRow(theme, f"option_{choice.code}", choice.label, compact=True)
            wire(option, Press(choice.code))
            self.absents.append((choice.code, option))
            self.flow.addWidget(option)
        if view.skip:
            skip = Action(theme, "skip_agency", view.skip, Kind.TEXT, icon="skip-forward")
            wire(skip, SkipAgency())
            self.flow.addWidget(skip)
        stack = column(self, gap=12)
        stack.addWidget(flowing(self.flow))
        self._clear: Action | None = None
        if body.clears:
            self._clear = self._clearing(view, wire)
            if theme.largest:
                line = row()
                line.addWidget(self._clear)
                line.addStretch()
                stack.addLayout(line)
            else:
                self.flow.end_with(self._clear)
        if not body.wide:
            self.setMaximumWidth(COLUMN)

    def _clearing(self, view: v.Question, wire: Wire) -> Action:
        clear = Action(self._theme, "clear", view.clear or " ", Kind.TEXT, icon="eraser")
        wire(clear, Clear())
        policy = clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when an answer can be cleared
        clear.setSizePolicy(policy)
        return clear

    def show_asides(self, view: v.Question) -> bool:
        """Which non-answer was chosen, and whether there is something to clear.

        True when the button that cleared is gone and leaves the focus to somebody else.
        """
        on = {choice.code for choice in view.absents if choice.on}
        for code, option in self.absents:
            option.show_on(code in on)
        left = self._clear is not None and self._clear.hasFocus() and not view.clear
        if self._clear is not None:
            self._clear.setVisible(bool(view.clear))
            self._clear.setEnabled(bool(view.clear))
            self._clear.words(view.clear or self._clear.text())
        return left


class Hints(QWidget):
    """Keys and what they do, and a reassurance; left out where the text is too large for them."""

    def __init__(self, theme: Theme, hints: tuple[v.Hint, ...], footnote: str) -> None:
        super().__init__()
        self._theme = theme
        self._say = Type(theme)
        line = row(self, gap=8)
        for at, hint in enumerate(hints):
            if at:
                line.addSpacing(20)
            self._hint(line, hint)
        line.addStretch()
        self._footnote: Words = self._say.meta(footnote)
        line.addWidget(self._footnote)

    def _hint(self, line: QHBoxLayout, hint: v.Hint) -> None:
        for place, key in enumerate(hint.keys):
            line.addWidget(self._say.meta(key) if place and key == "–" else Keycap(self._theme, key))
        if hint.icon:
            line.addWidget(Icon(self._theme, hint.icon, "ink-2", 20))
        line.addWidget(self._say.meta(hint.words))

    def show_footnote(self, words: str) -> None:
        """New words at the end."""
        self._footnote.say(words)

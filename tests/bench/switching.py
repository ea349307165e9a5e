"""From one question to the next on the real stage, beside the same widgets made bare.

The floor is plain Qt: a label for every label with its very text and face, a push button for every control,
a widget for every other, each at the place where the real one ended up, so that nothing has to be laid out.
It is made, shown, painted, and its predecessor destroyed, as the stage does.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present import asking
from app.kiosk.window.present.place import Glass
from app.questionnaire.model import Likert
from app.ui.theme import Look, load_fonts
from tests.bench.measuring import Job, Unit, ms_of
from tests.kiosk_pages.gallery.sittings import LEFT, PLACE, kind, staff, time_left

SIZE = (1366, 768)
ANSWERED, TURNED = 8, 5  # questions already answered, questions among which we turn


@dataclass(frozen=True)
class Bare:
    """One widget, as little as it can be."""

    kind: type[QWidget]
    text: str
    format: Qt.TextFormat
    wraps: bool
    face: QFont
    place: QRect
    hidden: bool
    children: Sequence["Bare"]

    def make(self, parent: QWidget) -> QWidget:
        """Make it, and what lies in it."""
        made: QWidget
        if self.kind is QLabel:
            label = made = QLabel(parent)
            label.setFont(self.face)
            label.setTextFormat(self.format)
            label.setWordWrap(self.wraps)
            label.setText(self.text)
        elif self.kind is QPushButton:
            made = QPushButton(self.text, parent)
            made.setFont(self.face)
        else:
            made = self.kind(parent)
        made.setGeometry(self.place)
        for child in self.children:
            child.make(made)
        if self.hidden:
            made.hide()
        return made


def bare(widget: QWidget) -> Bare:
    """A real widget stripped of everything of ours."""
    kind: type[QWidget] = QWidget
    text, form, wraps = "", Qt.TextFormat.PlainText, False
    if isinstance(widget, QLabel):
        kind, text, form, wraps = QLabel, widget.text(), widget.textFormat(), widget.wordWrap()
    elif isinstance(widget, QAbstractButton):
        kind, text = QPushButton, widget.accessibleName()
    elif isinstance(widget, QLineEdit):
        kind = QLineEdit
    children = tuple(bare(child) for child in widget.children() if isinstance(child, QWidget))
    return Bare(kind, text, form, wraps, widget.font(), widget.geometry(), widget.isHidden(), children)


def widgets(tree: Bare) -> int:
    """How many there are."""
    return 1 + sum(widgets(child) for child in tree.children)


def jobs(cleanup: ExitStack, application: QApplication) -> Iterator[Job]:
    """Turning through the questions of a member of staff."""
    load_fonts()
    stage, floor = Stage(application), QWidget()
    for window in (stage, floor):
        window.resize(*SIZE)
        window.show()
        cleanup.callback(window.close)
    screens = _screens()
    trees = [_shown(application, stage, screen) for screen in screens]
    counts = sorted(widgets(tree) for tree in trees)
    yield Job(
        f"switch of a question, {counts[0]} to {counts[-1]} widgets",
        Unit.MS,
        ms_of(_turn(application, floor, trees)),
        ms_of(_show(application, stage, screens)),
        bar=2,
        rounds=60,
    )


def _screens() -> Sequence[v.Screen]:
    sheet = staff(kind(Likert), ANSWERED)
    first = sheet.steps.index(sheet.step) if sheet.step else 0
    glass, left = Glass(Look()), time_left(LEFT)
    steps = [step for step in sheet.steps[first:] if isinstance(sheet.item(step), Likert)][:TURNED]
    return [v.Screen(asking.question(PLACE, glass, replace(sheet, step=s), left), glass.look) for s in steps]


def _shown(application: QApplication, stage: Stage, screen: v.Screen) -> Bare:
    stage.show_screen(screen)
    settle(application)
    assert stage.page is not None
    inner = stage.page.findChild(QWidget, "inner")
    assert isinstance(inner, QWidget)
    return bare(inner)


def _show(application: QApplication, stage: Stage, screens: Sequence[v.Screen]) -> Callable[[], None]:
    at = 0

    def show() -> None:
        nonlocal at
        at = (at + 1) % len(screens)
        stage.show_screen(screens[at])
        settle(application)

    return show


def _turn(application: QApplication, window: QWidget, trees: Sequence[Bare]) -> Callable[[], None]:
    at, held = 0, trees[0].make(window)

    def turn() -> None:
        nonlocal at, held
        at = (at + 1) % len(trees)
        old, held = held, trees[at].make(window)
        old.hide()
        old.deleteLater()
        held.show()
        settle(application)

    return turn


def settle(application: QApplication) -> None:
    """Let everything be laid out, painted and destroyed that is to be."""
    application.sendPostedEvents()
    application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

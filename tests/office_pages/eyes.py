"""What an office page must keep to: legible, roomy, named, reached by Tab. From its own paint calls."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QScrollArea, QWidget

from app.office.window.pages.stage import Stage
from app.ui.controls.action import Action, Kind
from app.ui.entry import Area, Select
from tests.contrast import contrast
from tests.heard import heard
from tests.kiosk_pages.audit.contrast import ground
from tests.kiosk_pages.audit.painted import Painting, painting

TEXT, SHAPE = 4.5, 3.0
SMALLEST_PX = 12
LEAST = 32  # the least height of what can be pressed
TOLERANCE = 4
HIDDEN = "●"  # a passphrase: nobody reads it, and a long one is scrolled within its field
CONTROLS = QAbstractButton | QLineEdit | Select | Area | QAbstractItemView
PRIMARY = {Kind.PRIMARY, Kind.DANGER}


def faults(stage: Stage) -> list[str]:
    """Everything that is wrong with what is shown."""
    picture = stage.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    page = stage.page
    assert page is not None
    found: list[str] = []
    for root in (stage.findChild(QWidget, "side"), page):
        if isinstance(root, QWidget) and root.isVisible():
            drawn = painting(root, root.mapTo(stage, QPoint(0, 0)))
            found += _written(stage, root, drawn, picture)
            found += _room(root)
    found += _shapes(stage, picture)
    found += _named(stage)
    found += _reached(stage)
    return found


def _place(stage: Stage, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(stage, QPoint(0, 0)), widget.size())


def _seen(stage: Stage, root: QWidget, box: QRectF) -> bool:
    """Whether a box is neither scrolled away nor outside the window."""
    place = box.center().toPoint()
    if not stage.rect().contains(place):
        return False
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is not None and _place(stage, inner).contains(place):
            return _place(stage, area.viewport()).contains(box.toAlignedRect())
    return True


def _written(stage: Stage, root: QWidget, drawn: Painting, picture: QImage) -> Iterator[str]:
    seen = [run for run in drawn.runs if _seen(stage, root, run.box) and run.words.strip(HIDDEN)]
    for run in seen:
        owner = root.childAt(run.box.center().toPoint() - root.mapTo(stage, QPoint(0, 0))) or root
        if run.px < SMALLEST_PX:
            yield f"text of {run.px:g} px: {run.words!r}"
        below = ground(picture, run.box)
        ratio = contrast(run.colour, below)
        if ratio < TEXT and owner.isEnabled():
            yield f"text at {ratio:.1f}:1, {run.colour} on {below}: {run.words!r}"
        if not QRectF(stage.rect()).adjusted(-1, -1, 1, 1).contains(run.box):
            yield f"outside the window: {run.words!r}"
        if not QRectF(_place(stage, owner)).adjusted(-2, -2, 2, 2).contains(run.box):
            yield f"words wider than {owner.objectName() or type(owner).__name__}: {run.words!r}"
    for one, other in combinations(seen, 2):
        both = one.box.intersected(other.box)
        if both.width() > TOLERANCE and both.height() > TOLERANCE:
            yield f"one on the other: {one.words!r} and {other.words!r}"
    for icon in drawn.icons:
        below = ground(picture, icon.box)
        if _seen(stage, root, icon.box) and contrast(icon.colour, below) < SHAPE:
            yield f"icon at {contrast(icon.colour, below):.1f}:1, {icon.colour} on {below}"


def _room(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        name = f"{widget.objectName() or type(widget).__name__} {widget.accessibleName()[:40]!r}"
        if isinstance(widget, QLabel) and widget.text():
            wraps = widget.wordWrap()
            short = wraps and widget.heightForWidth(widget.width()) > widget.height() + 3
            narrow = not wraps and widget.sizeHint().width() > widget.width() + 2
            if short or narrow:
                yield f"words without room: {name} {widget.width()}x{widget.height()}"
        if isinstance(widget, Action) and widget.sizeHint().width() > widget.width() + 1:
            yield f"words without room: {name} {widget.width()}x{widget.height()}"


def _controls(stage: Stage) -> list[QWidget]:
    return [
        each
        for each in stage.findChildren(QWidget)
        if isinstance(each, CONTROLS) and each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _shapes(stage: Stage, picture: QImage) -> Iterator[str]:
    """Whether what is written into shows that it is: by a border that stands out."""
    for control in _controls(stage):
        place = _place(stage, control)
        if not isinstance(control, QLineEdit | Select | Area) or not stage.rect().contains(place):
            continue
        if not control.isEnabled() or control.visibleRegion().boundingRect() != control.rect():
            continue
        middle = place.center().y()
        outside = picture.pixelColor(place.left() - 3, middle).name()
        line = [picture.pixelColor(place.left() + x, middle).name() for x in range(4)]
        best = max(contrast(colour, outside) for colour in line)
        if best < SHAPE:
            yield f"shape at {best:.1f}:1: {control.objectName()}"


def _named(stage: Stage) -> Iterator[str]:
    controls = _controls(stage)
    names = [each.objectName() for each in controls]
    yield from (f"two are called {name}" for name in {name for name in names if names.count(name) > 1})
    for control in controls:
        if not control.objectName() or not heard(control).name.strip():
            yield f"nameless: {control.objectName() or type(control).__name__}"
        if control.height() < LEAST:
            yield f"only {control.height()} px high: {control.objectName()}"
    page = stage.page
    assert page is not None
    primary = [
        each.objectName() for each in page.findChildren(Action) if each.kind in PRIMARY and each.isVisible()
    ]
    if len(primary) > 1:
        yield f"several primary buttons: {primary}"


def _reached(stage: Stage) -> Iterator[str]:
    wanted = {each.objectName() for each in _controls(stage) if each.isEnabled()}
    reached: set[str] = set()
    for _ in range(len(wanted) + 6):
        focused: QWidget | None = stage.focusWidget()
        if focused is None:
            yield "the focus is lost"
            return
        reached.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    if missed := sorted(wanted - reached):
        yield f"not reached by Tab: {missed}"

"""What lies before the person's eyes: a page, perhaps a drawer or a short word on it, or else a dialog."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from app.kiosk.window.pages.over import Cover, ToastStrip
from app.kiosk.window.pages.stage import Stage
from app.ui.fields import Boxes, NumberField, TextBox
from app.ui.parts.panel import Panel
from tests.kiosk_pages.audit.painted import Painting, painting

KINDS = QAbstractButton | Boxes | NumberField | TextBox


@dataclass(frozen=True)
class Layer:
    """A widget with all that is in it; `hidden` are the parts of it that another layer covers."""

    stage: Stage
    root: QWidget
    hidden: tuple[QRect, ...]
    picture: QImage

    @cached_property
    def at(self) -> QRect:
        """Where it is in the window."""
        return self.place(self.root)

    def place(self, widget: QWidget) -> QRect:
        """Where a widget is in the window."""
        return QRect(widget.mapTo(self.stage, QPoint(0, 0)), widget.size())

    @cached_property
    def painting(self) -> Painting:
        """Every text and icon of it, in the window's coordinates."""
        return painting(self.root, self.at.topLeft())

    def sees(self, box: QRectF) -> bool:
        """Whether a box of it is neither covered nor scrolled away."""
        place = box.center().toPoint()
        if not self.at.contains(place) or any(rect.intersects(box.toAlignedRect()) for rect in self.hidden):
            return False
        for inner, view in self._scrolled:
            if inner.contains(place) and not view.contains(box.toAlignedRect()):
                return False
        return True

    @cached_property
    def _scrolled(self) -> tuple[tuple[QRect, QRect], ...]:
        found = []
        for area in self.widgets:
            inner = area.widget() if isinstance(area, QScrollArea) else None
            if isinstance(area, QScrollArea) and inner is not None and scrolls(area):
                found.append((self.place(inner), self.place(area.viewport()).adjusted(0, 12, 0, -12)))
        return tuple(found)

    @cached_property
    def widgets(self) -> tuple[QWidget, ...]:
        """What is visible of it, without what another layer covers whole."""
        found = [each for each in self.root.findChildren(QWidget) if each.isVisible()]
        return tuple(
            each for each in found if not any(rect.contains(self.place(each)) for rect in self.hidden)
        )

    @cached_property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be pressed or written into."""
        return tuple(each for each in self.widgets if isinstance(each, KINDS) and self.within(each))

    @property
    def stops(self) -> int:
        """How many controls there are, also those that are scrolled away."""
        return sum(isinstance(each, KINDS) for each in self.widgets)

    def within(self, widget: QWidget) -> bool:
        """Whether the middle of a widget is not scrolled away."""
        return widget.visibleRegion().contains(widget.rect().center())

    def owner(self, place: QPoint) -> QWidget:
        """The smallest widget at a point of the window."""
        return self.root.childAt(place - self.at.topLeft()) or self.root


def scrolls(area: QScrollArea) -> bool:
    """Whether there is more in it than can be seen."""
    return area.verticalScrollBar().maximum() > 0


def layers(stage: Stage) -> Iterator[Layer]:
    """The layers of the stage, the lowest first."""
    picture = stage.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    cover = next((each for each in stage.findChildren(Cover) if each.isVisible()), None)
    if cover is not None:
        yield Layer(stage, _panel(cover), (), picture)
        return
    assert stage.page is not None
    over: list[QWidget] = [each for each in stage.findChildren(ToastStrip) if each.isVisible()]
    over += [each for each in stage.page.findChildren(Panel) if each.property("drawer") and each.isVisible()]
    hidden = tuple(QRect(each.mapTo(stage, QPoint(0, 0)), each.size()) for each in over)
    yield Layer(stage, stage.page, hidden, picture)
    for each in over:
        yield Layer(stage, each, (), picture)


def _panel(cover: Cover) -> QWidget:
    panel = next(each for each in cover.findChildren(Panel) if each.parentWidget() is cover)
    panel.setGraphicsEffect(None)  # type: ignore[arg-type]  # its shadow would turn words into a picture
    return panel

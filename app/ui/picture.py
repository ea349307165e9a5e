"""A picture: as wide as there is room for it, read out by the words that say what is to be seen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from app.ui.theme import Theme

LEAST = 240  # pixels of width that a picture needs
TALLEST = 520  # pixels that one may take of a page, so that it is seen at once on the lowest screen
_PER_METRE = 96 / 0.0254  # dots of a screen that is drawn at its own size


class Picture(QLabel):
    """A picture in a thin frame, the same shape at every width.

    `natural`: never larger than it was on the screen it shows, by the dots per metre that its file names, and
    never so high that it has to be scrolled.
    A label with a pixmap is a graphic to a screen reader; it is painted here, because a label does not scale.
    """

    def __init__(self, theme: Theme, name: str, png: bytes, spoken: str, *, natural: bool = False) -> None:
        super().__init__()
        self._theme, self._natural = theme, natural
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_picture(name, png, spoken)

    def show_picture(self, name: str, png: bytes, spoken: str) -> None:
        """Show another picture."""
        self._image = QImage.fromData(png)
        self.setPixmap(QPixmap.fromImage(self._image))
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        if self._natural:
            dots = max(1.0, self._image.dotsPerMeterX() / _PER_METRE)
            low = TALLEST * self._image.width() / max(1, self._image.height())
            self.setMaximumWidth(max(1, round(min(self._image.width() / dots, low))))
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        wide = min(arg__1, self.maximumWidth())
        return self._image.height() * wide // max(1, self._image.width())

    @override
    def sizeHint(self) -> QSize:
        wide = self.maximumWidth() if self._natural else LEAST
        return QSize(wide, self.heightForWidth(wide))

    @override
    def minimumSizeHint(self) -> QSize:
        wide = min(LEAST, self.maximumWidth())
        return QSize(wide, self.heightForWidth(wide))

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._image.isNull():
            sharp = self.size() * self.devicePixelRatioF()
            small = self._image.scaled(
                sharp, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            small.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(0, 0, small)
        painter.setPen(QPen(self._theme.colour("line-2"), 1))
        frame = QRectF(0, 0, self.width(), self.heightForWidth(self.width()))
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))

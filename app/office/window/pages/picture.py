"""A picture, as wide as there is room for it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.office.window import view as v
from app.office.window.pages.pieces import Piece
from app.ui.parts.layout import column
from app.ui.theme import Theme

LEAST = 240  # pixels of width that a picture needs


class PicturePiece(Piece[v.Picture]):
    """The picture in a thin frame."""

    def __init__(self, theme: Theme, part: v.Picture) -> None:
        super().__init__(theme, part)
        self._canvas = _Canvas(theme, part)
        column(self).addWidget(self._canvas)

    @override
    def take(self, part: v.Picture) -> bool:
        if part != self.part:
            self._canvas.show_part(part)
        return True


class _Canvas(QWidget):
    def __init__(self, theme: Theme, part: v.Picture) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_part(part)

    def show_part(self, part: v.Picture) -> None:
        self._image = QImage.fromData(part.png)
        self.setObjectName(part.name)
        self.setAccessibleName(part.spoken)
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return self._image.height() * arg__1 // max(1, self._image.width())

    @override
    def sizeHint(self) -> QSize:
        return QSize(LEAST, self.heightForWidth(LEAST))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
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

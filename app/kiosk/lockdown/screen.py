"""The window over the whole screen, or in a window while trying things out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

DEFAULT_SIZE = (1366, 768)
LEAST_SIZE = (1024, 700)


def occupy(window: QWidget, *, windowed: bool, size: tuple[int, int] | None) -> None:
    """Show `window`: full screen and on top, or as an ordinary window of `size`."""
    window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    window.setAcceptDrops(False)
    if windowed:
        window.resize(*(size or DEFAULT_SIZE))
        window.show()
        return
    window.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    window.showFullScreen()

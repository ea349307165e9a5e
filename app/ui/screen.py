"""How a top-level window takes its place on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

DEFAULT_SIZE = (1366, 768)


def occupy(window: QWidget, *, windowed: bool, size: tuple[int, int] | None) -> None:
    """Show `window`: over the whole screen and on top, or as an ordinary window of `size`.

    This is comfort; the locks of the operating system are the security.
    """
    window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    window.setAcceptDrops(False)
    if windowed:
        window.resize(*(size or DEFAULT_SIZE))
        window.show()
    else:
        cover(window, window.screen())
    window.activateWindow()


def cover(window: QWidget, screen: QScreen, *, focus: bool = True) -> None:
    """Show `window` over the whole of `screen` and on top; without `focus` it takes none away."""
    flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
    window.setWindowFlags(flags if focus else flags | Qt.WindowType.WindowDoesNotAcceptFocus)
    window.setScreen(screen)
    window.setGeometry(screen.geometry())  # for a screen without a window manager
    window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
    window.show()

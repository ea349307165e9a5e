"""One turn of Qt's event loop, for tests that drive windows without running the loop itself."""

from PySide6.QtCore import QCoreApplication, QEvent


def turn() -> None:
    """Deliver what was posted, free what was discarded, then deal with what the system and timers bring.

    `processEvents` alone never frees a discarded page outside a running loop: pages would pile up, and
    every search through the window and every new style sheet would walk over all of them.
    """
    QCoreApplication.sendPostedEvents()
    free_discarded()
    QCoreApplication.processEvents()


def free_discarded() -> None:
    """Free what `deleteLater` was asked of, as the loop does when it comes round."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

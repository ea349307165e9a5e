"""What Qt's Python binding does behind our back, and is asked to leave undone."""

import builtins


def import_plainly() -> None:
    """Give the program Python's own `import` back.

    PySide replaces it, and then reads the source of every module that is imported, in case one should use
    `__feature__` names; it holds all those lines for good. Bilik uses none. In the kiosk's window that was
    9 MiB, a sixth of what the window adds to bare Qt.
    """
    if (ordinary := getattr(builtins, "__orig_import__", None)) is not None:
        builtins.__import__ = ordinary

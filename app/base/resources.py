"""Where the files that travel with the program lie, in a checkout and inside an executable."""

import sys
from pathlib import Path


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's boot loader
    return Path(bundle) if isinstance(bundle, str) else Path(__file__).parents[2]


RESOURCES = _root() / "resources"
QUESTIONNAIRES = _root() / "questionnaires"

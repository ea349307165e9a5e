"""Windows for the glass alone."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.theme import load_fonts


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    """The application with its fonts."""
    load_fonts()
    return qapp

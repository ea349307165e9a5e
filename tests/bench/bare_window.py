"""The floor of a window process: Python, Qt, one window with one word."""

import sys

from PySide6.QtWidgets import QApplication, QLabel

from tests.bench.paint import FirstPaint

if __name__ == "__main__":
    application = QApplication([])
    window = QLabel("Bilik")
    window.setObjectName("bare")
    window.resize(1366, 768)
    paint = FirstPaint(application, int(sys.argv[1]), "bare")
    window.show()
    sys.exit(application.exec())

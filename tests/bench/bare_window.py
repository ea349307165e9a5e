"""The floor of a window process: Python, Qt, one window with one word."""

import sys

from PySide6.QtWidgets import QApplication, QLabel

from tests.bench.paint import Paint

if __name__ == "__main__":
    application = QApplication([])
    window = QLabel("Bilik")
    window.resize(1366, 768)
    paint = Paint(window, int(sys.argv[1]), "painted\npage\n", settles=True)
    window.show()
    sys.exit(application.exec())

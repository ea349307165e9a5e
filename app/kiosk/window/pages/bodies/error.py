"""What is wrong with a field, below it, with an icon; no room is taken while nothing is."""

from PySide6.QtWidgets import QWidget

from app.ui.parts.layout import row
from app.ui.parts.signs import Icon
from app.ui.parts.words import Type
from app.ui.theme import Theme


class ErrorLine(QWidget):
    """A sentence about a field, in the colour of an error."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("field_error")
        self._words = Type(theme).body("", 500, "danger-700")
        line = row(self, gap=10)
        line.addWidget(Icon(theme, "circle-alert", "danger-700", 22))
        line.addWidget(self._words, 1)

    def show_error(self, words: str) -> None:
        """Show the sentence, or nothing."""
        self._words.say(words)
        self.setVisible(bool(words))

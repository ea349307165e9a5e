"""Words to read: escaped, emphasised, in the sizes of the theme."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
)
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
)
from typing_extensions import override

from app.ui.theme import Role, Theme, mono, sans

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_BOLD = re.compile(r"\*([^*]+)\*")


def rich(words: str, line: int = 118, align: str = "left", strong: str = "") -> str:
    """`words` with *bold* parts as the rich text that a label wraps with a line height in per cent."""
    ink = f";color:{strong}" if strong else ""
    marked = _BOLD.sub(rf'<span style="font-weight:600{ink}">\1</span>', words.translate(_ESCAPED))
    return f'<p align="{align}" style="margin:0;line-height:{line}%">{marked}</p>'.replace("\n", "<br>")


def plain(words: str) -> str:
    """`words` without the marks of bold."""
    return _BOLD.sub(r"\1", words)


class Words(QLabel):
    """A text of one font and colour; `wrap` breaks lines and reads *bold* marks."""

    def __init__(
        self,
        words: str,
        font: QFont,
        colour: QColor,
        *,
        wrap: bool = False,
        line: int = 118,
        align: str = "left",
        name: str = "",
        strong: str = "",
    ) -> None:
        super().__init__()
        self._wrap, self._line, self._align, self._strong = wrap, line, align, strong
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(palette)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setObjectName(name)
        if align == "right":
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        elif align == "center":
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._said: str | None = None
        self.say(words)

    @override
    def minimumSizeHint(self) -> QSize:
        if not self._wrap:
            return super().minimumSizeHint()
        return QSize(40, self.fontMetrics().height())

    def say(self, words: str) -> None:
        """Change the words."""
        if words == self._said:
            return
        self._said = words
        if self._wrap or "*" in words:
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(rich(words, self._line if self._wrap else 100, self._align, self._strong))
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(words)
        self.setAccessibleName(plain(words))


class Type:
    """Words in the roles of the design, for one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def title(self, words: str, px: int = 0) -> Words:
        """The title of a page."""
        return self.any(words, px or self.theme.px(Role.TITLE), 700, "ink", wrap=True, line=100)

    def lead(self, words: str, align: str = "left") -> Words:
        """The sentence under a title."""
        return self.any(words, self.theme.px(Role.LEAD), 400, "ink-2", wrap=True, align=align, line=116)

    def body(self, words: str, weight: int = 400, colour: str = "ink", *, wrap: bool = True) -> Words:
        """Running text."""
        return self.any(words, self.theme.px(Role.BODY), weight, colour, wrap=wrap, line=112)

    def meta(self, words: str, weight: int = 400, colour: str = "ink-2", *, wrap: bool = False) -> Words:
        """Small text beside things."""
        return self.any(words, self.theme.px(Role.META), weight, colour, wrap=wrap, line=112)

    def card(self, words: str) -> Words:
        """The title of a card."""
        return self.any(words, self.theme.px(Role.CARD), 600, "ink", wrap=True, line=110)

    def any(
        self,
        words: str,
        px: int,
        weight: int,
        colour: str,
        *,
        wrap: bool = False,
        line: int = 118,
        align: str = "left",
        tabular: bool = False,
        strong: str = "",
    ) -> Words:
        """Words of any size; bold parts in the colour `strong` where it is given."""
        face, ink = sans(px, weight, tabular=tabular), self.theme.hex(strong) if strong else ""
        return Words(words, face, self.theme.colour(colour), wrap=wrap, line=line, align=align, strong=ink)

    def code(self, words: str, px: int, colour: str = "ink", *, wrap: bool = False) -> Words:
        """A code or file name."""
        return Words(words, mono(px), self.theme.colour(colour), wrap=wrap)

"""The proctor's guide: contents at the left, to be searched by typing; one page at the right."""

from collections.abc import Hashable
from typing import assert_never

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.base.guide import Block, Bullets, Heading, Links, Mark, Paragraph, Picture, Steps, Text
from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent, ReadPage
from app.kiosk.window.pages.base import Page, typing_wish
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar, header_shape
from app.kiosk.window.pages.held import Held
from app.ui import draw
from app.ui.controls.action import Action
from app.ui.controls.control import Control
from app.ui.fields import NumberField
from app.ui.icons import draw_icon
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Panel
from app.ui.parts.words import Words
from app.ui.picture import Picture as Shown
from app.ui.theme import Role, Theme

_MEASURE = 44  # widths of a letter: longer lines are lost on the way back to the left


class Entry(Control):
    """A page or a chapter in the contents: the whole row is hit, its words may take several lines."""

    def __init__(self, theme: Theme, name: str, words: str, *, icon: str = "", page: bool = True) -> None:
        super().__init__(theme, name, words, checkable=page, radio=page)
        self.enters = True
        self._words, self._icon, self._page = words, icon, page
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        face = self.theme.font(Role.META, 600)
        return max(48, int(draw.height_of(self._words, face, arg__1 - self._left() - 12)) + 20)

    def _left(self) -> int:
        return 44 if self._icon else 24

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 48)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, here = QPainter(self), self.theme.colour, self.isChecked()
        if here or self.hovered:
            draw.box(painter, self.rect(), 10, c("musi-100" if here else "musi-50"))
        if here:
            draw.box(painter, QRectF(0, 8, 4, self.height() - 16), 2, c("musi-700"))
        if self._icon:
            draw_icon(painter, self._icon, QRectF(12, self.height() / 2 - 11, 22, 22), c("musi-700"))
        face = self.theme.font(Role.META, 600 if here or not self._page else 400)
        box = QRectF(self._left(), 0, self.width() - self._left() - 10, self.height())
        draw.text(painter, box, self._words, face, c("ink"), draw.WRAP_LEFT)


class GuidePage(Page[v.Guide]):
    """Letters go to the field wherever the focus is; arrows turn pages, the page keys scroll the text.

    Only what changes is drawn anew: who types waits for no page that stays.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "guide_page")
        self._field: NumberField | None = None
        self._note: Words | None = None
        self._contents: Held[Column] | None = None
        self._text: Held[Column] | None = None
        self._turns: tuple[Action, ...] = ()
        self._entries: dict[str, Entry] = {}

    @override
    def shape(self, view: v.Guide) -> Hashable:
        return header_shape(view.header), view.find, view.close, view.previous.words, view.next.words

    @override
    def first(self) -> QWidget:
        return self._field or self

    @override
    def build(self, view: v.Guide, inner: QWidget) -> None:
        outer = column(inner)
        header = HeaderBar(self.theme, view.header)
        header.intent.connect(self.intent)
        outer.addWidget(header)
        body = row()
        body.addWidget(self._left(view))
        self._text = Held()
        body.addWidget(self._text, 1)
        outer.addLayout(body, 1)
        footer = FooterBar(self.theme)
        footer.line.addWidget(self.command(view.close))
        footer.line.addStretch()
        self._turns = (self.command(view.previous), self.command(view.next))
        for turn in self._turns:
            footer.line.addWidget(turn)
        outer.addWidget(footer)

    @override
    def refresh(self, view: v.Guide) -> None:
        self.setAccessibleName(f"{view.header.title}. {view.page.title}")
        if self._field is None or self._note is None or self._contents is None or self._text is None:
            return
        self._field.show_text(view.sought)
        self._note.say(view.note)
        held = self._focused()
        listed = tuple((each.first, tuple(page.name for page in each.entries)) for each in view.chapters)
        if self._contents.holds_no(listed):
            self._contents.hold(listed, self._listed(view))
        if self._text.holds_no(view.page):
            self._text.hold(view.page, self._page(view))
        for turn, button in zip(self._turns, (view.previous, view.next), strict=True):
            turn.setEnabled(button.enabled)
            turn.wish = self._wishes[turn.objectName()] = button.intent
        for chapter in view.chapters:
            for page in chapter.entries:
                self._entries[page.name].show_on(page.here)
        self._keep_focus(held)
        QTimer.singleShot(0, self, self._show_here)  # places are known when the layout has run

    def _keep_focus(self, held: str) -> None:
        """Who pressed what is not there any more goes on in the field."""
        if held and not self._focused():
            again = next((each for each in self.findChildren(Entry, held) if each.isVisible()), None)
            (again or self.first()).setFocus()

    def _show_here(self) -> None:
        here = next((each for each in self._entries.values() if each.isChecked()), None)
        column_ = self._contents.part if self._contents is not None else None
        if here is not None and column_ is not None:
            column_.ensureWidgetVisible(here, 0, 24)

    # --- the contents ----------------------------------------------------------------------------------

    def _left(self, view: v.Guide) -> QWidget:
        theme, say = self.theme, self.type
        width = (330 if theme.largest else 300) if theme.narrow else 480 if theme.wide else 400
        panel = Panel(theme, "surface", "line", sides="r")
        panel.setFixedWidth(width)
        stack = column(panel, (16, 16, 4, 0), 8)
        self._field = NumberField(theme, "sought", view.find, width=width - 36)
        stack.addWidget(say.meta(view.find, 600, "ink"))
        stack.addWidget(self._field)
        line = row(margins=(0, 0, 16, 0))
        self._note = say.meta(view.note, wrap=True)
        line.addWidget(self._note)
        stack.addLayout(line)
        self._contents = Held()
        stack.addWidget(self._contents, 1)
        return panel

    def _listed(self, view: v.Guide) -> Column:
        inside = QWidget()
        listed = column(inside, (4, 8, 12, 16), 12)
        self._entries = {}
        for chapter in view.chapters:
            icon = "chevron-down" if chapter.entries else "chevron-right"
            head = Entry(self.theme, f"chapter_{chapter.first}", chapter.title, icon=icon, page=False)
            self.wire(head, ReadPage(chapter.first))
            listed.addWidget(head)
            for each in chapter.entries:
                entry = Entry(self.theme, f"page_{each.name}", each.title)
                self.wire(entry, ReadPage(each.name))
                line = row(margins=(20, 0, 0, 0))
                line.addWidget(entry)
                listed.addLayout(line)
                self._entries[each.name] = entry
        listed.addStretch()
        return Column(inside, "list_column")

    # --- the page --------------------------------------------------------------------------------------

    def _page(self, view: v.Guide) -> Column:
        theme, say = self.theme, self.type
        text = QWidget()
        text.setMaximumWidth(max(520, int(_MEASURE * theme.px(Role.BODY))))
        stack = column(text, gap=10)
        stack.addWidget(say.title(view.page.title, theme.px(Role.QUESTION)))
        for block in view.page.blocks:
            self._block(stack, block)
        stack.addStretch()
        inside = QWidget()
        side = 24 if theme.narrow else 40
        line = row(inside, (side, 24, side, 24))
        line.addWidget(text, 1)
        line.addStretch()
        return Column(inside, "form_column")

    def _block(self, stack: QVBoxLayout, block: Block) -> None:
        match block:
            case Heading(words):
                stack.addSpacing(8)
                stack.addWidget(self.type.any(words, self.theme.px(Role.CARD), 600, "musi-700", wrap=True))
            case Paragraph(text):
                stack.addWidget(self.type.body(_marked(text)))
            case Bullets(items):
                for item in items:
                    self._item(stack, "•", item)
            case Steps(items):
                for at, item in enumerate(items, 1):
                    self._item(stack, f"{at}.", item)
            case Links(pages):
                for title, name in pages:
                    entry = Entry(self.theme, f"see_{name}", title, icon="chevron-right", page=False)
                    self.wire(entry, ReadPage(name))
                    stack.addWidget(entry)
                    stack.addSpacing(2)
            case Picture():
                self._picture(stack, block)
            case _:
                assert_never(block)

    def _item(self, stack: QVBoxLayout, sign: str, text: Text) -> None:
        line = row(gap=12)
        mark = self.type.any(sign, self.theme.px(Role.BODY), 600, "musi-700", align="right", tabular=True)
        mark.setFixedWidth(int(self.theme.px(Role.BODY) * 1.4))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.type.body(_marked(text)), 1)
        stack.addLayout(line)

    def _picture(self, stack: QVBoxLayout, picture: Picture) -> None:
        """The picture, or what it would show; below it what to look at."""
        stack.addSpacing(4)
        if png := picture.read():
            name = f"picture_{picture.file.stem}"
            stack.addWidget(Shown(self.theme, name, png, picture.spoken, natural=True))
        else:
            stack.addWidget(self.type.body(picture.spoken, colour="ink-2"))
        stack.addWidget(self.type.meta(_marked(picture.caption), colour="ink", wrap=True))
        stack.addSpacing(8)

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        if self.view is None:
            return None
        turns = {int(Qt.Key.Key_Up): self.view.previous, int(Qt.Key.Key_Down): self.view.next}
        if event.key() in turns:
            button = turns[event.key()]
            return button.intent if button.enabled else None
        return typing_wish(event, lambda symbol: symbol.isalnum() or symbol in {" ", "-"})


def _marked(text: Text) -> str:
    """The words of a line, those of the screen and keys in bold."""
    return "".join(run.words if run.mark is Mark.PLAIN else f"*{run.words}*" for run in text)

"""Tables: Qt's own view, with its keys and its words for screen readers; the cells are painted here."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from app.base.charts import HeatCell, IntervalPlot, IntervalRow
from app.office.window import view as v
from app.office.window.pages.parts import paint_share, paint_tag
from app.office.window.pages.pieces import Piece
from app.ui import charts, draw
from app.ui.controls.control import ENTER_KEYS
from app.ui.parts.layout import PAGE_KEYS, column
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme, mono, sans

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW, HEAD = 44, 34
TALL = 58  # a head whose words take two lines, or three
PAD = 8
CENTRE_WRAP, RIGHT_WRAP = draw.CENTRE | draw.WRAP, draw.RIGHT | draw.WRAP
MEASURED = 200  # rows whose words may break lines; in longer tables they are cut


def _said(cell: v.Cell) -> str:
    """The words of a cell, whatever it draws."""
    match cell:
        case v.Cell(tag=v.Tag(words)) | v.Cell(chip=v.Chip(words)) | v.Cell(heat=HeatCell(words)):
            return words
        case v.Cell(interval=IntervalRow(interval=None, closed=words)):
            return words
        case v.Cell(interval=IntervalRow(value=value, span=span)):
            return f"{value} {span}"
        case v.Cell(share=v.Share(done, of)):
            return f"{done}/{of}"
        case _:
            return cell.words


class Model(QAbstractTableModel):
    """The rows of a table part."""

    def __init__(self, part: v.Table) -> None:
        super().__init__()
        self.part = part

    def show_part(self, part: v.Table) -> None:
        """Hold these rows from now on."""
        self.beginResetModel()
        self.part = part
        self.endResetModel()

    def cell(self, index: Index) -> v.Cell:
        """What stands there."""
        return self.part.rows[index.row()].cells[index.column()]

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.part.rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.part.heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and cell.told:
            return cell.told
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _said(cell)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole:
            return self.part.heads[section].words
        return None


class Painter(QStyledItemDelegate):
    """Draws the cells."""

    def __init__(self, theme: Theme, view: "TableView") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def _face(self, cell: v.Cell) -> QFont:
        if cell.mono:
            return mono(self._theme.px(Role.META), 500)
        return sans(self._theme.px(Role.BODY), 600 if cell.strong or cell.link else 400, tabular=cell.right)

    def wanted(self, cell: v.Cell, width: int) -> int:
        """The height that a cell needs at that width."""
        if not cell.wrap:
            return ROW
        return max(ROW, int(draw.height_of(cell.words, self._face(cell), width - 2 * PAD)) + 22)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, c = self._view.rows, self._theme.colour
        cell, chosen = model.cell(index), model.part.rows[index.row()]
        rect: QRect = option.rect
        here = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        ground = "musi-100" if chosen.on else "paper" if here or self._view.over == index.row() else "surface"
        painter.fillRect(rect, c(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, c("line"))
        if here:
            self._focus(painter, rect, index)
        if chosen.sum:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, c("ink"))
        if self._charted(painter, rect, index, cell, strong=chosen.sum):
            if here:
                self._focus(painter, rect, index)
            return
        box = QRectF(rect).adjusted(PAD, 0, -PAD, 0)
        if cell.tag is not None:
            paint_tag(painter, self._theme, cell.tag, box.x(), box.center().y(), box.width())
            return
        if cell.share is not None:
            paint_share(painter, self._theme, cell.share, box, words=True)
            return
        ink = c("musi-700" if cell.link else "ink-2" if cell.faint else "ink")
        face = self._face(cell)
        if cell.wrap:
            draw.text(painter, box, cell.words, face, ink, draw.WRAP_LEFT)
            return
        painter.setFont(face)
        words = painter.fontMetrics().elidedText(
            cell.words, Qt.TextElideMode.ElideRight, int(box.width()) + 1
        )
        draw.text(painter, box, words, face, ink, draw.RIGHT if cell.right else draw.LEFT)

    def _charted(self, painter: QPainter, rect: QRect, index: Index, cell: v.Cell, *, strong: bool) -> bool:
        """Whether the cell is part of a chart, which is then drawn."""
        theme, plot = self._theme, self._view.rows.part.heads[index.column()].plot
        whole = QRectF(rect).adjusted(0, 2 if strong else 0, 0, -1)
        if cell.interval is not None and isinstance(plot, IntervalPlot):
            charts.paint_interval(painter, theme, cell.interval, plot, whole)
        elif cell.gap is not None and plot is not None:
            charts.paint_gap(painter, theme, cell.gap, plot.scale, whole)
        elif cell.heat is not None:
            charts.paint_shade(painter, theme, cell.heat, whole.adjusted(3, 4, -3, -4), strong=strong)
        elif cell.chip is not None:
            room = whole.width() - 2 * PAD
            charts.paint_chip(
                painter, theme, cell.chip.words, cell.chip.tone, whole.x() + PAD, whole.center().y(), room
            )
        else:
            return False
        if cell.told and self._view.hasFocus() and self._view.currentIndex() == index:
            draw.box(painter, whole.adjusted(1, 2, -1, -2), 6, None, theme.colour("focus"), 2)
        return True

    def _focus(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The row that the keys are in wears the colour of the focus."""
        c = self._theme.colour("focus")
        painter.fillRect(rect.left(), rect.top(), rect.width(), 2, c)
        painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, c)
        if index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), c)
        if index.column() == self._view.rows.columnCount() - 1:
            painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), c)


def head_height(part: v.Table) -> int:
    """How high the names of the columns stand: two lines where figures of a chart stand under them."""
    charted = any(cell.heat is not None for each in part.rows[:1] for cell in each.cells)
    return TALL if charted or any(head.plot is not None for head in part.heads) else HEAD


class Heads(QHeaderView):
    """The names of the columns."""

    def __init__(self, theme: Theme, part: v.Table) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.part = part
        self.setFixedHeight(head_height(part))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStretchLastSection(True)  # the pixels that division leaves over
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        head, c = self.part.heads[logicalIndex], self._theme.colour
        painter.fillRect(rect, c("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, c("line-2"))
        face = sans(self._theme.px(Role.META), 500)
        box = QRectF(rect).adjusted(PAD, 0, -PAD, 0)
        if head.plot is not None:
            above, below = box.adjusted(0, 8, 0, -28), QRectF(rect).adjusted(0, 30, 0, -2)
            draw.text(painter, above, head.words, face, c("ink-2"), draw.CENTRE)
            charts.paint_ticks(painter, self._theme, head.plot.scale, below)
            return
        if self.height() > HEAD:
            flags = CENTRE_WRAP if head.middle else RIGHT_WRAP if head.right else draw.WRAP_LEFT
            side = 3 if head.middle else PAD
            draw.text(painter, QRectF(rect).adjusted(side, 0, -side, 0), head.words, face, c("ink-2"), flags)
            return
        draw.text(painter, box, head.words, face, c("ink-2"), draw.RIGHT if head.right else draw.LEFT)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(self.viewport().rect(), self._theme.colour("surface"))
        super().paintEvent(e)


class TableView(QTableView):
    """Rows that can be walked with the keys; Enter, Space or a click chooses one."""

    chosen = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, part: v.Table) -> None:
        super().__init__()
        self.rows = Model(part)
        self._heads = Heads(theme, part)
        self._painter = Painter(theme, self)
        self.over = -1
        self.setObjectName(part.name)
        self.setAccessibleName(part.spoken)
        self.setHorizontalHeader(self._heads)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setProperty("ringNone", True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("surface"))
        self.setPalette(palette)
        self._fit()

    def show_part(self, part: v.Table) -> None:
        """Show these rows; the place of the keys stays."""
        at, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        self._heads.part = part
        self.setAccessibleName(part.spoken)
        self.rows.show_part(part)
        self._fit()
        if 0 <= at < len(part.rows):
            self.setCurrentIndex(self.rows.index(at, 0))
        self.verticalScrollBar().setValue(scrolled)

    def _fit(self) -> None:
        part = self.rows.part
        free = max(0, self.viewport().width() - sum(head.width for head in part.heads))
        shares = sum(head.stretch for head in part.heads if not head.width) or 1
        for at, head in enumerate(part.heads):
            self.setColumnWidth(at, head.width or free * head.stretch // shares)
        heights = [ROW] * len(part.rows)
        if len(part.rows) <= MEASURED:
            for number, each in enumerate(part.rows):
                heights[number] = max(
                    (self._painter.wanted(cell, self.columnWidth(at)) for at, cell in enumerate(each.cells)),
                    default=ROW,
                )
                self.setRowHeight(number, heights[number])
        self._heads.setFixedHeight(head_height(part))
        self.setFixedHeight(head_height(part) + sum(heights[: part.shown]) + 2)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.rows.part.rows):
            intent = self.rows.part.rows[row].intent
            if intent is not None:
                self.chosen.emit(intent)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {*ENTER_KEYS, Qt.Key.Key_Space}:
            self._choose(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Escape or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if event.key() in PAGE_KEYS and not self.verticalScrollBar().maximum():
            event.ignore()  # every row is seen: it is the page that has more
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._choose(self.indexAt(event.position().toPoint()).row())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.indexAt(event.position().toPoint())
        self._hover(at.row())
        self._tell(at)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)
        self._tell(self.currentIndex())

    def _tell(self, index: Index) -> None:
        """Say the whole of that cell, for who can tell colours and places apart and for who cannot."""
        self.told.emit(self.rows.cell(index).told if index.isValid() else "")

    def _hover(self, row: int) -> None:
        if row != self.over:
            self.over = row
            self.viewport().update()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell(current)
        self.viewport().update()  # the whole row wears the focus, not its cell

    @override
    def model(self) -> QAbstractItemModel:
        return self.rows


class TablePiece(Piece[v.Table]):
    """A table, or a sentence where there is no row."""

    def __init__(self, theme: Theme, part: v.Table) -> None:
        super().__init__(theme, part)
        inside = column(self)
        self._view: TableView | None = None
        self._line: Words | None = None
        if not part.rows and part.empty:
            inside.addWidget(self.type.body(part.empty, 400, "ink-2"))
            return
        self._view = TableView(theme, part)
        self._view.chosen.connect(self.intent)
        inside.addWidget(self._view)
        if part.hint:
            self._line = self.type.meta(part.hint, wrap=True)
            self._line.setMinimumHeight(2 * self._line.fontMetrics().height() + 6)
            inside.addSpacing(6)
            inside.addWidget(self._line)
            self._view.told.connect(self._say)

    def _say(self, words: str) -> None:
        if self._line is not None:
            self._line.say(words or self.part.hint)

    @override
    def take(self, part: v.Table) -> bool:
        if self._view is None or not part.rows:
            return part == self.part
        shape, was = ((one.name, len(one.heads), bool(one.hint)) for one in (part, self.part))
        if shape != was:
            return False
        if part != self.part:
            self._view.show_part(part)
        return True

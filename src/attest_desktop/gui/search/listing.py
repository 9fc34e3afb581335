"""The list of what was found: headings and entries, drawn in one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from attest_desktop.gui.search.catalogue import Entry, Line
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import colour, font, theme

LINE, HEADING = 36, 30
ICON = 18
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FoundModel(QAbstractListModel):
    """Lines as items; headings cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Headings count, too."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title; read aloud with what is told beside it."""
        line = self.lines[index.row()]
        if line.entry is None:
            return (
                line.heading if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
            )
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (line.entry.title, line.entry.about)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only entries can be chosen."""
        entry = index.isValid() and self.lines[index.row()].entry is not None
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if entry else Qt.ItemFlag.NoItemFlags


class FoundDelegate(QStyledItemDelegate):
    """Icon, title, and what is told of it in a quieter colour."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Lines grow with the text."""
        heading = index.model().flags(index) == Qt.ItemFlag.NoItemFlags
        return QSize(100, round((HEADING if heading else LINE) * max(1.0, theme.scale)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        model = index.model()
        if not isinstance(model, FoundModel):
            return
        line = model.lines[index.row()]
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.entry is None:
            painter.setFont(font(tokens.CAPTION, QFont.Weight.DemiBold))
            painter.setPen(colour("text_3"))
            words = room.adjusted(tokens.M, 0, -tokens.M, -tokens.XS)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line.heading)
        else:
            state: QStyle.StateFlag = option.state
            self._paint_entry(painter, room, line.entry, chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_entry(self, painter: QPainter, room: QRect, entry: Entry, *, chosen: bool) -> None:
        ink, quiet = ("on_accent_soft", "on_accent_soft") if chosen else ("text", "text_3")
        if chosen:
            edge = theme.tokens.border_width > 1
            painter.setPen(QPen(colour("accent"), 2) if edge else Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        device = painter.device()
        scale = device.devicePixelRatioF() if device is not None else 1.0
        picture = icons.pixmap(entry.icon, colour(ink if chosen else "text_2").name(), ICON, scale)
        painter.drawPixmap(room.left() + tokens.M, room.center().y() - ICON // 2 + 1, picture)
        words = room.adjusted(tokens.M + ICON + tokens.M, 0, -tokens.M, 0)
        face = font(tokens.BODY, QFont.Weight.Medium)
        metrics = QFontMetrics(face)
        painter.setFont(face)
        painter.setPen(colour(ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, title)
        beside = words.adjusted(metrics.horizontalAdvance(title) + tokens.L, 0, 0, 0)
        if entry.about and beside.width() > 60:
            small = font(tokens.CAPTION)
            painter.setFont(small)
            painter.setPen(colour(quiet))
            about = QFontMetrics(small).elidedText(entry.about, Qt.TextElideMode.ElideRight, beside.width())
            painter.drawText(beside, middle | Qt.AlignmentFlag.AlignRight, about)


class FoundList(QListView):
    """Never takes the keys: they stay with the line above. `chosen` carries the Entry pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = FoundModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(FoundDelegate(self))
        self.setAccessibleName("Найденное")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    @property
    def entry(self) -> Entry | None:
        """The one that Enter would choose."""
        index = self.currentIndex()
        return self._lines.lines[index.row()].entry if index.isValid() else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that is shown."""
        return tuple(line.entry for line in self._lines.lines if line.entry is not None)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, the first entry chosen."""
        self._lines.show_lines(lines)
        self.step(1)

    def step(self, by: int) -> None:
        """Choose an entry `by` entries further, round the end for single steps."""
        rows = [row for row, line in enumerate(self._lines.lines) if line.entry is not None]
        if not rows:
            return
        now = self.currentIndex()
        at = rows.index(now.row()) if now.isValid() and now.row() in rows else -1
        to = at + by
        to = to % len(rows) if abs(by) == 1 else min(max(to, 0), len(rows) - 1)
        if to == 0:
            self.scrollToTop()
        self.setCurrentIndex(self._lines.index(rows[to]))

    def height_of_all(self) -> int:
        """Room that all lines take, px."""
        return sum(self.sizeHintForRow(row) for row in range(self._lines.rowCount())) + 2

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What lies under the pointer is chosen."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._lines.lines[index.row()].entry is not None:
            self.setCurrentIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is Enter."""
        index = self.indexAt(event.position().toPoint())
        entry = self._lines.lines[index.row()].entry if index.isValid() else None
        if entry is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(entry)

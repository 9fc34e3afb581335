"""The pages of the strip as a list that can be put in another order by dragging."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from attest_desktop.gui.paper.entry import Entry
from attest_desktop.work.paper_lot import Sheet

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
PAGES = "application/x-attest-pages"


class PagesModel(QAbstractListModel):
    """`moved` tells that the pages in these rows were dropped before a row."""

    moved = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages in their order."""
        return tuple(one.sheet for one in self._entries)

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these; where the same pages stand in the same order only their looks change."""
        same = [one.sheet.key for one in entries] == [one.sheet.key for one in self._entries]
        if not same:
            self.beginResetModel()
        self._entries = tuple(entries)
        if not same:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many pages."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The page and the words for it."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        one = self._entries[index.row()]
        if role == ENTRY:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{index.row() + 1}. {one.spoken}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Pages are dragged; they are dropped between others, not onto them."""
        base = super().flags(index)
        return base | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def supportedDropActions(self) -> Qt.DropAction:
        """Only moving."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Rows of this very list."""
        return [PAGES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The rows that are dragged."""
        carried = QMimeData()
        carried.setData(PAGES, ",".join(str(row) for row in sorted({one.row() for one in indexes})).encode())
        return carried

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index
    ) -> bool:
        """Tell of the wish; who keeps the order changes it. False: nothing is to be taken out of here."""
        if data.hasFormat(PAGES):
            rows = tuple(int(one) for one in bytes(data.data(PAGES).data()).decode().split(","))
            self.moved.emit(rows, row if row >= 0 else len(self._entries))
        return False


def moved_before(sheets: Sequence[Sheet], rows: Sequence[int], before: int) -> tuple[Sheet, ...]:
    """The pages with those in `rows` put, in their order, before row `before`."""
    chosen = [sheets[row] for row in rows]
    head = [one for row, one in enumerate(sheets) if row < before and row not in rows]
    tail = [one for row, one in enumerate(sheets) if row >= before and row not in rows]
    return (*head, *chosen, *tail)

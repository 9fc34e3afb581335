"""A table to read: lines of the register, of the archive, of those whose data go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from attest_desktop.gui.theme.style import theme

_ROW_HEIGHT, _TWO_LINES = 36, 52
# A name needs so much, or it is broken into two lines, where it needs less, and the other columns give way; px.
_ROOMY, _NARROW, _CELL = 260, 168, 24
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its cells, a tooltip for each that needs one, and what it stands for."""

    cells: tuple[str, ...]
    tips: tuple[str, ...] = ()
    what: object = None


class ReadModel(QAbstractTableModel):
    """The entries under these heads."""

    def __init__(self, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self.entries: tuple[Entry, ...] = ()
        # Columns for which there is no room: told in the first one's tooltip.
        self.dropped: tuple[int, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and the whole of what is cut short as a tooltip."""
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = entry.tips[index.column()] if entry.tips else ""
            told = [tip or entry.cells[index.column()]]
            if index.column() == 0:
                told += [f"{self._heads[one]}: {entry.cells[one]}" for one in self.dropped]
            return "\n".join(told)
        return None


class ReadTable(QTableView):
    """Whole rows, keys, no editing; emits `chosen` with what the current row stands for, `opened` on Enter."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self, name: str, heads: Sequence[str], widths: Sequence[int], parent: QWidget | None = None
    ) -> None:
        """`widths` in pixels at the usual size of text; 0 takes what is left: names, which are never cut short."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._widths = tuple(widths)
        self._hidden: frozenset[int] = frozenset()
        self.rows = ReadModel(heads, self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def current(self) -> object:
        """What the current row stands for; None without one."""
        index = self.currentIndex()
        return self.rows.entries[index.row()].what if index.isValid() else None

    def show_entries(self, entries: Sequence[Entry], *, choose_first: bool = False) -> None:
        """Show other rows."""
        self.rows.show(entries)
        self._fit()
        if choose_first and entries:
            self.selectRow(0)
        elif choose_first:
            self.chosen.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def whole_height(self) -> int:
        """How high all rows are together, with the heads, in pixels."""
        return self.horizontalHeader().sizeHint().height() + 2 + self.rows.rowCount() * self._row_height

    def hide_column(self, column: int, *, hidden: bool) -> None:
        """Whether a column has nothing to say here; its room goes to the others."""
        self._hidden = self._hidden - {column} if not hidden else self._hidden | {column}
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names stay readable in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        widths = {
            at: round(width * theme.scale) for at, width in enumerate(self._widths) if at not in self._hidden
        }
        # Room for the longest name that is there, or for any usual one.
        names = sum(self._least(at) for at, width in widths.items() if not width)
        roomy = room - sum(widths.values()) >= min(round(_ROOMY * theme.scale), names)
        if not roomy:
            widths = {at: min(width, self._least(at)) if width else 0 for at, width in widths.items()}
        dropped = []
        while widths.get(0) == 0 and len(widths) > 2 and room - sum(widths.values()) < _NARROW * theme.scale:
            # The last columns tell the least.
            at, _ = widths.popitem()
            dropped.append(at)
        self.rows.dropped = tuple(sorted(dropped))
        self._row_height = round((_ROW_HEIGHT if roomy else _TWO_LINES) * theme.scale)
        self.setWordWrap(not roomy)
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        header = self.horizontalHeader()
        for column in range(len(self._widths)):
            self.setColumnHidden(column, column not in widths)
            width = widths.get(column, 0)
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if width:
                header.resizeSection(column, width)

    def _least(self, column: int) -> int:
        """What a column's words need, each in one line."""
        metrics = self.fontMetrics()
        words = {entry.cells[column] for entry in self.rows.entries}
        head = self.rows.headerData(column, Qt.Orientation.Horizontal)
        return max(metrics.horizontalAdvance(one) for one in (*words, f"{head} ")) + round(_CELL * theme.scale)

    def _on_row(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.entries[index.row()].what if index.isValid() else None)

    def _open(self, row: int) -> None:
        self.opened.emit(self.rows.entries[row].what)

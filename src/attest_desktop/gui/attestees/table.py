"""The table itself: widths, hovering, opening a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from attest_desktop.gui.attestees.delegate import ROW_HEIGHT, CellDelegate
from attest_desktop.gui.attestees.model import PERSON, AttesteesFilter, Column
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.theme.style import theme

HEADER = "attestees"
NARROWEST = 72
LEAST_FOR_POSITION = 120
# Widths of the columns but one at 100 % text; «Должность и предмет» takes what is left.
WIDTHS = {
    Column.NAME: 162,
    Column.PERIOD: 142,
    Column.CATEGORY: 148,
    Column.FORM: 118,
    Column.HAND_IN: 134,
    Column.STAGE: 168,
}


class AttesteesTable(QTableView):
    """Emits `row_opened` with the attestee's id on Enter and double click."""

    row_opened = Signal(str)

    def __init__(self, model: AttesteesFilter, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.hovered_row = -1
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName("Таблица аттестуемых")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self._set_heights()
        self._set_widths()
        theme.changed.connect(self._set_heights)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(index.data(PERSON).id))

    def _set_heights(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(ROW_HEIGHT * theme.scale))

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(NARROWEST)
        kept = self._preferences.state(HEADER)
        if kept is None or not header.restoreState(kept) or header.count() != len(Column):
            for column, width in WIDTHS.items():
                header.resizeSection(column, round(width * theme.scale))
            self.sortByColumn(Column.HAND_IN, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.POSITION, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        header.sectionResized.connect(self._keep)
        header.sortIndicatorChanged.connect(self._keep)

    def _keep(self) -> None:
        self._preferences.keep_state(HEADER, self.horizontalHeader().saveState())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the kept widths do not fit, all but the stretching column shrink together."""
        super().resizeEvent(event)
        header = self.horizontalHeader()
        fixed = sum(header.sectionSize(column) for column in WIDTHS)
        room = self.viewport().width() - LEAST_FOR_POSITION
        if fixed > room > 0:
            for column in WIDTHS:
                header.resizeSection(column, max(NARROWEST, header.sectionSize(column) * room // fixed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex().data(PERSON).id)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went away."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

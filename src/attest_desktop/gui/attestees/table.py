"""The table itself: keys, hovering, choosing several rows, folding periods, opening a row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from attest_desktop.gui.attestees.columns import Column
from attest_desktop.gui.attestees.delegate import GROUP_HEIGHT, ROW_HEIGHT, CellDelegate, Chosen
from attest_desktop.gui.attestees.fitting import Fitting
from attest_desktop.gui.attestees.memory import Memory
from attest_desktop.gui.attestees.model import AttesteesModel
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.attestees.sheet import Group
from attest_desktop.gui.theme.style import theme

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AttesteesTable(Chosen):
    """Rows of people under headings of periods.

    `row_opened` with the attestee's id on Enter and double click; `current_moved` with the row, heading or None
    that the user came to; `selection_moved` when other rows are chosen; the rest ask for what the keys mean.
    """

    row_opened = Signal(str)
    current_moved = Signal(object)
    selection_moved = Signal()
    folding = Signal(object, bool)
    copy_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: AttesteesModel, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._kept: tuple[set[str], str | None, str | None, int] = (set(), None, None, 0)
        self._moving = False
        self._low: list[int] = []
        self._spans: list[tuple[int, int]] = []
        self.setModel(model)
        self._painter = CellDelegate(self, model)
        self.setItemDelegate(self._painter)
        self._settle_look()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.fitting = Fitting(header, memory)
        column, down = memory.sort
        header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.fitting.changed.connect(self.fit)
        model.about_to_rearrange.connect(self._remember)
        model.rearranged.connect(self._bring_back)
        theme.changed.connect(self._on_theme)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self._set_heights()

    def _settle_look(self) -> None:
        self.setAccessibleName("Таблица аттестуемых")
        self.setAccessibleDescription(
            "Enter открывает карточку, пробел выбирает строку, стрелки влево и вправо сворачивают период"
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()

    # What is chosen

    @property
    def current_entry(self) -> Row | Group | None:
        """The row or heading that the user stands on."""
        return self._rows.entry(self.currentIndex().row())

    def chosen(self) -> list[Row]:
        """The chosen rows from top to bottom."""
        places = sorted({place for top, bottom in self._spans for place in range(top, bottom + 1)})
        entries = (self._rows.entry(place) for place in places)
        return [one for one in entries if isinstance(one, Row)]

    def is_chosen(self, place: int) -> bool:
        """Whether the row in this place is chosen."""
        return any(top <= place <= bottom for top, bottom in self._spans)

    def choose(self, attestee_ids: Iterable[str]) -> None:
        """Choose exactly these rows; the user stands on the first of them."""
        wanted = set(attestee_ids)
        places = [
            place
            for place, one in enumerate(self._rows.arrangement.shown)
            if isinstance(one, Row) and one.id in wanted
        ]
        if places:
            # Current first: it would choose its own row alone.
            self.setCurrentIndex(self._rows.index(places[0], Column.NAME))
            self._select(places)

    def _select(self, places: list[int]) -> None:
        """Choose rows: neighbours as one span, or thousands would take seconds."""
        selection = QItemSelection()
        last = len(Column) - 1
        begin = 0
        for number in range(1, len(places) + 1):
            if number == len(places) or places[number] != places[number - 1] + 1:
                selection.select(self._rows.index(places[begin], 0), self._rows.index(places[number - 1], last))
                begin = number
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if not self._moving:
            self.current_moved.emit(self.current_entry)

    def _on_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        spans = self.selectionModel().selection().toList()
        self._spans = [(span.top(), span.bottom()) for span in spans]
        if not self._moving:
            self.selection_moved.emit()

    # Rows that stand anew

    def _remember(self) -> None:
        self._painter.forget()
        self._moving = True
        entry = self.current_entry
        self._kept = (
            {row.id for row in self.chosen()},
            entry.id if isinstance(entry, Row) else None,
            entry.key if isinstance(entry, Group) else None,
            self.verticalScrollBar().value(),
        )

    def _bring_back(self) -> None:
        """The same rows stay chosen and the user stays on the same one, if they are still shown."""
        chosen, person, group, scroll = self._kept
        # A reset empties the selection without a word.
        self._spans = []
        self._set_heights()
        shown = self._rows.arrangement.shown
        places, here = [], -1
        for place, one in enumerate(shown):
            if isinstance(one, Row):
                if one.id in chosen:
                    places.append(place)
                if one.id == person:
                    here = place
            elif one.key == group:
                here = place
        if here < 0:
            here = places[0] if places else next(
                (place for place, one in enumerate(shown) if isinstance(one, Row)), 0 if shown else -1
            )  # fmt: skip
            scroll = 0
        self.verticalScrollBar().setValue(scroll)
        if here >= 0:
            self.selectionModel().setCurrentIndex(
                self._rows.index(here, Column.NAME), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            if not places and isinstance(shown[here], Row):
                places = [here]
        self._select(places)
        if here >= 0:
            self.scrollTo(self.currentIndex())
        self._moving = False
        self.current_moved.emit(self.current_entry)
        self.selection_moved.emit()

    # Room

    def fit(self) -> None:
        """Lay the columns out anew."""
        self.fitting.fit(self.viewport().width())

    def _set_heights(self) -> None:
        """Headings are lower than rows. The header remembers heights by place: those of before are undone."""
        header = self.verticalHeader()
        usual = round(ROW_HEIGHT * theme.scale)
        header.setDefaultSectionSize(usual)
        for place in self._low:
            if place < header.count():
                header.resizeSection(place, usual)
        self._low = self._rows.group_places()
        for place in self._low:
            header.resizeSection(place, round(GROUP_HEIGHT * theme.scale))

    def _on_theme(self) -> None:
        self._set_heights()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.fit()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the arrows to the sides fold and go to the heading, Ctrl+C copies."""
        entry = self.current_entry
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif isinstance(entry, Group) and key in (*_OPENING, Qt.Key.Key_Space):
            self.folding.emit(entry, not entry.folded)
        elif isinstance(entry, Row) and key in _OPENING:
            self.row_opened.emit(entry.id)
        elif key == Qt.Key.Key_Left and not event.modifiers():
            self._go_left(entry)
        elif key == Qt.Key.Key_Right and not event.modifiers():
            self._go_right(entry)
        else:
            super().keyPressEvent(event)

    def _go_left(self, entry: Row | Group | None) -> None:
        if isinstance(entry, Group):
            if not entry.folded:
                self.folding.emit(entry, True)
            return
        above = [place for place in self._rows.group_places() if place < self.currentIndex().row()]
        if above:
            self.setCurrentIndex(self._rows.index(above[-1], Column.NAME))

    def _go_right(self, entry: Row | Group | None) -> None:
        if isinstance(entry, Group):
            if entry.folded:
                self.folding.emit(entry, False)
            else:
                self.setCurrentIndex(self._rows.index(self.currentIndex().row() + 1, Column.NAME))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds it or opens it."""
        place = self.indexAt(event.position().toPoint()).row()
        entry = self._rows.entry(place)
        if isinstance(entry, Group) and event.button() is Qt.MouseButton.LeftButton:
            self.selectionModel().setCurrentIndex(
                self._rows.index(place, Column.NAME), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.folding.emit(entry, not entry.folded)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the person; on a heading it is two clicks."""
        entry = self._rows.entry(self.indexAt(event.position().toPoint()).row())
        if isinstance(entry, Row) and event.button() is Qt.MouseButton.LeftButton:
            self.row_opened.emit(entry.id)
        elif isinstance(entry, Group):
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a row: by the right button, or by its key."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            here = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(here))
        else:
            self.menu_wanted.emit(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went away."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        before, self._painter.hovered = self._painter.hovered, row
        if row != before:
            self.viewport().update()

"""The strip of pages: arrows go about, Ctrl with arrows moves a page, Delete takes it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from attest_desktop.gui.paper.delegate import PageDelegate
from attest_desktop.gui.paper.model import PAGES, PagesModel

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class PageStrip(QListView):
    """Tells what the user wants done with the chosen pages; changes nothing itself."""

    remove = Signal()
    earlier = Signal()
    later = Signal()
    turn = Signal(int)
    chosen_changed = Signal()

    def __init__(self, model: PagesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = model
        self.setModel(model)
        self.setItemDelegate(PageDelegate(self))
        self.setAccessibleName("Страницы")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self._keys: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): self.remove.emit,
            (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier): self.remove.emit,
            (Qt.Key.Key_Left, CONTROL): self.earlier.emit,
            (Qt.Key.Key_Right, CONTROL): self.later.emit,
            (Qt.Key.Key_R, CONTROL): lambda: self.turn.emit(-1),
            (Qt.Key.Key_R, CONTROL | SHIFT): lambda: self.turn.emit(1),
        }

    @property
    def rows(self) -> tuple[int, ...]:
        """The chosen rows, from first to last."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedIndexes()))

    def choose(self, rows: Sequence[int]) -> None:
        """Choose these rows, the first of them the current one."""
        selection = self.selectionModel()
        selection.clearSelection()
        for row in rows:
            if row < self._pages.rowCount():
                selection.select(self._pages.index(row), QItemSelectionModel.SelectionFlag.Select)
        if rows and rows[0] < self._pages.rowCount():
            selection.setCurrentIndex(self._pages.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate)

    def event(self, event: QEvent) -> bool:
        """The strip's own keys come before the window's shortcuts: Ctrl+R turns a scan here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if (Qt.Key(event.key()), held) in self._keys:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The strip's own keys; the rest goes about."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._keys.get((Qt.Key(event.key()), held))
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def dropEvent(self, event: QDropEvent) -> None:
        """A page was dropped among the others: it goes before the one whose left half it fell on."""
        data = event.mimeData()
        if not data.hasFormat(PAGES):
            event.ignore()
            return
        spot = event.position().toPoint()
        under = self.indexAt(spot)
        row = self._pages.rowCount()
        if under.isValid():
            row = under.row() + (spot.x() > self.visualRect(under).center().x())
        self._pages.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, self.rootIndex())
        # Not accepted as a move: the list itself has nothing to take away.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

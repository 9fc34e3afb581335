"""The strip of pages with its buttons; or, before there are pages, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from attest_desktop.gui.paper.entry import Entry
from attest_desktop.gui.paper.model import PagesModel
from attest_desktop.gui.paper.strip import PageStrip
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Card, EmptyState, IconButton, PrimaryButton, SecondaryButton, TextButton
from attest_desktop.gui.widgets.flow import Flow

FILES = "Сканы, фотографии и PDF (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.heic *.heif)"
ADD = "Добавить файлы…"
# Room for words in the bar, px.
WIDE = 500
EMPTY = "Добавьте сканы подписанных страниц"
HOW = (
    "Перетащите сюда сканы, фотографии или PDF, все сразу. "
    "Программа сама узнает страницы и скажет, чего не хватает."
)


class PageBoard(Card):
    """Tells what the user wants done with which rows; changes nothing itself."""

    files = Signal(object)
    removed = Signal(object)
    moved = Signal(object, int)
    turned = Signal(object, int)
    order = Signal()
    closer = Signal(int)
    undo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S, parent=parent)
        self.setAcceptDrops(True)
        self.setAccessibleName("Страницы для PDF")
        self.model = PagesModel(self)
        self.strip = PageStrip(self.model)
        self._add = SecondaryButton(ADD, self.choose, icon="plus")
        self._closer = IconButton("zoom-in", "Посмотреть крупно (Enter)", self._look_closer)
        self._left = IconButton("rotate-ccw", "Повернуть влево (Ctrl+Shift+R)", lambda: self._turn(1))
        self._right = IconButton("rotate-cw", "Повернуть вправо (Ctrl+R)", lambda: self._turn(-1))
        self._earlier = IconButton("arrow-left", "Передвинуть раньше (Ctrl+←)", lambda: self._step(-1))
        self._later = IconButton("arrow-right", "Передвинуть дальше (Ctrl+→)", lambda: self._step(1))
        self._remove = IconButton("trash-2", "Убрать (Delete)", self._take_out)
        self._order = TextButton("По порядку", self.order.emit)
        self._undo = IconButton("undo-2", "Вернуть (Ctrl+Z)", self.undo.emit)
        self._build()
        self.strip.activated.connect(lambda index: self.closer.emit(index.row()))
        self.strip.remove.connect(self._take_out)
        self.strip.earlier.connect(lambda: self._step(-1))
        self.strip.later.connect(lambda: self._step(1))
        self.strip.turn.connect(self._turn)
        self.strip.chosen_changed.connect(self._tell)
        self.model.moved.connect(self._on_moved)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self, self.undo.emit)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_entries(self, entries: Sequence[Entry], *, can_undo: bool, by_hand: bool) -> None:
        """Show the pages; the chosen ones stay chosen."""
        sheets = self.model.sheets
        chosen = {sheets[row].key for row in self.strip.rows}
        first = min(self.strip.rows, default=-1)
        self.model.show(entries)
        rows = [row for row, one in enumerate(self.model.sheets) if one.key in chosen]
        if not rows and first >= 0 and entries:
            rows = [min(first, len(entries) - 1)]
        if rows != list(self.strip.rows):
            self.strip.choose(rows)
        self._pages.setCurrentWidget(self._strip_page if entries else self._empty)
        self._undo.setEnabled(can_undo)
        self._order.setVisible(by_hand)
        self._tell()

    def choose(self) -> None:
        """Ask for files."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "Сканы подписанных страниц", "", FILES)
        if chosen:
            self.files.emit([Path(one) for one in chosen])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words on the button where there is room for them."""
        super().resizeEvent(event)
        self._add.setText(ADD if self.width() >= round(WIDE * theme.scale) else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the board."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The same all over it."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files were dropped."""
        found = files_in(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.files.emit(found)

    def _look_closer(self) -> None:
        if self.strip.rows:
            self.closer.emit(self.strip.rows[0])

    def _take_out(self) -> None:
        if self.strip.rows:
            self.removed.emit(self.strip.rows)

    def _turn(self, quarters: int) -> None:
        if self.strip.rows:
            self.turned.emit(self.strip.rows, quarters)

    def _step(self, way: int) -> None:
        rows = self.strip.rows
        if not rows:
            return
        before = rows[0] - 1 if way < 0 else rows[-1] + 2
        if 0 <= before <= self.model.rowCount():
            self.moved.emit(rows, before)

    def _on_moved(self, rows: tuple[int, ...], before: int) -> None:
        self.moved.emit(rows, before)

    def _tell(self) -> None:
        """Which buttons can be pressed."""
        rows = self.strip.rows
        for button in (self._closer, self._left, self._right, self._remove):
            button.setEnabled(bool(rows))
        self._earlier.setEnabled(bool(rows) and rows[0] > 0)
        self._later.setEnabled(bool(rows) and rows[-1] < self.model.rowCount() - 1)

    def _build(self) -> None:
        bar = Flow(gap=tokens.XS)
        bar.addWidget(self._add)
        for button in (
            self._closer,
            self._left,
            self._right,
            self._earlier,
            self._later,
            self._remove,
            self._undo,
        ):
            bar.addWidget(button)
        bar.addWidget(self._order)
        self._order.hide()
        above = QVBoxLayout()
        above.setContentsMargins(tokens.S, tokens.XS, tokens.S, tokens.XS)
        above.addLayout(bar)
        self._strip_page = QWidget()
        column = QVBoxLayout(self._strip_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addLayout(above)
        column.addWidget(self.strip, 1)
        self._empty = EmptyState("scan-line", EMPTY, HOW, PrimaryButton(ADD, self.choose, icon="plus"))
        holder = QWidget()
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._strip_page)
        self.body.addWidget(holder, 1)


def files_in(data: QMimeData) -> list[Path]:
    """The files that are dropped or pasted."""
    return [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]

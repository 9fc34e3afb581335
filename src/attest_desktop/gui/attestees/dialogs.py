"""Two small questions: how to call a filter, and which columns to show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from attest_desktop.gui.attestees.columns import Column
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Caption,
    Field,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    resize_within_screen,
)
from attest_desktop.work.people_filter import LONGEST_NAME

COLUMN = Qt.ItemDataRole.UserRole


class NameDialog(QDialog):
    """Asks for the name under which a filter is kept; `named` brings it."""

    named = Signal(str)

    def __init__(self, proposed: str, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Сохранить отбор")
        self.setMinimumWidth(round(420 * theme.scale))
        self._known = {name.casefold() for name in known}
        self.line = QLineEdit(proposed[:LONGEST_NAME])
        self.line.setMaxLength(LONGEST_NAME)
        self.line.selectAll()
        self._save = PrimaryButton("Сохранить", self._on_save)
        self._save.setDefault(True)
        self._hint = Caption("")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(Field("Название отбора", self.line))
        column.addWidget(self._hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch(1)
        buttons.addWidget(SecondaryButton("Не сохранять", self.reject))
        buttons.addWidget(self._save)
        column.addLayout(buttons)
        self.line.textChanged.connect(self._on_text)
        self._on_text(self.line.text())

    def _on_text(self, text: str) -> None:
        self._save.setEnabled(bool(text.strip()))
        same = text.strip().casefold() in self._known
        self._hint.setText(
            "Отбор с таким названием уже есть: он будет заменён."
            if same
            else "Отбор появится среди кнопок над таблицей."
        )

    def _on_save(self) -> None:
        self.named.emit(self.line.text().strip())
        self.accept()


class ColumnsDialog(QDialog):
    """Which columns are shown and in what order; what is ticked is seen in the table at once.

    `changed` brings the shown columns and the order; `reset` asks for everything as at the first start.
    """

    changed = Signal(object, object)
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Столбцы таблицы")
        self.list = QListWidget()
        self.list.setAccessibleName("Столбцы")
        self.list.setProperty("kind", "boxed")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumSize(QSize(round(300 * theme.scale), 160))
        self.up = SecondaryButton("Выше", lambda: self._move(-1), icon="chevron-up")
        self.down = SecondaryButton("Ниже", lambda: self._move(1), icon="chevron-down")
        self.up.setToolTip("Выше (Ctrl+↑)")
        self.down.setToolTip("Ниже (Ctrl+↓)")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(Second("Отметьте, что показывать. Порядок — слева направо."))
        middle = QHBoxLayout()
        middle.setSpacing(tokens.M)
        middle.addWidget(self.list, 1)
        side = QVBoxLayout()
        side.setSpacing(tokens.S)
        side.addWidget(self.up)
        side.addWidget(self.down)
        side.addStretch(1)
        middle.addLayout(side)
        column.addLayout(middle)
        self._note = Caption("")
        column.addWidget(self._note)
        buttons = QHBoxLayout()
        buttons.addWidget(TextButton("Как было сначала", self.reset.emit))
        buttons.addStretch(1)
        done = PrimaryButton("Готово", self.accept)
        done.setDefault(True)
        buttons.addWidget(done)
        column.addLayout(buttons)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.model().rowsMoved.connect(lambda *_args: self._tell())
        self.list.currentRowChanged.connect(self._on_current)
        resize_within_screen(self, 0, round(560 * theme.scale))
        QShortcut(QKeySequence("Ctrl+Up"), self, lambda: self._move(-1))
        QShortcut(QKeySequence("Ctrl+Down"), self, lambda: self._move(1))

    def show_columns(self, order: Sequence[Column], shown: set[Column], without_room: frozenset[Column]) -> None:
        """Show how things are."""
        here = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        for one in order:
            item = QListWidgetItem(one.title)
            item.setData(COLUMN, int(one))
            item.setToolTip(one.hint)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            if one is Column.NAME:
                # Without the name a row would be nobody's; it also stays first.
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            else:
                flags |= Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags)
            item.setCheckState(Qt.CheckState.Checked if one in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(here, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._on_current(here)
        missing = ", ".join(f"«{one.title}»" for one in order if one in without_room)
        self._note.setText(
            f"Сейчас не помещается: {missing}. Сверните сводку или сузьте столбцы." if missing else ""
        )
        self._note.setVisible(bool(missing))

    def _on_current(self, row: int) -> None:
        self.up.setEnabled(row > 1)
        self.down.setEnabled(0 < row < self.list.count() - 1)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        to = row + step
        if row < 1 or not 1 <= to < self.list.count():
            return
        self.list.blockSignals(True)
        item = self.list.takeItem(row)
        self.list.insertItem(to, item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(to)
        self._tell()

    def _tell(self) -> None:
        items = [self.list.item(number) for number in range(self.list.count())]
        order = [Column(item.data(COLUMN)) for item in items]
        order.sort(key=lambda one: one is not Column.NAME)
        shown = {Column(item.data(COLUMN)) for item in items if item.checkState() is Qt.CheckState.Checked}
        self.changed.emit(shown, order)

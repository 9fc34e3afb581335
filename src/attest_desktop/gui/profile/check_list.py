"""A list to tick any lines of, with a search above it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from attest_desktop.domain.text import normalised
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, SearchField

ROWS_SHOWN = 6
NOTHING_FOUND = "В списке такого нет: проверьте написание."


class CheckList(QWidget):
    """Space ticks the line in front; Enter in the search ticks the only line that was found."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.search = SearchField("Найти в списке", f"Найти в списке: {name}")
        self.list = QListWidget()
        self.list.setProperty("kind", "boxed")
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.summary = Caption("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        for part in (self.search, self.list, self.summary):
            column.addWidget(part)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._filter)
        self.list.itemChanged.connect(self._on_item_changed)

    def offer(self, texts: Iterable[str]) -> None:
        """Put other lines in; those that were ticked and are there again stay ticked."""
        ticked = set(self.values())
        self.list.blockSignals(True)
        self.list.clear()
        for text in texts:
            item = QListWidgetItem(text, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if text in ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        if self.list.count():
            self.list.setCurrentRow(0)
        self._filter()
        self._fit()

    def values(self) -> tuple[str, ...]:
        """The ticked lines in the list's order."""
        return tuple(item.text() for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def set_values(self, values: Iterable[str]) -> None:
        """Tick these lines only."""
        wanted = set(values)
        self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if item.text() in wanted else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._sum_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a search that found one line ticks it; otherwise Enter is the form's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.text():
            found = [item for item in self._items() if not item.isHidden()]
            if len(found) == 1:
                other = found[0].checkState() is Qt.CheckState.Unchecked
                found[0].setCheckState(Qt.CheckState.Checked if other else Qt.CheckState.Unchecked)
                self.search.clear()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: object) -> None:
        """Keep the height in rows when the text size changes."""
        super().changeEvent(event)  # type: ignore[arg-type]  # the stubs want their own class of event
        self._fit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self) -> None:
        wanted = normalised(self.search.text())
        for item in self._items():
            item.setHidden(wanted not in normalised(item.text()))
        first = next((item for item in self._items() if not item.isHidden()), None)
        if first is not None and wanted:
            self.list.setCurrentItem(first)
        self._sum_up()

    def _on_item_changed(self) -> None:
        self._sum_up()
        self.changed.emit()

    def _sum_up(self) -> None:
        if self.search.text() and all(item.isHidden() for item in self._items()):
            self.summary.setText(NOTHING_FOUND)
            return
        values = self.values()
        self.summary.setText(f"Выбрано ({len(values)}): {', '.join(values)}" if values else "Ничего не выбрано")

    def _fit(self) -> None:
        if hasattr(self, "list"):
            row = self.list.sizeHintForRow(0) if self.list.count() else 0
            rows = min(max(self.list.count(), 2), ROWS_SHOWN)
            self.list.setFixedHeight(max(row, 34) * rows + 12)

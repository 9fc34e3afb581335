"""The panel «Клавиши»: every key that does something, as declared in `gui.keys`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.keys import Where
from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.shell.overlay import Overlay
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import IconButton, Second, Strong, TextButton, Title, label, scrolled

WIDTH = 900
COLUMNS = (
    (Where.EVERYWHERE,),
    (Where.TABLE, Where.CARD, Where.WRITING, Where.SENDING, Where.PAGES, Where.SCANS, Where.GUIDE),
)


class KeysTable(QWidget):
    """Keys and what they do, a group under each heading; in one column where there is no room for two."""

    def __init__(self, parent: QWidget | None = None, *, columns: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName("Клавиши")
        row = QHBoxLayout(self) if columns else QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XXL if columns else tokens.M)
        for groups in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(tokens.M)
            for where in groups:
                column.addWidget(Strong(where.value))
                column.addLayout(_grid(where))
            column.addStretch(1)
            row.addLayout(column, 1)


class KeysPanel(Overlay):
    """Opened by «?»; `to_help` leads on to the view «Справка»."""

    def __init__(self, window: QWidget, to_help: Callable[[], object]) -> None:
        super().__init__(window, "Клавиши", width=WIDTH)
        self._to_help = to_help
        head = QHBoxLayout()
        head.addWidget(Title("Клавиши"), 1)
        head.addWidget(TextButton("Открыть справку", self._on_help))
        self._close = IconButton("x", "Закрыть", self.close_up)
        head.addWidget(self._close)
        self.body.setContentsMargins(tokens.XL, tokens.L, tokens.L, tokens.L)
        self.body.addLayout(head)
        self._table: QWidget | None = None
        self._area = scrolled(QWidget())
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        speaks_as(self._area, QAccessible.Role.Document)
        self._area.setAccessibleName("Список клавиш")
        self.body.addWidget(self._area, 1)

    def open_now(self) -> None:
        """Show it."""
        window = self.parentWidget()
        narrow = window is not None and window.width() < WIDTH * max(1.0, theme.scale)
        table = KeysTable(columns=not narrow)
        table.setObjectName("plain")
        self._area.setWidget(table)
        self._table = table
        self.open_over(self._close)

    def _on_help(self) -> None:
        self.close_up()
        self._to_help()

    def wanted_height(self, most: int) -> int:
        """As tall as the table."""
        table = self._table.sizeHint().height() if self._table is not None else 0
        return min(table + self._close.sizeHint().height() + 2 * tokens.L + tokens.M, most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it as well."""
        if event.key() == Qt.Key.Key_Question:
            self.close_up()
            event.accept()
            return
        super().keyPressEvent(event)


def _grid(where: Where) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.M)
    grid.setVerticalSpacing(tokens.XS)
    grid.setColumnStretch(1, 1)
    for place, (told, words) in enumerate(keys.told_in(where)):
        key = label(told, "key", wrap=False)
        grid.addWidget(key, place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(Second(words), place, 1)
    return grid

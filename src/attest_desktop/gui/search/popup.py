"""The panel «Найти»: a line to type into, and what was found under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.gui.search.catalogue import Catalogue, Entry, Recent
from attest_desktop.gui.search.listing import FoundList
from attest_desktop.gui.shell.overlay import Overlay
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Line, SearchField, Second

WIDTH = 680
PAGE = 8
HINT = "Фамилия, действие, раздел или настройка"
NOTHING = "Ничего не нашлось. Проверьте слова или сотрите часть из них."
HOW = "Стрелки выбирают, Enter открывает, Esc закрывает."
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}


class _Field(SearchField):
    """Typing stays here, going about the list is the popup's; Esc closes whatever is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter and Esc are not for the line."""
        if event.key() in (*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
            return
        super().keyPressEvent(event)


class SearchPopup(Overlay):
    """Opened by Ctrl+K. What is chosen is done after the panel is gone."""

    def __init__(self, window: QWidget, recent: Recent) -> None:
        super().__init__(window, "Найти", width=WIDTH)
        self._catalogue = Catalogue(())
        self._recent = recent
        self.body.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.S)
        self.field = _Field(HINT, "Найти")
        self.field.setAccessibleDescription(HOW)
        self.list = FoundList()
        self._nothing = Second(NOTHING)
        self._nothing.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.M)
        self._nothing.hide()
        column = QVBoxLayout()
        column.setSpacing(tokens.S)
        column.addWidget(self.field)
        column.addWidget(Line())
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        self.body.addLayout(column)
        self.field.textChanged.connect(self._search)
        self.list.chosen.connect(self._choose)

    def open_with(self, catalogue: Catalogue) -> None:
        """Open, empty, with this to be found."""
        self._catalogue = catalogue
        self.field.clear()
        self._search()
        self.open_over(self.field)

    def replace(self, catalogue: Catalogue) -> None:
        """What can be found changed, e.g. the people were read; what is typed stays."""
        self._catalogue = catalogue
        if self.isVisible():
            self._search()

    def wanted_height(self, most: int) -> int:
        """As tall as what was found."""
        margins = self.body.contentsMargins()
        above = margins.top() + margins.bottom() + self.field.sizeHint().height() + 2 * tokens.S + 1
        below = (
            self.list.height_of_all() if self.list.entries else self._nothing.heightForWidth(self.panel.width())
        )
        return min(above + below, most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about the list, choose, close."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.list.step(_STEPS[key])
            self._announce()
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.entry is not None:
                self._choose(self.list.entry)
            event.accept()
        elif key == Qt.Key.Key_K and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self.list.show_lines(self._catalogue.lines(self.field.text(), self._recent.keys))
        self.list.setVisible(bool(self.list.entries))
        self._nothing.setVisible(not self.list.entries)
        self.fit()
        self._announce()

    def _announce(self) -> None:
        """The keys stay with the line: what is chosen in the list is said."""
        entry = self.list.entry
        said = f"{entry.title}, {entry.about}" if entry is not None else NOTHING
        self.list.setAccessibleDescription(said)
        if self.isVisible() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, said))

    def _choose(self, entry: Entry) -> None:
        self._recent.note(entry.key)
        self.close_up()
        entry.choose()

"""The left side of the dialog: which ready text, and what was used already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from attest_desktop.gui.messages.words import TO, used_words
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, Elided, label
from attest_desktop.store import StoredMessage
from attest_desktop.work.message_texts import ReadyText

WIDTH = 268
ROW = 56
KEPT = Qt.ItemDataRole.UserRole
MOST_USED = 50


class Choices(QWidget):
    """Emits `chosen` with a ReadyText, `looked_at` with a StoredMessage."""

    chosen = Signal(object)
    looked_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(round(WIDTH * theme.scale))
        self.texts = _list("Какое сообщение")
        self.used = _list("Что уже использовано")
        self.used.setMaximumHeight(round(2.3 * ROW * theme.scale))
        self._used_title = label("Уже использовано", "field")
        self.texts.currentItemChanged.connect(lambda item, _old: self._on_current(item, self.used))
        self.used.currentItemChanged.connect(lambda item, _old: self._on_current(item, self.texts))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(label("Какое сообщение", "field"))
        column.addWidget(self.texts, 1)
        column.addWidget(self._used_title)
        column.addWidget(self.used)

    def show_texts(self, texts: Sequence[ReadyText], wanted: str) -> None:
        """List the ready texts; the wanted one (else the first) becomes current."""
        self.texts.blockSignals(True)
        self.texts.clear()
        for one in texts:
            changed = " · свой текст" if one.changed else ""
            item = _item(self.texts, one.title, f"{TO.get(one.to, one.to.russian)}{changed}")
            item.setData(KEPT, one)
        self.texts.setCurrentRow(-1)
        self.texts.blockSignals(False)
        place = next((number for number, one in enumerate(texts) if one.id == wanted), 0)
        if texts:
            self.texts.setCurrentRow(place)

    def show_used(self, used: Sequence[StoredMessage], texts: Sequence[ReadyText], now: datetime) -> None:
        """List what was used, newest first."""
        titles = {one.id: one.title for one in texts}
        self.used.blockSignals(True)
        self.used.clear()
        for one in used[:MOST_USED]:
            title = titles.get(one.message.kind, one.message.subject)
            item = _item(self.used, title, used_words(one, now))
            item.setData(KEPT, one)
        self.used.setCurrentRow(-1)
        self.used.blockSignals(False)
        for part in (self.used, self._used_title):
            part.setVisible(bool(used))

    def _on_current(self, item: QListWidgetItem | None, other: QListWidget) -> None:
        if item is None:
            return
        other.blockSignals(True)
        other.setCurrentRow(-1)
        other.clearSelection()
        other.blockSignals(False)
        (self.chosen if other is self.used else self.looked_at).emit(item.data(KEPT))


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setProperty("kind", "boxed")
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    return made


def _item(holder: QListWidget, title: str, below: str) -> QListWidgetItem:
    """An item of two lines: drawn by labels, read aloud from the item itself."""
    item = QListWidgetItem(holder)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {below}")
    item.setToolTip(f"{title}\n{below}")
    item.setSizeHint(QSize(0, round(ROW * theme.scale)))
    inside = QWidget()
    inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    words = QVBoxLayout(inside)
    words.setContentsMargins(tokens.S, tokens.XS, tokens.S, tokens.XS)
    words.setSpacing(0)
    words.addWidget(Elided(title))
    words.addWidget(_caption(below))
    holder.setItemWidget(item, inside)
    return item


def _caption(text: str) -> Caption:
    made = Caption(text)
    made.setWordWrap(False)
    return made

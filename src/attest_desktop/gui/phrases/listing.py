"""A list of phrases: the words in a few lines, below them what they are for; and the way back after a removal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from attest_desktop.gui.widgets import Caption, TextButton
from attest_desktop.gui.widgets.two_tone import TwoTone, two_tone_item
from attest_desktop.gui.words import counted
from attest_desktop.store import StoredPhrase

PHRASE = Qt.ItemDataRole.UserRole


def places_of(one: StoredPhrase) -> str:
    """«Показатель 1 · высшая · учитель физики · 3 раза»."""
    phrase = one.phrase
    said = [f"Показатель {phrase.criterion}" if phrase.criterion else "", phrase.category]
    said += [phrase.position, phrase.subject]
    if one.used:
        said.append(f"вставлена {counted(one.used, 'раз', 'раза', 'раз')}")
    return " · ".join(part for part in said if part) or "для любого места"


class PhraseList(QListWidget):
    """Phrases in the order given; the words shown may be those for one attestee."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(TwoTone(self, ruled=True))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setUniformItemSizes(False)

    def show_phrases(
        self, found: Iterable[StoredPhrase], words: Callable[[StoredPhrase], str], *, from_first: bool = False
    ) -> None:
        """Show these; the one that was current stays so, else (and with `from_first`) the first is."""
        former = None if from_first else self.phrase()
        self.clear()
        for one in found:
            item = two_tone_item(" ".join(words(one).split()), places_of(one))
            item.setData(PHRASE, one)
            self.addItem(item)
            if former is not None and one.id == former.id:
                self.setCurrentItem(item)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def phrase(self) -> StoredPhrase | None:
        """The current phrase."""
        item = self.currentItem()
        kept: StoredPhrase | None = item.data(PHRASE) if item else None
        return kept


class UndoLine(QWidget):
    """«Фраза удалена.» with «Вернуть»; unseen until something was removed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], None] | None = None
        self._words = Caption("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        self._back = TextButton("Вернуть", self._on_back, icon="undo-2")
        row.addWidget(self._back)
        self.hide()

    def show_undo(self, words: str, act: Callable[[], None] | None) -> None:
        """Say what was done and offer to undo it; without `act` only say it."""
        self._words.setText(words)
        self._act = act
        self._back.setVisible(act is not None)
        self.show()

    def _on_back(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

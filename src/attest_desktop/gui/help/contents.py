"""The contents of the guide; in their place, what was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import font, theme
from attest_desktop.gui.widgets.two_tone import TwoTone, two_tone_item
from attest_desktop.work.guide import Guide, Hit

_TARGET = Qt.ItemDataRole.UserRole
NOTHING = ("Ничего не нашлось", "Попробуйте другие слова.")


class Contents(QListWidget):
    """Emits `chosen` with a page's name and a heading."""

    chosen = Signal(str, str)

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._current = ""
        self._hits: Sequence[Hit] | None = None
        self.setItemDelegate(TwoTone(self, words=3, about=2, weight=QFont.Weight.Medium))
        self.setProperty("kind", "contents")
        self.setAccessibleName("Содержание справки")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        theme.changed.connect(self._fill)
        self._fill()

    def show_found(self, hits: Sequence[Hit] | None) -> None:
        """Show findings; None: the contents again."""
        self._hits = hits
        self._fill()

    def show_current(self, page: str) -> None:
        """Mark the page that is open."""
        self._current = page
        if self._hits is None:
            self._mark()

    def take_first(self) -> None:
        """Open the first of what was found."""
        if self._hits:
            self._choose(self.item(0))

    def _fill(self) -> None:
        self.clear()
        if self._hits is None:
            self._fill_contents()
            self._mark()
            return
        for hit in self._hits:
            title = f"{hit.page.title}: {hit.heading}" if hit.heading else hit.page.title
            self._add(two_tone_item(title, hit.around), (hit.page.name, hit.heading))
        if not self._hits:
            for words in NOTHING:
                self._heading(words, tokens.BODY)

    def _fill_contents(self) -> None:
        group = ""
        for page in self._guide.pages:
            if page.group != group:
                group = page.group
                self._heading(group, tokens.CAPTION)
            self._add(QListWidgetItem(page.title), (page.name, ""))

    def _heading(self, text: str, size: float) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(font(size, QFont.Weight.DemiBold))
        item.setForeground(QColor(theme.tokens.text_3))
        self.addItem(item)

    def _add(self, item: QListWidgetItem, target: tuple[str, str]) -> None:
        item.setData(_TARGET, target)
        self.addItem(item)

    def _mark(self) -> None:
        for number in range(self.count()):
            target = self.item(number).data(_TARGET)
            if target and target[0] == self._current:
                self.setCurrentRow(number)
                return

    def _choose(self, item: QListWidgetItem) -> None:
        target = item.data(_TARGET)
        if target:
            self.chosen.emit(*target)

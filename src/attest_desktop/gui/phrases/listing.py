"""A list of phrases: the words in a few lines, below them what they are for; and the way back after a removal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour, font
from attest_desktop.gui.widgets import Caption, TextButton
from attest_desktop.gui.words import counted
from attest_desktop.store import StoredPhrase

MOST_LINES = 3
PHRASE = Qt.ItemDataRole.UserRole
PLACES = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


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
        self.setItemDelegate(_Delegate(self))
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
            item = QListWidgetItem(" ".join(words(one).split()))
            item.setData(PHRASE, one)
            item.setData(PLACES, places_of(one))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} ({places_of(one)})")
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


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Words, places, and a hairline below."""
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        else:
            painter.setPen(colour("line"))
            painter.drawLine(box.left() + tokens.M, box.bottom(), box.right() - tokens.M, box.bottom())
        inner = box.adjusted(tokens.M, tokens.S, -tokens.M, -tokens.S)
        painter.setFont(font(tokens.BODY))
        painter.setPen(colour("text"))
        step = painter.fontMetrics().lineSpacing()
        for number, line in enumerate(_lines(index.data(), inner.width())):
            spot = QRect(inner.left(), inner.top() + number * step, inner.width(), step)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, line)
        painter.setFont(font(tokens.CAPTION))
        painter.setPen(colour("text_2" if chosen else "text_3"))
        metrics = painter.fontMetrics()
        below = QRect(inner.left(), inner.bottom() - metrics.height() + 1, inner.width(), metrics.height())
        places = metrics.elidedText(index.data(PLACES), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, places)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as the words, three lines at most."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        lines = len(_lines(index.data(), width - 2 * tokens.M))
        body, small = QFontMetrics(font(tokens.BODY)), QFontMetrics(font(tokens.CAPTION))
        return QSize(80, lines * body.lineSpacing() + small.height() + 2 * tokens.S + 2)


def _lines(text: str, width: int) -> list[str]:
    """The text broken into at most three lines, the last one ends in «…» where there is more."""
    layout = QTextLayout(text, font(tokens.BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        start = line.textStart()
        if len(found) == MOST_LINES - 1:
            rest = text[start:]
            metrics = QFontMetrics(font(tokens.BODY))
            found.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(40, width)))
            break
        found.append(text[start : start + line.textLength()])
    layout.endLayout()
    return found or [""]

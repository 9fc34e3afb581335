"""Items of a list in two tones: the words in a few lines, below them what is to be told of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour, font, theme

ABOUT = Qt.ItemDataRole.UserRole + 1
_NARROWEST = 40
_NEW_LINE = "\u2028"  # what a QTextLayout takes for one
Index = QModelIndex | QPersistentModelIndex


def two_tone_item(words: str, *about: str) -> QListWidgetItem:
    """An item for `TwoTone`, what is told of it on lines of their own; it is read aloud whole."""
    told = [one for one in about if one]
    item = QListWidgetItem(words)
    item.setData(ABOUT, _NEW_LINE.join(told))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words} ({', '.join(told)})" if told else words)
    return item


class TwoTone(QStyledItemDelegate):
    """Draws items of `two_tone_item`: at most `words` lines in `weight` over at most `about` quieter ones.

    Items of another make look as they would without it: a list changes its items, never its delegate.
    The last line that there is room for ends in «…» where there is more. `ruled` puts a hairline under each.
    """

    def __init__(
        self,
        view: QListWidget,
        *,
        words: int = 3,
        about: int = 1,
        weight: QFont.Weight = QFont.Weight.Normal,
        ruled: bool = False,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._most = (words, about)
        self._weight = weight
        self._ruled = ruled

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground of the chosen one, words, what is told, the hairline."""
        if index.data(ABOUT) is None:
            super().paint(painter, option, index)
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            edge = chosen and theme.tokens.border_width > 1
            painter.setPen(QPen(colour("accent"), 2) if edge else Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        elif self._ruled:
            painter.setPen(colour("line"))
            painter.drawLine(box.left() + tokens.M, box.bottom(), box.right() - tokens.M, box.bottom())
        inner = box.adjusted(tokens.M, tokens.S, -tokens.M, -tokens.S)
        down = inner.top()
        words, about = self._fonts()
        quiet = "text_2" if chosen else "text_3"
        for text, face, most, shade in (
            (index.data(), words, self._most[0], "text"),
            (index.data(ABOUT) or "", about, self._most[1], quiet),
        ):
            painter.setFont(face)
            painter.setPen(colour(shade))
            step = painter.fontMetrics().lineSpacing()
            for line in _lines(text, face, inner.width(), most):
                spot = QRect(inner.left(), down, inner.width(), step)
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
                down += step
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as its lines in the list's width."""
        if index.data(ABOUT) is None:
            return super().sizeHint(option, index)
        width = self._view.viewport().width() - 2 * (tokens.M + self._view.spacing())
        tall = 2 * tokens.S + 2
        for text, face, most in zip(
            (index.data(), index.data(ABOUT) or ""), self._fonts(), self._most, strict=True
        ):
            tall += len(_lines(text, face, width, most)) * QFontMetrics(face).lineSpacing()
        return QSize(80, tall)

    def _fonts(self) -> tuple[QFont, QFont]:
        return font(tokens.BODY, self._weight), font(tokens.CAPTION)


def _lines(text: str, face: QFont, width: int, most: int) -> list[str]:
    if not text:
        return []
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(_NARROWEST, width))
        start = line.textStart()
        if len(found) == most - 1:
            metrics = QFontMetrics(face)
            found.append(
                metrics.elidedText(
                    text[start:].replace(_NEW_LINE, " · "), Qt.TextElideMode.ElideRight, max(_NARROWEST, width)
                )
            )
            break
        found.append(text[start : start + line.textLength()].rstrip(_NEW_LINE))
    layout.endLayout()
    return found

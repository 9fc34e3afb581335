"""Text boxes that grow with what is written, and never swallow the wheel."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextEdit, QWidget

LEAST_LINES = 3
# The style sheet gives the box its padding; this is the document's own.
MARGIN = 2.0
# Border and padding above and below, before the box has been on screen.
FRAME = 16


class GrowingText(QTextEdit):
    """Plain text of several paragraphs; Tab goes on to the next field.

    `edited` comes with every change by hand, `cursor_moved` with the cursor's spot after each key; `criterion` is
    the number of the criterion written about, empty elsewhere; `extend_menu` may add to the context menu and is
    told the position in the text for which it comes up.
    """

    edited = Signal()
    cursor_moved = Signal(QRect)
    phrases_wanted = Signal()
    phrase_kept = Signal()

    def __init__(self, name: str, least_lines: int = LEAST_LINES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_lines = least_lines
        self._loading = False
        self._known = ""
        self.criterion = ""
        self.extend_menu: Callable[[QMenu, int], None] | None = None
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(MARGIN)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._on_text)
        self._grow()

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show this text; it is a new beginning: there is nothing to undo before it."""
        if text == self.toPlainText():
            return
        self._loading = True
        self.setPlainText(text)
        self._loading = False

    def replace_text(self, text: str) -> None:
        """Replace the text so that Ctrl+Z brings the former back."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()

    def sizeHint(self) -> QSize:
        """As tall as the text."""
        return QSize(super().sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        """As tall as the text, as narrow as need be."""
        return QSize(120, self._wanted())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only; Word's vertical tabs become line breaks, and no-break hyphens hyphens."""
        if source.hasText():
            words = source.text().replace("\x0b", "\n").replace("\u2011", "-").replace("\r\n", "\n")
            plain = QMimeData()
            plain.setText(words.rstrip("\n"))
            super().insertFromMimeData(plain)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form around scrolls, never the box."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own entries, what `extend_menu` adds, and «Сохранить как фразу»."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.show_menu_at_cursor()
        else:
            position = self.cursorForPosition(event.pos()).position()
            self._show_menu(event.globalPos(), event.pos(), position)

    def show_menu_at_cursor(self) -> None:
        """The context menu of the place that is being written."""
        below = self.cursorRect().bottomLeft()
        self._show_menu(self.viewport().mapToGlobal(below), below, self.textCursor().position())

    def _show_menu(self, spot: QPoint, inside: QPoint, position: int) -> None:
        menu = self.createStandardContextMenu(inside)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Действия с текстом")
        if self.extend_menu is not None:
            self.extend_menu(menu, position)
        menu.addSeparator()
        menu.addAction("Вставить фразу…").triggered.connect(lambda _checked=False: self.phrases_wanted.emit())
        menu.addAction("Сохранить как фразу…").triggered.connect(lambda _checked=False: self.phrase_kept.emit())
        menu.popup(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As usual; afterwards the cursor stays in sight of the form."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.show_menu_at_cursor()
            return
        super().keyPressEvent(event)
        self.cursor_moved.emit(self.cursorRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower box may need more lines."""
        super().resizeEvent(event)
        self._grow()

    def _wanted(self) -> int:
        line = QFontMetricsF(self.font()).lineSpacing()
        least = self._least_lines * line + 2 * MARGIN
        frame = self.height() - self.viewport().height() if self.isVisible() else FRAME
        return math.ceil(max(least, self.document().size().height())) + frame

    def _grow(self) -> None:
        if self.height() != self._wanted():
            self.setFixedHeight(self._wanted())

    def _on_text(self) -> None:
        text = self.toPlainText()
        # Marks under words change the look, not the words: nothing was edited.
        changed, self._known = text != self._known, text
        if changed and not self._loading:
            self.edited.emit()

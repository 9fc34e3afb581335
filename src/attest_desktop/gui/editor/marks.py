"""What is marked in a long field: unknown words, places left to fill in, another person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat

from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.theme.style import colour, theme
from attest_desktop.work.placeholders import UNFILLED
from attest_desktop.work.spelling import Speller


class Marks(QSyntaxHighlighter):
    """The marks of one field. The word that is being typed is left alone until the cursor leaves it."""

    def __init__(self, box: GrowingText) -> None:
        super().__init__(box.document())
        self._box = box
        self._speller: Speller | None = None
        self._foreign: re.Pattern[str] | None = None
        self._busy: QTextBlock | None = None
        box.cursorPositionChanged.connect(self._on_cursor)
        theme.changed.connect(self.rehighlight)

    def set_speller(self, speller: Speller | None) -> None:
        """Check words with this one; None checks nothing."""
        self._speller = speller
        self.rehighlight()

    def set_foreign(self, words: Sequence[str]) -> None:
        """Mark these words: they belong to another conclusion."""
        longest_first = sorted({word for word in words if word}, key=len, reverse=True)
        self._foreign = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if longest_first else None
        )
        self.rehighlight()

    def unknown_from(self, position: int) -> tuple[int, int] | None:
        """Where the next unknown word from this position of the text begins, and its length."""
        if self._speller is None:
            return None
        block = self.document().findBlock(position)
        while block.isValid():
            for start, length in self._speller.unknown(block.text()):
                if block.position() + start >= position:
                    return block.position() + start, length
            block = block.next()
        return None

    def unknown_at(self, position: int) -> tuple[int, int] | None:
        """The unknown word on which the position lies: its beginning in the text and its length."""
        block = self.document().findBlock(position)
        if self._speller is None or not block.isValid():
            return None
        inside = position - block.position()
        for start, length in self._speller.unknown(block.text()):
            if start <= inside <= start + length:
                return block.position() + start, length
        return None

    def highlightBlock(self, text: str) -> None:
        """Mark one paragraph."""
        if self._speller is not None:
            for start, length in self._speller.unknown(text):
                if self._is_being_typed(start, length):
                    self._busy = QTextBlock(self.currentBlock())
                else:
                    self.setFormat(start, length, _wavy(colour("bad")))
        for found in UNFILLED.finditer(text):
            self.setFormat(found.start(), len(found.group()), _ground(colour("warn_soft"), colour("warn")))
        if self._foreign is not None:
            for found in self._foreign.finditer(text):
                self.setFormat(found.start(), len(found.group()), _ground(colour("bad_soft"), colour("bad")))

    def _is_being_typed(self, start: int, length: int) -> bool:
        cursor = self._box.textCursor()
        inside = cursor.position() - self.currentBlock().position()
        return self._box.hasFocus() and start < inside <= start + length

    def _on_cursor(self) -> None:
        busy, self._busy = self._busy, None
        if busy is not None and busy.isValid() and busy.document() is self.document():
            self.rehighlightBlock(busy)


def _wavy(ink: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    made.setUnderlineColor(ink)
    return made


def _ground(paper: QColor, ink: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(paper)
    made.setForeground(ink)
    return made

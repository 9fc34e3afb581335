"""Two texts side by side in one: what was taken out is struck, what came in is underlined, both are named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from attest_desktop.domain.text import one_line
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.papers.handover import Change, ChangeKind

_HEADS = {ChangeKind.CHANGED: "Изменено", ChangeKind.ADDED: "Добавлено", ChangeKind.REMOVED: "Удалено"}
_LONGEST_PLACE = 150
# Signs beside colour, strike and underline: read aloud and seen without colours.
_MARKS = {ChangeKind.REMOVED: ("[−", "]"), ChangeKind.ADDED: ("[+", "]")}


class ChangesView(QTextEdit):
    """Shows the paragraphs that differ, for reading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName("Отличия")

    def show_changes(self, changes: Sequence[Change], nothing: str) -> None:
        """Show these, or the sentence when there are none."""
        self.clear()
        cursor = self.textCursor()
        if not changes:
            cursor.insertText(nothing)
            return
        head = QTextCharFormat()
        head.setFontWeight(QFont.Weight.DemiBold)
        for place, change in enumerate(changes):
            if place:
                cursor.insertBlock()
            spaced = QTextBlockFormat()
            spaced.setTopMargin(tokens.M if place else 0)
            cursor.setBlockFormat(spaced)
            cursor.insertText(_head(change), head)
            cursor.insertBlock(QTextBlockFormat())
            self._write(cursor, change)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write(self, cursor: QTextCursor, change: Change) -> None:
        for piece in change.pieces:
            look = QTextCharFormat()
            if piece.kind is ChangeKind.SAME:
                cursor.insertText(piece.text, look)
                continue
            removed = piece.kind is ChangeKind.REMOVED
            before, after = _MARKS[piece.kind]
            look.setForeground(QColor(theme.tokens.bad if removed else theme.tokens.ok))
            mark = QTextCharFormat(look)
            # The signs themselves stay readable: the strike goes through the words only.
            look.setFontStrikeOut(removed)
            look.setFontUnderline(not removed)
            cursor.insertText(before, mark)
            cursor.insertText(piece.text, look)
            cursor.insertText(after, mark)


def _head(change: Change) -> str:
    if not change.near:
        return f"{_HEADS[change.kind]} в начале"
    place = one_line(change.near).rstrip(" :")
    if len(place) > _LONGEST_PLACE:
        place = place[:_LONGEST_PLACE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return f"{_HEADS[change.kind]} после «{place}»"

"""Who signs, and whether the picture stands on its line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.domain.names import short_name
from attest_desktop.gui.finish.jobs import Signer
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Caption, Strong, TextButton


def state_of(signer: Signer) -> tuple[str, str, str]:
    """Words, icon and tone for how it stands with a signer's picture."""
    if signer.signature_id is None:
        return "Изображения подписи нет", "circle-dashed", "warn"
    if not signer.used:
        return "Подпись не ставится", "minus", "neutral"
    if signer.waits:
        return "Строка не найдена: перетащите подпись на неё", "hand", "warn"
    return "Подпись стоит на своей строке", "circle-check", "ok"


class Signers(QWidget):
    """A line a signer.

    `switched` tells whose picture shall (not) stand, `shown` whose line to look at, `wanted` whose picture
    is missing.
    """

    switched = Signal(int)
    shown = Signal(int)
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Подписи")
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.M)

    def show_signers(self, signers: Sequence[Signer]) -> None:
        """Show these."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, signer in enumerate(signers):
            self._list.addWidget(self._line(number, signer))

    def _line(self, number: int, signer: Signer) -> QWidget:
        words, icon, tone = state_of(signer)
        short = short_name(signer.full_name)
        picture = QLabel()
        icons.put(picture, icon, tone)
        name = Strong(short)
        state = Caption(words)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in self._buttons(number, signer, short):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(state)
        column.addLayout(buttons)
        line = QWidget()
        line.setAccessibleName(f"{short}: {words}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return line

    def _buttons(self, number: int, signer: Signer, short: str) -> list[TextButton]:
        if signer.signature_id is None:
            add = TextButton("Добавить…", lambda: self.wanted.emit(signer.full_name))
            add.setAccessibleName(f"Добавить подпись: {short}")
            return [add]
        word = "Не ставить" if signer.used else "Поставить"
        switch = TextButton(word, lambda: self.switched.emit(number), name=f"{word} подпись: {short}")
        if not signer.used:
            return [switch]
        show = TextButton("Показать", lambda: self.shown.emit(number), name=f"Показать подпись: {short}")
        return [show, switch]

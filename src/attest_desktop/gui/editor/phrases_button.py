"""«Фразы» beside the heading of a long field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.widgets import TextButton


class PhrasesButton(TextButton):
    """Shows the phrases that fit the field."""

    def __init__(self, box: GrowingText, parent: QWidget | None = None) -> None:
        super().__init__(
            "Фразы",
            box.phrases_wanted.emit,
            icon="message-square-quote",
            name=f"Фразы: {box.accessibleName()}",
            parent=parent,
        )
        self.setToolTip("Вставить свою фразу (Ctrl+J)")

"""The bar across the top of the window that says: this is training."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import TextButton, label

WORDS = "Учебный режим: аттестуемые вымышлены, на сервис ничего не отправляется."
BRIEF = "Учебный режим: ничего не отправляется."


class TrainingBar(QFrame):
    """Stands over everything else, as wide as the window."""

    def __init__(
        self, show_steps: Callable[[], None], leave: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trainingbar")
        self.setAccessibleName(WORDS)
        mark = QLabel()
        icons.put(mark, "graduation-cap", "on_training", 20)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        row.setSpacing(tokens.M)
        row.addWidget(mark)
        self._words = label(WORDS)
        row.addWidget(self._words, 1)
        row.addWidget(TextButton("Показать шаги", show_steps, name="Показать шаги учебного заключения"))
        row.addWidget(TextButton("Выйти из учебного режима", leave))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line, in fewer words where there is less room."""
        super().resizeEvent(event)
        room = self._words.width()
        whole = self._words.fontMetrics().horizontalAdvance(WORDS) <= room
        self._words.setText(WORDS if whole else BRIEF)

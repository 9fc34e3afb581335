"""«Контроль» on the card of an attestee: what the cabinet holds, page by page."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attest_desktop.gui.control.looks import STANDINGS
from attest_desktop.gui.control.report import LookReport
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Card, Chip, Second, SecondaryButton
from attest_desktop.gui.words import ago
from attest_desktop.work.control import Standing
from attest_desktop.work.control_look import Look

WHY = (
    "Программа откроет файл, который прикреплён в личном кабинете, и сверит его с заключением: все ли страницы, "
    "не изменён ли текст, есть ли подписи."
)


class ControlCard(Card):
    """Emits `look` when the user wants the cabinet looked into."""

    look = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Контроль", parent=parent)
        self._chip = Chip("", "circle-dashed")
        if self.head is not None:
            self.head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._why = Second(WHY)
        self.report = LookReport()
        self._button = SecondaryButton("Проверить", self.look.emit, icon="scan-line")
        self._when = Caption("")
        line = QHBoxLayout()
        line.setSpacing(tokens.M)
        line.addWidget(self._button)
        line.addWidget(self._when, 1)
        for part in (self._why, self.report):
            self.body.addWidget(part)
        self.body.addLayout(line)

    def show_look(self, look: Look, now: datetime) -> None:
        """Show what the last look found."""
        found = look.control
        self._chip.show_as(*STANDINGS[found.standing])
        never = found.standing is Standing.NOT_LOOKED
        self._why.setVisible(never)
        self._button.setText("Проверить" if never else "Проверить ещё раз")
        self._button.setAccessibleName(self._button.text())
        self._when.setText(f"Проверено {ago(found.looked_at, now)}" if found.looked_at else "")
        self.report.show_look(look)

    def set_busy(self, *, busy: bool) -> None:
        """While the cabinet is looked into."""
        self._button.setEnabled(not busy)
        if busy:
            self._when.setText("Смотрим, что в личном кабинете…")

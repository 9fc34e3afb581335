"""«Об аттестуемом»: the facts of the cabinet's table, ready to be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui.card.words import facts
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Card, Elided, IconButton, Pairs, label

NAME_WIDTH = 168


class FactsCard(Card):
    """Emits `copied` when the e-mail is on the clipboard."""

    copied = Signal()

    def __init__(self) -> None:
        super().__init__("Об аттестуемом")
        self._pairs = QWidget()
        self.body.addWidget(self._pairs)

    def show_attestee(self, attestee: Attestee) -> None:
        """Show this person's facts."""
        fresh = QWidget()
        pairs = Pairs(fresh)
        pairs.setHorizontalSpacing(tokens.L)
        # A wrapped value takes all the width there is, or its last lines would be cut off.
        pairs.setFieldGrowthPolicy(Pairs.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, value in facts(attestee):
            shown = pairs.add(name, value, name_width=round(NAME_WIDTH * theme.scale))
            key = pairs.labelForField(shown)
            if isinstance(key, QLabel):
                key.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        email = Elided(attestee.email or "—")
        email_name = self._email_name(attestee.email)
        # Both in the middle of the row, which the button makes taller than a line.
        email.setMinimumHeight(email_name.sizeHint().height())
        pairs.addRow(email_name, email)
        self.body.replaceWidget(self._pairs, fresh)
        self._pairs.hide()
        self._pairs.deleteLater()
        self._pairs = fresh

    def _email_name(self, email: str) -> QWidget:
        name = label("E-mail", "muted", wrap=False)
        holder = QWidget()
        holder.setFixedWidth(round(NAME_WIDTH * theme.scale))
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.XS)
        line.addWidget(name)
        if email:
            line.addWidget(IconButton("copy", "Скопировать e-mail", lambda: self._on_copy(email)))
        line.addStretch(1)
        return holder

    def _on_copy(self, email: str) -> None:
        QGuiApplication.clipboard().setText(email)
        self.copied.emit()

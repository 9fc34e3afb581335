"""The bar above the view: where we are, whether the service is within reach, «Обновить»."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Chip, Elided, IconButton, SecondaryButton, TextButton
from attest_desktop.gui.words import ago


class TopBar(QWidget):
    """Emits `back` for the arrow and `sign_in` for «Войти»."""

    back = Signal()
    sign_in = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("topbar")
        self.setFixedHeight(60)
        self.arrow = IconButton("arrow-left", "Назад", self.back.emit)
        self.title = Elided()
        self.title.setProperty("kind", "heading")
        self.pill = Chip("", "cloud", "neutral")
        self.age = Caption("")
        self.age.setWordWrap(False)
        self.sign_in_button = TextButton("Войти", self.sign_in.emit)
        self.refresh = SecondaryButton("Обновить", context.refresh, icon="refresh-cw")
        self.refresh.setToolTip("Обновить данные с сервиса (F5)")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, tokens.S, tokens.XL, 0)
        row.setSpacing(tokens.M)
        row.addWidget(self.arrow)
        row.addWidget(self.title, 1)
        for part in (self.age, self.pill, self.sign_in_button, self.refresh):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        context.connection_changed.connect(self.show_connection)
        self.show_connection()

    def show_place(self, title: str, *, back_to: str) -> None:
        """Show the view's title; `back_to` names where the arrow leads, empty hides the arrow."""
        self.title.set_text(title)
        self.arrow.setVisible(bool(back_to))
        self.arrow.setToolTip(f"Назад: {back_to} (Esc)" if back_to else "")

    def show_connection(self) -> None:
        """Show how things stand with the service."""
        context = self._context
        if context.training:
            self.pill.show_as("учебный режим", "graduation-cap", "warn")
        elif context.online:
            self.pill.show_as("на связи", "cloud", "ok")
        else:
            self.pill.show_as("без связи", "cloud-off", "neutral")
        self.sign_in_button.setVisible(not context.training and not context.desk.signed_in)
        self.refresh.setEnabled(not context.refreshing)
        at = context.last_refresh.at
        self.age.setText(f"обновлено {ago(at, context.now())}" if at else "ещё не обновлялось")

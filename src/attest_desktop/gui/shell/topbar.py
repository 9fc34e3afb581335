"""The bar above the view: where we are, «Найти», how things stand with the service, «Обновить»."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.shell.connection import Standing, standing
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Chip, Elided, IconButton, SecondaryButton, TextButton

HEIGHT = 60
# Below the first the age goes into the tooltip, below the second the buttons keep their icons only.
ROOMY, CRAMPED = 860, 820
FIND, REFRESH = "Найти", "Обновить"


class TopBar(QWidget):
    """Emits `back` for the arrow, `sought` for «Найти» and `sign_in` for «Войти»."""

    back = Signal()
    sought = Signal()
    sign_in = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("topbar")
        self.arrow = IconButton("arrow-left", "Назад", self.back.emit)
        self.title = Elided()
        self.title.setProperty("kind", "heading")
        self.search = SecondaryButton(FIND, self.sought.emit, icon="search")
        self.search.setToolTip(keys.FIND.tip("Найти аттестуемого, действие, раздел или настройку"))
        self.pill = Chip("", "cloud", "neutral")
        self.sign_in_button = TextButton("Войти", self.sign_in.emit)
        self.refresh = SecondaryButton(REFRESH, context.refresh, icon="refresh-cw")
        self.refresh.setToolTip(keys.REFRESH.tip("Обновить данные с сервиса"))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, tokens.S, tokens.XL, 0)
        row.setSpacing(tokens.M)
        row.addWidget(self.arrow)
        row.addWidget(self.title, 1)
        for part in (self.pill, self.sign_in_button, self.search, self.refresh):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fit()
        context.connection_changed.connect(self.show_connection)
        theme.changed.connect(self._fit)
        self.show_connection()

    def show_place(self, title: str, *, back_to: str) -> None:
        """Show the view's title; `back_to` names where the arrow leads, empty hides the arrow."""
        self.title.set_text(title)
        self.arrow.setVisible(bool(back_to))
        self.arrow.setToolTip(keys.BACK.tip(f"Назад: {back_to}") if back_to else "")

    @property
    def standing(self) -> Standing:
        """How things stand with the service now."""
        context = self._context
        return standing(
            training=context.training,
            online=context.online,
            refreshed_at=context.last_refresh.at,
            now=context.now(),
        )

    def show_connection(self) -> None:
        """Show how things stand with the service."""
        context, now = self._context, self.standing
        self.pill.show_as(now.words if self._roomy else now.state, now.icon, now.tone)
        self.pill.setAccessibleName(now.words)
        self.pill.setToolTip(now.meaning)
        self.pill.setAccessibleDescription(now.meaning)
        self.sign_in_button.setVisible(not context.training and not context.desk.signed_in)
        self.refresh.setEnabled(not context.refreshing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _roomy(self) -> bool:
        return self.width() >= ROOMY * theme.scale

    def _fit(self) -> None:
        self.setFixedHeight(round(HEIGHT * max(1.0, theme.scale)))
        cramped = self.width() < CRAMPED * theme.scale
        self.search.setText("" if cramped else FIND)
        self.refresh.setText("" if cramped else REFRESH)
        self.show_connection()

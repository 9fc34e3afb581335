"""«Защита данных» in the settings: the lock, the recovery code."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from attest_desktop.gui.context import Context
from attest_desktop.gui.safety.recovery import open_recovery
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Card, Field, Second, SecondaryButton
from attest_desktop.gui.words import counted
from attest_desktop.work.lock import CHOICES, can_lock, lock_minutes, set_lock

LOCK = "Закрывать окно, если за компьютером никого нет"
NEVER = "Никогда"
CANNOT = "Чтобы закрывать окно, войдите в личный кабинет: открывать его будет пароль."


@dataclass(frozen=True, slots=True)
class _State:
    minutes: int | None
    possible: bool
    has_code: bool


class SafetyCard(Card):
    """Tells the context when the choice was kept."""

    def __init__(self, context: Context) -> None:
        super().__init__("Защита данных")
        self._context = context
        self.lock_box = QComboBox()
        self.lock_box.addItem(NEVER, None)
        for minutes in CHOICES:
            self.lock_box.addItem(f"Через {counted(minutes, 'минуту', 'минуты', 'минут')}", minutes)
        self.lock_box.activated.connect(self._on_lock)
        row = QHBoxLayout()
        row.addWidget(Field(LOCK, self.lock_box), 2)
        row.addStretch(1)
        self.body.addLayout(row)
        self.cannot = Caption(CANNOT)
        self.cannot.hide()
        self.body.addWidget(self.cannot)
        self.body.addSpacing(tokens.S)
        self.code_words = Second("")
        self.body.addWidget(self.code_words)
        self.code_button = SecondaryButton("Код восстановления…", self._on_code, icon="key-round")
        line = QHBoxLayout()
        line.addWidget(self.code_button)
        line.addStretch(1)
        self.body.addLayout(line)

    def load(self) -> None:
        """Show what is kept."""
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: _State(lock_minutes(desk), can_lock(desk), desk.store.has_recovery_code),
            owner=self,
            on_done=self._show,
            quiet=True,
        )

    def _show(self, state: _State) -> None:
        self.lock_box.setCurrentIndex(max(0, self.lock_box.findData(state.minutes)))
        self.lock_box.setEnabled(state.possible)
        self.cannot.setVisible(not state.possible)
        self.code_words.setText(
            "Код восстановления создан. Он откроет данные, если система потеряет ключ к ним."
            if state.has_code
            else "Кода восстановления ещё нет. Если система потеряет ключ к данным, без кода их не открыть."
        )

    def _on_lock(self) -> None:
        desk, minutes = self._context.desk, self.lock_box.currentData()

        def done(_none: None) -> None:
            self._context.lock_changed.emit()
            self._context.say("Выбор сохранён.")

        self._context.runner.start(
            lambda _p, _c: set_lock(desk, minutes), owner=self, on_done=done, quiet=True, in_order=True
        )

    def _on_code(self) -> None:
        open_recovery(self._context, self.window()).finished.connect(self.load)

"""Another password for the account."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.credentials import password_faults
from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.gui import keys
from attest_desktop.gui.context import OUT_OF_REACH, Context
from attest_desktop.gui.sign_in.fields import NewPassword, PasswordLine
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Card, Field, PrimaryButton, Second, SecondaryButton, Tone
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.profile import change_password

WIDTH = 400
ABOUT = "Новый пароль действует сразу: и в этой программе, и на сайте."


class PasswordCard(Card):
    """A button that opens three lines. `changed` comes when the cabinet has taken the new password."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Пароль", parent=parent)
        self._context = context
        self._open = SecondaryButton("Изменить пароль", self.open, icon="key-round")
        if self.head is not None:
            self.head.addWidget(self._open)
        self._about = Second(ABOUT)
        self.old = PasswordLine("Текущий пароль")
        self.old_field = Field("Текущий пароль", self.old)
        self.new = NewPassword("Новый пароль")
        self.banner = Banner(tone=Tone.BAD)
        self.banner.hide()
        self._save = PrimaryButton("Сохранить", self.save, name="Сохранить новый пароль")
        self._back = SecondaryButton("Вернуться назад", self.close_lines, name="Не менять пароль")
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(self._save)
        row.addWidget(self._back)
        row.addStretch(1)
        self._lines = QWidget()
        self._lines.setMaximumWidth(WIDTH)
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        for part in (self.old_field, self.new, self.banner):
            column.addWidget(part)
        column.addLayout(row)
        self._lines.hide()
        self.body.addWidget(self._about)
        self.body.addWidget(self._lines)

    def open(self) -> None:
        """Show the lines."""
        self._lines.show()
        self._open.hide()
        self.old.setFocus()

    def close_lines(self) -> None:
        """Put the lines away, emptied: a password is never kept half typed."""
        self.old.clear()
        self.old_field.show_error("")
        self.new.clear()
        self.banner.hide()
        self._lines.hide()
        self._open.show()
        self._open.setFocus()

    def save(self) -> None:
        """Change the password, unless something is known to be wrong."""
        if not self._save.isEnabled():
            return
        self.banner.hide()
        old, (new, repeat) = self.old.text(), self.new.typed()
        self.old_field.show_error("" if old else "Введите текущий пароль.")
        wrong = password_faults(new, repeat)
        self.new.show_fault(wrong)
        if not old:
            self.old.setFocus()
        if not old or wrong:
            return
        desk = self._context.desk
        self._set_busy(True)
        self._context.runner.start(
            lambda _p, _c: change_password(desk, old, new, repeat),
            owner=self,
            title="Меняем пароль",
            on_done=lambda _none: self._on_changed(),
            on_failed=self._on_failed,
        )

    def _on_changed(self) -> None:
        self._set_busy(False)
        self.close_lines()
        self._context.note_reached(True)
        self._context.say("Пароль изменён. Запишите его.")
        self.changed.emit()

    def _on_failed(self, error: AttestError) -> None:
        self._set_busy(False)
        if isinstance(error, CancelledError):
            return
        if isinstance(error, SignInNeededError):
            self._context.show_error(error, self.save)
            return
        if isinstance(error, OUT_OF_REACH):
            self._context.note_reached(False)
        self.banner.show_as(f"{error.what} {error.todo}".strip(), title=error.title, tone=Tone.BAD)
        self.banner.show()
        self.old.setFocus()
        self.old.selectAll()

    def _set_busy(self, busy: bool) -> None:
        self._save.setEnabled(not busy)
        self._save.setText("Сохраняем…" if busy else "Сохранить")
        for part in (self.old_field, self.new, self._back):
            part.setEnabled(not busy)

    def event(self, event: QEvent) -> bool:
        """Esc puts the lines away before it is the window's."""
        return keys.takes_escape(event, self.close_lines, lambda: not self._lines.isHidden()) or super().event(
            event
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves; on a button it presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            front = QApplication.focusWidget()
            if isinstance(front, QAbstractButton):
                front.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)

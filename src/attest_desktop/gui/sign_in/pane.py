"""What registration and password reset share: fields, a banner, buttons, a bar; Enter goes on, Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Heading, PrimaryButton, Second, SecondaryButton, Tone
from attest_desktop.service import AccountOutcomeUnknownError


class Pane(QWidget):
    """A form that takes the place of «Войти» for a while. Emits `back`; add fields to `body`."""

    back = Signal()

    def __init__(self, title: str, lead: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.M)
        self.banner = Banner(tone=Tone.BAD)
        self.banner.hide()
        self.button = PrimaryButton(action, self.submit)
        self.leave = SecondaryButton("Вернуться назад", self.back.emit)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Ждём ответа сервиса")
        self.bar.hide()
        self.lead = Second(lead)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(self.button)
        row.addWidget(self.leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(Heading(title))
        column.addWidget(self.lead)
        column.addSpacing(tokens.M)
        column.addLayout(self.body)
        column.addWidget(self.banner)
        column.addSpacing(tokens.S)
        column.addLayout(row)
        column.addWidget(self.bar)

    def submit(self) -> None:
        """Go on, when all that is needed stands in the fields."""
        raise NotImplementedError

    def fields(self) -> list[QWidget]:
        """What cannot be changed while an answer is awaited."""
        return []

    def set_busy(self, busy: bool) -> None:
        """While the answer is awaited nothing can be changed or sent twice."""
        for part in (*self.fields(), self.button, self.leave):
            part.setEnabled(not busy)
        self.button.setText("Подождите…" if busy else self._action)
        self.bar.setVisible(busy)
        if busy:
            self.banner.hide()

    def show_error(self, error: AttestError) -> None:
        """Say what went wrong above the buttons; what was typed stays."""
        self.set_busy(False)
        if isinstance(error, CancelledError):
            return
        tone = Tone.WARN if isinstance(error, AccountOutcomeUnknownError) else Tone.BAD
        self.banner.show_as(f"{error.what} {error.todo}".strip(), title=error.title, tone=tone)
        self.banner.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back; on a button Enter presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            front = QApplication.focusWidget()
            if isinstance(front, QAbstractButton):
                front.click()
            elif self.button.isEnabled():
                self.submit()
        elif event.key() == Qt.Key.Key_Escape and self.leave.isEnabled():
            self.back.emit()
        else:
            super().keyPressEvent(event)

"""The one place for messages: a quiet word goes by itself, an error and an offer stay until they are closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.context import Message
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, IconButton, SecondaryButton, Tone

# A slow reader takes 100 ms a letter; nothing has to be done before the time is up.
QUIET_MS = 6_000
LETTER_MS = 100


class MessageStrip(QWidget):
    """Shows one message at a time and never takes the focus.

    `changed` comes when another message is there, or none.
    """

    changed = Signal()

    def __init__(self, *, inset: bool = True) -> None:
        """`inset` as the views' text is; not in a dialog, which has margins of its own."""
        super().__init__()
        self._message: Message | None = None
        self.banner = Banner()
        self.action = SecondaryButton("", self._on_action)
        self.close_button = IconButton("x", "Закрыть сообщение", self.clear)
        self.banner.add_button(self.action)
        self.banner.add_button(self.close_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((tokens.XL, tokens.S, tokens.XL, 0) if inset else (0, 0, 0, 0)))
        row.addWidget(self.banner)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show a message in place of the last one; a quiet word does not push an error away."""
        held = self._message
        if held is not None and held.is_error and not message.is_error and not message.action_text:
            return
        self._message = message
        tone = Tone.BAD if message.is_error else Tone.INFO if message.action_text else Tone.OK
        self.banner.show_as(message.text, title=message.title, tone=tone)
        self.action.setText(message.action_text)
        self.action.setAccessibleName(message.action_text)
        self.action.setToolTip(keys.UNDO.tip(message.action_text) if message.undoes else "")
        self.action.setVisible(bool(message.action_text))
        self.show()
        if QAccessible.isActive():
            # Without the focus a screen reader would not notice it.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.banner.accessibleName()))
        self.changed.emit()
        self._timer.stop()
        if not message.is_error and not message.action_text:
            self._timer.start(max(QUIET_MS, LETTER_MS * len(message.text)))

    def enterEvent(self, event: QEnterEvent) -> None:
        """What is pointed at is being read."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Read."""
        super().leaveEvent(event)
        held = self._message
        if held is not None and not held.is_error and not held.action_text:
            self._timer.start(QUIET_MS)

    @property
    def message(self) -> Message | None:
        """What is shown now."""
        return self._message

    @property
    def can_undo(self) -> bool:
        """Whether the message offers to take something back."""
        return self._message is not None and self._message.undoes

    def undo(self) -> None:
        """Take back what the message tells of, if it offers that."""
        if self.can_undo:
            self._on_action()

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self._message = None
        self.hide()
        self.changed.emit()

    def _on_action(self) -> None:
        action = self._message.action if self._message else None
        self.clear()
        if action is not None:
            action()

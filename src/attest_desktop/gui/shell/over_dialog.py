"""Errors while a dialog is open: told in the dialog, where the button that helps can be pressed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QFileDialog, QMessageBox, QWidget

from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.shell.strip import MessageStrip


class OverDialog(QObject):
    """The window's own strip lies beneath and takes no clicks then; it keeps the message for afterwards."""

    def __init__(self, window: QWidget, context: Context, beneath: MessageStrip) -> None:
        super().__init__(window)
        self._beneath = beneath
        context.message.connect(self._on_message)

    def _on_message(self, message: Message) -> None:
        dialog = QApplication.activeModalWidget()
        if not message.is_error or not isinstance(dialog, QDialog):
            return
        layout = dialog.layout()
        if isinstance(layout, QBoxLayout) and not isinstance(dialog, (QMessageBox, QFileDialog)):
            strip = dialog.findChild(MessageStrip)
            if not isinstance(strip, MessageStrip):
                strip = MessageStrip(inset=False)
                layout.insertWidget(0, strip)
            strip.show_message(replace(message, action=lambda: self._act(message)))

    def _act(self, message: Message) -> None:
        if self._beneath.message is message:
            self._beneath.clear()
        if message.action is not None:
            message.action()

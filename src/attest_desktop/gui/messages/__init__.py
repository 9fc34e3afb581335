"""«Сообщение»: a ready text, read through and changed by the user, copied or opened in the mail program."""

from attest_desktop.gui.messages.dialog import MessageDialog, open_messages

__all__ = ["MessageDialog", "open_messages"]

"""«Настройки»."""

from attest_desktop.gui.payloads import ACCOUNT, DATA, LOOK, PDF, REMINDERS, WRITING
from attest_desktop.gui.settings.view import SettingsView

__all__ = ["ACCOUNT", "DATA", "LOOK", "PDF", "REMINDERS", "WRITING", "SettingsView"]

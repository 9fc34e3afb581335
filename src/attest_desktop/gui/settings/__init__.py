"""«Настройки»."""

from attest_desktop.gui.settings.view import ACCOUNT, DATA, LOOK, PDF, REMINDERS, WRITING, SettingsView

__all__ = ["ACCOUNT", "DATA", "LOOK", "PDF", "REMINDERS", "WRITING", "SettingsView"]

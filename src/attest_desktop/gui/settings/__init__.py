"""«Настройки»."""

from attest_desktop.gui.settings.view import SettingsView

__all__ = ["SettingsView"]

"""«Справка»."""

from attest_desktop.gui.help.view import HelpView

__all__ = ["HelpView"]

"""«Справка»."""

from attest_desktop.gui.help.entries import help_entries
from attest_desktop.gui.help.view import HelpView

__all__ = ["HelpView", "help_entries"]

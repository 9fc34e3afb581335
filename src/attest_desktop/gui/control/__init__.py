"""Control until the 12th: what the cabinet holds, and who is still missing."""

from attest_desktop.gui.control.card import ControlCard
from attest_desktop.gui.control.view import ControlView

__all__ = ["ControlCard", "ControlView"]

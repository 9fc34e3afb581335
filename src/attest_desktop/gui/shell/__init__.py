"""The frame around the views: navigation, top bar, progress, messages, panels over the window."""

from attest_desktop.gui.shell.keyboard import Keyboard, first_of
from attest_desktop.gui.shell.over_dialog import OverDialog
from attest_desktop.gui.shell.overlay import Overlay
from attest_desktop.gui.shell.progress import ProgressStrip
from attest_desktop.gui.shell.sidebar import Place, Sidebar
from attest_desktop.gui.shell.stage import Stage
from attest_desktop.gui.shell.strip import MessageStrip
from attest_desktop.gui.shell.topbar import TopBar

__all__ = [
    "Keyboard",
    "MessageStrip",
    "OverDialog",
    "Overlay",
    "Place",
    "ProgressStrip",
    "Sidebar",
    "Stage",
    "TopBar",
    "first_of",
]

"""The frame around the views: navigation, top bar, progress and messages."""

from attest_desktop.gui.shell.progress import ProgressStrip
from attest_desktop.gui.shell.sidebar import Place, Sidebar
from attest_desktop.gui.shell.strip import MessageStrip
from attest_desktop.gui.shell.topbar import TopBar

__all__ = ["MessageStrip", "Place", "ProgressStrip", "Sidebar", "TopBar"]

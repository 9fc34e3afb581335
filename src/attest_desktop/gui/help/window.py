"""The guide in a window of its own: for who has not come in yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from attest_desktop.gui.help.browser import GuideBrowser
from attest_desktop.gui.help.contents import Contents
from attest_desktop.gui.help.picture import open_picture
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import resize_within_screen
from attest_desktop.work.guide import guide

TITLE = "Справка"
SIZE = (960, 640)
CONTENTS_WIDTH = 250


class GuideWindow(QDialog):
    """Contents and a page; what lies beneath can be worked with meanwhile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide()
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, *SIZE)
        self.contents = Contents(self._guide)
        self.contents.setFixedWidth(round(CONTENTS_WIDTH * max(1.0, theme.scale)))
        self.browser = GuideBrowser(self._guide.folder)
        self.contents.chosen.connect(self.show_page)
        self.browser.followed.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        row.setSpacing(tokens.M)
        row.addWidget(self.contents)
        row.addWidget(self.browser, 1)

    def show_page(self, name: str, heading: str = "") -> None:
        """Show a page of the guide."""
        page = self._guide.page(name)
        if page is not None:
            self.browser.show_text(page.text, heading)
            self.contents.show_current(name)

    def _follow(self, target: str) -> None:
        path, _, heading = target.partition("#")
        if path.endswith(".md"):
            self.show_page(path.removesuffix(".md"), heading)
        elif path.endswith(".webp"):
            open_picture(self._guide.folder / path, self)


def open_guide(parent: QWidget, page: str, heading: str = "") -> GuideWindow:
    """Show a page beside the window or dialog; one that is open already comes forward."""
    window = parent.findChild(GuideWindow)
    if not isinstance(window, GuideWindow):
        window = GuideWindow(parent)
    window.show_page(page, heading)
    window.show()
    window.raise_()
    window.activateWindow()
    window.browser.setFocus()
    return window

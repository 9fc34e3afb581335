"""One look: the pages side by side, the places to sign, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.control.looks import PAGES, page_title, place_lines
from attest_desktop.gui.paper.faults import FaultsList
from attest_desktop.gui.paper.places import PlacesList
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Caption, Second, Strong, label
from attest_desktop.work.control import Standing
from attest_desktop.work.control_look import OWN_FILE, ControlPage, Look

IN_LINE = 3


class LookReport(QWidget):
    """Shows a look; hidden before the first one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = FaultsList("")
        self._own = Second(OWN_FILE)
        self._pages = QWidget()
        self._grid = QGridLayout(self._pages)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.S)
        self._places_title = Strong("Подписи")
        self._places = PlacesList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        for part in (self._said, self._own, self._pages, self._places_title, self._places):
            column.addWidget(part)

    def show_look(self, look: Look) -> None:
        """Show what was found."""
        found = look.control
        self.setVisible(found.standing is not Standing.NOT_LOOKED)
        good = found.done or found.standing is Standing.OURS_IN_ORDER
        self._said.show_faults([one for one in found.said if one != OWN_FILE], good=good)
        self._own.setVisible(OWN_FILE in found.said)
        self._show_pages(look.pages)
        self._pages.setVisible(bool(look.pages))
        for widget in (self._places_title, self._places):
            widget.setVisible(bool(look.pages))
        self._places.show_places(place_lines(look.places))

    def _show_pages(self, pages: Sequence[ControlPage]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(pages):
            self._grid.addWidget(_page(one), place // IN_LINE, place % IN_LINE)
        for column in range(IN_LINE):
            self._grid.setColumnStretch(column, 1)


def _page(one: ControlPage) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{page_title(one)}: {one.state.value}")
    icon, tone = PAGES[one.state]
    picture = QLabel()
    icons.put(picture, icon, tone)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(page_title(one), wrap=False))
    words.addWidget(Caption(one.state.value))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.S)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return made

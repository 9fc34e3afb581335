"""Places to sign, a line each: whose, on which page, is there ink; icon and word, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Second, label


class Ink(Enum):
    """How a place stands; the value is the word on screen."""

    THERE = "есть"
    ABSENT = "нет"
    UNCLEAR = "посмотрите"
    NO_PAGE = "нет скана"


_LOOKS = {
    Ink.THERE: ("circle-check", "ok"),
    Ink.ABSENT: ("minus", "warn"),
    Ink.UNCLEAR: ("circle-help", "warn"),
    Ink.NO_PAGE: ("circle-dashed", "text_3"),
}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Whose place, on which page of the document, and how it stands."""

    who: str
    page: int
    ink: Ink


class PlacesList(QWidget):
    """Shows the places; the same ones again change nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[PlaceLine, ...] | None = None
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.S)

    def show_places(self, places: Sequence[PlaceLine]) -> None:
        """Show these."""
        if tuple(places) == self._shown:
            return
        self._shown = tuple(places)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in places:
            self._list.addWidget(_line(one))
        if not places:
            self._list.addWidget(Second("Мест для подписи в заключении не найдено: проверьте подписи сами."))


def _line(one: PlaceLine) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"Подпись, {one.who}, страница {one.page}: {one.ink.value}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.S)
    picture = QLabel()
    icon, tone = _LOOKS[one.ink]
    icons.put(picture, icon, tone)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(f"{one.who}, страница {one.page}"), 1)
    row.addWidget(label(one.ink.value, "strong" if one.ink is Ink.THERE else "second", wrap=False))
    return made

"""A column of widgets of which only those that have changed are made anew."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

Entry = tuple[Hashable, Callable[[], QWidget]]


class KeyedColumn(QWidget):
    """Widgets one under another, each by a key that tells all that it shows.

    What stays keeps its focus, its place on the screen and the time to make it.
    """

    def __init__(self, *, spacing: int = 0) -> None:
        super().__init__()
        self._there: dict[Hashable, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._column.addStretch(1)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, each made by its function unless one with the same key is there; keys differ."""
        before, self._there = self._there, {}
        moved: set[QWidget] = set()
        with self.at_once():
            for place, (key, make) in enumerate(entries):
                widget = before.pop(key, None)
                if widget is None or self._column.indexOf(widget) != place:
                    fresh = widget is None
                    widget = make() if widget is None else widget
                    moved.add(widget)
                    self._column.removeWidget(widget)
                    self._column.insertWidget(place, widget)
                    if fresh:
                        # A layout shows what is new in it only later: until then the page would be shorter.
                        widget.show()
                self._there[key] = widget
            for widget in before.values():
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        # The keyboard goes as the eye does, whatever was made last.
        for (row, above), (next_row, below) in itertools.pairwise(self._stops()):
            if row in moved or next_row in moved:
                QWidget.setTabOrder(above, below)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Many changes are laid out together at the end: each alone would lay out the whole page."""
        self._column.setEnabled(False)
        try:
            yield
        finally:
            self._column.setEnabled(True)
            self._column.invalidate()
            self._column.activate()

    def _stops(self) -> list[tuple[QWidget, QWidget]]:
        """By row, what the keyboard stops at."""
        kept = [(row, one) for row in self._there.values() for one in (row, *row.findChildren(QWidget))]
        return [(row, one) for row, one in kept if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def forget(self) -> None:
        """Make everything anew the next time."""
        self.show_entries(())

    def widgets(self) -> tuple[QWidget, ...]:
        """What is shown, from above."""
        return tuple(self._there.values())

"""A column of widgets of which only those that have changed are made anew."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
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
        self._there: list[tuple[Hashable, QWidget]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._column.addStretch(1)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, each made by its function unless one with the same key is there; keys differ."""
        # What stays as it is at the beginning and at the end is not looked at: a long column grows piece by piece.
        was, keys = [key for key, _ in self._there], [key for key, _ in entries]
        first = _alike(was, keys)
        last = min(_alike(reversed(was), reversed(keys)), min(len(was), len(keys)) - first)
        end, end_now = len(was) - last, len(keys) - last
        before = dict(self._there[first:end])
        middle: list[tuple[Hashable, QWidget]] = []
        moved: set[QWidget] = set()
        with self.at_once():
            for place, (key, make) in enumerate(entries[first:end_now], first):
                widget = before.pop(key, None)
                if widget is None or self._at(place) is not widget:
                    fresh = widget is None
                    widget = make() if widget is None else widget
                    moved.add(widget)
                    self._column.removeWidget(widget)
                    self._column.insertWidget(place, widget)
                    if fresh:
                        # A layout shows what is new in it only later: until then the page would be shorter.
                        widget.show()
                middle.append((key, widget))
            for widget in before.values():
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._there[first:end] = middle
        if moved:
            self._order(first, end_now, moved)

    def _at(self, place: int) -> QWidget | None:
        item = self._column.itemAt(place)
        return None if item is None else item.widget()

    def _order(self, first: int, end: int, moved: Collection[QWidget]) -> None:
        """The keyboard goes as the eye does, whatever was made last: in these rows and to their neighbours."""
        rows = self.widgets()
        above = next((found for row in reversed(rows[:first]) if (found := _stops(row))), [])
        below = next((found for row in rows[end:] if (found := _stops(row))), [])
        stops = [*above[-1:], *(stop for row in rows[first:end] for stop in _stops(row)), *below[:1]]
        for (row, one), (next_row, other) in itertools.pairwise(stops):
            if row in moved or next_row in moved:
                QWidget.setTabOrder(one, other)

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

    def forget(self) -> None:
        """Make everything anew the next time."""
        self.show_entries(())

    def widgets(self) -> tuple[QWidget, ...]:
        """What is shown, from above."""
        return tuple(widget for _, widget in self._there)


def _alike(some: Iterable[Hashable], others: Iterable[Hashable]) -> int:
    """How many are the same from the beginning."""
    return sum(1 for _ in itertools.takewhile(lambda both: both[0] == both[1], zip(some, others, strict=False)))


def _stops(row: QWidget) -> list[tuple[QWidget, QWidget]]:
    """The row with each thing in it at which the keyboard stops."""
    return [(row, one) for one in (row, *row.findChildren(QWidget)) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

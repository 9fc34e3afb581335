"""Which columns are shown and how wide: as the user wants it, as far as there is room."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView

from attest_desktop.gui.attestees.columns import SHOWN_FIRST, Column
from attest_desktop.gui.attestees.memory import Memory
from attest_desktop.gui.theme.style import theme

NARROWEST = 72
# Widths at the usual text size.
WIDTHS = {
    Column.NAME: 172,
    Column.PERIOD: 136,
    Column.POSITION: 190,
    Column.WORKPLACE: 190,
    Column.CATEGORY: 116,
    Column.FORM: 120,
    Column.DEADLINE: 138,
    Column.STAGE: 170,
    Column.EMAIL: 190,
    Column.EDITED: 132,
}
# The column that takes what is left may be as narrow as this.
LEAST_STRETCHED = 112
_STRETCHED = (Column.POSITION, Column.WORKPLACE, Column.EMAIL, Column.NAME)
# What gives way first where there is no room for all; the others always stay.
_GIVES_WAY = (
    Column.EDITED, Column.EMAIL, Column.WORKPLACE, Column.POSITION, Column.FORM, Column.PERIOD, Column.CATEGORY,
)  # fmt: skip


class Fitting(QObject):
    """Keeps the header as wide as the table: no column hides behind the edge, there is no scrolling sideways.

    `changed` comes when the user moved, widened, showed or hid a column: it is to be remembered.
    """

    changed = Signal()

    def __init__(self, header: QHeaderView, memory: Memory) -> None:
        super().__init__(header)
        self._header = header
        self._memory = memory
        self._busy = False
        self.without_room: frozenset[Column] = frozenset()
        header.setMinimumSectionSize(NARROWEST)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setStretchLastSection(False)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)

    def fit(self, room: int) -> None:
        """Lay the columns out in `room` px."""
        memory, header = self._memory, self._header
        wanted = [one for one in memory.order if one in memory.shown]
        dropped = list(wanted)
        for one in _GIVES_WAY:
            if self._need(dropped) <= room:
                break
            if one in dropped:
                dropped.remove(one)
        self.without_room = frozenset(wanted) - frozenset(dropped)
        stretched = _stretched(dropped)
        need = self._need(dropped)
        part = min(1.0, room / need) if need and room > 0 else 1.0
        self._busy = True
        for place, one in enumerate(memory.order):
            header.moveSection(header.visualIndex(one), place)
        for one in Column:
            header.setSectionHidden(one, one not in dropped)
        for one in dropped:
            mode = QHeaderView.ResizeMode.Stretch if one is stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(one, mode)
            if one is not stretched:
                header.resizeSection(one, max(NARROWEST, int(self._width(one) * part)))
        self._busy = False

    def show(self, columns: set[Column], order: list[Column] | None = None) -> None:
        """Show these columns, in this order."""
        self._memory.shown = columns | {Column.NAME}
        if order is not None:
            self._memory.order = order
        self.changed.emit()

    def as_first(self) -> None:
        """Columns, order and widths as at the first start."""
        self._memory.widths.clear()
        shown = set(SHOWN_FIRST) | (set() if self._memory.grouped else {Column.PERIOD})
        self.show(shown, list(Column))

    def _width(self, column: Column) -> float:
        return self._memory.widths.get(column, WIDTHS[column]) * theme.scale

    def _need(self, columns: list[Column]) -> float:
        stretched = _stretched(columns)
        least = LEAST_STRETCHED * theme.scale
        return sum(
            min(least, self._width(one)) if one is stretched and one is not Column.NAME else self._width(one)
            for one in columns
        )

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if self._busy:
            return
        column = Column(section)
        if column is _stretched([one for one in Column if not self._header.isSectionHidden(one)]):
            return
        beyond = self._header.length() - self._header.viewport().width()
        if beyond > 0:
            new = max(NARROWEST, new - beyond)
            self._busy = True
            self._header.resizeSection(section, new)
            self._busy = False
        self._memory.widths[column] = round(new / theme.scale)
        self.changed.emit()

    def _on_moved(self, _section: int, _old: int, _new: int) -> None:
        if not self._busy:
            header = self._header
            self._memory.order = sorted(Column, key=header.visualIndex)
            self.changed.emit()


def _stretched(columns: list[Column]) -> Column:
    return next((one for one in _STRETCHED if one in columns), Column.NAME)

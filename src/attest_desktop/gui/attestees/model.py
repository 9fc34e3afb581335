"""The table's model: rows of people with headings of periods among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from attest_desktop.gui.attestees.columns import Column, lines, spoken
from attest_desktop.gui.attestees.columns import sentence as row_sentence
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.attestees.sheet import Arrangement, Group, Sheet
from attest_desktop.work.people_filter import PeopleFilter

Index = QModelIndex | QPersistentModelIndex
PERSON = Qt.ItemDataRole.UserRole
COLUMNS = len(Column)
SECOND_LINE = Qt.ItemDataRole.UserRole + 1
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_OF_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_OF_ROW = _OF_GROUP | Qt.ItemFlag.ItemIsSelectable


class AttesteesModel(QAbstractTableModel):
    """What is found, sorted and grouped, as a flat table.

    It orders itself: ten thousand rows through a proxy would ask Python for every comparison.
    `rearranged` comes after the rows stand anew; `about_to_rearrange` before.
    """

    about_to_rearrange = Signal()
    rearranged = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.arrangement = Arrangement()

    # What is shown

    @property
    def sheet(self) -> Sheet:
        """All rows, found or not."""
        return self.arrangement.sheet

    @property
    def found(self) -> list[Row]:
        """The rows that the filter wants, those under folded headings too."""
        return self.arrangement.found

    def entry(self, row: int) -> Row | Group | None:
        """What stands in this place."""
        shown = self.arrangement.shown
        return shown[row] if 0 <= row < len(shown) else None

    def group_places(self) -> list[int]:
        """Places of the headings."""
        return [place for place, one in enumerate(self.arrangement.shown) if isinstance(one, Group)]

    def place_of(self, attestee_id: str) -> int:
        """Where the person stands; -1 when not shown."""
        for place, one in enumerate(self.arrangement.shown):
            if isinstance(one, Row) and one.id == attestee_id:
                return place
        return -1

    # Changing it

    def show(self, sheet: Sheet) -> None:
        """Take in new rows. Where the same people stand in the same places only the cells change."""
        self.today = sheet.today
        arrangement = self.arrangement
        before = [_key(one) for one in arrangement.shown]
        trial = Arrangement()
        trial.filter, trial.grouped = arrangement.filter, arrangement.grouped
        trial.folded, trial.sorts = arrangement.folded, arrangement.sorts
        trial.take(sheet)
        if before and [_key(one) for one in trial.shown] == before:
            self.arrangement = trial
            self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(Column) - 1))
            return
        self._begin()
        self.arrangement = trial
        self._end()

    def look_for(self, wanted: PeopleFilter) -> None:
        """Show only these."""
        if wanted != self.arrangement.filter:
            self._begin()
            self.arrangement.look_for(wanted)
            self._end()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep the order of the sorts before."""
        down = order is Qt.SortOrder.DescendingOrder
        if 0 <= column < len(Column) and self.arrangement.sort != (Column(column), down):
            self._begin()
            self.arrangement.sort_by(Column(column), down=down)
            self._end()

    def group(self, *, grouped: bool) -> None:
        """Put headings of periods among the rows, or take them away."""
        if grouped != self.arrangement.grouped:
            self._begin()
            self.arrangement.grouped = grouped
            self.arrangement.arrange()
            self._end()

    def fold(self, keys: Iterable[str], *, folded: bool) -> None:
        """Fold these periods or open them."""
        changed = set(keys) - self.arrangement.folded if folded else set(keys) & self.arrangement.folded
        if changed:
            self._begin()
            self.arrangement.folded ^= changed
            self.arrangement.arrange()
            self._end()

    def _begin(self) -> None:
        self.about_to_rearrange.emit()
        self.beginResetModel()

    def _end(self) -> None:
        self.endResetModel()
        self.rearranged.emit()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Rows and headings that are shown."""
        return 0 if parent.isValid() else len(self.arrangement.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many columns."""
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be come to and not chosen."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        return _OF_ROW if isinstance(entry, Row) else _OF_GROUP

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(Column):
            if role == Qt.ItemDataRole.DisplayRole:
                return Column(section).head
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return Column(section).title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT
            if role == Qt.ItemDataRole.ToolTipRole:
                return Column(section).hint or None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Both lines, the person, and what a screen reader says."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if isinstance(entry, Group):
            return _of_group(entry, Column(index.column()), role)
        column = Column(index.column())
        if role == PERSON:
            return entry.person
        if role == Qt.ItemDataRole.DisplayRole:
            return lines(entry, column, self.today)[0]
        if role == SECOND_LINE:
            return lines(entry, column, self.today)[1]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(entry, column, self.today).replace("\u00a0", " ")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row_sentence(entry, self.today).replace("\u00a0", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(entry, column, self.today)
        return None


def _of_group(group: Group, column: Column, role: int) -> object:
    if column is not Column.NAME:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{group.title} — {group.told}"
    if role == Qt.ItemDataRole.AccessibleTextRole:
        state = "свёрнуто" if group.folded else "развёрнуто"
        return f"{group.title}, {group.told}, {state}".replace("\u00a0", " ")
    if role == Qt.ItemDataRole.ToolTipRole:
        return "Развернуть (→)" if group.folded else "Свернуть (←)"
    return None


def _tip(row: Row, column: Column, today: date) -> str:
    """Of a deadline the rule and its source, of another cell what may have been cut off."""
    if column is Column.DEADLINE:
        return "\n\n".join(row.due.in_full(today))
    if column is Column.NAME:
        status = row.person.attestee.application_status
        return "\n".join(filter(None, (row.person.attestee.full_name, status)))
    return spoken(row, column, today)


def _key(entry: Row | Group) -> str | Group:
    return entry if isinstance(entry, Group) else entry.id

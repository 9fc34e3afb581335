"""The table's model, its search, filters and sorting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.names import parts
from attest_desktop.domain.period import parse_period
from attest_desktop.domain.text import normalised, one_line, without_brackets, words
from attest_desktop.gui.words import day, days_left
from attest_desktop.work.people import Person, Stage

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    PERIOD = 1
    POSITION = 2
    CATEGORY = 3
    FORM = 4
    HAND_IN = 5
    STAGE = 6


HEADERS = ("ФИО", "Период", "Должность и предмет", "Категория", "Форма", "Сдать до", "Состояние")
PERSON = Qt.ItemDataRole.UserRole
SECOND_LINE = Qt.ItemDataRole.UserRole + 1
STAGE_ORDER = {stage: place for place, stage in enumerate(Stage)}
CATEGORY_ORDER = ("нет", "без", "перв", "высш")


class AttesteesModel(QAbstractTableModel):
    """Rows are people; every cell has a main and a second line."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._people: tuple[Person, ...] = ()
        self._haystacks: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """The people in the cabinet's order."""
        return self._people

    def show(self, people: Sequence[Person], organisations: dict[str, str], today: date) -> None:
        """Take in new rows; `organisations` are places of work by attestee id, for searching.

        Where the same people stand in the same order only the cells change: selection and scroll stay.
        """
        same = [one.id for one in people] == [one.id for one in self._people]
        if not same:
            self.beginResetModel()
        self.today = today
        self._people = tuple(people)
        self._haystacks = tuple(haystack(one, organisations.get(one.id, "")) for one in people)
        if not same:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, len(Column) - 1))

    def haystack(self, row: int) -> str:
        """What the search looks through in a row."""
        return self._haystacks[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many people."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(HEADERS):
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADERS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            if role == Qt.ItemDataRole.ToolTipRole and section == Column.CATEGORY:
                return "Имеющаяся категория → заявленная категория"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Both lines, the person, and what a screen reader says."""
        if not index.isValid() or index.row() >= len(self._people):
            return None
        person, column = self._people[index.row()], Column(index.column())
        if role == PERSON:
            return person
        if role == Qt.ItemDataRole.DisplayRole:
            return lines(person, column, self.today)[0]
        if role == SECOND_LINE:
            return lines(person, column, self.today)[1]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return whole(person, column, self.today)
        return None


def lines(person: Person, column: Column, today: date) -> tuple[str, str]:
    """Main and second line of a cell."""
    who = person.attestee
    if column is Column.NAME:
        surname, first, patronymic = parts(who.full_name)
        return surname, f"{first} {patronymic}".strip()
    if column is Column.PERIOD:
        return _period_lines(who.period)
    if column is Column.POSITION:
        return who.position, ", ".join(who.subjects)
    if column is Column.CATEGORY:
        now, note = _category_words(who.current_category)
        return f"{now or 'нет'} → {_category_words(who.claimed_category)[0] or '?'}", note
    if column is Column.FORM:
        return who.form.russian or "не указана", ""
    if column is Column.HAND_IN:
        if person.hand_in_by is None:
            return "—", ""
        left = person.days_left(today)
        over = person.stage in (Stage.SENT, Stage.CONFIRMED, Stage.ATTACHED)
        return day(person.hand_in_by, today), "" if left is None or over else days_left(left)
    if person.gone:
        return person.stage.value, "нет в таблице сервиса"
    return person.stage.value, "изменено после отправки" if person.edited_since and person.sending else ""


def whole(person: Person, column: Column, today: date) -> str:
    """A cell in full, as the tooltip shows it and a screen reader says it."""
    who = person.attestee
    if column is Column.NAME:
        return f"{who.full_name}. {who.application_status}".strip(". ")
    if column is Column.CATEGORY:
        return f"имеющаяся: {who.current_category or 'нет'}; заявленная: {who.claimed_category or 'не указана'}"
    return ", ".join(part for part in lines(person, column, today) if part)


def _category_words(text: str) -> tuple[str, str]:
    """«первая (срок истёк)» as «первая» and «срок истёк»."""
    plain = without_brackets(text)
    return plain, one_line(text.replace(plain, "", 1)).strip("() ") if plain and plain != text else ""


def _period_lines(words_of_period: str) -> tuple[str, str]:
    """«ноябрь-декабрь 2026» on two lines, the year below."""
    head, _, tail = words_of_period.rpartition(" ")
    return (head, tail) if tail.isdigit() and head else (words_of_period, "")


def sort_key(person: Person, column: Column) -> tuple[Any, ...]:
    """What a column is sorted by: dates by time, categories and stages by their order, the rest by letters."""
    who = person.attestee
    name = normalised(who.full_name)
    if column is Column.NAME:
        return (name,)
    if column is Column.PERIOD:
        period = parse_period(who.period)
        return (period is None, (period.year, period.month) if period else (0, 0), normalised(who.period), name)
    if column is Column.POSITION:
        return (normalised(who.position), normalised(" ".join(who.subjects)), name)
    if column is Column.CATEGORY:
        return (_category(who.claimed_category), _category(who.current_category), name)
    if column is Column.FORM:
        return (tuple(Form).index(who.form), name)
    if column is Column.HAND_IN:
        return (person.hand_in_by is None, person.hand_in_by or date.min, name)
    return (STAGE_ORDER[person.stage], name)


def _category(text: str) -> int:
    plain = normalised(text)
    return next((place for place, stem in enumerate(CATEGORY_ORDER) if plain.startswith(stem)), -1)


def haystack(person: Person, organisation: str) -> str:
    """Normalised text of a person for searching: name, position, subjects, organisation, the rest of the row."""
    who = person.attestee
    pieces = (
        who.full_name, who.position, " ".join(who.subjects), organisation, who.email, " ".join(who.extra.values()),
    )  # fmt: skip
    return normalised(" ".join(pieces))


class AttesteesFilter(QSortFilterProxyModel):
    """Search by every word (case, ё/е and punctuation do not matter), filters by stage, period and form."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._stages: frozenset[Stage] = frozenset()
        self._period = ""
        self._form: Form | None = None
        self.setDynamicSortFilter(True)

    @property
    def narrowed(self) -> bool:
        """Whether anything is searched or filtered."""
        return bool(self._words or self._stages or self._period or self._form)

    def search(self, text: str) -> None:
        """Show rows that hold every word of the text."""
        self.beginFilterChange()
        self._words = words(text)
        self.endFilterChange()

    def show_only(self, *, stages: Sequence[Stage] = (), period: str = "", form: Form | None = None) -> None:
        """Filter; what is empty does not filter."""
        self.beginFilterChange()
        self._stages, self._period, self._form = frozenset(stages), normalised(period), form
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Whether a row is shown."""
        model = self.sourceModel()
        if not isinstance(model, AttesteesModel):
            return True
        person = model.people[row]
        if self._stages and person.stage not in self._stages:
            return False
        if self._period and normalised(person.attestee.period) != self._period:
            return False
        if self._form is not None and person.attestee.form is not self._form:
            return False
        text = model.haystack(row)
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare by the column's keys; rows gone from the service stay last whichever way it is sorted."""
        model = self.sourceModel()
        if not isinstance(model, AttesteesModel):
            return False
        one, other = model.people[left.row()], model.people[right.row()]
        if one.gone != other.gone:
            return other.gone if self.sortOrder() is Qt.SortOrder.AscendingOrder else one.gone
        column = Column(left.column())
        return sort_key(one, column) < sort_key(other, column)

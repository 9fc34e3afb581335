"""From tables to rows of a schedule: heads, titles within tables, pages that go on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from attest_desktop.domain.progress import Cancelled, never, stop_if
from attest_desktop.domain.text import normalised
from attest_desktop.papers.schedule.body import Around, row_of
from attest_desktop.papers.schedule.entry import NotRead, Schedule, ScheduleRow
from attest_desktop.papers.schedule.heads import Head, Hints, completed, head_at, is_numbering, same_head
from attest_desktop.papers.schedule.lexicon import Whose
from attest_desktop.papers.schedule.people import is_person
from attest_desktop.papers.schedule.raw import RawCell, RawRow, RawTable

_TOTALS = re.compile(r"^(?:итого|всего|общее количество|количество)\b")
_LONGEST_QUOTE = 120


@dataclass(slots=True)
class _Reader:
    hints: Hints
    cancelled: Cancelled = never
    around: Around = field(default_factory=Around)
    head: Head | None = None
    rows: list[ScheduleRow] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    tables: int = 0
    # The row directly above, where it became the last of `rows`.
    above: RawRow | None = None

    def table(self, table: RawTable) -> None:
        if table.apart:
            self.around, self.head = Around(year=self.around.year), None
        for line in table.above:
            self.around.heard(line)
        self.above = None
        at, headless = 0, 0
        width = table.width
        rows = [_padded(row, width) for row in table.rows]
        while at < len(rows):
            stop_if(self.cancelled)
            row = rows[at]
            if row.blank or is_numbering(row) or (self.head is not None and same_head(self.head, row)):
                at += 1
                continue
            if self._goes_on(row):
                at += 1
                continue
            self.above = None
            head = head_at(rows, at)
            if head is not None:
                at += head.rows
                head = completed(head, _until_next_head(rows[at:]), self.hints)
                if head.names:
                    self.tables += 1
                    self.head = head
                else:
                    self.head = None
                    headless = self._pass_over(table, rows[at:], "в таблице нет столбца с именами аттестуемых")
                    at += headless
                continue
            at += 1
            if len(row.said) == 1:
                self._lone(table, row)
            elif self.head is None or len(row.cells) != len(self.head.words):
                at += self._pass_over(table, rows[at - 1 :], "таблица без понятной шапки") - 1
            else:
                self._body(table, row)

    def _lone(self, table: RawTable, row: RawRow) -> None:
        """A row with one text only: a title within the table, or a row of which the rest is missing."""
        text = row.said[0]
        if _TOTALS.match(normalised(text)) or self.around.heard(text, strict=True):
            return
        if is_person(text) and self.head is not None and row.cells[self.head.names[0]].line:
            self._body(table, row)
        elif (is_person(text) or re.search(r"[А-Яа-яЁё]{3}", text) is None) and not text.isdigit():
            self.not_read.append(NotRead(table.where(row), "в строке заполнена только одна ячейка", _quote(row)))

    def _body(self, table: RawTable, row: RawRow) -> None:
        assert self.head is not None
        if any(_TOTALS.match(normalised(text)) for text in row.said):
            return
        made = row_of(self.head, row, table.where(row), self.around)
        if isinstance(made, str):
            self.not_read.append(NotRead(table.where(row), made, _quote(row)))
        else:
            self.rows.append(made)
            self.above = row

    def _goes_on(self, row: RawRow) -> bool:
        """Take in a row that names one more expert of the person above; whether it was one.

        Nothing else is its own: the rest is merged with the row above, or empty where that named one expert only.
        """
        head, above = self.head, self.above
        if head is None or above is None or len(row.cells) != len(head.words):
            return False
        own = [at for at, cell in enumerate(row.cells) if cell.line and not cell.down]
        meant = [head.meanings[at] for at in own]
        if not own or any(one is None or one.whose is not Whose.EXPERT for one in meant):
            return False
        merged = any(row.cells[at].down for at in head.names)
        known = self.rows[-1].experts
        if not merged and (len(known) != 1 or any(cell.down for cell in row.cells)):
            return False
        cells = tuple(
            cell if at in own else above.cells[at] if at in head.names else RawCell()
            for at, cell in enumerate(row.cells)
        )
        more = row_of(head, replace(row, cells=cells), "", Around())
        if isinstance(more, str) or not more.experts or more.unclear:
            return False
        said = {normalised(one.full_name) for one in known}
        added = tuple(one for one in more.experts if normalised(one.full_name) not in said)
        self.rows[-1] = replace(self.rows[-1], experts=(*known, *added))
        return True

    def _pass_over(self, table: RawTable, rows: Sequence[RawRow], why: str) -> int:
        """Tell of the rows up to the next head as of one thing that was not read; how many there are."""
        count = len(_until_next_head(rows, at_least=1))
        if any(is_person(text) for row in rows[:count] for text in row.said):
            self.not_read.append(NotRead(table.where(rows[0]), why, _quote(rows[0]), count))
        return count


def understood(tables: Iterable[RawTable], hints: Hints, pages: int = 0, cancelled: Cancelled = never) -> Schedule:
    """The rows of all the tables; `hints` help where a head tells too little. Raises CancelledError."""
    reader = _Reader(hints, cancelled)
    for table in tables:
        reader.table(table)
    return Schedule(tuple(reader.rows), tuple(reader.not_read), reader.tables, pages)


def _until_next_head(rows: Sequence[RawRow], at_least: int = 0) -> Sequence[RawRow]:
    for at in range(at_least, len(rows)):
        if len(rows[at].said) > 1 and head_at(rows, at) is not None:
            return rows[:at]
    return rows


def _padded(row: RawRow, width: int) -> RawRow:
    """The row with empty cells at its end, where it is shorter than the others."""
    missing = width - len(row.cells)
    return replace(row, cells=(*row.cells, *[RawCell()] * missing)) if missing else row


def _quote(row: RawRow) -> str:
    text = " | ".join(row.said)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"

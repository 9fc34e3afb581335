"""A file's tables as they stand, before anything in them is understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.text import one_line

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CELLS = 300_000
LONGEST_CELL = 4_000
"""Letters; what stands behind is cut off: no cell of a schedule is a tenth of that."""


class BadScheduleError(BadFileError):
    """The file cannot be read as a schedule."""

    title = "График не прочитан"


def too_large() -> BadScheduleError:
    """The refusal of a table without measure."""
    return BadScheduleError(
        "В файле слишком большая таблица: так график не выглядит.",
        "Проверьте, тот ли файл выбран; если в нём есть лишние листы или части, сохраните график отдельно.",
    )


@dataclass(frozen=True, slots=True)
class RawCell:
    """One place of the grid. A merged cell stands in each place that it covers.

    `across` and `down` tell that it began further left or above. `day` is set when the file itself says that it is
    a date.
    """

    text: str = ""
    across: bool = False
    down: bool = False
    day: date | None = None

    @property
    def line(self) -> str:
        """The text on one line."""
        return one_line(self.text)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of the grid; `number` is from 1 as a person counts the rows of that page, table or sheet."""

    number: int
    cells: tuple[RawCell, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(cell.line for cell in self.cells)

    @property
    def said(self) -> tuple[str, ...]:
        """The texts of its own cells, each merged one once, empty ones left out."""
        return tuple(cell.line for cell in self.cells if cell.line and not cell.across)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table and the lines of text above it. `apart`: on a sheet of its own, titles before are not for it."""

    place: str
    rows: tuple[RawRow, ...]
    above: tuple[str, ...] = ()
    apart: bool = False

    def where(self, row: RawRow) -> str:
        """«страница 3, строка 5»."""
        return f"{self.place}, строка {row.number}"

    @property
    def width(self) -> int:
        """How many columns the grid has."""
        return max((len(row.cells) for row in self.rows), default=0)


def measured(tables: list[RawTable]) -> tuple[RawTable, ...]:
    """The tables. Raises BadScheduleError when they are larger than any schedule."""
    rows = sum(len(table.rows) for table in tables)
    cells = sum(len(table.rows) * table.width for table in tables)
    if rows > MOST_ROWS or cells > MOST_CELLS or any(table.width > MOST_COLUMNS for table in tables):
        raise too_large()
    return tuple(tables)

"""A schedule as it was understood: its rows, and what of it was not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import Period


@dataclass(frozen=True, slots=True)
class ScheduledExpert:
    """One of the attestation group; what the schedule does not tell is empty.

    `number` is that of the column («Специалист 2»), 0 where columns are not numbered. `about` is what stands
    behind the name in the same cell.
    """

    full_name: str
    position: str = ""
    workplace: str = ""
    number: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """Who evaluates whom. Texts are as the file has them; `where` is «страница 3, строка 5».

    `form`, `period`, `begins` and `ends` are only what is written; `assumed` tells what had to be assumed for
    them, `unclear` what was written and not understood (Russian).
    """

    where: str
    attestee: str
    experts: tuple[ScheduledExpert, ...] = ()
    form: Form = Form.UNKNOWN
    period: Period | None = None
    begins: date | None = None
    ends: date | None = None
    position: str = ""
    workplace: str = ""
    municipality: str = ""
    claimed_category: str = ""
    note: str = ""
    assumed: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotRead:
    """Rows of the file that were not understood: where, why (Russian, no full stop) and what the first says."""

    where: str
    why: str
    text: str = field(default="", repr=False)
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Schedule:
    """A whole file. `tables` counts the heads that were understood; `pages` is 0 where a file has none."""

    rows: tuple[ScheduleRow, ...]
    not_read: tuple[NotRead, ...]
    tables: int
    pages: int = 0

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of its rows, the earliest first."""
        return tuple(sorted({row.period for row in self.rows if row.period is not None}))

"""Seven layouts in three formats, five ugly ones more in the long run: each row as it was meant."""

from __future__ import annotations

import pytest

from attest_desktop.papers.schedule import Schedule, read_schedule
from tests.papers.schedule.layouts import LAYOUTS, Expected
from tests.papers.schedule.making import WRITERS
from tests.papers.schedule.ugly import UGLY


def told(schedule: Schedule) -> tuple[Expected, ...]:
    """The rows in the words of the layouts."""
    return tuple(
        Expected(
            row.attestee, tuple(one.full_name for one in row.experts), row.form, row.period, row.begins, row.ends
        )
        for row in schedule.rows
    )


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", [*LAYOUTS, *(pytest.param(one, marks=pytest.mark.slow) for one in UGLY)])
def test_every_row_is_read_as_it_was_meant(name: str, kind: str) -> None:
    layout = (LAYOUTS | UGLY)[name]()
    schedule = read_schedule(WRITERS[kind](layout.tables))
    assert told(schedule) == layout.rows
    assert schedule.not_read == ()
    assert [row.unclear for row in schedule.rows if row.unclear] == []

"""Seven layouts in three formats, each row as it was meant."""

from __future__ import annotations

import pytest

from attest_desktop.papers.schedule import Schedule, read_schedule
from tests.papers.schedule.layouts import LAYOUTS, Expected
from tests.papers.schedule.making import WRITERS


def told(schedule: Schedule) -> tuple[Expected, ...]:
    """The rows in the words of the layouts."""
    return tuple(
        Expected(
            row.attestee, tuple(one.full_name for one in row.experts), row.form, row.period, row.begins, row.ends
        )
        for row in schedule.rows
    )


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_row_is_read_as_it_was_meant(name: str, kind: str) -> None:
    layout = LAYOUTS[name]()
    schedule = read_schedule(WRITERS[kind](layout.tables))
    assert told(schedule) == layout.rows
    assert schedule.not_read == ()
    assert [row.unclear for row in schedule.rows if row.unclear] == []

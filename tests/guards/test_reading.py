"""How much is done to read a long table: so many steps a row, and no more of them a row in a longer one."""

from __future__ import annotations

import sys
from types import FrameType

from attest_desktop.service.gate import marks_of
from attest_desktop.service.pages.attestation import read_part, read_parts
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.page import Page
from attest_desktop.service.site import load_site
from attest_desktop.store.reconcile import KnownRow, matched_ids
from tests.service.web import NOT_ATTACHED, PERSON, page, row, table, upload_form

SITE = load_site()
MOST_A_ROW = 750  # calls; 1,050 before each cell was read once and the attributes of plain tags left alone


def _read(rows: int) -> None:
    """Everything that is done with a page of the table, what is forbidden and its taking over included."""
    people = [
        row(
            NOT_ATTACHED
            + upload_form("<button name='attach'>Прикрепить</button><button name='no'>Аттестовать</button>"),
            person=(PERSON[0], f"Лугов Пётр{number} Ильич", *PERSON[2:]),
            documents=f"<a href='/cpnew/Documents/{number}'>Документы</a>",
        )
        for number in range(rows)
    ]
    there = Page.parse("http://c.test/T", page(table(*people)).encode())
    find_sign_in(there, SITE)
    assert len(marks_of(there, SITE.refused).names) == 1
    read = read_parts([read_part(there, SITE)], SITE)
    assert len(read.placed) == rows
    seen = [one.row.attestee for one in read.placed]
    matched_ids([KnownRow(one, one.id, False) for one in seen], seen)


def _calls(rows: int) -> int:
    """How many of the program's and the libraries' functions in Python are called."""
    count = 0

    def note(_frame: FrameType, what: str, _more: object) -> None:
        nonlocal count
        count += what == "call"

    sys.setprofile(note)
    try:
        _read(rows)
    finally:
        sys.setprofile(None)
    return count


def test_a_row_of_the_table_takes_so_many_steps_in_a_long_table_too() -> None:
    _read(60)  # what is remembered of words is remembered by now
    short, middle, long = (_calls(rows) for rows in (20, 40, 60))
    assert middle - short <= 20 * MOST_A_ROW
    assert abs((long - middle) - (middle - short)) <= 0.05 * (middle - short)

"""Pages of a PDF: rows and cells cut by their ends, tables without lines, titles in between."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from attest_desktop.domain.period import Period
from attest_desktop.papers.schedule import Hints, Schedule, read_schedule
from attest_desktop.papers.schedule.page_turns import mended
from attest_desktop.papers.schedule.raw import RawCell, RawRow, RawTable
from attest_desktop.papers.schedule.understanding import understood
from tests.papers.schedule.layouts import EXPERTS, PEOPLE, by_expert, experts_over_several, plain
from tests.papers.schedule.making import Cell, Table, as_pdf
from tests.papers.schedule.test_layouts import told

ONE, TWO = EXPERTS[0], EXPERTS[2]
BOTH = f"{ONE}\n{TWO}"
HEAD = ("№", "Педагог", "Форма", "Эксперты")
V = "v"  # the cell above goes on


def page(number: int, *rows: Sequence[str], head: Sequence[str] = HEAD) -> RawTable:
    """A page with the head on top; a cell that is «v» belongs to the one above."""
    made: list[RawRow] = []
    for at, row in enumerate([head, *rows], 1):
        cells = [
            RawCell(made[-1].cells[column].text, down=True) if text == V else RawCell(text)
            for column, text in enumerate(row)
        ]
        made.append(RawRow(at, tuple(cells)))
    return RawTable(f"страница {number}", tuple(made))


def read(*pages: RawTable) -> Schedule:
    return understood(mended(pages), Hints())


def people(schedule: Schedule) -> list[tuple[str, int]]:
    return [(row.attestee.split()[0], len(row.experts)) for row in schedule.rows]


A, B, C, D = (who[0] for who in PEOPLE[:4])


def test_a_row_cut_in_two_is_one_row() -> None:
    surname, rest = B.split(" ", 1)
    first = page(1, ("1", A, "очно", BOTH), ("2", surname, "очно", f"{ONE}\n{TWO.split()[0]}"))
    schedule = read(first, page(2, ("", rest, "", TWO.split(" ", 1)[1]), ("3", C, "очно", BOTH)))
    assert [row.attestee for row in schedule.rows] == [A, B, C]
    assert {len(row.experts) for row in schedule.rows} == {2}


def test_without_numbers_the_rest_of_a_name_tells() -> None:
    surname, rest = B.rsplit(" ", 1)
    bare = HEAD[1:]
    first = page(1, (A, "очно", BOTH), (surname, "очно", BOTH), head=bare)
    schedule = read(first, page(2, (rest, "", ""), (C, "очно", BOTH), head=bare))
    assert [row.attestee for row in schedule.rows] == [A, B, C]
    assert schedule.not_read == ()


@pytest.mark.parametrize(
    ("above", "below"),
    [(BOTH, ""), (f"{ONE}\n{TWO.split()[0]}", TWO.split(" ", 1)[1]), (ONE, TWO)],
    ids=["all above", "within a name", "between the names"],
)
def test_a_cell_of_several_rows_cut_in_two_is_one_cell(above: str, below: str) -> None:
    first = page(1, ("1", A, "очно", BOTH), ("2", A, "очно", BOTH), ("3", B, "очно", above), ("4", C, "очно", V))
    schedule = read(first, page(2, ("5", D, "очно", below), ("6", A, "очно", V)))
    assert [[one.full_name for one in row.experts] for row in schedule.rows] == [[ONE, TWO]] * 6


def test_what_cannot_be_told_is_named() -> None:
    first = page(1, ("1", A, "очно", BOTH), ("2", B, "очно", V))
    schedule = read(first, page(2, ("3", C, "очно", ""), ("4", D, "очно", ONE)))
    assert people(schedule)[2:] == [(C.split()[0], 0), (D.split()[0], 1)]
    assert schedule.rows[2].unclear == ("специалисты не указаны",)
    assert schedule.rows[2].where == "страница 2, строка 2"


def test_a_long_schedule_printed_over_pages() -> None:
    rows: list[Sequence[str | Cell]] = [("№", "Педагог", "Должность", "Эксперты", "Форма")]
    for n in range(44):
        cells: list[str | Cell] = [str(n + 1), PEOPLE[n % 6][0], "учитель математики и информатики " * 3]
        if n % 4 == 0:
            cells.append(Cell(BOTH, down=4))
        rows.append([*cells, "очно"])
    schedule = read_schedule(as_pdf([Table(rows, ["Январь – февраль 2027"], repeat=1)]))
    assert schedule.pages > 1
    assert [row.attestee for row in schedule.rows] == [PEOPLE[n % 6][0] for n in range(44)]
    assert {row.period for row in schedule.rows} == {Period(2027, 1)}
    assert schedule.not_read == ()
    # Of a cell that ends on the next page by one row only nothing can be told there.
    assert {len(row.experts) for row in schedule.rows if not row.unclear} == {2}
    assert sum(bool(row.unclear) for row in schedule.rows) < schedule.pages


def test_tables_without_lines() -> None:
    for layout in (plain(), by_expert()):
        assert told(read_schedule(as_pdf(layout.tables, lines=False))) == layout.rows
    # Where only lines would tell, nothing is made up.
    layout = experts_over_several()
    found = told(read_schedule(as_pdf(layout.tables, lines=False)))
    assert [(one.attestee, one.period) for one in found] == [(one.attestee, one.period) for one in layout.rows]
    assert all(one.experts in ((), wanted.experts) for one, wanted in zip(found, layout.rows, strict=True))

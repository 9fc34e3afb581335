"""The table of attestees with ten thousand rows, beside QStandardItemModel with QSortFilterProxyModel.

Both are shown in a window of the same size and do the same: look for letters as they are typed, sort by a column,
scroll through, walk down with the arrow key. Each step is timed until its frame is painted, in
processor time of the window's thread, so that what else runs on the machine does not count. The peer has one plain
text in each cell; ours has two lines, chips, headings and the focus ring.
Run: `QT_QPA_PLATFORM=offscreen python -m benchmarks.attestees_table [ROWS]`.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.deadlines import Where
from attest_desktop.gui.attestees.columns import Column, lines
from attest_desktop.gui.attestees.due import by_person, due_of
from attest_desktop.gui.attestees.memory import Memory
from attest_desktop.gui.attestees.model import AttesteesModel
from attest_desktop.gui.attestees.row import make_row
from attest_desktop.gui.attestees.sheet import Sheet
from attest_desktop.gui.attestees.table import AttesteesTable
from attest_desktop.gui.memory import leave_alone
from attest_desktop.gui.theme import style
from attest_desktop.gui.theme.style import Look
from attest_desktop.work.people import Person, Stage
from attest_desktop.work.people_filter import PeopleFilter
from attest_desktop.work.remind import agenda_of

TODAY = date(2026, 11, 22)
FRAME_MS = 33.0
SIZE = (1040, 560)
TYPED = "учитель матем"
SURNAMES = ("Иванов", "Петров", "Сидоров", "Кузнецов", "Журавлёв", "Лебедев", "Орлов", "Зайцев", "Мамедов", "Ан")
NAMES = ("Пётр", "Алексей", "Семён", "Артём", "Кирилл", "Егор", "Тимур", "Георгий")
PATRONYMICS = ("Олегович", "Петрович", "Ильич", "Максимович", "Викторович", "Алексеевич")
POSITIONS = ("учитель", "воспитатель", "педагог-психолог", "учитель-логопед", "преподаватель")
SUBJECTS = ("математики", "русского языка", "физики", "химии", "истории", "музыки")
PERIODS = ("ноябрь-декабрь 2026", "январь-февраль 2027", "март-апрель 2027", "сентябрь-октябрь 2026")

Timing = dict[str, list[float]]


def invented(count: int) -> list[Person]:
    """So many people who never lived."""
    chance = random.Random(7)
    return [
        Person(
            Attestee(
                f"{number:010x}",
                f"{chance.choice(SURNAMES)} {chance.choice(NAMES)} {chance.choice(PATRONYMICS)}",
                period=chance.choice(PERIODS),
                position=chance.choice(POSITIONS),
                subjects=(chance.choice(SUBJECTS),),
                current_category=chance.choice(("нет", "первая", "высшая")),
                claimed_category=chance.choice(("первая", "высшая")),
                form=chance.choice((Form.IN_PERSON, Form.REMOTE)),
                email=f"teacher{number}@example.org",
            ),
            chance.choice(tuple(Stage)),
            TODAY,
            datetime(2026, 11, chance.randint(1, 20), 9, 0, tzinfo=UTC),
            None,
            None,
            edited_since=False,
            gone=False,
        )
        for number in range(count)
    ]


def sheet_of(people: list[Person]) -> Sheet:
    """The rows as the window makes them in the background."""
    due = by_person(agenda_of(people, Where.CITY, TODAY).reminders)
    return Sheet([make_row(one, due_of(one, due.get(one.id, ())), TODAY) for one in people], TODAY)


def frames(steps: Iterator[Callable[[], object]]) -> list[float]:
    """Milliseconds of each step until it is on the screen."""
    app = QApplication.instance()
    assert app is not None
    taken = []
    for step in steps:
        began = time.thread_time()
        step()
        app.processEvents()
        taken.append((time.thread_time() - began) * 1000)
    return taken


def measure(view: QTableView, look_for: Callable[[str], object], columns: tuple[int, ...]) -> Timing:
    """The same walk through any table."""
    bar = view.verticalScrollBar()

    def typing() -> Iterator[Callable[[], object]]:
        for end in [*range(1, len(TYPED) + 1), *range(len(TYPED) - 1, -1, -1)]:
            yield lambda end=end: look_for(TYPED[:end])  # type: ignore[misc]  # the letter is bound here

    def sorting() -> Iterator[Callable[[], object]]:
        for column in columns:
            for order in Qt.SortOrder:
                yield lambda column=column, order=order: view.sortByColumn(column, order)  # type: ignore[misc]

    def scrolling() -> Iterator[Callable[[], object]]:
        bar.setValue(0)
        for _ in range(300):
            yield lambda: bar.setValue(bar.value() + 48)
        for part in range(60):
            # Dragging the handle: everything on the screen is new.
            yield lambda part=part: bar.setValue(bar.maximum() * part // 60)  # type: ignore[misc]

    def walking() -> Iterator[Callable[[], object]]:
        view.setCurrentIndex(view.model().index(1, 0))
        for _ in range(150):
            yield lambda: QTest.keyClick(view, Qt.Key.Key_Down)

    return {
        "typing in the search": frames(typing()),
        "sorting": frames(sorting()),
        "scrolling": frames(scrolling()),
        "walking with the arrow key": frames(walking()),
    }


def ours(sheet: Sheet) -> Timing:
    """The program's own table."""
    model = AttesteesModel(TODAY)
    view = AttesteesTable(model, Memory())
    shown(view)
    model.show(sheet)
    return measure(
        view,
        lambda text: model.look_for(PeopleFilter(text)),
        (Column.NAME, Column.POSITION, Column.CATEGORY, Column.STAGE, Column.DEADLINE),
    )


def peer(sheet: Sheet) -> Timing:
    """Qt's ready-made models with the same texts."""
    model = QStandardItemModel(0, len(Column))
    for row in sheet.rows:
        texts = (" ".join(filter(None, lines(row, column, TODAY))) for column in Column)
        model.appendRow([QStandardItem(text) for text in texts])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    proxy.setSortLocaleAware(True)
    view = QTableView()
    view.setModel(proxy)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(54)
    view.setSortingEnabled(True)
    shown(view)
    return measure(
        view,
        proxy.setFilterFixedString,
        (Column.NAME, Column.POSITION, Column.CATEGORY, Column.STAGE, Column.DEADLINE),
    )


def shown(view: QTableView) -> None:
    """Put it on the screen with the focus."""
    view.resize(*SIZE)
    view.show()
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()


def run(count: int) -> tuple[Timing, Timing]:
    """Timings of ours and of the peer, ms a step."""
    if not isinstance(QApplication.instance(), QApplication):
        style.install(QApplication(sys.argv[:1]), Look.LIGHT)
    sheet = sheet_of(invented(count))
    leave_alone()
    return ours(sheet), peer(sheet)


def main() -> int:
    """Print a line for each kind of work."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    app = QApplication(sys.argv[:1])
    style.install(app, Look.LIGHT)
    began = time.perf_counter()
    sheet_of(invented(count))
    sys.stdout.write(f"{count} rows, made in the background in {time.perf_counter() - began:.1f} s\n")
    own, other = run(count)
    good = True
    for kind, mine in own.items():
        its = other[kind]
        ratio = statistics.median(its) / statistics.median(mine)
        sys.stdout.write(
            f"{kind:28} ours {statistics.median(mine):6.1f} ms (worst {max(mine):6.1f})   Qt's models "
            f"{statistics.median(its):7.1f} ms (worst {max(its):7.1f})   {ratio:5.2f} times as fast\n"
        )
        if kind == "scrolling":
            good = max(mine) <= FRAME_MS
            late = sum(one > FRAME_MS for one in mine)
            sys.stdout.write(f"{'':28} frames over {FRAME_MS:.0f} ms: {late} of {len(mine)}\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

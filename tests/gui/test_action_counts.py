"""How many actions a conclusion takes that is written already, in the real window against the practice service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.papers.pdf import EngineName
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine, finish
from attest_desktop.work.people import Stage, people, person
from attest_desktop.work.training import Training
from tests.conftest import TOLD
from tests.support.hand import Hand
from tests.support.window import find, until, until_shown

CTRL = Qt.KeyboardModifier.ControlModifier
MOST_FOR_ONE, MOST_FOR_ALL = 4, 2


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    choose_engine(context.desk, EngineName.BUILTIN)
    made = MainWindow(context, Preferences())
    with qtbot.waitActive(made):
        made.resize(1366, 768)
        made.show()
        made.activateWindow()
    made.begin()
    yield made
    made.close()
    delete(made)


def written(desk: Desk, number: int) -> str:
    """Somebody whose conclusion is written to its end; a signature is kept since the training began."""
    one = people(desk)[number]
    text = open_draft(desk, one.id).text
    conclusion = replace(
        text.conclusion,
        criteria=tuple(
            CriterionText(each.number, f"Показатель {each.number} подтверждён документами.")
            for each in text.conclusion.criteria
        ),
        lessons=(
            Lesson(date(2026, 11, 11), "7 «Б»", "Функции"),
            Lesson(date(2026, 11, 13), "9 «А»", "Прогрессии"),
        ),
        recommendations="Обобщить опыт.",
        result=Result.MEETS,
        date=date(2026, 11, 20),
    )
    save_draft(desk, one.id, replace(text, conclusion=conclusion))
    return one.id


def said(index: QModelIndex) -> str:
    """What a cell shows or tells a screen reader."""
    return f"{index.data()} {index.data(Qt.ItemDataRole.AccessibleTextRole)}"


def row_of(qtbot: QtBot, window: MainWindow, full_name: str) -> tuple[QAbstractItemView, QModelIndex]:
    """The attestee's row, current and in focus: from here on it is counted."""
    window.go("attestees")
    table = find(window, QAbstractItemView, "Таблица аттестуемых")

    def row() -> QModelIndex | None:
        model = table.model()
        rows = (model.index(number, column) for number in range(model.rowCount()) for column in range(3))
        return next((index for index in rows if full_name.split()[0] in said(index)), None)

    until(qtbot, lambda: row() is not None)
    found = row()
    assert found is not None
    table.setCurrentIndex(found)
    table.scrollTo(found)
    table.setFocus()
    return table, found


def by_keys(hand: Hand, _table: QAbstractItemView, _row: QModelIndex, wait: Callable[[str], None]) -> None:
    hand.key(Qt.Key.Key_Return)
    wait("card")
    hand.key(Qt.Key.Key_Return, CTRL)
    wait("editor")
    hand.key(Qt.Key.Key_Return, CTRL)


def by_mouse(hand: Hand, table: QAbstractItemView, row: QModelIndex, _wait: Callable[[str], None]) -> None:
    hand.double_click(table, row)
    hand.click("Подписать и отправить…")
    hand.click("Отправить")


@pytest.mark.parametrize("way", [by_keys, by_mouse])
def test_from_the_row_to_a_confirmed_upload(
    qtbot: QtBot,
    window: MainWindow,
    training: Training,
    desk: Desk,
    way: Callable[[Hand, QAbstractItemView, QModelIndex, Callable[[str], None]], None],
    record_property: Callable[[str, object], None],
) -> None:
    attestee_id = written(desk, 0)
    full_name = person(desk, attestee_id).attestee.full_name
    table, row = row_of(qtbot, window, full_name)
    hand = Hand(qtbot, window)

    def wait(view: str) -> None:
        """Until the view has what it shows."""
        until_shown(qtbot, window, "Подписать и отправить…" if view == "card" else "Подпись стоит на своей строке")

    way(hand, table, row, wait)
    until_shown(qtbot, window, "Подтверждено", 30_000)
    assert person(desk, attestee_id).stage is Stage.CONFIRMED
    assert training.server.state.row(full_name).upload_posts == 1
    assert hand.actions <= MOST_FOR_ONE
    told = "клавишами" if way is by_keys else "мышью"
    record_property(
        TOLD, f"действия: от строки до подтверждённой отправки {told}: {hand.actions} ({', '.join(hand.done)})"
    )


def test_all_finished_ones_at_once(
    qtbot: QtBot,
    window: MainWindow,
    desk: Desk,
    record_property: Callable[[str, object], None],
) -> None:
    ids = [written(desk, number) for number in range(2)]
    for attestee_id in ids:
        finish(desk, attestee_id, engine=EngineName.BUILTIN)
    hand = Hand(qtbot, window)
    hand.click("Исходящие")
    until_shown(qtbot, window, "Готово и ещё не отправлялось: 2 заключения")
    hand.click("Отправить всё")
    until(qtbot, lambda: [person(desk, one).stage for one in ids] == [Stage.CONFIRMED] * 2, 30_000)
    assert [row.state for row in desk.store.outbox.rows()] == [SendState.CONFIRMED] * 2
    assert hand.actions <= MOST_FOR_ALL
    record_property(TOLD, f"действия: все готовые заключения сразу: {hand.actions} ({', '.join(hand.done)})")

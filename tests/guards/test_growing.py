"""A long list of people grows without holding the window up: a few rows at a time, whatever is there already."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui.home import column
from attest_desktop.gui.home.column import Entry, KeyedColumn
from attest_desktop.gui.home.people_card import PeopleCard, StandingRow
from attest_desktop.gui.home.plan import Group
from attest_desktop.work.people import Person, Stage
from attest_desktop.work.standing import Facts, standing_of
from tests.support.window import find

MOST_AT_ONCE = 8


class _Row(QWidget):
    """What the keyboard stops at."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Key:
    """A key that tells how often it was hashed, as a row's whole state would be."""

    hashed = 0

    def __hash__(self) -> int:
        _Key.hashed += 1
        return id(self)


def test_rows_that_stay_are_not_looked_at_when_others_are_added(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = KeyedColumn()
    qtbot.addWidget(shown)
    looked_at: list[QWidget] = []
    stops: Callable[[QWidget], list[tuple[QWidget, QWidget]]] = column._stops

    def noted(row: QWidget) -> list[tuple[QWidget, QWidget]]:
        looked_at.append(row)
        return stops(row)

    monkeypatch.setattr(column, "_stops", noted)
    entries: list[Entry] = [(_Key(), _Row) for _ in range(60)]
    for there in (10, 50):
        shown.show_entries(entries[:there])
        looked_at.clear()
        _Key.hashed = 0
        shown.show_entries(entries[: there + 4])
        assert len(looked_at) <= 4 + 1
        assert _Key.hashed == 0
    assert [row.nextInFocusChain() for row in shown.widgets()[:-1]] == list(shown.widgets()[1:])
    # One taken out of the middle moves nobody.
    stayed = [row for place, row in enumerate(shown.widgets()) if place != 20]
    looked_at.clear()
    shown.show_entries([*entries[:20], *entries[21:54]])
    assert list(shown.widgets()) == stayed
    assert looked_at == []


def test_rows_come_a_few_at_a_time(qtbot: QtBot) -> None:
    people = [
        Person(
            Attestee(f"{number:04x}", f"Лугов Пётр {number}"),
            Stage.NOT_STARTED,
            hand_in_by=None,
            draft_saved_at=None,
            conclusion=None,
            sending=None,
            edited_since=False,
            gone=False,
        )
        for number in range(60)
    ]
    rows = tuple((one, standing_of(one, Facts())) for one in people)
    card = PeopleCard(lambda _whose: None)
    qtbot.addWidget(card)
    card.show()
    card.show_groups((Group("Ноябрь-декабрь 2026", None, rows, 0),))
    seen = [len(card.findChildren(StandingRow))]
    while card.growing and len(seen) < 100:
        card._growing.stop()
        card._grow()
        seen.append(len(card.findChildren(StandingRow)))
    find(card, QPushButton, "Показать всех: 60, Ноябрь-декабрь 2026").click()
    while card.growing and len(seen) < 100:
        seen.append(len(card.findChildren(StandingRow)))
        card._growing.stop()
        card._grow()
    seen.append(len(card.findChildren(StandingRow)))
    assert seen[-1] == 60
    # Those made with the page are not waited for by themselves.
    assert max(after - before for before, after in pairwise(seen)) <= MOST_AT_ONCE

"""The table: search, filters, sorting, what a row opens, what is shown when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Form
from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.attestees.model import PERSON, SECOND_LINE, AttesteesFilter, AttesteesModel, Column
from attest_desktop.gui.context import Context
from attest_desktop.gui.prefs import Preferences
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Person, Stage, people
from attest_desktop.work.training import Training
from tests.support.window import choose, find, find_all, press, texts, write

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk(qapp: QApplication) -> Iterator[Desk]:
    """These tests only read: one desk serves them all."""
    with Training() as training, training.open_desk() as opened:
        yield opened


@pytest.fixture
def preferences() -> Preferences:
    return Preferences()


@pytest.fixture
def view(qtbot: QtBot, sync_context: Context, preferences: Preferences) -> AttesteesView:
    made = AttesteesView(sync_context, preferences)
    qtbot.addWidget(made)
    made.resize(1072, 600)
    made.show()
    made.opened(None)
    return made


def shown(view: AttesteesView) -> list[str]:
    """Full names in the order of the rows."""
    return [view.filter.index(row, 0).data(PERSON).attestee.full_name for row in range(view.filter.rowCount())]


def sort_by(view: AttesteesView, column: Column, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
    view.table.sortByColumn(column, order)


def test_every_attestee_is_a_row(view: AttesteesView, sync_context: Context) -> None:
    assert sorted(shown(view)) == sorted(one.attestee.full_name for one in people(sync_context.desk))
    assert "14 аттестуемых" in texts(view)


@pytest.mark.parametrize("typed", ["Журавлева", "журавлёва", "ЖУРАВЛЁВА  ольга", "ольга журавл"])
def test_search_does_not_mind_case_yo_and_order(qtbot: QtBot, view: AttesteesView, typed: str) -> None:
    write(qtbot, view, "Поиск аттестуемых", typed)
    assert shown(view) == ["Журавлёва Ольга Дмитриевна"]
    assert "Показано 1 из 14" in texts(view)


def test_search_looks_at_position_and_subject(qtbot: QtBot, view: AttesteesView) -> None:
    write(qtbot, view, "Поиск аттестуемых", "психолог")
    assert all("психолог" in one.attestee.position for one in _people(view))
    assert shown(view)
    write(qtbot, view, "Поиск аттестуемых", "физической культуры")
    assert shown(view) == ["Лебедев Артём Викторович"]


def test_nothing_found_offers_to_show_everybody(qtbot: QtBot, view: AttesteesView) -> None:
    write(qtbot, view, "Поиск аттестуемых", "такого здесь нет")
    assert "Никого не нашлось" in texts(view)
    press(qtbot, view, "Показать всех")
    assert len(shown(view)) == 14
    assert find(view, QLineEdit, "Поиск аттестуемых").text() == ""


def test_filters_narrow_together_and_can_be_reset(qtbot: QtBot, view: AttesteesView) -> None:
    choose(view, "Форма аттестации", "дистанционно")
    choose(view, "Период", "январь-февраль 2027")
    found = _people(view)
    assert found
    assert {(one.attestee.form, one.attestee.period) for one in found} == {(Form.REMOTE, "январь-февраль 2027")}
    press(qtbot, view, "Сбросить поиск и отбор")
    assert len(shown(view)) == 14
    assert not find_all(view, QAbstractButton, "Сбросить поиск и отбор")


def test_stages_as_payload_filter_the_table(view: AttesteesView) -> None:
    view.opened((Stage.DRAFT, Stage.FINISHED))
    assert shown(view) == []
    view.opened((Stage.NOT_STARTED,))
    assert len(shown(view)) == 14


def test_hand_in_day_is_sorted_by_time_and_category_by_rank(view: AttesteesView) -> None:
    sort_by(view, Column.HAND_IN)
    days = [one.hand_in_by for one in _people(view)]
    assert None not in days
    assert days == sorted(day for day in days if day)
    sort_by(view, Column.CATEGORY, Qt.SortOrder.DescendingOrder)
    claimed = [one.attestee.claimed_category for one in _people(view)]
    assert claimed == sorted(claimed, key=lambda one: one != "высшая")


def test_names_are_sorted_with_yo_as_ye(view: AttesteesView) -> None:
    sort_by(view, Column.NAME)
    names = [name.replace("ё", "е").replace("-", " ").lower() for name in shown(view)]
    assert names == sorted(names)


def test_periods_are_sorted_by_time_not_by_letters(view: AttesteesView) -> None:
    sort_by(view, Column.PERIOD)
    periods = [one.attestee.period for one in _people(view)]
    assert periods[0] == "ноябрь-декабрь 2026"
    assert periods[-1] == "январь-февраль 2027"


def test_enter_and_double_click_open_the_card(qtbot: QtBot, view: AttesteesView, sync_context: Context) -> None:
    went: list[tuple[str, object]] = []
    sync_context.navigate.connect(lambda name, payload: went.append((name, payload)))
    view.table.selectRow(2)
    expected = view.filter.index(2, 0).data(PERSON).id
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    where = view.table.visualRect(view.filter.index(3, 0)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert went == [("card", expected), ("card", view.filter.index(3, 0).data(PERSON).id)]


def test_ctrl_f_goes_to_the_search(qtbot: QtBot, view: AttesteesView) -> None:
    with qtbot.waitActive(view):
        view.activateWindow()
    QTest.keyClick(view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.search.hasFocus()


def test_no_column_hides_behind_the_edge_at_1280(view: AttesteesView) -> None:
    # 1280 px less the navigation, margins and the card's edge.
    view.resize(1280 - 208, 600)
    header = view.table.horizontalHeader()
    assert header.length() <= view.table.viewport().width()
    assert all(header.sectionSize(column) >= 72 for column in Column)


def test_column_widths_are_remembered(
    qtbot: QtBot, view: AttesteesView, sync_context: Context, preferences: Preferences
) -> None:
    view.table.horizontalHeader().resizeSection(Column.NAME, 201)
    view.table.sortByColumn(Column.STAGE, Qt.SortOrder.DescendingOrder)
    later = AttesteesView(sync_context, preferences)
    qtbot.addWidget(later)
    later.resize(1280, 600)
    later.show()
    header = later.table.horizontalHeader()
    assert header.sectionSize(Column.NAME) == 201
    assert header.sortIndicatorSection() == Column.STAGE


def test_rows_gone_from_the_service_are_marked_and_stay_last(view: AttesteesView, sync_context: Context) -> None:
    rows = people(sync_context.desk)
    model = AttesteesModel(TODAY)
    proxy = AttesteesFilter()
    proxy.setSourceModel(model)
    gone = [replace(one, gone=number == 0) for number, one in enumerate(rows)]
    model.show(gone, {}, TODAY)
    for order in Qt.SortOrder:
        proxy.sort(Column.NAME, order)
        last = proxy.index(proxy.rowCount() - 1, Column.STAGE)
        assert last.data(PERSON).gone
        assert last.data(SECOND_LINE) == "нет в таблице сервиса"


def test_organisation_is_searched(view: AttesteesView, sync_context: Context) -> None:
    rows = people(sync_context.desk)
    model = AttesteesModel(TODAY)
    proxy = AttesteesFilter()
    proxy.setSourceModel(model)
    model.show(rows, {rows[4].id: "МБОУ «Берёзовская СОШ»"}, TODAY)
    proxy.search("березовская")
    assert [proxy.index(row, 0).data(PERSON).id for row in range(proxy.rowCount())] == [rows[4].id]


def test_model_keeps_the_rules_of_qt(sync_context: Context) -> None:
    model = AttesteesModel(TODAY)
    proxy = AttesteesFilter()
    proxy.setSourceModel(model)
    tester = QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = people(sync_context.desk)
    model.show(rows, {}, TODAY)
    proxy.sort(Column.STAGE)
    proxy.search("учитель")
    model.show(rows[:3], {}, TODAY)
    model.show(rows[:3], {}, TODAY)
    assert tester.model() is proxy
    assert model.rowCount(QModelIndex()) == 3


def test_cell_says_everything_to_a_screen_reader(view: AttesteesView) -> None:
    write_to = view.filter.index(0, Column.NAME)
    said = write_to.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(write_to.data(PERSON).attestee.full_name)
    category = view.filter.index(0, Column.CATEGORY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "имеющаяся" in category
    assert "заявленная" in category


def _people(view: AttesteesView) -> list[Person]:
    return [view.filter.index(row, 0).data(PERSON) for row in range(view.filter.rowCount())]

"""Actions on several rows: sending what is ready, downloading documents, saving for Excel; what is told after."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from attest_desktop.domain.names import short_name
from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.domain.sending import SendState
from attest_desktop.gui import sending
from attest_desktop.gui.attestees import AttesteesView, jobs
from attest_desktop.gui.attestees.outward import as_csv, as_file
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.attestees.sheet import Group
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.prefs import Preferences
from attest_desktop.practice import Fault
from attest_desktop.work.desk import Desk
from attest_desktop.work.documents import kept_documents
from attest_desktop.work.people import people
from attest_desktop.work.training import Training
from tests.support.window import find, press, press_when_there, texts, until, until_shown


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> AttesteesView:
    made = AttesteesView(context, Preferences())
    qtbot.addWidget(made)
    made.resize(1166, 640)
    made.show()
    return made


def finished(desk: Desk, count: int) -> list[str]:
    """Finish the conclusions of so many attestees; their ids."""
    ids = [one.id for one in people(desk)[:count]]
    for one in ids:
        desk.store.conclusions.freeze(one, {}, b"docx", b"%PDF-1.4\n%" + one.encode(), "builtin", (), desk.now())
    return ids


def opened(qtbot: QtBot, view: AttesteesView) -> AttesteesView:
    view.opened(None)
    until(qtbot, lambda: bool(view.model.found))
    return view


def states(desk: Desk) -> list[SendState]:
    return [row.state for row in desk.store.outbox.rows()]


def headings(view: AttesteesView) -> list[Group]:
    return [one for one in view.model.arrangement.shown if isinstance(one, Group)]


def rows_of(view: AttesteesView, ids: list[str]) -> list[Row]:
    return [row for row in view.model.sheet.rows if row.id in ids]


def test_all_that_is_ready_is_sent_by_one_press(
    qtbot: QtBot, view: AttesteesView, desk: Desk, training: Training
) -> None:
    opened(qtbot, view)
    button = view.actions_bar.send_button
    assert not button.isEnabled()
    assert "нет готовых к отправке" in button.accessibleDescription() == button.toolTip()
    finished(desk, 2)
    view.load()
    press_when_there(qtbot, view, "Отправить готовые (2)")
    assert not button.isEnabled()
    assert "Отправляем" in button.toolTip()
    until_shown(qtbot, view, "Отправлено и подтверждено: 2.", 30_000)
    assert states(desk) == [SendState.CONFIRMED] * 2
    assert training.server.state.upload_posts == 2
    until(qtbot, lambda: [one.sent for one in headings(view)] == [2, 0])
    press(qtbot, view, "Скрыть итог")
    assert "подтверждено: 2" not in texts(view)


def test_what_was_stopped_before_its_turn_stays_ready(
    qtbot: QtBot, view: AttesteesView, desk: Desk, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = finished(desk, 2)
    opened(qtbot, view)

    def cancelled_at_once(desk: Desk, rows: list[int], progress: Progress, cancelled: Cancelled) -> object:
        next(task for task in context.runner.tasks if task.title).cancel()
        return sending.send_rows(desk, rows, progress, cancelled)

    monkeypatch.setattr(jobs, "send_rows", cancelled_at_once)
    press_when_there(qtbot, view, "Отправить готовые (2)")
    until_shown(qtbot, view, "Отправка остановлена")
    assert "осталось готовым: 2." in texts(view)
    assert states(desk) == [SendState.CANCELLED] * 2
    # Nothing of it goes by itself, and those left are chosen: the next press takes them.
    assert {row.id for row in view.table.chosen()} == set(ids)
    until(qtbot, lambda: all(row.taken_back for row in rows_of(view, ids)))
    assert len(view.actions_bar.to_send()) == 2
    view.table.choose([ids[0]])
    assert view.actions_bar.to_send() == []


def test_an_outage_is_told_and_the_rest_waits(
    qtbot: QtBot, view: AttesteesView, desk: Desk, training: Training
) -> None:
    finished(desk, 1)
    opened(qtbot, view)
    training.server.faults.set(Fault.OUTAGE)
    press_when_there(qtbot, view, "Отправить готовые (1)")
    until_shown(qtbot, view, "Отправлено не всё", 30_000)
    assert "Ждёт отправки в «Исходящих»: 1." in texts(view)
    assert find(view, QAbstractButton, "Открыть «Исходящие»").isVisible()
    until_shown(qtbot, view, "Без связи с личным кабинетом")


def test_documents_of_the_chosen_rows_are_downloaded(
    qtbot: QtBot, view: AttesteesView, desk: Desk, context: Context
) -> None:
    opened(qtbot, view)
    ids = [one.id for one in people(desk)[:2]]
    view.table.choose(ids)
    press_when_there(qtbot, view, "Скачать документы")
    until_shown(qtbot, view, "Скачано файлов: ", 30_000)
    assert all(kept_documents(desk, one) is not None for one in ids)


def test_a_fault_of_one_does_not_stop_the_others(desk: Desk, training: Training) -> None:
    known = people(desk)[:3]
    made = [row for row in jobs.load(desk, date(2026, 11, 22)).sheet.rows if row.id in [one.id for one in known]]
    account = training.server.state.account("expert1")
    assert account is not None
    del account.rows[training.server.state.row(known[1].attestee.full_name).number]
    summary = jobs.fetch_all(desk, made, silent, never)
    assert not summary.good
    assert any(line.startswith(short_name(known[1].attestee.full_name)) for line in summary.lines)
    assert [kept_documents(desk, one.id) is not None for one in known] == [True, False, True]


def test_the_list_is_saved_for_excel(qtbot: QtBot, view: AttesteesView, context: Context, tmp_path: Path) -> None:
    told: list[Message] = []
    context.message.connect(told.append)
    opened(qtbot, view)
    view.filters.search.setText("учитель")
    view.fold([view.model.sheet.periods[0]], folded=True)
    path = tmp_path / "Список.csv"
    view.doing.export_to(path, view.model.found, view.shown_columns())
    until(qtbot, lambda: bool(told))
    assert str(path) in told[0].text
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][:3] == ["ФИО", "Период", "Должность"]
    assert len(lines) == len(view.model.found) + 1  # what is filtered, the folded period too
    assert {len(line) for line in lines} == {len(lines[0])}


def test_the_list_is_saved_as_a_workbook() -> None:
    book = load_workbook(io.BytesIO(as_file(".xlsx", [["ФИО", "Форма"], ["=1+1", "очно\x07"]])))
    sheet = book["Аттестуемые"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [["ФИО", "Форма"], ["=1+1", "очно"]]
    assert sheet["A2"].data_type == "s"
    assert sheet.freeze_panes == "B2"


def test_a_cell_is_never_reckoned_as_a_formula() -> None:
    assert b"'=1+1" in as_csv([["ФИО"], ["=1+1"]])


def test_narrow_window_keeps_the_table(qtbot: QtBot, view: AttesteesView) -> None:
    """On a small screen at 150 %: the table has the card's room, the actions are icons in one line."""
    view.resize(793, 390)
    opened(qtbot, view)
    assert not view.preview.isVisible()
    at = {find(view, QAbstractButton, name).y() for name in ("Скачать документы", "Копировать", "Выгрузить…")}
    assert len(at) == 1
    assert find(view, QAbstractButton, "Копировать").text() == ""
    press(qtbot, view, "Сводка сбоку")
    assert view.preview.isVisible()
    press(qtbot, view, "Сводка сбоку")
    view.resize(1166, 640)
    until(qtbot, view.preview.isVisible)
    assert find(view, QAbstractButton, "Копировать").text() == "Копировать"

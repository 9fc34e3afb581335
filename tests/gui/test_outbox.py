"""«Исходящие»: each state with its words and buttons, against the practice service and its faults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from attest_desktop.domain.sending import SendState
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.outbox import OutboxView
from attest_desktop.gui.outbox.words import LOOKS, actions, facts, in_order, size, story, until
from attest_desktop.practice import Fault
from attest_desktop.practice.state import StoredFile
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.send import OTHER_FILE, enqueue_file, send_due
from attest_desktop.work.training import Training
from tests.support.opening import Opener, opening_watched
from tests.support.window import find_all, press_when_there, texts, until_shown
from tests.support.window import until as wait_until

PDF = b"%PDF-1.4\n% practice\n"
MOMENT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def row(state: SendState, **changes: object) -> OutboxRow:
    values: dict[str, object] = {
        "id": 1,
        "attestee_id": "id",
        "conclusion_id": None,
        "file_name": "Итоговое заключение Иванова МИ.pdf",
        "sha256": "0" * 64,
        "size": 84_000,
        "state": state,
        "attempts": 0,
        "last_answer": "",
        "next_try_at": None,
        "created_at": MOMENT,
        "updated_at": MOMENT,
    }
    return OutboxRow(**{**values, **changes})  # type: ignore[arg-type]  # values of the right kinds by name


@pytest.mark.parametrize("state", list(SendState))
def test_every_state_has_a_look(state: SendState) -> None:
    assert LOOKS[state].word


def test_sizes_and_moments_in_words() -> None:
    assert size(10).replace("\u00a0", " ") == "1 КБ"
    assert size(84_000).replace("\u00a0", " ") == "82 КБ"
    assert size(1_300_000).replace("\u00a0", " ") == "1,2 МБ"
    assert until(MOMENT, MOMENT) == "сейчас"
    assert until(MOMENT + timedelta(seconds=20), MOMENT).replace("\u00a0", " ") == "через 1 минуту"
    assert until(MOMENT + timedelta(minutes=30), MOMENT).replace("\u00a0", " ") == "через 31 минуту"
    assert until(MOMENT + timedelta(hours=2), MOMENT).startswith("в ")
    assert "82" in facts(row(SendState.QUEUED), MOMENT)


def test_the_story_of_a_row() -> None:
    assert story(row(SendState.QUEUED), MOMENT) == ""
    waiting = row(SendState.QUEUED, attempts=3, next_try_at=MOMENT + timedelta(seconds=90))
    assert story(waiting, MOMENT).replace("\u00a0", " ") == "Попыток: 3, следующая через 2 минуты."
    assert story(row(SendState.CONFIRMED, attempts=1), MOMENT) == ""


def test_what_needs_the_user_comes_first() -> None:
    states = [SendState.CANCELLED, SendState.CONFIRMED, SendState.QUEUED, SendState.FAILED]
    rows = [row(state, id=number) for number, state in enumerate(states)]
    assert [one.state for one in sorted(rows, key=in_order)] == list(reversed(states))


def test_the_rows_stand_under_headings(qtbot: QtBot, view: OutboxView, desk: Desk, context: Context) -> None:
    ids = [one.id for one in people(desk)[:3]]
    made = [enqueue_file(desk, one, "Заключение.pdf", PDF + one.encode()) for one in ids]
    desk.store.outbox.set_state(made[0].id, SendState.FAILED, "Не принято.", desk.now())
    desk.store.outbox.set_state(made[1].id, SendState.CANCELLED, "Отозвано Вами.", desk.now())
    view.opened(None)
    until_shown(qtbot, view, "Нужно Ваше решение")
    shown = texts(view)
    headings = ["Нужно Ваше решение\n1", "Ждут отправки\n1", "Отозваны\n1"]
    assert sorted(headings, key=shown.index) == headings
    assert "Отправлены" not in shown
    assert "Без связи" not in shown
    context.note_reached(False)
    assert "Программа отправит их сама, когда связь появится" in texts(view)


def test_nothing_can_be_done_with_what_has_arrived() -> None:
    assert (
        actions(row(SendState.CONFIRMED)) == actions(row(SendState.SENT)) == actions(row(SendState.SENDING)) == ()
    )


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> OutboxView:
    made = OutboxView(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def queued(desk: Desk) -> OutboxRow:
    return enqueue_file(desk, people(desk)[0].id, "Заключение.pdf", PDF)


def name(desk: Desk) -> str:
    return people(desk)[0].attestee.full_name


def state(desk: Desk, one: OutboxRow) -> SendState:
    return desk.store.outbox.get(one.id).state


def test_an_empty_outbox_says_what_it_is_for(qtbot: QtBot, view: OutboxView) -> None:
    view.opened(None)
    until_shown(qtbot, view, "Здесь пока пусто")
    assert find_all(view, QAbstractButton, "Отправить всё") == []


def test_send_now(qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, training: Training) -> None:
    view.opened(None)
    until_shown(qtbot, view, "ждёт отправки")
    assert "1 файл ждёт отправки" in texts(view).replace("\u00a0", " ")
    press_when_there(qtbot, view, f"Отправить сейчас: {name(desk)}")
    until_shown(qtbot, view, "подтверждено")
    kept = training.server.state.row(name(desk)).conclusion
    assert kept is not None
    assert kept.sha256 == queued.sha256


def test_send_everything_by_keys(qtbot: QtBot, view: OutboxView, desk: Desk) -> None:
    for person in people(desk)[:3]:
        enqueue_file(desk, person.id, "Заключение.pdf", PDF + person.id.encode())
    view.opened(None)
    until_shown(qtbot, view, "ждут отправки")
    view.activateWindow()
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_until(qtbot, lambda: all(one.state is SendState.CONFIRMED for one in desk.store.outbox.rows()), 30_000)


def test_taking_back(qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, training: Training) -> None:
    view.opened(None)
    until_shown(qtbot, view, "Отозвать")
    press_when_there(qtbot, view, f"Отозвать: {name(desk)}")
    until_shown(qtbot, view, "отозвано")
    assert state(desk, queued) is SendState.CANCELLED
    assert training.server.state.upload_posts == 0


def test_a_refused_file_is_tried_again(
    qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, training: Training
) -> None:
    training.server.faults.set(Fault.UPLOAD_REFUSED, times=1)
    send_due(desk)
    view.opened(None)
    until_shown(qtbot, view, "не отправлено")
    assert "Ответ сервиса" in texts(view)
    press_when_there(qtbot, view, f"Повторить: {name(desk)}")
    until_shown(qtbot, view, "подтверждено")


def test_an_outage_is_told_and_the_row_waits(
    qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, training: Training, context: Context
) -> None:
    training.server.faults.set(Fault.OUTAGE)
    told: list[Message] = []
    context.message.connect(told.append)
    view.opened(None)
    until_shown(qtbot, view, "ждёт отправки")
    press_when_there(qtbot, view, f"Отправить сейчас: {name(desk)}")
    wait_until(qtbot, lambda: bool(told), 30_000)
    assert told[0].title == "Пока не отправлено: программа повторит сама"
    assert told[0].action is not None
    until_shown(qtbot, view, "Следующая попытка")
    training.server.faults.clear()
    told[0].action()
    until_shown(qtbot, view, "подтверждено")


def foreign_file(training: Training, desk: Desk) -> None:
    """Somebody else put a file into the row."""
    there = training.server.state.row(name(desk))
    there.conclusion = StoredFile("чужой.pdf", b"%PDF-1.4\n% of somebody else\n")


def answer_box(button: str) -> None:
    """Press a button of the question that comes next."""

    def press_it() -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QMessageBox) and one.isVisible():
                next(found for found in one.buttons() if found.text() == button).click()
                return
        QTimer.singleShot(20, press_it)

    QTimer.singleShot(0, press_it)


def test_another_file_on_the_service_is_replaced_only_after_a_yes(
    qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, training: Training
) -> None:
    foreign_file(training, desk)
    send_due(desk)
    view.opened(None)
    until_shown(qtbot, view, OTHER_FILE)
    answer_box("Не заменять")
    press_when_there(qtbot, view, f"Заменить на сервисе: {name(desk)}")
    assert training.server.state.upload_posts == 0
    answer_box("Заменить")
    press_when_there(qtbot, view, f"Заменить на сервисе: {name(desk)}")
    until_shown(qtbot, view, "подтверждено")
    kept = training.server.state.row(name(desk)).conclusion
    assert kept is not None
    assert kept.sha256 == queued.sha256


def unclear(desk: Desk, one: OutboxRow) -> None:
    """As after a connection that broke off in the middle."""
    desk.store.outbox.begin_attempt(one.id, desk.now())
    desk.store.outbox.finish_attempt(one.id, SendState.OUTCOME_UNKNOWN, "Связь оборвалась.", desk.now())


def test_the_expert_says_that_it_arrived(
    qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, training: Training
) -> None:
    unclear(desk, queued)
    view.opened(None)
    until_shown(qtbot, view, "нужно проверить")
    press_when_there(qtbot, view, f"Файл на сайте есть: {name(desk)}")
    until_shown(qtbot, view, "отправлено")
    assert state(desk, queued) is SendState.SENT
    assert training.server.state.upload_posts == 0


def test_the_expert_says_that_it_did_not(
    qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, training: Training
) -> None:
    unclear(desk, queued)
    view.opened(None)
    until_shown(qtbot, view, "нужно проверить")
    press_when_there(qtbot, view, f"Отправить ещё раз: {name(desk)}")
    until_shown(qtbot, view, "подтверждено")
    assert training.server.state.upload_posts == 1


def test_details_stay_open_when_the_rows_change(
    qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow
) -> None:
    view.opened(None)
    until_shown(qtbot, view, "ждёт отправки")
    press_when_there(qtbot, view, f"Подробности: {name(desk)}")
    assert queued.sha256 in texts(view)
    assert "Попыток отправки ещё не было." in texts(view)
    press_when_there(qtbot, view, f"Отправить сейчас: {name(desk)}")
    until_shown(qtbot, view, "подтверждено")
    assert queued.sha256 in texts(view)
    assert "1. " in texts(view)
    # Nor does the keyboard leave the row, and the button that it was on.
    (more,) = find_all(view, QAbstractButton, f"Подробности: {name(desk)}")
    more.setFocus()
    view.opened(None)
    assert view.context.runner.wait_idle(5_000)
    details = f"Подробности: {name(desk)}"
    wait_until(qtbot, lambda: any(one.hasFocus() for one in find_all(view, QAbstractButton, details)))
    assert more not in find_all(view, QAbstractButton, details)


@pytest.fixture
def opener() -> Iterator[Opener]:
    with opening_watched() as watched:
        yield watched


def test_the_exact_bytes_open_in_the_systems_viewer(
    qtbot: QtBot, view: OutboxView, desk: Desk, queued: OutboxRow, opener: Opener
) -> None:
    view.opened(None)
    until_shown(qtbot, view, "ждёт отправки")
    press_when_there(qtbot, view, f"Открыть PDF: {name(desk)}")
    wait_until(qtbot, lambda: bool(opener.opened))
    path = Path(opener.opened[0].toLocalFile())
    assert path.read_bytes() == PDF
    assert path.name == "Заключение.pdf"
    press_when_there(qtbot, view, f"Открыть сайт: {name(desk)}")
    assert opener.opened[1].toString() == desk.account.server

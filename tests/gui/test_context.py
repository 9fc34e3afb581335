"""What views share: sending by itself, one sign-in prompt for all, the count of what waits."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pytestqt.qtbot import QtBot

from attest_desktop.domain.errors import CancelledError, UserError
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.context import Context, Message
from attest_desktop.practice import Fault
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.people import Stage, people
from attest_desktop.work.send import enqueue_file, outbox
from attest_desktop.work.training import Training
from tests.support.window import until


@pytest.fixture
def messages(context: Context) -> list[Message]:
    told: list[Message] = []
    context.message.connect(told.append)
    return told


def a_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def put(context: Context) -> str:
    attestee_id = people(context.desk)[0].id
    enqueue_file(context.desk, attestee_id, "Скан.pdf", a_pdf())
    return attestee_id


def stage_of(context: Context, attestee_id: str) -> Stage:
    return next(one.stage for one in people(context.desk) if one.id == attestee_id)


def test_what_waits_is_sent_by_itself(qtbot: QtBot, context: Context, messages: list[Message]) -> None:
    attestee_id = put(context)
    with qtbot.waitSignal(context.people_changed, timeout=15_000):
        context.begin()
    assert stage_of(context, attestee_id) is Stage.CONFIRMED
    until(qtbot, lambda: context.waiting == 0)
    assert [message.text for message in messages] == ["Отправлено и проверено заключений: 1."]


def test_outage_is_borne_quietly_and_told_when_asked(
    qtbot: QtBot, context: Context, training: Training, messages: list[Message]
) -> None:
    attestee_id = put(context)
    training.server.faults.set(Fault.OUTAGE)
    with qtbot.waitSignal(context.people_changed, timeout=15_000):
        context.begin()
    assert messages == []
    assert not context.online
    with qtbot.waitSignal(context.message, timeout=15_000):
        context.send_now()
    assert messages[0].is_error
    assert messages[0].action_text == "Повторить"
    assert stage_of(context, attestee_id) is Stage.QUEUED
    training.server.faults.clear()
    with qtbot.waitSignal(context.message, timeout=15_000):
        context.send_now()
    assert stage_of(context, attestee_id) is Stage.CONFIRMED
    assert context.online


def test_refused_sign_in_is_not_tried_again_and_again(
    qtbot: QtBot, context: Context, training: Training, messages: list[Message]
) -> None:
    put(context)
    context.desk.keep_password("пароль сменили на сайте")
    training.server.faults.set(Fault.SESSION_EXPIRED, times=1)
    with qtbot.waitSignal(context.message, timeout=15_000):
        context.begin()
    assert messages[0].action_text == "Войти"
    training.server.faults.set(Fault.SLOW)
    context._send_quietly()
    assert context.runner.wait_idle(10_000)
    assert training.server.faults.hits(Fault.SLOW) == 0
    assert [row.state for row in outbox(context.desk)] == [SendState.QUEUED]


def test_many_jobs_that_need_a_sign_in_ask_once_and_all_go_on(context: Context) -> None:
    asked: list[object] = []
    went_on: list[int] = []
    context.sign_in_wanted.connect(asked.append)
    for number in range(3):
        context.show_error(SignInNeededError(), partial(went_on.append, number))
    assert len(asked) == 1
    context.signed_in_again()
    assert went_on == [0, 1, 2]
    context.show_error(SignInNeededError())
    assert len(asked) == 2
    context.sign_in_put_off()


def test_putting_the_sign_in_off_drops_what_waited(context: Context) -> None:
    went_on: list[int] = []
    context.show_error(SignInNeededError(), lambda: went_on.append(1))
    context.sign_in_put_off()
    context.signed_in_again()
    assert went_on == []


def test_error_nobody_took_is_shown_with_retry(qtbot: QtBot, context: Context, messages: list[Message]) -> None:
    runs: list[int] = []

    def job(*_: object) -> None:
        runs.append(1)
        raise UserError("Файл занят.", "Закройте его.")

    context.runner.start(job, owner=context)
    until(qtbot, lambda: len(messages) == 1)
    assert (messages[0].text, messages[0].action_text) == ("Файл занят. Закройте его.", "Повторить")
    assert messages[0].action is not None
    messages[0].action()
    until(qtbot, lambda: len(messages) == 2)
    assert runs == [1, 1]


def test_cancelled_work_is_nothing_to_talk_about(context: Context, messages: list[Message]) -> None:
    context.show_error(CancelledError())
    assert messages == []


def test_second_refresh_while_one_goes_on_is_the_same_one(
    qtbot: QtBot, context: Context, training: Training
) -> None:
    begun: list[object] = []
    context.runner.started.connect(begun.append)
    with qtbot.waitSignal(context.people_changed, timeout=15_000):
        context.refresh()
        context.refresh()
    assert sum(getattr(task, "title", "") == "Обновляем данные" for task in begun) == 1

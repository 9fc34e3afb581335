"""Jobs in threads: results in the GUI thread, nothing for the dead, order where it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.domain.errors import AttestError, CancelledError, UserError
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.gui.runner import Runner, SyncRunner

PATIENCE = 5_000


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.cancel_all()
    assert made.wait_idle(PATIENCE)


def test_job_runs_in_another_thread_and_its_result_comes_to_this_one(runner: Runner) -> None:
    owner = QObject()
    seen: list[tuple[threading.Thread, threading.Thread]] = []
    runner.start(
        lambda _p, _c: threading.current_thread(),
        owner=owner,
        on_done=lambda worker: seen.append((worker, threading.current_thread())),
    )
    assert runner.wait_idle(PATIENCE)
    ((worker, receiver),) = seen
    assert worker is not threading.main_thread()
    assert receiver is threading.main_thread()


def test_expected_error_comes_to_who_asked_or_to_the_signal(runner: Runner, qtbot: QtBot) -> None:
    owner = QObject()
    errors: list[AttestError] = []

    def job(_progress: Progress, _cancelled: Cancelled) -> None:
        raise UserError("Неверно.")

    runner.start(job, owner=owner, on_failed=errors.append)
    assert runner.wait_idle(PATIENCE)
    assert [error.what for error in errors] == ["Неверно."]
    with qtbot.waitSignal(runner.failed) as told:
        task = runner.start(job, owner=owner)
    assert told.args is not None
    assert told.args[0] is task
    assert isinstance(told.args[1], UserError)


def test_bug_comes_to_the_crash_signal_even_when_an_error_was_waited_for(runner: Runner, qtbot: QtBot) -> None:
    errors: list[AttestError] = []

    def job(_progress: Progress, _cancelled: Cancelled) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(runner.crashed) as told:
        runner.start(job, owner=QObject(), on_failed=errors.append)
    assert told.args is not None
    assert isinstance(told.args[0], ZeroDivisionError)
    assert errors == []


def test_nothing_comes_to_a_destroyed_owner_and_its_job_is_asked_to_stop(runner: Runner) -> None:
    owner = QWidget()
    begun, noticed, results = threading.Event(), threading.Event(), list[int]()

    def job(_progress: Progress, cancelled: Cancelled) -> int:
        begun.set()
        while not cancelled():
            pass
        noticed.set()
        return 1

    runner.start(job, owner=owner, on_done=results.append)
    assert begun.wait(5)
    delete(owner)
    assert noticed.wait(5)
    assert runner.wait_idle(PATIENCE)
    assert results == []


def test_cancelled_job_ends_with_its_own_error(runner: Runner) -> None:
    errors: list[AttestError] = []
    begun = threading.Event()

    def job(_progress: Progress, cancelled: Cancelled) -> None:
        begun.set()
        while True:
            stop_if(cancelled)

    task = runner.start(job, owner=QObject(), on_failed=errors.append)
    assert begun.wait(5)
    task.cancel()
    assert runner.wait_idle(PATIENCE)
    assert isinstance(errors[0], CancelledError)
    assert not task.running


def test_jobs_in_order_do_not_overtake_each_other(runner: Runner) -> None:
    owner, order = QObject(), list[int]()
    first_may_go = threading.Event()

    def first(_progress: Progress, _cancelled: Cancelled) -> None:
        assert first_may_go.wait(5)
        order.append(1)

    runner.start(first, owner=owner, in_order=True)
    runner.start(lambda _p, _c: order.append(2), owner=owner, in_order=True)
    runner.start(lambda _p, _c: first_may_go.set(), owner=owner)
    assert runner.wait_idle(PATIENCE)
    assert order == [1, 2]


def test_progress_is_told_but_not_of_quiet_jobs(runner: Runner) -> None:
    owner, told = QObject(), list[tuple[str, object]]()
    runner.progressed.connect(lambda _task, what, part: told.append((what, part)))

    def job(progress: Progress, _cancelled: Cancelled) -> None:
        progress("Готово", 1.0)

    runner.start(job, owner=owner, quiet=True)
    runner.start(job, owner=owner)
    assert runner.wait_idle(PATIENCE)
    assert told == [("Готово", 1.0)]


def test_wait_idle_says_when_time_ran_out(runner: Runner) -> None:
    may_go = threading.Event()
    runner.start(lambda _p, _c: may_go.wait(5), owner=QObject())
    assert not runner.wait_idle(50)
    may_go.set()
    assert runner.wait_idle(PATIENCE)


def test_again_runs_the_same_job_once_more(runner: Runner) -> None:
    owner, runs = QObject(), list[int]()
    task = runner.start(lambda _p, _c: runs.append(1), owner=owner)
    assert runner.wait_idle(PATIENCE)
    assert runner.again(task) is not None
    assert runner.wait_idle(PATIENCE)
    assert runs == [1, 1]


def test_sync_runner_has_the_result_at_once(qapp: QApplication) -> None:
    results: list[int] = []
    task = SyncRunner().start(lambda _p, _c: 7, owner=QObject(), on_done=results.append)
    assert results == [7]
    assert not task.running

"""What belongs to Qt is destroyed in the thread that made it, whoever used it last."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from itertools import count
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui import memory
from attest_desktop.gui.memory import Collector
from attest_desktop.gui.runner import Runner
from tests.support.window import until


@pytest.fixture
def ended_in() -> list[threading.Thread]:
    return []


@pytest.fixture
def often(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    monkeypatch.setattr(memory, "EVERY_MS", 10)
    made = Collector()
    made.begin()
    yield made
    made.end()
    gc.unfreeze()


class Ticking(QObject):
    """Has a running timer, and holds itself."""

    def __init__(self, ended_in: list[threading.Thread]) -> None:
        super().__init__()
        self.timer = QTimer(self, interval=1_000)
        self.timer.start()
        self.itself = self
        weakref.finalize(self, lambda: ended_in.append(threading.current_thread()))


def _litter(_progress: Progress, _cancelled: Cancelled) -> int:
    """Far more than the collector's threshold, at once."""
    rings: list[list[object]] = []
    for _ in range(50_000):
        ring: list[object] = []
        ring.append(ring)
        rings.append(ring)
    return len(rings)


def test_a_job_that_litters_destroys_nothing_of_qts(
    qtbot: QtBot, often: Collector, ended_in: list[threading.Thread]
) -> None:
    runner, owner = Runner(), QObject()
    for _ in range(6):
        Ticking(ended_in)
        runner.start(_litter, owner=owner)
        assert runner.wait_idle(20_000)
    until(qtbot, lambda: len(ended_in) == 6)
    assert set(ended_in) == {threading.main_thread()}


def test_the_last_who_knows_of_a_task_is_the_gui_thread(qtbot: QtBot, ended_in: list[threading.Thread]) -> None:
    runner = Runner()
    for number in range(200):
        owner = QObject()
        weakref.finalize(owner, lambda: ended_in.append(threading.current_thread()))

        def job(_progress: Progress, _cancelled: Cancelled, owner: QObject = owner) -> QObject:
            return owner

        runner.start(job, owner=owner, in_order=bool(number % 2), on_done=lambda _given: None)
        del owner, job
    assert runner.wait_idle(20_000)
    until(qtbot, lambda: len(ended_in) == 200)
    assert set(ended_in) == {threading.main_thread()}


def test_a_full_collection_waits_for_its_share_of_the_time(
    often: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    # Every look at the clock is a second: a collection takes one, and a hundred must pass before the next.
    seconds = count(1.0)
    monkeypatch.setattr(memory, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    full: list[int] = []

    looks: list[bool] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            full.append(len(looks))

    gc.callbacks.append(note)
    try:
        for _ in range(210):
            # Due at each look, were it for the thresholds alone.
            for _ in range(12):
                gc.collect(1)
            often.look()
            looks.append(True)
    finally:
        gc.callbacks.remove(note)
    assert full == [0, 100, 200]

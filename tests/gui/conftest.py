"""The training desk, the theme, and a watch on Qt's own complaints."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.gui import reader
from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.memory import Collector
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.runner import Runner, SyncRunner
from attest_desktop.gui.theme import style
from attest_desktop.gui.theme.style import Look
from attest_desktop.work.desk import Desk
from attest_desktop.work.training import Training
from tests.support.training import FirstTraining, TrainingAgain

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt's fails the test in which it came."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session", autouse=True)
def themed(qapp: QApplication) -> None:
    """Fonts and theme, as the program starts with them."""
    style.install(qapp, Look.LIGHT)
    reader.install()


@pytest.fixture(scope="session")
def collector(qapp: QApplication) -> Collector:
    """Collects when it is asked to, here in the GUI thread."""
    return Collector()


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication, collector: Collector) -> Iterator[None]:
    """What a test showed is gone after it; a later change of the theme need not dress it again.

    As in the program, no pool thread collects garbage meanwhile.
    """
    gc.disable()
    yield
    collector.look()
    gc.enable()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def first_training() -> Iterator[FirstTraining]:
    """The pattern of every test's training."""
    with FirstTraining() as first:
        yield first


@pytest.fixture
def training(first_training: FirstTraining) -> Iterator[Training]:
    """A running practice service, as new."""
    with TrainingAgain(first_training) as running:
        yield running


@pytest.fixture
def desk(training: Training) -> Iterator[Desk]:
    """The sample expert's desk, signed in and refreshed."""
    with training.open_desk() as opened:
        yield opened


@pytest.fixture
def context(qapp: QApplication, desk: Desk) -> Iterator[Context]:
    """A context whose jobs run in threads, as in the program."""
    runner = Runner()
    made = Context(desk, runner, training=True)
    yield made
    made.end()
    runner.cancel_all()
    assert runner.wait_idle(10_000), "a job did not end"


@pytest.fixture
def sync_context(qapp: QApplication, desk: Desk) -> Context:
    """A context whose jobs run at once: for tests of single views."""
    return Context(desk, SyncRunner(), training=True)


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    """The whole window in front, with its background work begun."""
    made = MainWindow(context, Preferences())
    made.resize(1280, 720)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.begin()
    yield made
    made.close()
    delete(made)

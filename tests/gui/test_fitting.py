"""On a school laptop nothing is cut and nothing has to be scrolled sideways, with larger text, too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import FINISH
from attest_desktop.gui.main_window import PLACES, MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.papers.pdf import EngineName
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.people import people
from tests.support.fitting import cut, sideways
from tests.support.window import until

# Width and height in logical pixels, size of the text. Screens of 1280×720 and 1366×768 at 150 % have 853×480 and
# 910×512.
USUAL = ((1280, 720, 1.0), (1280, 720, 1.3))
SMALL = ((853, 480, 1.0), (910, 512, 1.0), (960, 540, 1.0), (1093, 614, 1.0), (1366, 768, 1.6))
SETTLED_MS = 2_000


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    choose_engine(context.desk, EngineName.BUILTIN)
    made = MainWindow(context, Preferences())
    made.show()
    made.begin()
    yield made
    made.close()
    theme.apply(Look.LIGHT, 1.0)
    delete(made)


def look_at_all(qtbot: QtBot, window: MainWindow, sizes: tuple[tuple[int, int, float], ...]) -> list[str]:
    """Every view at each size; what is wrong."""
    context = window.context
    first = people(context.desk)[0].id
    save_draft(context.desk, first, open_draft(context.desk, first).text)
    views: list[tuple[str, object]] = [(one.view, None) for one in PLACES]
    views += [("control", None), ("card", first), ("editor", first), ("editor", (first, FINISH)), ("paper", first)]
    problems = []
    for width, height, scale in sizes:
        theme.apply(Look.LIGHT, scale)
        window.resize(width, height)
        for view, payload in views:
            window.go(view, payload)
            until(qtbot, lambda: context.runner.wait_idle(20_000), 30_000)
            with suppress(QtTimeoutError):
                # Layouts settle with the events that wait.
                qtbot.waitUntil(lambda: not cut(window) and not sideways(window), timeout=SETTLED_MS)
            assert (window.width(), window.height()) == (width, height), view
            wrong = [*cut(window), *sideways(window)]
            problems += [f"{view} at {width}×{height}, text {scale}: {one}" for one in wrong]
    return problems


def test_every_view_fits_at_720_lines(qtbot: QtBot, window: MainWindow) -> None:
    assert look_at_all(qtbot, window, USUAL) == []


@pytest.mark.slow
def test_every_view_fits_on_small_and_enlarged_screens(qtbot: QtBot, window: MainWindow) -> None:
    assert look_at_all(qtbot, window, SMALL) == []


def test_what_is_cut_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 200)
    short = QLabel("Достаточно длинная строка", window)
    short.setGeometry(0, 0, 40, 20)
    button = QPushButton("Отправить", window)
    button.setGeometry(150, 30, 120, 32)
    area = QScrollArea(window)
    area.setGeometry(0, 80, 100, 100)
    inner = QWidget()
    inner.setMinimumWidth(300)
    area.setWidget(inner)
    window.show()
    found = "\n".join(cut(window))
    assert "«Достаточно длинная строка»: 40 px of" in found
    assert "«Отправить»: reaches beyond QWidget" in found
    assert len(sideways(window)) == 1

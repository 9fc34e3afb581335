"""Every view and dialog as a screen reader, a keyboard and an unsure hand meet them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring.backends.null
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.editor import FINISH
from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog
from attest_desktop.gui.main_window import PLACES, MainWindow
from attest_desktop.gui.messages import open_messages
from attest_desktop.gui.phrases import open_phrases
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.sign_in import SignInAgain, SignInWindow
from attest_desktop.gui.signatures.dialog import open_signature
from attest_desktop.papers.pdf import EngineName
from attest_desktop.store import Secrets
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.people import people
from tests.support.reading import amiss, focusable, spoken
from tests.support.window import until

SETTLED_MS = 300
# Of every view's tab stops so many are looked at, spread over all of them.
SAMPLES = 4
ROOM = 4


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    choose_engine(context.desk, EngineName.BUILTIN)
    made = MainWindow(context, Preferences())
    made.resize(1366, 768)
    made.show()
    made.begin()
    yield made
    made.close()
    delete(made)


@pytest.fixture
def first(window: MainWindow) -> str:
    """An attestee with a draft."""
    desk = window.context.desk
    found = people(desk)[0].id
    save_draft(desk, found, open_draft(desk, found).text)
    return found


def views(first: str) -> list[tuple[str, object]]:
    """Every view with what it is opened with."""
    made: list[tuple[str, object]] = [(one.view, None) for one in PLACES]
    made += [
        ("control", None),
        ("timeline", None),
        ("card", first),
        ("editor", first),
        ("editor", (first, FINISH)),
    ]
    return [*made, ("paper", first)]


def look_at(qtbot: QtBot, context: Context, shown: QWidget, name: str) -> list[str]:
    """What is amiss once the jobs have ended and the layouts have settled."""
    until(qtbot, lambda: context.runner.wait_idle(20_000), 30_000)
    if amiss(shown):
        # Layouts settle with the events that wait.
        qtbot.wait(SETTLED_MS)
    return [f"{name}: {problem}" for problem in amiss(shown)]


def test_every_view_can_be_read_and_reached(qtbot: QtBot, window: MainWindow, first: str) -> None:
    problems: set[str] = set()
    for name, payload in views(first):
        window.go(name, payload)
        problems |= set(look_at(qtbot, window.context, window, name))
        problems |= {f"{name}: {one}" for one in unseen_focus(window)}
    assert sorted(problems) == []


def test_every_dialog_can_be_read_and_reached(
    qtbot: QtBot, window: MainWindow, first: str, tmp_path: Path
) -> None:
    context = window.context
    window.go("card", first)
    until(qtbot, lambda: context.runner.wait_idle(20_000), 30_000)
    opened: dict[str, Callable[[], QWidget]] = {
        "signature": lambda: open_signature(context, "Соболева Марина Аркадьевна", window, is_mine=True),
        "messages": lambda: open_messages(context, first, window),
        "phrases": lambda: open_phrases(context, window),
        "criteria": lambda: _shown(CriteriaDialog(context, parent=window)),
        "sign-in-again": lambda: _shown(SignInAgain(context, SignInNeededError(), window)),
    }
    problems = []
    for name, open_one in opened.items():
        dialog = open_one()
        problems += look_at(qtbot, context, dialog, name)
        dialog.close()
    secrets = Secrets(keyring.backends.null.Keyring())  # type: ignore[no-untyped-call]  # no types here
    runner = Runner()
    entrance = _shown(SignInWindow("https://coko.tomsk.ru/cpnew/", tmp_path, secrets, runner))
    problems += look_at(qtbot, context, entrance, "sign-in")
    for name, over in (("search", window.commands.find), ("keys", window.commands.show_keys)):
        over()
        problems += look_at(qtbot, context, window, name)
        window.commands.search.close_up()
        window.commands.keys_panel.close_up()
    assert problems == []


def _shown(dialog: QWidget) -> QWidget:
    dialog.show()
    return dialog


def unseen_focus(window: MainWindow) -> list[str]:
    """Tab stops that look the same with the focus and without it."""
    window.activateWindow()
    found = []
    stops = focusable(window)
    for one in stops[:: max(1, len(stops) // SAMPLES)]:
        if not one.isVisible() or not one.isEnabled():
            continue
        window.setFocus()
        before = _around(one)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is one and _around(one) == before:
            found.append(f"{type(one).__name__} «{one.accessibleName()}» does not show that it has the focus")
    return found


def _around(widget: QWidget) -> QImage:
    """The widget and a little of what lies about it: a ring may be drawn there."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(place.adjusted(-ROOM, -ROOM, ROOM, ROOM)).toImage()


def test_what_is_amiss_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 240)
    window.setAccessibleName("Окно")
    nameless = QLineEdit(window)
    nameless.setGeometry(10, 100, 100, 30)
    small = QSlider(Qt.Orientation.Horizontal, window)
    small.setAccessibleName("Ещё")
    small.setStyleSheet("min-height: 0px; max-height: 18px")
    small.resize(60, 18)
    small.move(10, 10)
    foreign = QPushButton("Send now", window)
    foreign.setGeometry(10, 150, 100, 30)
    mute = QWidget(window)
    mute.setAccessibleName("Лист")
    mute.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    mute.setGeometry(10, 190, 100, 30)
    window.show()
    found = "\n".join(amiss(window))
    assert "QLineEdit «» (): has no name" in found
    assert "QSlider «Ещё» (): a target of 60×18 px" in found
    assert "QPushButton «Send now»: English in its name" in found
    assert "QWidget «Лист» (): takes the keyboard, yet its role is Client" in found


def test_what_the_program_draws_itself_has_the_role_it_says(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    drawn = QWidget(window)
    speaks_as(drawn, QAccessible.Role.Graphic)
    drawn.setAccessibleName("Кольцо")
    window.show()
    told = {node.name: node.role for node in spoken(window)}
    assert told["Кольцо"] is QAccessible.Role.Graphic


def test_an_offer_in_the_strip_waits_for_slow_readers(qtbot: QtBot, window: MainWindow) -> None:
    strip = window.strip
    strip.show_message(Message("Подпись убрана.", action_text="Вернуть", action=lambda: None, undoes=True))
    assert not strip._timer.isActive()
    strip.clear()
    strip.show_message(Message("Сохранено: заключение.pdf"))
    assert strip._timer.isActive()
    assert strip._timer.interval() >= 6_000

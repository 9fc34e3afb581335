"""The first run and the first days: two ways in, «Первые шаги», and opening again where one left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends import null
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.gui.app import Program
from attest_desktop.gui.context import Context
from attest_desktop.gui.home import HomeView
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.returning import Returning
from attest_desktop.gui.runner import SyncRunner
from attest_desktop.gui.welcome import first_steps as card_module
from attest_desktop.gui.welcome.first_steps import FIRST_STEPS
from attest_desktop.gui.welcome.pane import ENTER, TRY
from attest_desktop.store import Secrets
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.first_steps import FirstStep, looked_at
from attest_desktop.work.last_place import LastPlace, editor_opened, keep_place
from attest_desktop.work.people import people
from tests.support.window import find, find_all, press, texts, until

NULL = null.Keyring()  # type: ignore[no-untyped-call]  # keyring leaves its constructors untyped


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    made = Program(
        server="https://coko.tomsk.ru/cpnew/", data_dir=tmp_path, secrets=Secrets(NULL), preferences=Preferences()
    )
    made.begin(training=False)
    yield made
    if made.sign_in is not None:
        made.sign_in.close()
    made.end()


def test_a_new_computer_offers_two_ways_of_equal_rank(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    window = program.sign_in
    assert window is not None
    one, other = (find(window, QAbstractButton, name) for name in (ENTER, TRY))
    assert one.property("kind") == other.property("kind") == "primary"
    until(qtbot, lambda: one.size() == other.size())
    said = texts(window).replace("\u200b", "")
    assert str(tmp_path) in said
    assert "исчезают при выходе" in said
    assert find_all(window, QLineEdit, "Пароль") == []
    press(qtbot, window, ENTER)
    assert find(window, QLineEdit, "Имя пользователя").hasFocus()
    assert find_all(window, QAbstractButton, "Учебный режим")


def test_first_steps_tick_themselves_and_can_be_put_away(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(card_module, "open_path", opened.append)
    context = Context(desk, SyncRunner())
    view = HomeView(context)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    view.opened(None)
    # The sample expert has a drawn signature from the beginning.
    assert "1 из 5" in texts(view)
    assert not view.recovery.isVisible()
    press(qtbot, view, "Узнать, где лежат данные: Открыть папку")
    looked_at(desk, FirstStep.PROFILE)
    view.opened(None)
    assert opened == [desk.data_dir]
    assert "3 из 5" in texts(view)
    assert find_all(view, QAbstractButton, "Проверить профиль: Открыть профиль") == []
    press(qtbot, view, "Убрать первые шаги")
    view.opened(None)
    assert not view.first.isVisible()
    # What was one of the steps is now offered by itself.
    assert view.recovery.isVisible()
    view.opened(FIRST_STEPS)
    assert view.first.isVisible()


class Going:
    """Stands for the window: where it is, and where it was sent."""

    def __init__(self) -> None:
        self.place = ("home", "")

    def go(self, name: str, payload: object = None) -> None:
        self.place = (name, payload[0] if isinstance(payload, tuple) else str(payload or ""))


def test_the_next_start_opens_where_one_left(qtbot: QtBot, desk: Desk) -> None:
    who, other = (people(desk)[number].id for number in (2, 0))
    context = Context(desk, SyncRunner())
    window = MainWindow(context, Preferences())
    window.go("card", who)
    window.close()
    delete(window)

    def opened() -> tuple[str, str]:
        acts = Going()
        Returning(context, acts, context, frozenset({"home", "card", "editor", "settings", "attestees"})).begin()
        return acts.place

    assert opened() == ("card", who)
    # There is no text of theirs to go on with: the card is what shows them.
    keep_place(desk, LastPlace("editor", who))
    assert opened() == ("card", who)
    save_draft(desk, who, open_draft(desk, who).text)
    assert opened() == ("editor", who)
    keep_place(desk, LastPlace("settings"))
    assert opened() == ("settings", "")
    for lost in (LastPlace("card", "кого больше нет"), LastPlace("вид прежней версии")):
        keep_place(desk, lost)
        assert opened() == ("home", "")
    keep_place(desk, LastPlace("settings"))
    editor_opened(desk, other)
    assert opened() == ("editor", other)
    context.training = True
    editor_opened(desk, None)
    assert opened() == ("home", "")

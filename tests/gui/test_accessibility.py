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

from attest_desktop.gui.attestees.dialogs import ColumnsDialog, NameDialog
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.crash import CrashDialog
from attest_desktop.gui.dropping.whose import WhoseDialog
from attest_desktop.gui.editor import FINISH
from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog
from attest_desktop.gui.editor.history import open_history
from attest_desktop.gui.hand_over import ReceivedDialog, offer_hand_over
from attest_desktop.gui.home.where import open_where
from attest_desktop.gui.main_window import PLACES, MainWindow
from attest_desktop.gui.messages import open_messages
from attest_desktop.gui.phrases import PhraseDialog, open_phrases
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.printing import open_print
from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.schedule import ScheduleDialog
from attest_desktop.gui.settings.backup import open_backup
from attest_desktop.gui.shell import MessageStrip
from attest_desktop.gui.sign_in import SignInAgain, SignInWindow
from attest_desktop.gui.signatures.dialog import open_signature
from attest_desktop.papers.pdf import EngineName
from attest_desktop.store import PhraseText, Secrets
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.draft import open_draft, revisions, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.hand_over import handed_over
from attest_desktop.work.people import people
from attest_desktop.work.received import read_received
from attest_desktop.work.schedule import compare_content
from tests.papers.schedule.making import Table, as_docx
from tests.support.fitting import too_large
from tests.support.reading import amiss, focusable, spoken
from tests.support.tabbing import tab_faults
from tests.support.window import until
from tests.work.conftest import a_pdf

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
        ("season", None),
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
    window.activateWindow()
    begins = QApplication.focusWidget()
    assert window.current is not None
    assert begins is not None
    assert begins is window.current or window.current.isAncestorOf(begins)
    for name, payload in views(first):
        window.go(name, payload)
        problems |= set(look_at(qtbot, window.context, window, name))
        problems |= {f"{name}: {one}" for one in unseen_focus(window)}
        assert window.current is not None
        problems |= {f"{name}: {one}" for one in tab_faults(window.current, window.top_bar.refresh)}
    assert sorted(problems) == []


def test_every_dialog_can_be_read_and_reached_on_a_small_screen(
    qtbot: QtBot, window: MainWindow, first: str, tmp_path: Path
) -> None:
    context = window.context
    window.go("card", first)
    until(qtbot, lambda: context.runner.wait_idle(20_000), 30_000)
    problems = []
    for name, open_one in dialogs(context, first, window).items():
        dialog = open_one()
        problems += look_at(qtbot, context, dialog, name)
        problems += [f"{name}: {one}" for one in (*tab_faults(dialog), *too_large(dialog))]
        dialog.close()
    secrets = Secrets(keyring.backends.null.Keyring())  # type: ignore[no-untyped-call]  # no types here
    runner = Runner()
    entrance = _shown(SignInWindow("https://coko.tomsk.ru/cpnew/", tmp_path, secrets, runner))
    until(qtbot, lambda: runner.wait_idle(20_000), 30_000)
    problems += look_at(qtbot, context, entrance, "sign-in")
    problems += [f"sign-in: {one}" for one in (*tab_faults(entrance), *too_large(entrance))]
    for name, over in (("search", window.commands.find), ("keys", window.commands.show_keys)):
        over()
        problems += look_at(qtbot, context, window, name)
        window.commands.search.close_up()
        window.commands.keys_panel.close_up()
    assert problems == []


def dialogs(context: Context, first: str, window: MainWindow) -> dict[str, Callable[[], QWidget]]:
    """Every dialog that opens without a long way to it."""
    desk = context.desk
    draft = open_draft(desk, first)
    received = read_received(desk, handed_over(desk, first, draft.text), "Заключение.docx")
    names = [one.attestee for one in people(desk)]
    me = "Соболева Марина Аркадьевна"
    head = ("№", "ФИО аттестуемого", "Период", "Форма", "Специалист 1")
    # One is spelt another way, one is not in the schedule.
    rows = [(str(n), f"{one.full_name}х", one.period, one.form.russian, me) for n, one in enumerate(names[1:])]
    compared = compare_content(desk, as_docx([Table([head, *rows])]), "График.docx")
    return {
        "signature": lambda: open_signature(context, me, window, is_mine=True),
        "messages": lambda: open_messages(context, first, window),
        "phrases": lambda: open_phrases(context, window),
        "phrase": lambda: _shown(PhraseDialog(PhraseText("Провёл урок."), title="Фраза", parent=window)),
        "criteria": lambda: _shown(CriteriaDialog(context, parent=window)),
        "sign-in-again": lambda: _shown(SignInAgain(context, SignInNeededError(), window)),
        "schedule": lambda: _shown(ScheduleDialog(context, compared, window)),
        "print": lambda: open_print(context, "Пример", lambda _desk: a_pdf(), window),
        "history": lambda: open_history(context, revisions(desk, first), lambda _text, _when: None, window),
        "received": lambda: _shown(ReceivedDialog(context, received, window)),
        "giving": lambda: offer_hand_over(context, draft.attestee, draft.text, window),
        "backup": lambda: open_backup(context, window),
        "where": lambda: open_where(context, window),
        "columns": lambda: _shown(ColumnsDialog(window)),
        "filter": lambda: _shown(NameDialog("Мой отбор", (), window)),
        "crash": lambda: _shown(CrashDialog("Отчёт", window)),
        "whose": lambda: _shown(WhoseDialog(context, [Path("1.jpg")], may_be_signature=True, parent=window)),
    }


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


def test_an_offer_in_the_strip_waits_for_slow_readers(qtbot: QtBot) -> None:
    strip = MessageStrip()
    qtbot.addWidget(strip)
    strip.show_message(Message("Подпись убрана.", action_text="Вернуть", action=lambda: None, undoes=True))
    assert not strip._timer.isActive()
    strip.clear()
    strip.show_message(Message("Сохранено: заключение.pdf"))
    assert strip._timer.isActive()
    assert strip._timer.interval() >= 6_000

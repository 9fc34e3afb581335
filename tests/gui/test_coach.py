"""The guided first conclusion of the training, taken in the real window by the names of its controls."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.coach.coach import Coach
from attest_desktop.gui.coach.steps import Seen, Step, current, done, words
from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.papers.pdf import EngineName
from attest_desktop.work.desk import Desk
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.people import Stage, people
from tests.conftest import TOLD
from tests.support.hand import Hand
from tests.support.window import find, name_of, press, until, until_shown

MOST_ACTIONS = 12


@pytest.fixture
def window(window: MainWindow, context: Context) -> MainWindow:
    choose_engine(context.desk, EngineName.BUILTIN)
    coach_of(window).begin()
    return window


def coach_of(window: MainWindow) -> Coach:
    assert window.coach is not None
    return window.coach


def spot(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def ringed(coach: Coach) -> str:
    """The name of what the ring is around."""
    return name_of(coach.ring.target) if coach.ring.target is not None and coach.ring.isVisible() else ""


def pointed_out(qtbot: QtBot, coach: Coach, step: Step, name: str) -> None:
    """The step is spoken of, its control is ringed, and nothing of the coach lies on it."""
    until(qtbot, lambda: coach.step is step, 30_000)
    until(qtbot, lambda: ringed(coach) == name)
    assert not spot(coach.panel).intersects(spot(coach.ring).adjusted(6, 6, -6, -6))
    assert coach.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_from_the_first_hint_to_a_confirmed_conclusion(
    qtbot: QtBot, window: MainWindow, desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    began = time.monotonic()
    coach, hand = coach_of(window), Hand(qtbot, window)
    pointed_out(qtbot, coach, Step.PEOPLE, "Аттестуемые")
    hand.click("Аттестуемые")
    pointed_out(qtbot, coach, Step.PERSON, "Таблица аттестуемых")
    hand.click("Показать мне")
    table = find(window, QAbstractItemView, "Таблица аттестуемых")
    until(qtbot, table.hasFocus)
    hand.key(Qt.Key.Key_Return)
    pointed_out(qtbot, coach, Step.WRITE, "Писать заключение")
    hand.click("Писать заключение")
    pointed_out(qtbot, coach, Step.TEXTS, "Муниципалитет")
    hand.click("Вставить пример")
    until_shown(qtbot, window, "Осталось пустых мест: 10")
    goes_astray_and_comes_back(qtbot, window, coach)
    hand.click("Вставить остальные примеры")
    pointed_out(qtbot, coach, Step.PAGES, "Подписать и отправить…")
    hand.click("Подписать и отправить…")
    hand.click("Дальше: посмотрел")
    pointed_out(qtbot, coach, Step.SIGNATURES, "Подписи")
    hand.click("Дальше: посмотрел")
    pointed_out(qtbot, coach, Step.SEND, "Отправить")
    hand.click("Отправить")
    until(qtbot, lambda: coach.step is None, 30_000)
    until_shown(qtbot, window, "учебное заключение подтверждено")
    assert not coach.ring.isVisible()
    assert [one.stage for one in people(desk)].count(Stage.CONFIRMED) == 1
    with qtbot.waitSignal(window.enter_wanted):
        hand.click("Войти в личный кабинет")
    # Once more, with somebody else: what was sent does not count for this time.
    press(qtbot, window, "Пройти ещё раз")
    pointed_out(qtbot, coach, Step.PEOPLE, "Аттестуемые")
    assert hand.actions <= MOST_ACTIONS
    record_property(
        TOLD,
        f"действия: учебное заключение по подсказкам: {hand.actions} за {len(Step)} шагов, "
        f"машина {time.monotonic() - began:.1f} с ({', '.join(hand.done)})",
    )


def goes_astray_and_comes_back(qtbot: QtBot, window: MainWindow, coach: Coach) -> None:
    """Elsewhere, led back, folded, closed and called again: not among the counted actions."""
    place = window.place
    window.go("settings")
    until_shown(qtbot, window, "Вы сейчас в другом месте")
    assert not coach.ring.isVisible()
    press(qtbot, window, "Показать мне")
    until(qtbot, lambda: window.place == place)
    until(qtbot, coach.ring.isVisible)
    press(qtbot, window, "Свернуть подсказку")
    assert not coach.ring.isVisible()
    press(qtbot, window, "Закрыть учебные шаги")
    assert not coach.panel.isVisible()
    press(qtbot, window, "Показать шаги учебного заключения")
    until(qtbot, coach.ring.isVisible)


def test_what_is_done_follows_from_what_is_seen() -> None:
    assert current(done(Seen())) is Step.PEOPLE
    assert current(done(Seen(visited=frozenset({"card"})))) is Step.WRITE
    writing = frozenset({"editor"})
    assert current(done(Seen(visited=writing, left=None))) is Step.TEXTS
    assert current(done(Seen(visited=writing, left=0))) is Step.PAGES
    # Looked at the pages with places left empty: the texts are still spoken of, and sending settles everything.
    early = Seen(visited=writing, left=3, looked=frozenset({Step.PAGES, Step.SIGNATURES}))
    assert current(done(early)) is Step.TEXTS
    assert current(done(Seen(visited=writing, left=3, sent=True))) is Step.CONFIRMED
    assert current(done(Seen(confirmed=True))) is None
    ready = Seen("editor", in_pages=True, left=0, pages=True, visited=writing)
    assert "«Отправить»." in words(Step.SEND, ready)
    assert "Всё равно закончить" in words(Step.SEND, replace(ready, asks=True))
    assert "вернёт к этому шагу" in words(Step.SEND, replace(ready, view="home"))

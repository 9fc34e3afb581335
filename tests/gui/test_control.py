"""«Контроль»: what the cabinet holds, page by page, and who is still missing."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.card.view import CardView
from attest_desktop.gui.context import Context
from attest_desktop.gui.control import ControlView
from attest_desktop.gui.control.looks import PAGES, STANDINGS
from attest_desktop.gui.control.view import ControlRow
from attest_desktop.papers.scans import SheetSource, assemble
from attest_desktop.work.control import Standing
from attest_desktop.work.control_look import PageState
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.send import enqueue_file, send_due
from tests.support.paper import printed, scan
from tests.support.window import find_all, press_when_there, texts, until_shown


def names(view: QWidget) -> list[str]:
    return [one.accessibleName() for one in view.findChildren(QWidget) if one.isVisible()]


def test_the_card_tells_of_every_page_and_signature(qtbot: QtBot, context: Context, desk: Desk) -> None:
    one = people(desk)[0]
    desk.store.conclusions.freeze(one.id, {}, b"docx", printed(), "builtin", (), desk.now())
    enqueue_file(desk, one.id, "Заключение.pdf", assemble([SheetSource("2.jpg", scan(2, 0))]).pdf)
    send_due(desk)
    refresh(desk)
    view = CardView(context)
    qtbot.addWidget(view)
    view.resize(1100, 900)
    view.show()
    view.opened(one.id)
    until_shown(qtbot, view, "ещё не проверено")
    press_when_there(qtbot, view, "Проверить")
    until_shown(qtbot, view, "есть замечания", 30_000)
    shown = texts(view)
    assert "Проверено только что" in shown
    assert "Нет страниц исходного документа: 1." in shown
    spoken = names(view)
    assert "Страница 1: нет" in spoken
    assert "Страница 2: в порядке" in spoken
    assert "Подпись, Соболева М.А., страница 2: есть" in spoken
    assert "Подпись, Ткаченко Л.И., страница 2: нет" in spoken
    assert find_all(view, QAbstractButton, "Проверить ещё раз")


def test_who_is_missing_is_listed_and_looked_into(qtbot: QtBot, context: Context) -> None:
    view = ControlView(context)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    view.opened(None)
    until_shown(qtbot, view, "Осталось проверить")
    rows = [one for one in view.findChildren(ControlRow) if one.isVisible()]
    assert len(rows) > 1
    assert "ещё не проверялось" in rows[0].accessibleDescription()
    press_when_there(qtbot, view, "Проверить всех")
    until_shown(qtbot, view, "Напомните педагогу загрузить все страницы", 30_000)
    assert "ещё не проверялось" not in texts(view)
    with qtbot.waitSignal(context.navigate) as told:
        press_when_there(qtbot, view, next(one for one in view.findChildren(ControlRow)).accessibleName())
    assert told.args is not None
    assert told.args[0] == "card"


def test_every_standing_and_state_has_a_look() -> None:
    assert set(STANDINGS) == set(Standing)
    assert set(PAGES) == set(PageState)

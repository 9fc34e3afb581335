"""«Справка»: F1 opens the page about what is in front; going through the guide; the check, the report, news."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.editor import FINISH
from attest_desktop.gui.help.checking import CheckDialog
from attest_desktop.gui.help.entries import help_entries
from attest_desktop.gui.help.reporting import ReportDialog
from attest_desktop.gui.help.update_keeper import UpdateKeeper
from attest_desktop.gui.help.updates import UpdatesCard, open_news
from attest_desktop.gui.help.view import HelpView
from attest_desktop.gui.help.window import open_guide
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.payloads import CHECK
from attest_desktop.gui.search import Catalogue, Group
from attest_desktop.work.guide import PLACE_OF
from attest_desktop.work.people import people
from attest_desktop.work.report import HIDDEN
from attest_desktop.work.updates import Release
from tests.support.window import find, press, texts, until

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


D = TypeVar("D", bound=QDialog)


def opened(view: HelpView, kind: type[D]) -> D:
    dialog = view.findChild(kind)
    assert isinstance(dialog, kind)
    return dialog


def test_f1_opens_the_page_about_what_is_in_front(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    ask_about(qtbot, window, context, [("signatures", None)])


@pytest.mark.slow
def test_f1_on_every_view(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    first = people(context.desk)[0].id
    views = set(PLACE_OF) - {"help", "editor"}
    asked: list[tuple[str, object]] = [(name, first if name in ("card", "paper") else None) for name in views]
    ask_about(qtbot, window, context, [*asked, ("editor", first), ("editor", (first, FINISH))])


def ask_about(qtbot: QtBot, window: MainWindow, context: Context, asked: list[tuple[str, object]]) -> None:
    for view, payload in asked:
        window.go(view, payload)
        until(qtbot, lambda: context.runner.wait_idle(10_000), 30_000)
        QTest.keyClick(window, Qt.Key.Key_F1)
        shown = window.current
        assert isinstance(shown, HelpView), view
        expected = "sending" if isinstance(payload, tuple) else PLACE_OF[view][0]
        assert shown.page == expected
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.current is not None
        assert window.current.name == view


def test_going_through_the_guide(qtbot: QtBot, sync_context: Context) -> None:
    view = HelpView(sync_context)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.follow("sending.md#исходящие")
    assert view.page == "sending"
    assert view.browser.textCursor().block().text() == "Исходящие"
    view.follow("deadlines.md")
    view.browser.setFocus()
    for key, page in ((Qt.Key.Key_Left, "sending"), (Qt.Key.Key_Left, "start"), (Qt.Key.Key_Right, "sending")):
        QTest.keyClick(view.browser, key, ALT)
        assert view.page == page
    view.follow("nowhere.md")
    assert view.page == "sending"
    QTest.keyClick(view.browser, Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is view.search
    view.search.setText("забыл пароль")
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert view.page == "first"
    assert view.browser.textCursor().block().text() == "Забыли пароль или имя"
    assert view.browser.extraSelections()
    view.search.setText("экскаватор")
    assert "Ничего не нашлось" in view.contents.item(0).text()
    # Pictures are as wide as the page, and nothing from outside the guide is read.
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = view.browser.loadResource(kind, QUrl("pictures/home.webp"))
    assert isinstance(picture, QImage)
    assert 300 < picture.width() <= view.browser.viewport().width()
    for outside in ("../icons/app.svg", "https://example.org/a.png", "pictures/none.webp"):
        assert view.browser.loadResource(kind, QUrl(outside)) is None
    view.go("places")
    QTest.mouseClick(view.browser.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 330))
    opened(view, QDialog).close()
    view.resize(500, 600)
    assert not view.contents.isVisible()
    press(qtbot, view, "Содержание справки")
    assert view.contents.isVisible()


def test_check_and_report(qtbot: QtBot, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = HelpView(context)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    # There is no room for its button: the menu has it.
    menu = find(view, QToolButton, "Ещё: учебные шаги, проверка, сообщение о проблеме").menu()
    next(one for one in menu.actions() if one.text() == "Проверить программу").trigger()
    dialog = opened(view, CheckDialog)
    until(qtbot, lambda: dialog.checkup is not None)
    assert "Работать можно: всё узнано." in texts(dialog)
    press(qtbot, dialog, "Скопировать как текст")
    assert "создание PDF — в порядке" in QGuiApplication.clipboard().text()
    press(qtbot, dialog, "Сообщить о проблеме")
    told = opened(view, ReportDialog)
    until(qtbot, lambda: bool(told.text.toPlainText()))
    # It is the user's to change before it goes anywhere; no address is set, so no letter is offered.
    assert not told.text.isReadOnly()
    assert not told.letter.isVisible()
    assert "всё узнано" in told.text.toPlainText()
    assert HIDDEN not in told.text.toPlainText()
    told.text.setPlainText("Моё.")
    file = tmp_path / "отчёт.txt"
    monkeypatch.setattr(
        "attest_desktop.gui.help.reporting.QFileDialog.getSaveFileName", lambda *_: (str(file), "")
    )
    press(qtbot, told, "Сохранить в файл…")
    until(qtbot, file.exists)
    assert file.read_text("utf-8") == "Моё."
    until(qtbot, lambda: context.runner.wait_idle(10_000))
    told.close()


def test_pages_are_found_from_anywhere() -> None:
    asked: list[tuple[str, object]] = []
    catalogue = Catalogue(help_entries(lambda view, payload: asked.append((view, payload))))
    for query, payload in (("восстановления", "safety"), ("проверить программу", CHECK)):
        entry = next(one.entry for one in catalogue.lines(query) if one.entry is not None)
        entry.choose()
        assert asked.pop() == ("help", payload)
    assert all(one.entry is None or one.entry.group is not Group.GUIDE for one in catalogue.lines(""))


def test_the_guide_before_the_sign_in(qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    above.show()
    window = open_guide(above, "first")
    assert "учебный режим" in window.browser.toPlainText()
    window.contents.chosen.emit("install", "Linux")
    assert window.browser.textCursor().block().text() == "Linux"
    assert open_guide(above, "first") is window
    window.close()


def test_news_of_a_version(qtbot: QtBot, sync_context: Context, tmp_path: Path) -> None:
    said: list[Message] = []
    sync_context.message.connect(said.append)
    keeper = UpdateKeeper(sync_context, tmp_path)
    keeper.look()
    assert said == []
    found = Release("9.0.1", date(2026, 11, 20), "https://program.example/", "- Стало удобнее.")
    for _ in range(2):
        keeper._tell(found)
    assert [(one.text, one.action_text) for one in said] == [("Есть версия 9.0.1 этой программы.", "Что нового")]
    dialog = open_news(sync_context, found, None)
    qtbot.addWidget(dialog)
    assert "Стало удобнее." in dialog.news.toPlainText()
    assert "20.11.2026" in texts(dialog)
    # Without an address there is nothing to be set.
    sync_context.training = False
    card = UpdatesCard(sync_context, tmp_path)
    qtbot.addWidget(card)
    card.load()
    assert not card.isVisible()

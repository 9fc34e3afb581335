"""The criterion's wording beside the field that is written, put right by the expert."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog
from attest_desktop.store import FileKind
from attest_desktop.work.criteria import criteria_sets
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from tests.support.window import find, find_all, press, texts, until, until_shown


def test_the_wording_is_shown_put_right_and_restored(
    qtbot: QtBot, context: Context, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = EditorView(context)
    qtbot.addWidget(editor)
    editor.resize(1150, 700)
    editor.show()
    attestee_id = people(desk)[0].id
    editor.opened(attestee_id)
    until(qtbot, lambda: editor.attestee_id == attestee_id and editor.form.isEnabled())
    assert not editor.criterion.isVisible()
    editor.form.go_to("criterion.1")
    until(qtbot, editor.criterion.isVisible)
    until_shown(qtbot, editor, "Проверьте по официальному тексту.")
    assert "№ 196" in texts(editor.criterion)
    # The whole point is pasted as it stands in the order.
    press(qtbot, editor, "Изменить показатели")
    until(qtbot, lambda: bool(editor.findChildren(CriteriaDialog)))
    dialog = editor.findChildren(CriteriaDialog)[0]
    until(qtbot, lambda: bool(find_all(dialog, QPlainTextEdit, "Показатель 2: формулировка")))
    QGuiApplication.clipboard().setText("Категория устанавливается на основе:\nпервого;\nвторого, особенного;\n")
    press(qtbot, dialog, "Вставить пункт")
    assert find(dialog, QPlainTextEdit, "Показатель 2: формулировка").toPlainText() == "второго, особенного;"
    find(dialog, QCheckBox, "Сверено с официальным текстом").click()
    press(qtbot, dialog, "Сохранить показатели")
    wording: Callable[[], str] = find(editor, QLabel, "Формулировка показателя").text
    until(qtbot, lambda: wording() == "второго, особенного;")
    assert "Проверьте по официальному" not in texts(editor.criterion)
    press(qtbot, editor, "Изменить показатели")
    until(qtbot, lambda: any(one.isVisible() for one in editor.findChildren(CriteriaDialog)))
    dialog = next(one for one in editor.findChildren(CriteriaDialog) if one.isVisible())
    until(qtbot, lambda: bool(find_all(dialog, QPlainTextEdit, "Показатель 2: формулировка")))
    with qtbot.waitSignal(context.message) as told:
        press(qtbot, dialog, "Вернуть как было")
    until(qtbot, lambda: "не внесена" in wording())
    message = (told.args or [None])[0]
    assert isinstance(message, Message)
    assert message.action is not None
    message.action()
    until(qtbot, lambda: wording() == "второго, особенного;")
    assert any(one.checked for one in criteria_sets(desk))
    # It folds away and comes back.
    press(qtbot, editor, "Свернуть показатель")
    assert "второго" not in texts(editor.criterion)
    press(qtbot, editor, "Развернуть показатель")
    # The guide of the template opens in the system's program.
    assert desk.store.files.latest(FileKind.GUIDE) is not None
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    press(qtbot, editor, "Расшифровка")
    until(qtbot, lambda: bool(opened))

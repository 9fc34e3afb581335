"""Taking the texts of another conclusion in the window, and going back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QMenu, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from attest_desktop.domain.record import CriterionText
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.editor.reuse import ReuseDialog
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, revisions, save_draft
from attest_desktop.work.people import people
from tests.support.window import find, press, until
from tests.support.writing import write_text


def test_texts_are_taken_marked_and_given_back(qtbot: QtBot, context: Context, desk: Desk) -> None:
    own, other = people(desk)[0], people(desk)[1]
    text = open_draft(desk, other.id).text
    said = f"Ольга и {other.attestee.full_name} ведут кружок."
    criteria = tuple(CriterionText(one.number, said) for one in text.conclusion.criteria)
    save_draft(desk, other.id, replace(text, conclusion=replace(text.conclusion, criteria=criteria)))
    editor = EditorView(context)
    qtbot.addWidget(editor)
    editor.resize(1150, 700)
    editor.show()
    editor.opened(own.id)
    until(qtbot, lambda: editor.attestee_id == own.id and editor.form.isEnabled())
    write_text(qtbot, editor, "Рекомендации", "Своё.")
    menu = find(editor, QToolButton, "Ещё действия с текстом").menu()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text().startswith("Взять тексты")).trigger()
    until(qtbot, lambda: bool(editor.findChildren(ReuseDialog)))
    dialog = editor.findChildren(ReuseDialog)[0]
    preview = find(dialog, QTextEdit, "Что получится").toPlainText()
    assert f"Ольга и {own.attestee.full_name} ведут кружок." in preview
    assert "Своё." not in preview
    with qtbot.waitSignal(context.message) as told:
        press(qtbot, dialog, "Взять тексты")
    conclusion = editor.form.text().conclusion
    assert conclusion.criteria[0].text == f"Ольга и {own.attestee.full_name} ведут кружок."
    assert conclusion.recommendations == "Своё."
    until(qtbot, lambda: len(revisions(desk, own.id)) == 2)
    message = (told.args or [None])[0]
    assert isinstance(message, Message)
    assert message.action is not None
    message.action()
    assert editor.form.text().conclusion.criteria[0].text == ""

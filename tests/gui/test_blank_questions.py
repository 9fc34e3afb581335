"""What the program does not know about a template is asked once, in its place, and remembered for the template."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.editor import EditorView
from attest_desktop.papers.rendering import text_of
from attest_desktop.store import FileKind
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.people import people
from attest_desktop.work.template import answers, current_template, doubtful, unknown
from tests.papers.template.wordfile import docx, para, table
from tests.support.window import find, find_all, press, texts, until, until_shown

FORM = docx(
    para("Итоговое заключение"),
    table(
        ("Ф.И.О. аттестуемого", ""),
        ("Место, где трудится коллега", ""),
        ("Номер личного дела", ""),
    ),
)


def page_text(editor: EditorView) -> str:
    pdf = editor.pages.pdf
    return " ".join(" ".join(text_of(pdf)).replace("\u00a0", " ").split()) if pdf else ""


def choose(*path: str) -> None:
    """Choose from the menu that opens next, as soon as it is open."""

    def act() -> None:
        menu: object = QApplication.activePopupWidget()
        for step in path[:-1]:
            assert isinstance(menu, QMenu)
            menu = next(one.menu() for one in menu.actions() if one.text() == step)
        assert isinstance(menu, QMenu)
        next(one for one in menu.actions() if one.text() == path[-1]).trigger()
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QMenu):
                one.close()

    QTimer.singleShot(200, act)


def test_an_unknown_place_is_told_once(qtbot: QtBot, context: Context, desk: Desk) -> None:
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "form.docx", FORM, desk.now())
    who = people(desk)[0].attestee
    label = next(one.label for one in (*unknown(desk), *doubtful(desk)) if "дела" in one.label)
    editor = EditorView(context)
    qtbot.addWidget(editor)
    editor.resize(1150, 700)
    editor.show()
    said: list[Message] = []
    context.message.connect(said.append)
    editor.opened(who.id)
    until(qtbot, lambda: bool(find_all(editor, QLineEdit, label)))
    choose("Аттестуемый", "Адрес электронной почты")
    press(qtbot, editor, f"Что здесь пишут?: {label}")
    until(qtbot, lambda: who.email in page_text(editor))
    assert list(answers(desk).values()) == ["attestee.email"]
    assert "Запомнено для этого шаблона" in said[-1].text
    # The way back: the place is empty and asked about again.
    assert said[-1].action is not None
    said[-1].action()
    until(qtbot, lambda: who.email not in page_text(editor) and bool(find_all(editor, QLineEdit, label)))
    assert answers(desk) == {}
    # Nothing of the record: the place stays to be written by hand.
    choose("Ничего из этого, впишу сам")
    press(qtbot, editor, f"Что здесь пишут?: {label}")
    until(qtbot, lambda: list(answers(desk).values()) == [None])
    assert find(editor, QLineEdit, label).text() == ""


def test_a_newer_template_is_told(qtbot: QtBot, context: Context, desk: Desk) -> None:
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "form.docx", FORM, desk.now())
    who = people(desk)[0].attestee.id
    draft = open_draft(desk, who)
    number = next(one.id for one in current_template(desk).template.blanks if "дела" in one.label)
    save_draft(desk, who, replace(draft.text, values=MappingProxyType({number: "17-а"})))
    newer = docx(para("Итоговое заключение"), table(("Ф.И.О. аттестуемого", ""), ("Любимый цвет", "")))
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "form.docx", newer, desk.now())
    editor = EditorView(context)
    qtbot.addWidget(editor)
    editor.resize(1150, 700)
    editor.show()
    editor.opened(who)
    until_shown(qtbot, editor, "Шаблон обновился")
    said = texts(editor)
    assert "Появилось: «Любимый цвет»." in said
    assert "«Номер личного дела» — 17-а" in said
    until(qtbot, lambda: bool(find_all(editor, QLineEdit, "Любимый цвет")))
    assert "17-а" not in page_text(editor)

"""Remarks beside the text and before signing: seen, followed, mended, agreed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import EditorView
from attest_desktop.papers.pdf import EngineName
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.people import people
from tests.support.window import find, find_all, press, press_when_there, texts, until, until_shown

SOUND = "Обучающиеся стабильно подтверждают годовые отметки на экзаменах."
LEFT_OVER = "На уроках Гусевой  дети работают активно, качество знаний выросло."


def test_a_left_over_is_shown_followed_and_agreed_to(qtbot: QtBot, context: Context, desk: Desk) -> None:
    choose_engine(desk, EngineName.BUILTIN)
    attestee_id = people(desk)[0].id
    text = open_draft(desk, attestee_id).text
    numbers = [one.number for one in text.conclusion.criteria]
    words = [f"{SOUND} По показателю {number} есть рост." for number in numbers]
    words[1] = LEFT_OVER
    conclusion = replace(
        text.conclusion,
        date=date(2026, 11, 20),
        result=Result.MEETS,
        criteria=tuple(map(CriterionText, numbers, words)),
        lessons=(Lesson(date(2026, 11, 10), "7", "Дроби"), Lesson(date(2026, 11, 12), "8", "Корни")),
        recommendations="Обобщить опыт.",
    )
    save_draft(desk, attestee_id, replace(text, conclusion=conclusion))
    context.today = lambda: date(2026, 11, 22)
    editor = EditorView(context)
    qtbot.addWidget(editor)
    editor.resize(1150, 700)
    editor.show()
    editor.opened(attestee_id)

    # Beside the text: the head counts, the list tells, a press selects the words.
    until_shown(qtbot, editor, "Замечания: 2")
    press(qtbot, editor, "Замечания: 2, есть важные")
    assert "упомянут другой аттестуемый, Гусева" in texts(editor)
    press(qtbot, editor, "Показать в тексте: Показатель 2: упомянут…")
    box = find(editor, QTextEdit, "Показатель 2")
    assert box.hasFocus()
    assert box.textCursor().selectedText() == "Гусевой"
    press(qtbot, editor, "Исправить пробелы: Показатель 2…")
    assert "Гусевой дети" in box.toPlainText()
    until_shown(qtbot, editor, "Замечания: 1")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == LEFT_OVER

    # Before signing: an important remark asks for consent once, and never more than that.
    press_when_there(qtbot, editor, "Подписать и отправить…")
    press_when_there(qtbot, editor, "Показать в тексте: Показатель 2: упомянут…", 30_000)
    until(qtbot, lambda: box.isVisible() and box.textCursor().selectedText() == "Гусевой")
    press(qtbot, editor, "Подписать и отправить…")
    until(qtbot, lambda: bool(find_all(editor, QAbstractButton, "Всё равно закончить")), 30_000)
    assert not find(editor, QAbstractButton, "Отправить").isEnabled()
    press(qtbot, editor, "Всё равно закончить")
    assert find(editor, QAbstractButton, "Отправить").isEnabled()
    press_when_there(qtbot, editor, "Не ставить подпись: Заречная\u00a0П.А.")
    assert find(editor, QAbstractButton, "Отправить").isEnabled()

    # Back to the text: with the name gone nothing asks.
    press(qtbot, editor, "Вернуться к тексту")
    box.selectAll()
    box.insertPlainText(SOUND)
    press(qtbot, editor, "Подписать и отправить…")
    until(qtbot, lambda: any(one.isEnabled() for one in find_all(editor, QAbstractButton, "Отправить")), 30_000)
    assert find_all(editor, QAbstractButton, "Всё равно закончить") == []
    assert editor.finish.final is not None
    assert not editor.finish.final.asks_consent

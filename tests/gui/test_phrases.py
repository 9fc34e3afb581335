"""«Мои фразы» in the window: kept from a text, found by typing, put in, taken back, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.phrases import PhraseDialog, PhrasePicker, PhrasesDialog, open_phrases
from attest_desktop.store import PhraseText
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.phrases import phrases
from tests.support.window import find, press, press_when_there, texts, type_keys, until, until_shown
from tests.support.writing import write_text


@pytest.fixture
def editor(qtbot: QtBot, context: Context, desk: Desk) -> EditorView:
    desk.store.phrases.add(PhraseText("{Имя Отчество} {провёл/провела} мастер-класс.", "2"), desk.now())
    desk.store.phrases.add(PhraseText("Опыт {ФИО:р} обобщён [на каком уровне: заполните]."), desk.now())
    made = EditorView(context)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    attestee_id = people(desk)[0].id
    made.opened(attestee_id)
    until(
        qtbot, lambda: made.attestee_id == attestee_id and made.form.isEnabled() and bool(made.phrasing.bank.all)
    )
    return made


def shown(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    """The dialog of the kind, as soon as it is there."""
    there: Callable[[], list[QDialog]] = lambda: [  # noqa: E731 - asked twice
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    ]
    until(qtbot, lambda: bool(there()))
    return there()[0]


def key(widget: QWidget, which: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    pressed = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        pressed |= one
    QTest.keyClick(widget, which, pressed)


def test_a_phrase_is_found_put_in_and_taken_back(qtbot: QtBot, editor: EditorView, desk: Desk) -> None:
    write_text(qtbot, editor, "Показатель 1", "Начало.")
    box = find(editor, QTextEdit, "Показатель 1")
    key(box, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    picker = shown(qtbot, PhrasePicker)
    search = find(picker, QLineEdit, "Поиск фразы")
    type_keys(search, "мастер")
    key(search, Qt.Key.Key_Return)
    name = people(desk)[0].attestee.full_name.split(" ", 1)[1]
    verb = "провела" if name.endswith("на") else "провёл"
    assert box.toPlainText() == f"Начало. {name} {verb} мастер-класс."
    until(qtbot, lambda: max(one.used for one in phrases(desk)) == 1)
    # Which window is in front is the desktop's affair; in this one the keyboard is back in the text.
    until(qtbot, lambda: editor.window().focusWidget() is box)
    key(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "Начало."
    # Esc goes back to the text; a place that the program cannot fill in is left to be typed over.
    press(qtbot, editor, "Фразы: Показатель 1")
    key(find(shown(qtbot, PhrasePicker), QLineEdit, "Поиск фразы"), Qt.Key.Key_Escape)
    press(qtbot, editor, "Фразы: Показатель 1")
    picker = shown(qtbot, PhrasePicker)
    type_keys(find(picker, QLineEdit, "Поиск фразы"), "обобщен")
    key(find(picker, QLineEdit, "Поиск фразы"), Qt.Key.Key_Return)
    assert "обобщён" in box.toPlainText()
    assert box.textCursor().selectedText().endswith(": заполните]")


def test_a_sentence_is_kept_with_placeholders_removed_and_brought_back(
    qtbot: QtBot, editor: EditorView, desk: Desk
) -> None:
    name = people(desk)[0].attestee.full_name
    write_text(qtbot, editor, "Показатель 2", f"{name} ведёт кружок.")
    box = find(editor, QTextEdit, "Показатель 2")
    key(box, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    dialog = shown(qtbot, PhraseDialog)
    assert find(dialog, QPlainTextEdit, "Текст фразы").toPlainText() == "{ФИО} ведёт кружок."
    press(qtbot, dialog, "Сохранить фразу")
    until(qtbot, lambda: len(phrases(desk)) == 3)
    kept = phrases(desk)[-1].phrase
    assert (kept.text, kept.criterion) == ("{ФИО} ведёт кружок.", "2")
    press(qtbot, editor, "Фразы: Показатель 2")
    picker = shown(qtbot, PhrasePicker)
    press(qtbot, picker, "Удалить фразу")
    until(qtbot, lambda: len(phrases(desk)) == 2)
    press_when_there(qtbot, picker, "Вернуть")
    until(qtbot, lambda: len(phrases(desk)) == 3)


def test_phrases_are_shared_through_a_file(
    qtbot: QtBot, context: Context, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = open_phrases(context, window)
    assert isinstance(dialog, PhrasesDialog)
    press(qtbot, dialog, "Новая фраза")
    form = shown(qtbot, PhraseDialog)
    find(form, QPlainTextEdit, "Текст фразы").setPlainText("Пишет {он/она}.")
    press(qtbot, form, "Сохранить фразу")
    until_shown(qtbot, dialog, "Все фразы")
    file = tmp_path / "фразы.json"
    # The system's own file dialog cannot be pressed in a test.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(file), ""))
    until(qtbot, lambda: dialog.list.count() == 1)
    press(qtbot, dialog, "Сохранить в файл…")
    until(qtbot, file.exists)
    press(qtbot, dialog, "Удалить фразу")
    until(qtbot, lambda: not phrases(desk))
    press(qtbot, dialog, "Взять из файла…")
    until(qtbot, lambda: "Добавлено: 1 фраза." in texts(dialog))
    assert [one.phrase.text for one in phrases(desk)] == ["Пишет {он/она}."]

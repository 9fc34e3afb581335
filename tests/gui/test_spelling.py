"""Spelling in the editor: marked, mended from the menu, learned, turned off."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.settings import SettingsView
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.spelling import own_words, spelling_on
from tests.support.window import find, press, until
from tests.support.writing import write_text

WAVY = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


@pytest.fixture
def editor(qtbot: QtBot, context: Context, desk: Desk) -> EditorView:
    made = EditorView(context)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    attestee_id = people(desk)[0].id
    made.opened(attestee_id)
    until(qtbot, lambda: made.attestee_id == attestee_id and made.form.isEnabled())
    until(qtbot, lambda: made.proofing._speller is not None)
    return made


def wavy(box: QTextEdit) -> list[str]:
    """The words that are underlined."""
    found = []
    block = box.document().begin()
    while block.isValid():
        for one in block.layout().formats():
            if one.format.underlineStyle() is WAVY:
                found.append(block.text()[one.start : one.start + one.length])
        block = block.next()
    return found


def menu_entry(qtbot: QtBot, words: str) -> None:
    """Press an entry of the context menu that is up."""
    until(qtbot, lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == words)
    action.trigger()
    menu.close()


def test_an_unknown_word_is_marked_when_it_is_whole_and_mended(qtbot: QtBot, editor: EditorView) -> None:
    write_text(qtbot, editor, "Показатель 1", "Это презинтация")
    box = find(editor, QTextEdit, "Показатель 1")
    assert wavy(box) == []
    write_text(qtbot, editor, "Показатель 1", " учителя и кванторчик")
    QTest.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert wavy(box) == ["презинтация", "кванторчик"]
    QTest.keyClick(box, Qt.Key.Key_F7)
    menu_entry(qtbot, "презентация")
    assert box.toPlainText() == "Это презентация учителя и кванторчик"
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "презинтация" in box.toPlainText()


def test_a_word_is_learned(qtbot: QtBot, editor: EditorView, desk: Desk) -> None:
    write_text(qtbot, editor, "Рекомендации", "кванторчик.")
    box = find(editor, QTextEdit, "Рекомендации")
    assert wavy(box) == ["кванторчик"]
    QTest.keyClick(box, Qt.Key.Key_Home)
    QTest.keyClick(box, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu_entry(qtbot, "Добавить в мой словарь")
    assert wavy(box) == []
    until(qtbot, lambda: own_words(desk) == ("кванторчик",))
    # Marks are no edits: nothing but the typing was told.
    assert editor.form.text().conclusion.recommendations == "кванторчик."


def test_it_can_be_turned_off(qtbot: QtBot, context: Context, desk: Desk) -> None:
    settings = SettingsView(context, Preferences())
    qtbot.addWidget(settings)
    settings.resize(900, 700)
    settings.show()
    settings.opened(None)
    until(qtbot, lambda: find(settings, QCheckBox, "Проверять правописание").isChecked())
    press(qtbot, settings, "Проверять правописание")
    until(qtbot, lambda: not spelling_on(desk))


def test_typing_in_a_long_text_stays_smooth(qtbot: QtBot, editor: EditorView) -> None:
    box = editor.form.long_fields()[0]
    assert isinstance(box, GrowingText)
    box.set_text("Педагог систематически применяет современные образовательные технологии на уроках. " * 62)
    assert len(box.text()) > 5000
    marks = editor.proofing.marks_of(box)
    assert marks is not None
    begun = time.perf_counter()
    marks.rehighlight()
    assert time.perf_counter() - begun < 0.05

"""Handing a conclusion over in the window and going on with what came back from Word."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.domain.record import CriterionText, Result
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.hand_over import GivingDialog, ReceivedDialog, open_received
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import text_of
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.hand_over import hand_over
from attest_desktop.work.people import people
from tests.support.window import find, find_all, press, press_when_there, texts, until, until_shown
from tests.support.writing import editor_of

WORDS = "Качество знаний выросло, победителей олимпиад стало втрое больше."
MINE = "Мой собственный текст о том же самом, но другими словами."


@pytest.fixture
def attestee_id(desk: Desk) -> str:
    choose_engine(desk, EngineName.BUILTIN)
    found = people(desk)[0].id
    write(desk, found, WORDS)
    return found


@pytest.fixture
def window(qtbot: QtBot, context: Context, attestee_id: str) -> MainWindow:
    made = MainWindow(context, Preferences())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def write(desk: Desk, attestee_id: str, words: str) -> None:
    text = open_draft(desk, attestee_id).text
    criteria = tuple(CriterionText(one.number, f"{words} Пункт {one.number}.") for one in text.conclusion.criteria)
    conclusion = replace(text.conclusion, criteria=criteria, result=Result.MEETS, date=date(2026, 11, 20))
    save_draft(desk, attestee_id, replace(text, conclusion=conclusion))


def edit_in_word(path: Path, old: str, new: str) -> None:
    document = docx.Document(str(path))
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.text = run.text.replace(old, new)
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(stream.getvalue())


def dialog_of(qtbot: QtBot, window: MainWindow) -> ReceivedDialog:
    until(qtbot, lambda: any(one.isVisible() for one in window.findChildren(ReceivedDialog)))
    return next(one for one in window.findChildren(ReceivedDialog) if one.isVisible())


def test_there_and_back(
    qtbot: QtBot, window: MainWindow, context: Context, desk: Desk, attestee_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "передача.docx"
    told: list[Message] = []
    context.message.connect(told.append)

    # From the card: the file is written, without the signature unless it is asked for.
    window.go("card", attestee_id)
    press_when_there(qtbot, window, "Передать второму специалисту…")
    giving = window.findChildren(GivingDialog)[0]
    along = find(giving, QCheckBox, "Вложить изображение моей подписи")
    drawn = find(giving, QCheckBox, "Поставить мою подпись на строку в самом файле")
    assert not along.isChecked()
    assert not drawn.isChecked()
    along.click()
    drawn.click()
    # One way or the other: twice on one line it must never be.
    assert (along.isChecked(), drawn.isChecked()) == (False, True)
    drawn.click()
    giving.save_to(path)
    until(qtbot, path.exists)
    until(qtbot, lambda: any("Передайте этот файл" in one.text for one in told))

    # The colleague changes a word; here the draft went on differently meanwhile.
    edit_in_word(path, "втрое", "вдвое")
    write(desk, attestee_id, MINE)
    window.go("attestees")
    open_received(context, path, window.views["attestees"])
    dialog = dialog_of(qtbot, window)
    until(qtbot, lambda: "[−втрое][+вдвое]" in find(dialog, QTextEdit, "Отличия").toPlainText())
    assert "Передал специалист: Соболева М.А." in texts(dialog)
    choice = find(dialog, QComboBox, "Сравнить")
    assert [choice.itemText(number).replace("\u00a0", " ") for number in range(2)] == [
        "Сравнение с тем, что было передано: 4 отличия",
        "Сравнение с текстом Вашего черновика: 4 отличия",
    ]
    choice.setCurrentIndex(1)
    assert "собственный" in find(dialog, QTextEdit, "Отличия").toPlainText()

    # The texts are taken over, and the own ones come back.
    press(qtbot, dialog, "Взять тексты в свой черновик")
    until(qtbot, lambda: bool(find_all(window, QTextEdit, "Показатель 1")))
    until(qtbot, lambda: WORDS.replace("втрое", "вдвое") in find(window, QTextEdit, "Показатель 1").toPlainText())
    until(qtbot, lambda: any(one.action for one in told))
    undo = next(one.action for one in told if one.action)
    assert undo is not None
    undo()
    until(qtbot, lambda: MINE in open_draft(desk, attestee_id).text.conclusion.criteria[0].text)

    # The file is signed as it is, in the usual place, and sent; the own draft stays.
    window.go("attestees")
    assert find_all(window, QAbstractButton, "Открыть файл от коллеги…")
    open_received(context, path, window.views["attestees"])
    press_when_there(qtbot, dialog_of(qtbot, window), "Только подписать")
    panel = editor_of(window).finish
    until(qtbot, lambda: len(panel.pages.layer.items) == 2, 30_000)
    assert "его текст меняли в Word" in texts(window)
    press_when_there(qtbot, window, "Отправить")
    until_shown(qtbot, window, "Подтверждено", 30_000)
    row = desk.store.outbox.rows()[-1]
    assert row.state is SendState.CONFIRMED
    assert "вдвое" in " ".join(text_of(desk.store.outbox.content(row.id)))
    assert MINE in open_draft(desk, attestee_id).text.conclusion.criteria[0].text
    assert window.views["editor"].may_leave()
    QApplication.processEvents()


def test_what_does_not_come_along_and_what_is_amiss_is_told(
    qtbot: QtBot, window: MainWindow, context: Context, desk: Desk, attestee_id: str, tmp_path: Path
) -> None:
    path = hand_over(desk, attestee_id, tmp_path / "передача.docx")
    document = docx.Document(str(path))
    document.paragraphs[0].insert_paragraph_before("Проект на согласование: [дописать]")
    document.save(str(path))
    open_received(context, path, window)
    dialog = dialog_of(qtbot, window)
    until(qtbot, lambda: "не перейдёт" in texts(dialog))
    assert "«Проект на согласование: [дописать]»." in texts(dialog)
    press(qtbot, dialog, "Только подписать")
    panel = editor_of(window).finish
    until(qtbot, lambda: panel.final is not None, 30_000)
    assert "В тексте файла: не дописано" in texts(window)
    assert "Попросите коллегу исправить файл" in texts(window)
    assert not find(window, QAbstractButton, "Отправить").isEnabled()
    assert window.views["editor"].may_leave()
    QApplication.processEvents()


def test_what_is_no_word_file_is_told(qtbot: QtBot, window: MainWindow, context: Context, tmp_path: Path) -> None:
    told: list[Message] = []
    context.message.connect(told.append)
    path = tmp_path / "файл.docx"
    path.write_bytes(b"PK\x03\x04")
    open_received(context, path, window)
    until(qtbot, lambda: bool(told))
    assert (told[0].is_error, told[0].title) == (True, "Файл от коллеги не читается")

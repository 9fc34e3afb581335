"""«Ход аттестации» on the screen: ticked by keyboard, taken back, notes, messages that send nothing themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.procedure import StepId
from attest_desktop.domain.record import Conclusion, Lesson
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.editor.lessons_section import LessonsSection
from attest_desktop.gui.messages import MessageDialog, dialog
from attest_desktop.gui.messages.own_text import OwnTextDialog
from attest_desktop.gui.procedure import ProcedurePanel
from attest_desktop.gui.procedure.note_form import NoteDialog
from attest_desktop.gui.runner import SyncRunner
from attest_desktop.store import MessageWay, NoteText, StepMark
from attest_desktop.work.draft import open_draft
from attest_desktop.work.lesson_notes import keep_note, keep_unfinished, unfinished
from attest_desktop.work.messages import used_messages
from attest_desktop.work.people import people
from attest_desktop.work.procedure import mark_step, steps
from tests.support.offline import NOW, offline_desk
from tests.support.window import choose, find, find_all, press, texts, type_keys, until, write

TODAY = date(2026, 11, 22)


@pytest.fixture
def sync_context(qapp: QApplication, tmp_path: Path) -> Iterator[Context]:
    """Without a service: nothing here may talk to one."""
    with offline_desk(tmp_path, lambda: NOW + timedelta(days=19)) as desk:
        yield Context(desk, SyncRunner())


@pytest.fixture
def whose(sync_context: Context) -> str:
    sync_context.today = lambda: TODAY
    return next(one.id for one in people(sync_context.desk) if one.attestee.form is Form.IN_PERSON)


@pytest.fixture
def panel(qtbot: QtBot, sync_context: Context, whose: str) -> ProcedurePanel:
    made = ProcedurePanel(sync_context)
    qtbot.addWidget(made)
    made.resize(900, 1400)
    made.show_attestee(whose)
    return made


def marked(context: Context, whose: str, step: StepId) -> bool:
    return next(one for one in steps(context.desk, whose) if one.id is step).done


def test_steps_are_ticked_by_keyboard_with_day_and_note_and_taken_back(
    qtbot: QtBot, panel: ProcedurePanel, sync_context: Context, whose: str
) -> None:
    told: list[Message] = []
    sync_context.message.connect(told.append)
    assert "сделано 0 из 10" in texts(panel)
    first, second = panel.rows[StepId.SCHEDULE], panel.rows[StepId.VISIT_DAY]
    first.tick.setFocus()
    QTest.keyClick(first.tick, Qt.Key.Key_Space)
    assert marked(sync_context, whose, StepId.SCHEDULE)
    assert "сделано 1 из 10" in texts(panel)
    assert first.tick.accessibleName().startswith("Изучить утверждённый график: сделано")
    assert told[-1].action is not None
    told[-1].action()
    assert not marked(sync_context, whose, StepId.SCHEDULE)
    # The day of the visit is asked for: only the user knows it.
    QTest.keyClick(first.tick, Qt.Key.Key_Down)
    assert panel.focusWidget() is second.tick
    QTest.keyClick(second.tick, Qt.Key.Key_Space)
    assert second.unfolded
    assert "Согласовать с аттестуемым педагогическим работником дату выхода" in texts(panel)
    what = "Согласовать с аттестуемым день выхода в организацию"
    write(qtbot, panel, f"{what}: день выхода", "01.12.2026")
    note = find(panel, QLineEdit, f"{what}: заметка")
    note.setText("к 9:00")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert "Согласовать с аттестуемым педагогическим работником дату выхода" not in texts(panel)
    assert "на 1 декабря" in texts(panel)
    assert "к 9:00" in texts(panel)
    # Who was told is chosen from those whom the rule names.
    told_head = panel.rows[StepId.HEAD_TOLD]
    QTest.keyClick(told_head.tick, Qt.Key.Key_Return)
    head = "Сообщить о дне выхода руководителю или ответственному за аттестацию"
    choose(panel, f"{head}: Кому сообщено", "руководитель организации")
    press(qtbot, panel, f"Отметить сделанным: {head}")
    assert "руководитель организации" in texts(panel)
    # Esc folds it, though the window has an Esc of its own.
    left: list[bool] = []
    with qtbot.waitActive(panel):
        panel.activateWindow()
    QShortcut(QKeySequence("Esc"), panel).activated.connect(lambda: left.append(True))
    QTest.keyClick(told_head.tick, Qt.Key.Key_Return)
    QTest.keyClick(find(panel, QLineEdit, f"{head}: заметка"), Qt.Key.Key_Escape)
    assert (left, find_all(panel, QLineEdit, f"{head}: заметка")) == ([], [])
    QTest.keyClick(told_head.tick, Qt.Key.Key_Return)
    press(qtbot, panel, f"Снять отметку: {head}")
    assert not marked(sync_context, whose, StepId.HEAD_TOLD)


def test_what_is_typed_in_a_step_is_kept_whoever_is_opened_next(
    qtbot: QtBot, panel: ProcedurePanel, sync_context: Context, whose: str
) -> None:
    told: list[Message] = []
    sync_context.message.connect(told.append)
    other = next(one.id for one in people(sync_context.desk) if one.id != whose)
    what = "Сообщить о дне выхода руководителю или ответственному за аттестацию"
    row = panel.rows[StepId.HEAD_TOLD]

    def type_note(words: str) -> None:
        field = find(panel, QLineEdit, f"{what}: заметка")
        type_keys(field, words)

    def kept() -> StepMark | None:
        marks = sync_context.desk.store.procedure.marks(whose)
        return next((one for one in marks if one.step == StepId.HEAD_TOLD.value), None)

    QTest.keyClick(row.tick, Qt.Key.Key_Return)
    type_note("звонила ")
    # On disk while the fields are still open; what is read meanwhile does not touch them.
    qtbot.waitUntil(lambda: kept() == StepMark("head_told", note="звонила"))
    type_note("завучу")
    panel.show_attestee(whose)
    panel.show_attestee(other)
    assert kept() == StepMark("head_told", note="звонила завучу")
    panel.show_attestee(whose)
    row = panel.rows[StepId.HEAD_TOLD]
    assert "звонила завучу" in texts(row)
    # A day that is none, or to come, is said and does not take the rest with it.
    for day, said in (("31.11.2026", "не день"), ("30.11.2026", "не наступило")):
        QTest.keyClick(row.tick, Qt.Key.Key_Return)
        field = find(panel, QLineEdit, f"{what}: когда сообщено")
        field.clear()
        type_keys(field, day)
        type_note("!")
        row.fold()
        assert said in told[-1].text
    assert kept() == StepMark("head_told", note="звонила завучу!!")
    # A button keeps the same once; taking it back gives what was there before the typing.
    QTest.keyClick(row.tick, Qt.Key.Key_Return)
    type_note(" 5 ноября")
    press(qtbot, panel, f"Отметить сделанным: {what}")
    assert kept() == StepMark("head_told", True, TODAY, "звонила завучу!! 5 ноября")
    assert told[-1].action is not None
    told[-1].action()
    assert kept() == StepMark("head_told", note="звонила завучу!!")


def test_a_written_note_is_not_thrown_away_without_asking(qtbot: QtBot) -> None:
    kept: list[NoteText] = []
    for answer in ("Вернуться", "Не сохранять", "Сохранить заметку", ""):
        form = NoteDialog(NoteText(day=TODAY), title="Новая заметка")
        qtbot.addWidget(form)
        form.kept.connect(kept.append)
        form.show()
        if answer:
            form.seen.setPlainText("Все заняты")
        form.reject()
        if answer:
            press(qtbot, form.findChildren(QMessageBox)[0], answer)
        assert form.isVisible() is (answer == "Вернуться")
        form.seen.clear()
        form.close()
    assert [one.seen for one in kept] == ["Все заняты"]


def test_a_note_that_the_programs_end_cut_short_is_offered_again(
    qtbot: QtBot, panel: ProcedurePanel, sync_context: Context, whose: str
) -> None:
    def written() -> str:
        left = unfinished(sync_context.desk, whose)
        return left.text.seen if left is not None else ""

    def form() -> NoteDialog:
        return next(one for one in panel.findChildren(NoteDialog) if one.isVisible())

    press(qtbot, panel, "Добавить заметку…")
    find(form(), QPlainTextEdit, "Что увидели").setPlainText("Все дети заняты")
    until(qtbot, lambda: written() == "Все дети заняты")
    assert "Недописанная заметка" not in texts(panel)
    # As the next start finds it: the dialog is not there any more.
    again = ProcedurePanel(sync_context)
    qtbot.addWidget(again)
    again.show()
    again.show_attestee(whose)
    assert "«Все дети заняты»." in texts(again)
    press(qtbot, again, "Недописанная заметка не нужна")
    assert written() == ""
    keep_unfinished(sync_context.desk, whose, NoteText(day=TODAY, seen="Все дети заняты"))
    again.show_attestee(whose)
    press(qtbot, again, "Продолжить недописанную заметку")
    (opened,) = again.findChildren(NoteDialog)
    opened.reject()
    assert opened.isVisible()
    press(qtbot, opened.findChildren(QMessageBox)[0], "Сохранить заметку")
    assert (written(), "Все дети заняты" in texts(again)) == ("", True)


def test_a_note_comes_into_the_conclusion_and_back(
    qtbot: QtBot, panel: ProcedurePanel, sync_context: Context, whose: str
) -> None:
    told: list[Message] = []
    sync_context.message.connect(told.append)
    press(qtbot, panel, "Добавить заметку…")
    form = next(one for one in panel.findChildren(NoteDialog) if one.isVisible())
    write(qtbot, form, "Класс или группа", "5 А")
    write(qtbot, form, "Тема", "Дроби")
    find(form, QPlainTextEdit, "Что увидели").setPlainText("Работа в парах")
    press(qtbot, form, "Сохранить заметку")
    assert "Работа в парах" in texts(panel)
    assert "1 занятие, нужно не меньше 2" in texts(panel)
    press(qtbot, panel, "Перенести в заключение")
    (lesson, _) = open_draft(sync_context.desk, whose).text.conclusion.lessons
    assert (lesson.group, lesson.topic) == ("5 А", "Дроби")
    assert "Перенести в заключение" not in texts(panel)
    assert told[-1].action is not None
    told[-1].action()
    assert open_draft(sync_context.desk, whose).text.conclusion.lessons[0].topic == ""
    assert "Перенести в заключение" in texts(panel)
    press(qtbot, panel, "Удалить заметку: 5 А · Дроби")
    assert "Работа в парах" not in texts(panel)


def test_noted_lessons_are_offered_in_the_editor_once(qtbot: QtBot, sync_context: Context, whose: str) -> None:
    told: list[Message] = []
    sync_context.message.connect(told.append)
    desk = sync_context.desk
    for topic in ("Дроби", "Степени"):
        keep_note(desk, whose, NoteText(day=date(2026, 11, 10), group="5 А", topic=topic))
    opened = open_draft(desk, whose)
    text = replace(opened.text, conclusion=Conclusion(lessons=(Lesson(None, "", "дроби"),)))
    section = LessonsSection(sync_context)
    qtbot.addWidget(section)
    section.resize(800, 400)
    section.show()
    section.show_text(text, opened.attestee)
    with qtbot.waitSignal(section.edited):
        press(qtbot, section, "Взять из заметок: 2\u00a0занятия")
    lessons = section.written(text).conclusion.lessons
    assert [one.topic for one in lessons] == ["Дроби", "Степени"]
    assert "Взять из заметок" not in texts(section)
    assert told[-1].action is not None
    told[-1].action()
    assert section.written(text).conclusion.lessons == (Lesson(None, "", "дроби"), Lesson())


def test_a_message_is_read_changed_copied_or_opened_and_never_sent(
    qtbot: QtBot,
    panel: ProcedurePanel,
    sync_context: Context,
    whose: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = sync_context.desk
    opened: list[Path] = []
    monkeypatch.setattr(dialog, "open_path", opened.append)
    press(qtbot, panel, "Написать: Сообщить о дне выхода руководителю или ответственному за аттестацию")
    shown = next(one for one in panel.findChildren(MessageDialog) if one.isVisible())
    assert "Впишите сами: день выхода." in texts(shown)
    press(qtbot, shown, "К месту")
    text = find(shown, QPlainTextEdit, "Текст сообщения")
    assert text.textCursor().selectedText() == "[день выхода: заполните]"
    text.insertPlainText("1 декабря")
    assert "Впишите сами" not in texts(shown)
    press(qtbot, shown, "Скопировать")
    assert "Сообщаю, что 1 декабря в Вашей организации" in QGuiApplication.clipboard().text()
    press(qtbot, shown, "Отправили — отметить шаг")
    assert marked(sync_context, whose, StepId.HEAD_TOLD)
    assert "Текст скопирован" in texts(panel)
    write(qtbot, shown, "Адрес электронной почты", "not an address")
    press(qtbot, shown, "Открыть в почте")
    assert "не похож на адрес" in texts(shown)
    write(qtbot, shown, "Адрес электронной почты", "head@school.example")
    press(qtbot, shown, "Открыть в почте")
    read = message_from_bytes(opened[0].read_bytes(), policy=default)
    assert (read["X-Unsent"], read["To"]) == ("1", "head@school.example")
    assert [one.message.way for one in used_messages(desk, whose)] == [MessageWay.OPENED, MessageWay.COPIED]
    # What was used can be looked at again.
    shown.choices.used.setCurrentRow(1)
    assert "Так было скопировано" in texts(shown)
    assert "1 декабря" in text.toPlainText()
    press(qtbot, shown, "Не отправлено — убрать запись")
    assert len(used_messages(desk, whose)) == 1
    # An own wording is for everybody, and the shipped one comes back.
    shown.choices.texts.setCurrentRow(0)
    shipped = text.toPlainText()
    for words, button in (("{приветствие} Свой текст.", "Сохранить заготовку"), ("", "Вернуть исходный текст")):
        press(qtbot, shown, "Изменить заготовку…")
        own = next(one for one in shown.findChildren(OwnTextDialog) if one.isVisible())
        if words:
            find(own, QPlainTextEdit, "Текст заготовки").setPlainText(words)
        press(qtbot, own, button)
        QApplication.processEvents()
        assert text.toPlainText().endswith("Свой текст.") == bool(words)
    assert text.toPlainText() == shipped
    # What was changed and not used waits while another text is looked at, and is asked about at the end.
    text.insertPlainText("Жду Вас. ")
    changed = text.toPlainText()
    for row in (1, 0):
        shown.choices.texts.setCurrentRow(row)
    assert text.toPlainText() == changed.strip()
    # Nor is it lost when the ready text under it is changed meanwhile.
    press(qtbot, shown, "Изменить заготовку…")
    own = next(one for one in shown.findChildren(OwnTextDialog) if one.isVisible())
    find(own, QPlainTextEdit, "Текст заготовки").setPlainText("Совсем другой текст.")
    press(qtbot, own, "Сохранить заготовку")
    assert text.toPlainText() == "Совсем другой текст."
    press(qtbot, shown, "Вернуть моё письмо")
    assert text.toPlainText() == changed.strip()
    for answer, stays in (("Вернуться", True), ("Закрыть без текста", False)):
        press(qtbot, shown, "Закрыть")
        press(qtbot, next(one for one in shown.findChildren(QMessageBox) if one.isVisible()), answer)
        assert shown.isVisible() is stays


def test_what_the_program_sees_is_explained_instead_of_taken_back(
    panel: ProcedurePanel, sync_context: Context, whose: str
) -> None:
    other = next(one.id for one in people(sync_context.desk) if one.attestee.form is Form.REMOTE)
    mark_step(sync_context.desk, other, StepMark("visit_day", True, date(2026, 12, 1)))
    panel.show_attestee(other)
    assert StepId.VIDEOS in panel.rows
    assert "Отмечено при другой форме аттестации и сохранено" in texts(panel)
    row = panel.rows[StepId.MORE_VIDEOS]
    assert row.tick.accessibleName().endswith("если нужно")
    assert not [one for one in panel.findChildren(QAbstractButton) if "Аттестовать" in one.text()]

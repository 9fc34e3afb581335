"""The editor: the form gives back what it was given, pages follow, nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QListWidget, QTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.domain.record import CriterionText, Expert, Lesson, Result
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.editor import FINISH, RECOVERED, EditorView
from attest_desktop.gui.editor.date_field import DateField
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.editor.preview import Made
from attest_desktop.papers.rendering import text_of
from attest_desktop.store import FileKind
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, save_draft
from attest_desktop.work.last_place import left_open
from attest_desktop.work.people import people
from tests.support.window import find, find_all, press, texts, type_keys, until, until_shown, write
from tests.support.writing import write_text

WORDS = "Качество знаний выросло"


@pytest.fixture
def attestee_id(desk: Desk) -> str:
    return people(desk)[0].id


@pytest.fixture
def editor(qtbot: QtBot, context: Context) -> EditorView:
    made = EditorView(context)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    return made


def open_in(qtbot: QtBot, editor: EditorView, payload: object) -> None:
    wanted = payload[0] if isinstance(payload, tuple) else payload
    editor.opened(payload)
    until(qtbot, lambda: editor.attestee_id == wanted and editor.form.isEnabled())
    until(qtbot, lambda: bool(find_all(editor, QTextEdit, "Показатель 1")) or not editor.form.isVisible())


def page_text(editor: EditorView) -> str:
    """The text of the pages that are shown."""
    pdf = editor.pages.pdf
    return " ".join(" ".join(text_of(pdf)).replace("\u00a0", " ").split()) if pdf else ""


def full(desk: Desk, attestee_id: str) -> DraftText:
    """A draft with something in every place."""
    text = open_draft(desk, attestee_id).text
    conclusion = replace(
        text.conclusion,
        date=date(2026, 11, 20),
        result=Result.DOES_NOT_MEET,
        criteria=tuple(
            CriterionText(one.number, f"Текст {one.number}\nи ещё") for one in text.conclusion.criteria
        ),
        lessons=(Lesson(date(2026, 11, 1), "7 «Б»", "Функции"), Lesson(), Lesson(None, "9 «А»", "Прогрессии")),
        recommendations="Обобщить опыт.",
    )
    return DraftText(
        conclusion,
        (Expert("Соболева Марина Аркадьевна", "учитель", "Гимназия"), Expert("Заречная Полина Андреевна", "", "")),
        MappingProxyType({"workplace": "Школа № 7", "position": "старший учитель", "appointed_on": "2018-09-01"}),
        MappingProxyType({"surplus": "12 лет"}),
        text.template,
    )


def test_the_form_gives_back_what_it_was_given(
    qtbot: QtBot, editor: EditorView, desk: Desk, attestee_id: str
) -> None:
    text = full(desk, attestee_id)
    save_draft(desk, attestee_id, text)
    open_in(qtbot, editor, attestee_id)
    assert editor.form.text() == text


def test_opening_and_leaving_changes_nothing(
    qtbot: QtBot, editor: EditorView, desk: Desk, context: Context, attestee_id: str
) -> None:
    open_in(qtbot, editor, attestee_id)
    assert editor.may_leave()
    assert context.runner.wait_idle(10_000)
    assert desk.store.drafts.load(attestee_id) is None


def test_the_expert_and_the_colleague_are_filled_in(qtbot: QtBot, editor: EditorView, attestee_id: str) -> None:
    open_in(qtbot, editor, attestee_id)
    assert find(editor, QLineEdit, "Вы: фамилия, имя, отчество").text() == "Соболева Марина Аркадьевна"
    second = find(editor, QLineEdit, "Второй специалист: фамилия, имя, отчество")
    assert second.text() == "Заречная Полина Андреевна"


def test_typed_words_come_onto_the_pages(qtbot: QtBot, editor: EditorView, attestee_id: str) -> None:
    open_in(qtbot, editor, attestee_id)
    write_text(qtbot, editor, "Показатель 1", WORDS)
    until(qtbot, lambda: WORDS in page_text(editor))
    assert "2 слова" not in texts(editor)
    assert "3 слова" in texts(editor).replace("\u00a0", " ")


def test_a_blank_that_nothing_fills_can_be_written_by_hand(
    qtbot: QtBot, editor: EditorView, attestee_id: str
) -> None:
    open_in(qtbot, editor, attestee_id)
    until_shown(qtbot, editor, "Впишите сами")
    write(qtbot, editor, "Стаж педагогической работы / в данной должности", "12 лет / 9 лет")
    until(qtbot, lambda: "12 лет / 9 лет" in page_text(editor))
    assert find(editor, QLineEdit, "Стаж педагогической работы / в данной должности").text() == "12 лет / 9 лет"


def test_what_is_left_is_counted_and_found(qtbot: QtBot, editor: EditorView, attestee_id: str) -> None:
    open_in(qtbot, editor, attestee_id)
    until_shown(qtbot, editor, "Осталось заполнить")
    before = len(editor._missing)
    press(qtbot, editor, f"Осталось заполнить: {before}")
    focused = editor.focusWidget()
    assert isinstance(focused, QLineEdit)
    type_keys(focused, "город Томск")
    until(qtbot, lambda: f"Осталось заполнить: {before - 1}" in texts(editor))


def test_a_fact_is_corrected_and_put_back(qtbot: QtBot, editor: EditorView, desk: Desk, attestee_id: str) -> None:
    open_in(qtbot, editor, attestee_id)
    press(qtbot, editor, "Исправить: Должность")
    write(qtbot, editor, "Должность", "учитель-методист")
    until(qtbot, lambda: "учитель-методист" in page_text(editor))
    assert editor.form.text().corrections["position"] == "учитель-методист"
    press(qtbot, editor, "Как в кабинете: Должность")
    assert "position" not in editor.form.text().corrections
    assert find_all(editor, QLineEdit, "Должность") == []


def test_lessons_are_added_and_a_removed_one_comes_back(
    qtbot: QtBot, editor: EditorView, context: Context, attestee_id: str
) -> None:
    open_in(qtbot, editor, attestee_id)
    for _ in range(3):
        press(qtbot, editor, "Добавить занятие")
    until(qtbot, lambda: bool(find_all(editor, QLineEdit, "Занятие 5: тема")))
    assert find_all(editor, QLineEdit, "Занятие 6: тема") == []
    assert "Добавить занятие" not in texts(editor)
    write(qtbot, editor, "Занятие 2: дата", "5.10.26")
    write(qtbot, editor, "Занятие 2: тема", "Прогрессии")
    with qtbot.waitSignal(context.message) as told:
        press(qtbot, editor, "Убрать занятие 2")
    assert all(lesson.topic != "Прогрессии" for lesson in editor.form.text().conclusion.lessons)
    message = (told.args or [None])[0]
    assert isinstance(message, Message)
    assert message.action is not None
    message.action()
    assert editor.form.text().conclusion.lessons[1] == Lesson(date(2026, 10, 5), "", "Прогрессии")


def test_outcome_and_day(qtbot: QtBot, editor: EditorView, context: Context, attestee_id: str) -> None:
    open_in(qtbot, editor, attestee_id)
    assert editor.form.text().conclusion.result is None
    editor.form.go_to("result")
    press(qtbot, editor, "Вывод: не соответствуют")
    press(qtbot, editor, "Сегодня")
    conclusion = editor.form.text().conclusion
    assert conclusion.result is Result.DOES_NOT_MEET
    assert conclusion.date == context.today()


def test_a_wrong_day_is_marked_and_kept(qtbot: QtBot) -> None:
    field = DateField("Дата")
    qtbot.addWidget(field)
    field.show()
    type_keys(field, "31.02.2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.day() is None
    assert field.text() == "31.02.2026"
    assert field.property("invalid") is True
    assert "05.10.2026" in field.toolTip()
    field.selectAll()
    type_keys(field, "1.3.26")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "01.03.2026"
    assert field.property("invalid") is False


def test_a_box_grows_with_its_text_and_takes_words_only(qtbot: QtBot) -> None:
    box = GrowingText("Показатель")
    qtbot.addWidget(box)
    box.resize(400, 80)
    box.show()
    before = box.height()
    pasted = QMimeData()
    pasted.setHtml("<b>Жирно</b><img src='x.png'>")
    pasted.setText("Жирно\x0bи дальше\r\n" + "слово " * 300)
    box.insertFromMimeData(pasted)
    until(qtbot, lambda: box.height() > before * 2)
    assert box.text().startswith("Жирно\nи дальше\n")
    assert "<b>" not in box.toHtml().split("<body", 1)[1]
    assert box.verticalScrollBar().maximum() == 0
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == ""


def test_an_earlier_state_comes_back_and_can_be_undone(
    qtbot: QtBot, editor: EditorView, desk: Desk, context: Context, attestee_id: str
) -> None:
    text = full(desk, attestee_id)
    save_draft(desk, attestee_id, text)
    # Losing most of the text at once makes a revision of its own.
    save_draft(desk, attestee_id, replace(text, conclusion=replace(text.conclusion, criteria=(), lessons=())))
    open_in(qtbot, editor, attestee_id)
    press(qtbot, editor, "История")
    until(qtbot, lambda: bool(editor.findChildren(QDialog)))
    dialog = editor.findChildren(QDialog)[0]
    states = find(dialog, QListWidget, "Сохранённые состояния")
    assert states.count() == 2
    states.setCurrentRow(1)
    reading = find(dialog, QTextEdit, "Текст этого состояния")
    until(qtbot, lambda: "Обобщить опыт." in reading.toPlainText() and "Показатель 1" in reading.toPlainText())
    find(dialog, QCheckBox, "Показать, что изменилось с тех пор").click()
    changes = find(dialog, QTextEdit, "Отличия")
    until(qtbot, lambda: "[−Показатель" in changes.toPlainText())
    assert "Обобщить" not in changes.toPlainText()
    states.setCurrentRow(0)
    until(qtbot, lambda: changes.toPlainText() == "С тех пор текст не изменился.")
    states.setCurrentRow(1)
    with qtbot.waitSignal(context.message) as told:
        press(qtbot, dialog, "Вернуть это состояние")
    assert editor.form.text().conclusion.criteria == text.conclusion.criteria
    message = (told.args or [None])[0]
    assert isinstance(message, Message)
    assert message.action is not None
    message.action()
    assert all(one.text == "" for one in editor.form.text().conclusion.criteria)


def test_after_a_crash_it_says_what_was_recovered(
    qtbot: QtBot, editor: EditorView, desk: Desk, attestee_id: str
) -> None:
    save_draft(desk, attestee_id, full(desk, attestee_id))
    open_in(qtbot, editor, (attestee_id, RECOVERED))
    until_shown(qtbot, editor, "написанное цело")
    assert left_open(desk) == attestee_id


def test_leaving_closes_the_draft(
    qtbot: QtBot, editor: EditorView, desk: Desk, context: Context, attestee_id: str
) -> None:
    open_in(qtbot, editor, attestee_id)
    write_text(qtbot, editor, "Показатель 1", WORDS)
    with qtbot.waitSignal(context.people_changed, timeout=10_000):
        assert editor.may_leave()
    assert left_open(desk) is None
    assert open_draft(desk, attestee_id).text.conclusion.criteria[0].text == WORDS


def test_a_broken_template_does_not_stop_the_writing(
    qtbot: QtBot, editor: EditorView, desk: Desk, attestee_id: str
) -> None:
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "broken.docx", b"not a word file", desk.now())
    open_in(qtbot, editor, attestee_id)
    until(qtbot, lambda: any("Шаблон не подходит" in one.text() for one in editor.pages.findChildren(QLabel)))
    write_text(qtbot, editor, "Показатель 1", WORDS)
    until(qtbot, lambda: desk.store.drafts.load(attestee_id) is not None)


def test_the_form_takes_over_from_the_card_to_sending(
    qtbot: QtBot, editor: EditorView, desk: Desk, attestee_id: str
) -> None:
    save_draft(desk, attestee_id, full(desk, attestee_id))
    open_in(qtbot, editor, (attestee_id, FINISH))
    until_shown(qtbot, editor, "Проверьте страницы и отправьте")
    press(qtbot, editor, "Вернуться к тексту")
    until(qtbot, lambda: bool(find_all(editor, QTextEdit, "Показатель 1")))


def test_the_pages_follow_what_is_written(qtbot: QtBot, editor: EditorView, desk: Desk, attestee_id: str) -> None:
    text = open_draft(desk, attestee_id).text
    long = "Результаты подтверждены итогами мониторинга. " * 40
    criteria = tuple(CriterionText(one.number, long) for one in text.conclusion.criteria)
    save_draft(desk, attestee_id, replace(text, conclusion=replace(text.conclusion, criteria=criteria)))
    open_in(qtbot, editor, attestee_id)
    until(qtbot, lambda: editor.pages.canvas.page == 1)
    last = len(criteria)
    made: list[Made] = []
    editor.preview.made.connect(made.append)
    write_text(qtbot, editor, f"Показатель {last}", " Неповторимое слово")
    # Painted first, and of the last letter; written when typing has paused.
    until(qtbot, lambda: bool(made) and made[-1].text == editor.form.text())
    assert editor.pages.canvas.book is made[-1].book
    until(qtbot, lambda: "Неповторимое слово" in page_text(editor))
    assert editor.pages.canvas.book is made[-1].book
    until(qtbot, lambda: editor.pages.canvas.page > 1)
    find(editor, QLineEdit, "Вы: фамилия, имя, отчество").setFocus()
    until(qtbot, lambda: editor.pages.canvas.page == 1)

"""«График» in the window: what differs is named, what is taken is listed first, and it can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.record import Expert
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.schedule import ScheduleDialog, open_schedule
from attest_desktop.gui.schedule.dialog import ACCEPT, ALL_AGREES, COPY, TAKE
from attest_desktop.gui.schedule.taking import ALL
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.schedule_kept import scheduled
from tests.papers.schedule.making import Table, as_docx
from tests.support.window import find, press, texts

OTHER = "Лугинина Вера Степановна"
HEAD = ("№", "ФИО аттестуемого", "Период", "Форма", "Специалист 1", "Специалист 2")


@pytest.fixture
def people(desk: Desk) -> list[Attestee]:
    return [one.attestee for one in desk.store.attestees.all()]


@pytest.fixture
def file(desk: Desk, people: list[Attestee], tmp_path: Path) -> Path:
    """The first is spelt another way, the second has another form, the third is not there, one is too many."""
    profile = kept_profile(desk)
    assert profile is not None
    names = [one.full_name for one in people]
    names[0] = names[0][:-2] + "ва"
    forms = [one.form.russian for one in people]
    forms[1] = "дистанционно" if forms[1] == "очно" else "очно"
    rows = [
        (str(n), name, one.period, form, profile.full_name, OTHER)
        for n, (one, name, form) in enumerate(zip(people, names, forms, strict=True))
        if n != 2
    ]
    rows.append(("99", "Кетская Анна Ильинична", people[0].period, "очно", profile.full_name, OTHER))
    path = tmp_path / "График на ноябрь.docx"
    path.write_bytes(as_docx([Table([HEAD, *rows])]))
    return path


def test_from_the_file_to_the_drafts_and_back(
    qtbot: QtBot, sync_context: Context, desk: Desk, people: list[Attestee], file: Path
) -> None:
    told: list[Message] = []
    sync_context.message.connect(told.append)
    other = Expert("Чулымский Роман Олегович")
    for who, second in ((people[1], Expert()), (people[3], other), (people[4], other)):
        text = open_draft(desk, who.id).text
        save_draft(desk, who.id, replace(text, experts=(text.experts[0], second)))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def second_of(who: Attestee) -> str:
        return open_draft(desk, who.id).text.experts[1].full_name

    open_schedule(sync_context, file, window)
    (dialog,) = window.findChildren(ScheduleDialog)
    said = texts(dialog)
    for words in ("График на ноябрь.docx", people[2].full_name, "Кетская Анна Ильинична", "отличие в одной букве"):
        assert words in said
    assert f"В графике за Вами {len(people)} педагогов" in said
    press(qtbot, dialog, COPY)
    assert "Нет в личном кабинете\n— Кетская Анна Ильинична." in QGuiApplication.clipboard().text()

    find(dialog, QCheckBox, f"Это {people[0].full_name}").setChecked(True)
    press(qtbot, dialog, TAKE)
    assert find(dialog, QCheckBox, f"Записать: {people[1].full_name}").isChecked()
    assert not find(dialog, QCheckBox, f"Записать: {people[3].full_name}").isChecked()
    press(qtbot, dialog, ALL)
    assert find(dialog, QCheckBox, f"Записать: {people[3].full_name}").isChecked()
    find(dialog, QCheckBox, f"Записать: {people[3].full_name}").setChecked(False)
    assert scheduled(desk) == {}
    press(qtbot, dialog, ACCEPT)

    assert set(scheduled(desk)) == {one.id for one in people} - {people[2].id}
    assert [second_of(people[n]) for n in (1, 3, 4)] == [OTHER, other.full_name, OTHER]
    assert second_of(people[0]) == OTHER  # a draft that is begun now
    undo = told[-1]
    assert undo.action is not None
    undo.action()
    assert [second_of(people[n]) for n in (1, 4)] == ["", other.full_name]
    assert scheduled(desk) == {}


def test_a_file_that_is_no_schedule_is_told_in_the_strip(
    qtbot: QtBot, sync_context: Context, tmp_path: Path
) -> None:
    told: list[Message] = []
    sync_context.message.connect(told.append)
    window = QWidget()
    qtbot.addWidget(window)
    letter = tmp_path / "письмо.txt"
    letter.write_text("Уважаемые коллеги!", "utf-8")
    open_schedule(sync_context, letter, window)
    assert window.findChildren(ScheduleDialog) == []
    assert told[-1].title == "График не прочитан"
    # The same file would fail again: another one is what helps.
    assert told[-1].action_text == "Выбрать другой файл…"


def test_who_is_not_in_the_file_is_told_so_and_how_old_the_list_is(
    qtbot: QtBot, sync_context: Context, people: list[Attestee], tmp_path: Path
) -> None:
    others = [
        (str(number), one.full_name, one.period, one.form.russian, "Чулымский Роман Олегович", OTHER)
        for number, one in enumerate(people)
    ]
    path = tmp_path / "Чужой график.docx"
    path.write_bytes(as_docx([Table([HEAD, *others])]))
    sync_context.begin()
    sync_context.note_reached(False)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    open_schedule(sync_context, path, window)
    (dialog,) = window.findChildren(ScheduleDialog)
    said = texts(dialog)
    assert "В этом графике Вас нет" in said
    assert "Сейчас связи нет. Список аттестуемых взят " in said
    assert ALL_AGREES not in said
    sync_context.end()

"""The expert's whole job in the real window, against the real practice service over HTTP."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.attestees.model import PERSON
from attest_desktop.gui.attestees.table import AttesteesTable
from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.runner import Runner
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import text_of
from attest_desktop.practice import Fault
from attest_desktop.practice.state import Row
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.people import people
from attest_desktop.work.training import Training
from tests.support.window import find, press, texts, until, until_shown, write
from tests.support.writing import editor_of, open_editor, write_text

WORDS = "Качество знаний выросло с 54 до 63 процентов"


@pytest.fixture
def crashes() -> list[BaseException]:
    return []


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, crashes: list[BaseException]) -> Iterator[MainWindow]:
    """The real window on the training desk; any bug in a background job fails the test."""
    choose_engine(desk, EngineName.BUILTIN)
    runner = Runner()
    runner.crashed.connect(crashes.append)
    made = MainWindow(Context(desk, runner, training=True), Preferences())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.begin()
    yield made
    made.close()
    assert runner.wait_idle(15_000)
    assert crashes == []


def first(desk: Desk) -> Attestee:
    return people(desk)[0].attestee


def row_of(training: Training, attestee: Attestee) -> Row:
    return training.server.state.row(attestee.full_name)


def write_rest(desk: Desk, attestee: Attestee) -> None:
    """A draft in which nothing but the first criterion is left to write."""
    text = open_draft(desk, attestee.id).text
    conclusion = replace(
        text.conclusion,
        criteria=tuple(
            CriterionText(one.number, "" if place == 0 else "Показатель подтверждён документами.")
            for place, one in enumerate(text.conclusion.criteria)
        ),
        lessons=(
            Lesson(date(2026, 11, 11), "7 «Б»", "Функции"),
            Lesson(date(2026, 11, 13), "9 «А»", "Прогрессии"),
        ),
        recommendations="Обобщить опыт.",
        result=Result.MEETS,
        date=date(2026, 11, 20),
    )
    save_draft(desk, attestee.id, replace(text, conclusion=conclusion))


def go_to_sending(qtbot: QtBot, window: MainWindow) -> None:
    """From the text to the panel, until «Отправить» can be pressed."""
    press(qtbot, window, "Подписать и отправить…")
    panel = editor_of(window).finish
    until(qtbot, lambda: panel.final is not None and panel.side.can_send, 30_000)


def test_from_the_table_to_a_confirmed_conclusion(
    qtbot: QtBot, window: MainWindow, training: Training, desk: Desk
) -> None:
    attestee = first(desk)
    write_rest(desk, attestee)
    press(qtbot, window, "Аттестуемые")
    table = find(window, AttesteesTable, "Таблица аттестуемых")
    until(qtbot, lambda: table.model().rowCount() > 0)
    rows = [table.model().index(number, 0) for number in range(table.model().rowCount())]
    row = next(index for index in rows if index.data(PERSON) and index.data(PERSON).id == attestee.id)
    table.setCurrentIndex(row)
    QTest.keyClick(table, Qt.Key.Key_Return)
    until_shown(qtbot, window, "Продолжить")
    press(qtbot, window, "Продолжить")
    until(qtbot, lambda: "editor" in window.views and editor_of(window).form.isEnabled())
    view = editor_of(window)

    write_text(qtbot, window, "Показатель 1", WORDS)
    write(qtbot, window, "Место работы", "МАОУ СОШ № 7 г. Томска")
    with qtbot.waitSignal(view.pages.shown, timeout=20_000):
        write(qtbot, window, "Муниципалитет", "город Томск")
    until(qtbot, lambda: view.pages.pdf is not None and "город Томск" in one_line(view.pages.pdf), 20_000)
    assert view.pages.pdf is not None
    assert WORDS in one_line(view.pages.pdf)
    assert "МАОУ СОШ № 7" in one_line(view.pages.pdf)

    go_to_sending(qtbot, window)
    assert "Подпись стоит на своей строке" in texts(window)
    assert len(view.finish.pages.layer.items) == 2
    press(qtbot, window, "Отправить")
    until_shown(qtbot, window, "Подтверждено", 30_000)
    assert "Сервис хранит именно этот файл" in texts(window)

    kept = row_of(training, attestee)
    sent = desk.store.outbox.rows()[-1]
    assert kept.conclusion is not None
    assert kept.conclusion.sha256 == sent.sha256 == hashlib.sha256(kept.conclusion.data).hexdigest()
    assert sent.state is SendState.CONFIRMED
    assert kept.upload_posts == 1
    assert training.server.state.attest_posts == 0
    assert WORDS in one_line(kept.conclusion.data)


def one_line(pdf: bytes) -> str:
    """The text of all pages with line breaks as spaces."""
    return " ".join(" ".join(text_of(pdf)).replace("\u00a0", " ").split())


def test_without_the_network_it_waits_and_goes_out_when_it_is_back(
    qtbot: QtBot, window: MainWindow, training: Training, desk: Desk
) -> None:
    attestee = first(desk)
    write_rest(desk, attestee)
    training.server.faults.set(Fault.OUTAGE)
    open_editor(qtbot, window, attestee.id)
    write_text(qtbot, window, "Показатель 1", WORDS)
    go_to_sending(qtbot, window)
    press(qtbot, window, "Отправить")
    until_shown(qtbot, window, "Отправится, когда сервис ответит", 30_000)
    assert desk.store.outbox.rows()[-1].state is SendState.QUEUED
    assert row_of(training, attestee).upload_posts == 0

    training.server.faults.clear()
    press(qtbot, window, "Исходящие")
    until_shown(qtbot, window, "ждёт отправки")
    press(qtbot, window, "Отправить всё")
    until_shown(qtbot, window, "подтверждено", 30_000)
    kept = row_of(training, attestee)
    assert kept.conclusion is not None
    assert kept.conclusion.sha256 == desk.store.outbox.rows()[-1].sha256
    assert kept.upload_posts == 1
    assert training.server.state.attest_posts == 0


def test_a_broken_connection_after_the_last_byte_does_not_send_twice(
    qtbot: QtBot, window: MainWindow, training: Training, desk: Desk
) -> None:
    attestee = first(desk)
    write_rest(desk, attestee)
    open_editor(qtbot, window, attestee.id)
    write_text(qtbot, window, "Показатель 1", WORDS)
    go_to_sending(qtbot, window)
    training.server.faults.set(Fault.DROP_AFTER_UPLOAD, times=1)
    press(qtbot, window, "Отправить")
    until_shown(qtbot, window, "Подтверждено", 30_000)
    assert row_of(training, attestee).upload_posts == 1


def test_what_is_typed_is_on_disk_within_a_second(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    attestee = first(desk)
    view = open_editor(qtbot, window, attestee.id)
    with qtbot.waitSignal(view.autosave.saved, timeout=5_000):
        write_text(qtbot, window, "Показатель 1", WORDS)
        typed = time.monotonic()
    assert time.monotonic() - typed < 1.0
    assert desk.store.drafts.load(attestee.id) is not None
    assert open_draft(desk, attestee.id).text.conclusion.criteria[0].text == WORDS
    until_shown(qtbot, window, "Сохранено в")


def test_leaving_at_once_loses_nothing(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    attestee = first(desk)
    open_editor(qtbot, window, attestee.id)
    write_text(qtbot, window, "Показатель 1", WORDS)
    press(qtbot, window, "Главная")
    window.context.runner.wait_idle(10_000)
    assert open_draft(desk, attestee.id).text.conclusion.criteria[0].text == WORDS
    view = open_editor(qtbot, window, attestee.id)
    assert view.form.text().conclusion.criteria[0].text == WORDS


def test_another_attestee_does_not_get_the_text(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    one, other = (person.attestee for person in people(desk)[:2])
    open_editor(qtbot, window, one.id)
    write_text(qtbot, window, "Показатель 1", WORDS)
    view = open_editor(qtbot, window, other.id)
    window.context.runner.wait_idle(10_000)
    assert view.form.text().conclusion.criteria[0].text == ""
    assert open_draft(desk, one.id).text.conclusion.criteria[0].text == WORDS
    assert desk.store.drafts.load(other.id) is None


def test_every_button_of_the_job_is_named(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    attestee = first(desk)
    open_editor(qtbot, window, attestee.id)
    unnamed = [
        one
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and not (one.accessibleName() or one.text())
    ]
    assert unnamed == []
    assert all(box.accessibleName() for box in window.findChildren(QTextEdit))

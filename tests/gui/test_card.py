"""«Карточка аттестуемого»: facts, the state in words, documents, the way on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.gui.card.view import CardView
from attest_desktop.gui.card.words import Do, facts, on_service, state_words, summary
from attest_desktop.gui.context import Context, Message
from attest_desktop.papers.pdf import EngineName
from attest_desktop.practice import Fault
from attest_desktop.work.desk import Desk
from attest_desktop.work.documents import fetch_documents
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine, finish
from attest_desktop.work.people import Person, Stage, people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.training import Training, add_sample_signatures
from tests.support.opening import Opener, opening_watched
from tests.support.window import find, find_all, press_when_there, texts, until, until_shown

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ATTESTEE = Attestee(
    "id",
    "Ткаченко Любовь Игоревна",
    period="ноябрь-декабрь 2026",
    form=Form.IN_PERSON,
    extra=MappingProxyType({"Второй специалист": "Заречная П.А."}),
)


def person(stage: Stage, **changes: object) -> Person:
    found = Person(ATTESTEE, stage, date(2026, 12, 12), None, None, None, edited_since=False, gone=False)
    return replace(found, **changes)  # type: ignore[arg-type]  # fields of Person


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_told_in_a_sentence(stage: Stage) -> None:
    words = state_words(person(stage), NOW)
    assert words.text.endswith(".")
    assert all(isinstance(offer, Do) for offer in words.offers)


def test_nothing_offers_to_decide() -> None:
    assert all("ттестовать" not in offer.value for offer in Do)


def test_the_deadline_is_told_until_it_is_met() -> None:
    told = summary(person(Stage.DRAFT), date(2026, 11, 22)).replace("\u00a0", " ")
    assert told == "ноябрь-декабрь 2026 · форма: очно · сдать до 12 декабря, осталось 20 дней"
    assert "осталось" not in summary(person(Stage.CONFIRMED), date(2026, 11, 22))


def test_extra_columns_of_the_table_are_facts_too() -> None:
    assert facts(ATTESTEE)[-1] == ("Второй специалист", "Заречная П.А.")


def test_what_the_service_shows() -> None:
    assert "не прикреплено" in on_service(person(Stage.DRAFT), None, NOW)
    attached = replace(ATTESTEE, conclusion_attached=True)
    assert "заключение прикреплено" in on_service(person(Stage.ATTACHED, attestee=attached), NOW, NOW)


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> CardView:
    made = CardView(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def first(desk: Desk) -> Person:
    return people(desk)[0]


def open_in(qtbot: QtBot, view: CardView, one: Person) -> None:
    view.opened(one.id)
    until(qtbot, lambda: view.title == one.attestee.full_name)
    until_shown(qtbot, view, "Итоговое заключение")


def write_and_finish(desk: Desk, one: Person) -> None:
    choose_engine(desk, EngineName.BUILTIN)
    save_draft(desk, one.id, open_draft(desk, one.id).text)
    finish(desk, one.id)


def test_facts_are_shown_and_nothing_before_they_are_known(qtbot: QtBot, view: CardView, first: Person) -> None:
    assert "Документы к заявлению" not in texts(view)
    open_in(qtbot, view, first)
    shown = texts(view).replace("\u00a0", " ")
    for value in (first.attestee.position, first.attestee.email, first.attestee.claimed_category):
        assert value in shown
    assert "Заключение ещё не начато." in shown
    assert find_all(view, QAbstractButton, "Сохранить все в папку…") == []


def test_the_procedure_stands_on_the_card(qtbot: QtBot, view: CardView, first: Person) -> None:
    open_in(qtbot, view, first)
    until_shown(qtbot, view, "сделано 0 из")


def test_a_step_marked_on_the_card_is_told_to_the_other_views(
    qtbot: QtBot, view: CardView, first: Person, context: Context
) -> None:
    open_in(qtbot, view, first)
    until_shown(qtbot, view, "сделано 0 из")
    with qtbot.waitSignal(context.people_changed):
        press_when_there(qtbot, view, "Изучить утверждённый график…")
    until_shown(qtbot, view, "сделано 1 из")


def test_the_address_is_copied(qtbot: QtBot, view: CardView, first: Person) -> None:
    open_in(qtbot, view, first)
    press_when_there(qtbot, view, "Скопировать e-mail")
    assert QGuiApplication.clipboard().text() == first.attestee.email


def test_the_way_to_the_editor(qtbot: QtBot, view: CardView, first: Person, context: Context) -> None:
    open_in(qtbot, view, first)
    with qtbot.waitSignal(context.navigate) as told:
        press_when_there(qtbot, view, "Писать заключение")
    assert told.args == ["editor", first.id]


def test_a_finished_conclusion_is_sent_from_the_card(
    qtbot: QtBot, view: CardView, first: Person, desk: Desk, training: Training
) -> None:
    write_and_finish(desk, first)
    open_in(qtbot, view, first)
    until_shown(qtbot, view, "ждёт Вашей команды")
    press_when_there(qtbot, view, "Отправить")
    until_shown(qtbot, view, "он хранит именно этот файл")
    shown = texts(view)
    assert "подтверждено" in shown
    assert "1. " in shown
    assert "заключение прикреплено" in shown
    assert training.server.state.attest_posts == 0


def test_a_change_after_signing_takes_the_signatures_off(
    qtbot: QtBot, view: CardView, first: Person, desk: Desk
) -> None:
    add_sample_signatures(desk)
    write_and_finish(desk, first)
    text = open_draft(desk, first.id).text
    save_draft(desk, first.id, replace(text, conclusion=replace(text.conclusion, recommendations="Иные.")))
    open_in(qtbot, view, first)
    until_shown(qtbot, view, "подписи сняты")


def test_without_the_network_it_waits(
    qtbot: QtBot, view: CardView, first: Person, desk: Desk, training: Training, context: Context
) -> None:
    write_and_finish(desk, first)
    training.server.faults.set(Fault.OUTAGE)
    told: list[Message] = []
    context.message.connect(told.append)
    open_in(qtbot, view, first)
    until_shown(qtbot, view, "ждёт Вашей команды")
    press_when_there(qtbot, view, "Отправить")
    until_shown(qtbot, view, "ждёт отправки", 30_000)
    assert [message.title for message in told] == ["Пока не отправлено: программа повторит сама"]


def test_a_pressed_decision_is_told_with_whom_to_call(
    qtbot: QtBot, view: CardView, desk: Desk, training: Training
) -> None:
    training.server.state.row(people(desk)[0].attestee.full_name).decided = True
    refresh(desk)
    decided = next(one for one in people(desk) if one.stage is Stage.DECIDED)
    open_in(qtbot, view, decided)
    until_shown(qtbot, view, "Позвоните в Центр")


@pytest.fixture
def opener() -> Iterator[Opener]:
    with opening_watched() as watched:
        yield watched


def with_documents(desk: Desk) -> Person:
    """Somebody whose application has both files and a link."""
    for one in people(desk):
        documents = fetch_documents(desk, one.id)
        if any(document.url for document in documents) and any(document.file for document in documents):
            return one
    raise AssertionError("nobody has both")


def test_documents_are_fetched_and_listed(qtbot: QtBot, view: CardView, first: Person) -> None:
    open_in(qtbot, view, first)
    assert "ещё не скачаны" in texts(view)
    press_when_there(qtbot, view, "Скачать документы")
    until_shown(qtbot, view, "Проверить новые", 30_000)
    assert "ещё не скачаны" not in texts(view)


def test_a_document_opens_and_a_link_goes_to_the_browser(
    qtbot: QtBot, view: CardView, desk: Desk, opener: Opener
) -> None:
    one = with_documents(desk)
    documents = fetch_documents(desk, one.id)
    file = next(document for document in documents if document.file)
    link = next(document for document in documents if document.url)
    open_in(qtbot, view, one)
    until(qtbot, lambda: bool(find_all(view, QAbstractButton, f"Открыть: {file.title}")))
    press_when_there(qtbot, view, f"Открыть: {file.title}")
    until(qtbot, lambda: bool(opener.opened))
    assert file.file is not None
    opened = Path(opener.opened[0].toLocalFile())
    assert opened.read_bytes() == desk.store.files.content(file.file.id)
    press_when_there(qtbot, view, f"Открыть: {link.title}")
    assert opener.opened[1].toString() == link.url


def test_documents_are_saved_and_nothing_is_overwritten(
    qtbot: QtBot, view: CardView, desk: Desk, context: Context, tmp_path: Path
) -> None:
    one = with_documents(desk)
    files = tuple(document for document in fetch_documents(desk, one.id) if document.file)
    open_in(qtbot, view, one)
    view.save_to(tmp_path, files)
    view.save_to(tmp_path, files)
    assert context.runner.wait_idle(20_000)
    assert len(list(tmp_path.iterdir())) == 2 * len(files)


def test_somebody_gone_from_the_table_is_still_shown(
    qtbot: QtBot, view: CardView, first: Person, desk: Desk, training: Training
) -> None:
    save_draft(desk, first.id, open_draft(desk, first.id).text)
    rows = training.server.state.account("expert1")
    assert rows is not None
    number = training.server.state.row(first.attestee.full_name).number
    del rows.rows[number]
    refresh(desk)
    open_in(qtbot, view, first)
    until_shown(qtbot, view, "больше нет в таблице")
    assert find(view, QAbstractButton, "Продолжить").isEnabled()


def test_facts_go_below_where_there_is_no_room_beside(qtbot: QtBot, view: CardView, first: Person) -> None:
    open_in(qtbot, view, first)
    until(qtbot, lambda: view._facts.x() > view.conclusion.x() + view.conclusion.width())
    view.resize(640, 700)
    until(qtbot, lambda: view._facts.y() > view.documents.y())
    until(qtbot, lambda: view._facts.x() + view._facts.width() <= 640)

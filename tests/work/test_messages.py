"""Ready texts: names in their cases, what is not known is marked, letters open as drafts, nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from attest_desktop import bundled
from attest_desktop.domain.deadlines import Where
from attest_desktop.domain.errors import UserError
from attest_desktop.domain.procedure import Person
from attest_desktop.domain.record import Expert
from attest_desktop.papers.handover import paragraphs_of
from attest_desktop.store import FileKind, MessageWay, StepMark
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import EmptyConclusionError
from attest_desktop.work.mail import addresses
from attest_desktop.work.message_texts import built_in_texts, change_text, ready_text, restore_text
from attest_desktop.work.messages import (
    address_of,
    compose,
    forget_used,
    keep_address,
    letter_file,
    note_used,
    offered,
    used_messages,
)
from attest_desktop.work.procedure import mark_step, steps
from attest_desktop.work.where import choose_where
from tests.support.offline import NO_PATRONYMIC, NOW, SHE, offline_desk


@pytest.fixture
def offline(tmp_path: Path) -> Iterator[Desk]:
    with offline_desk(tmp_path) as desk:
        yield desk


def ids(desk: Desk) -> tuple[str, str]:
    she, other = (one.attestee.id for one in desk.store.attestees.all())
    return she, other


def test_every_ready_text_is_filled_for_a_woman_with_names_in_their_cases(offline: Desk) -> None:
    she, _ = ids(offline)
    mark_step(offline, she, StepMark("visit_day", True, date(2026, 11, 12)))
    choose_where(offline, Where.REMOTE)
    texts = {one.id: compose(offline, she, one.id) for one in built_in_texts()}
    visit = texts["visit_day"]
    assert visit.text.startswith("Здравствуйте, Ольга Львовна!\n\nЯ специалист")
    assert "12 ноября 2026 года (четверг)" in visit.text
    assert "заявлена высшая квалификационная категория, форма — очно" in visit.text
    assert visit.text.endswith("С уважением,\nОсокин Пётр Ильич\nучитель, школа № 3\nosokin@school.example")
    assert (visit.recipient, visit.address) == ("аттестуемый: Пчёлкина Ольга Львовна", SHE.email)
    head = texts["visit_head"]
    assert head.subject == "Аттестация Пчёлкиной Ольги Львовны: день выхода специалистов"
    assert (head.text.splitlines()[0], head.recipient) == ("Здравствуйте!", "руководитель организации")
    assert "до 12 декабря" in texts["told_to_upload"].text
    assert "Пчёлкиной Ольги Львовны (учителя физики)" in texts["second_expert"].text
    lacking = {name: one.unfilled for name, one in texts.items() if one.unfilled}
    assert lacking == {
        "materials": ("чего не хватает",),
        "materials_head": ("чего не хватает",),
        "coordinator": ("вопрос",),
    }
    assert not [one for one in texts.values() if "{" in one.text + one.subject]


def test_what_is_not_known_is_marked_and_nobody_is_guessed(offline: Desk) -> None:
    _, other = ids(offline)
    mark_step(offline, other, StepMark("asked_for", note="второй видеозаписи."))
    found = compose(offline, other, "materials")
    assert found.text.startswith("Здравствуйте!\n")
    assert "не хватает: второй видеозаписи.\n" in found.text
    assert found.address == ""
    second = compose(offline, other, "second_expert")
    assert second.recipient == "второй специалист"
    assert "должность в родительном падеже" in second.unfilled
    draft = open_draft(offline, other).text
    save_draft(offline, other, replace(draft, experts=(Expert(), Expert("Заречная Полина Андреевна"))))
    assert compose(offline, other, "second_expert").text.startswith("Здравствуйте, Полина Андреевна!")


def test_texts_are_offered_where_their_step_is(offline: Desk) -> None:
    she, other = ids(offline)
    of_her = [one.id for one in offered(offline, she)]
    assert of_her == ["visit_day", "visit_head", "second_expert", "acquaint", "coordinator"]
    of_other = [one.id for one in offered(offline, other)]
    assert of_other == [
        "materials",
        "materials_head",
        "more_videos",
        "second_expert",
        "told_to_upload",
        "coordinator",
    ]
    pressed = replace(SHE, decision_pressed=True)
    offline.store.attestees.replace_all([pressed, NO_PATRONYMIC], NOW)
    assert offered(offline, she)[-1].id == "decided"


def test_own_wording_is_kept_and_the_shipped_one_comes_back(offline: Desk) -> None:
    she, _ = ids(offline)
    shipped = ready_text(offline, "acquaint")
    own = change_text(offline, "acquaint", "Готово", "{приветствие} Вы {ознакомлен/ознакомлена}? {нечто}")
    assert own.changed
    found = compose(offline, she, "acquaint")
    assert found.text == "Здравствуйте, Ольга Львовна! Вы ознакомлена? [нечто: заполните]"
    assert (found.subject, found.unfilled) == ("Готово", ("нечто",))
    assert restore_text(offline, "acquaint") == shipped
    assert not change_text(offline, "acquaint", shipped.subject, shipped.text).changed
    with pytest.raises(UserError):
        change_text(offline, "acquaint", "Готово", "  ")


def test_a_letter_is_a_draft_for_the_mail_program_and_what_was_used_is_kept(offline: Desk) -> None:
    she, other = ids(offline)
    message = replace(
        compose(offline, she, "visit_day"), text="Правлено.\nВторая строка", address="a@b.ru; c@d.ru"
    )
    read = message_from_bytes(letter_file(offline, she, message), policy=default)
    assert (read["X-Unsent"], read["To"], read["Subject"]) == ("1", "a@b.ru, c@d.ru", message.subject)
    assert read["From"] is None
    assert read.get_content() == "Правлено.\r\nВторая строка\r\n"
    note_used(offline, she, message, MessageWay.OPENED)
    assert address_of(offline, she, Person.ATTESTEE) == "a@b.ru, c@d.ru"
    visit = next(one for one in steps(offline, she) if one.id.value == "visit_day")
    assert (visit.done, visit.seen) == (False, "Письмо открыто в почте 3\u00a0ноября")
    (used,) = used_messages(offline, she)
    assert (used.message.text, used.message.way, used.used_at) == (message.text, MessageWay.OPENED, NOW)
    forget_used(offline, used.id)
    assert used_messages(offline, she) == ()
    # A line break would begin another header, and an address that is none is told at once.
    with pytest.raises(UserError):
        letter_file(offline, she, replace(message, address="a@b.ru\nBcc: x"))
    sly = letter_file(offline, she, replace(message, subject="Тема\nBcc: x@y.ru"))
    assert message_from_bytes(sly, policy=default)["Bcc"] is None
    # The coordinator is one for all; an empty address is forgotten.
    keep_address(offline, she, Person.COORDINATOR, "k@tomsk.example")
    assert address_of(offline, other, Person.COORDINATOR) == "k@tomsk.example"
    keep_address(offline, other, Person.COORDINATOR, " ")
    assert address_of(offline, she, Person.COORDINATOR) == ""
    assert addresses("") == ()


def test_the_second_expert_gets_the_word_file(offline: Desk) -> None:
    she, _ = ids(offline)
    template = bundled.path("sample", "conclusion_template.docx").read_bytes()
    offline.store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", template, NOW)
    with pytest.raises(EmptyConclusionError):
        letter_file(offline, she, compose(offline, she, "second_expert"))
    save_draft(offline, she, open_draft(offline, she).text)
    read = message_from_bytes(letter_file(offline, she, compose(offline, she, "second_expert")), policy=default)
    (part,) = read.iter_attachments()
    assert (part.get_filename() or "").endswith("Пчёлкина ОЛ для второго специалиста.docx")
    assert any("Пчёлкин" in words for words in paragraphs_of(part.get_content()))

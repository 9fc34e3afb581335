"""Answers about the template's blanks are kept for its fingerprint and obeyed by every filling."""

from __future__ import annotations

import pytest

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.pdf import EngineName
from attest_desktop.store import FileKind
from attest_desktop.work.demo import sample_text
from attest_desktop.work.desk import Desk
from attest_desktop.work.finish import prepare
from attest_desktop.work.people import person
from attest_desktop.work.template import answer, answers, current_template, doubtful, forget_answer, unknown
from tests.papers.template.wordfile import docx, para

FORM = (para("ЗАЯВКА на участие"), para("Ф.И.О. (полностью): ____________"), para("Код: ____"))


def _download(desk: Desk, name: str, content: bytes) -> None:
    desk.store.files.put(FileKind.TEMPLATE, name, name, content, desk.now())


def test_answers_are_kept_for_the_form_and_obeyed(desk: Desk, qapp: object) -> None:
    _download(desk, "заявка.docx", docx(*FORM))
    (name,) = doubtful(desk)
    (other,) = unknown(desk)
    someone = person(desk, "Ткаченко")
    text = sample_text(desk, someone)
    assert not prepare(desk, someone.id, text, engine=EngineName.BUILTIN).filled
    answer(desk, name.id, "attestee.full_name")
    answer(desk, other.id, None)
    assert doubtful(desk) == unknown(desk) == ()
    assert answers(desk) == {name.id: "attestee.full_name", other.id: None}
    filled = prepare(desk, someone.id, text, engine=EngineName.BUILTIN).filled
    assert [(one.id, one.value) for one in filled] == [(name.id, someone.attestee.full_name)]
    # The same form downloaded again in another zip is the same form; another form has its own answers.
    _download(desk, "снова.docx", docx(*FORM, parts={"docProps/app.xml": b"<a/>"}))
    assert answers(desk)[name.id] == "attestee.full_name"
    forget_answer(desk, name.id)
    assert [one.id for one in doubtful(desk)] == [name.id]
    _download(desk, "другая.docx", docx(*FORM, para("Возраст: ____")))
    assert answers(desk) == {}


def test_an_answer_about_no_blank_or_no_field_is_refused_and_not_kept(desk: Desk) -> None:
    (blank, *_) = current_template(desk).template.blanks
    for name, field in (("b99", None), (blank.id, "attestee.shoe_size")):
        with pytest.raises(UserError):
            answer(desk, name, field)
    assert answers(desk) == {}

"""Finishing: what was looked at is what is frozen."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import text_of
from attest_desktop.work.demo import sample_text
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import EmptyConclusionError, finish, prepare
from attest_desktop.work.people import Stage, person
from attest_desktop.work.training import add_sample_signatures

WHO = "Ткаченко"


def test_pages_looked_at_are_the_pages_frozen(desk: Desk, qapp: object) -> None:
    someone = person(desk, WHO)
    text = sample_text(desk, someone)
    seen = prepare(desk, someone.id, text, engine=EngineName.BUILTIN)
    frozen = finish(desk, someone.id, (), text=text, prepared=seen)
    assert desk.store.conclusions.pdf(frozen.id) == seen.pdf
    assert desk.store.conclusions.docx(frozen.id) == seen.docx
    assert frozen.sha256 == hashlib.sha256(seen.pdf).hexdigest()
    assert person(desk, WHO).stage is Stage.FINISHED


def test_signed_pages_keep_their_words(desk: Desk, qapp: object) -> None:
    add_sample_signatures(desk)
    someone = person(desk, WHO)
    text = sample_text(desk, someone)
    seen = prepare(desk, someone.id, text, engine=EngineName.BUILTIN)
    frozen = finish(desk, someone.id, text=text, prepared=seen)
    signed = desk.store.conclusions.pdf(frozen.id)
    assert signed != seen.pdf
    assert text_of(signed) == text_of(seen.pdf)
    assert "Ткаченко Любовь Игоревна" in " ".join(text_of(signed))


def test_an_edit_afterwards_is_a_new_revision(desk: Desk, qapp: object) -> None:
    someone = person(desk, WHO)
    text = sample_text(desk, someone)
    first = finish(desk, someone.id, (), text=text, engine=EngineName.BUILTIN)
    kept = desk.store.conclusions.pdf(first.id)
    written = open_draft(desk, someone.id).text
    save_draft(desk, someone.id, replace(written, conclusion=replace(written.conclusion, recommendations="Иные.")))
    assert person(desk, WHO).stage is Stage.DRAFT
    second = finish(desk, someone.id, (), engine=EngineName.BUILTIN)
    assert (first.revision, second.revision) == (1, 2)
    assert desk.store.conclusions.pdf(first.id) == kept


def test_nothing_written_is_not_finished(desk: Desk) -> None:
    with pytest.raises(EmptyConclusionError):
        finish(desk, person(desk, WHO).id)

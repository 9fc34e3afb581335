"""From one expert to the other and back: through the program, through LibreOffice, and with the part lost."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from attest_desktop.domain.record import CriterionText, Result
from attest_desktop.papers.handover import (
    BadHandoverError,
    ChangeKind,
    compared,
    fingerprint,
    handover_in,
    paragraphs_of,
    with_handover,
)
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import text_of
from attest_desktop.papers.signing import PlaceNotFoundError, draw_sample_signature
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, revisions, save_draft
from attest_desktop.work.finish import EmptyConclusionError, finish, own_signatures, sign_and_freeze
from attest_desktop.work.hand_over import hand_over, handed_over, prepare_received, put_back, take_texts
from attest_desktop.work.people import Stage, people, person
from attest_desktop.work.received import OtherWorldError, compared_with_own, read_file, read_received
from attest_desktop.work.signatures import add_signature, remove_signature, signatures

WORDS = "Качество знаний выросло с 54 % до 63 %, победителей олимпиад стало втрое больше."
# The sample template has a part of Word's own before it.
OWN_PART = "customXml/item2.xml"
MADE_WITH = "Соболева Марина Аркадьевна"


@pytest.fixture
def attestee_id(desk: Desk) -> str:
    """The first attestee, with a draft."""
    found = people(desk)[0].id
    text = open_draft(desk, found).text
    criteria = tuple(
        CriterionText(one.number, f"{WORDS} Показатель {one.number}.") for one in text.conclusion.criteria
    )
    conclusion = replace(text.conclusion, criteria=criteria, result=Result.MEETS, date=date(2026, 11, 20))
    save_draft(desk, found, replace(text, conclusion=conclusion))
    return found


def edited(content: bytes, old: str, new: str) -> bytes:
    """As a colleague changes words in Word."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]:
        for run in paragraph.runs:
            if old in run.text:
                run.text = run.text.replace(old, new)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content: bytes, change: Callable[[bytes], bytes | None], *, torn: bool = False) -> bytes:
    """The file with the program's own part changed; None leaves it out as some editors do, `torn` carelessly."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            data: bytes | None = source.read(entry)
            assert data is not None
            if entry.filename == OWN_PART:
                data = change(data)
            elif (
                entry.filename.endswith("document.xml.rels") and not torn and change(source.read(OWN_PART)) is None
            ):
                data = re.sub(rb"<Relationship [^>]*customXml/item2[^>]*/>", b"", data)
            if data is not None:
                target.writestr(entry.filename, data)
    return out.getvalue()


@pytest.mark.parametrize("made_in_training", [True, False])
def test_training_and_earnest_do_not_mix(desk: Desk, attestee_id: str, made_in_training: bool) -> None:
    desk.cabinet.practice_only = made_in_training
    content = handed_over(desk, attestee_id)
    assert read_received(desk, content, "Файл.docx").draft is not None
    desk.cabinet.practice_only = not made_in_training
    with pytest.raises(OtherWorldError) as refused:
        read_received(desk, content, "Файл.docx")
    assert ("вымышлены" in refused.value.what) is made_in_training
    assert "Ничего из файла не взято." in refused.value.todo


def test_the_whole_way_there(desk: Desk, attestee_id: str) -> None:
    content = handed_over(desk, attestee_id)
    received = read_received(desk, content, "файл.docx")
    kept = open_draft(desk, attestee_id).text
    assert received.draft == kept
    assert [one.id for one in received.candidates] == [attestee_id]
    assert received.handover is not None
    assert received.handover.handed_by == MADE_WITH
    assert received.handover.signature is None
    assert received.changes == ()
    own = compared_with_own(desk, attestee_id, received)
    assert (own.with_what, own.changes) == ("Вашего черновика", ())
    assert docx.Document(io.BytesIO(content)).tables
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        words = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("customXml/"))
        for secret in (desk.account.user_name, "password", desk.account.server, attestee_id):
            assert secret.encode() not in words


def test_handing_over_what_came_replaces_the_part(desk: Desk, attestee_id: str) -> None:
    content = handed_over(desk, attestee_id)
    first = handover_in(content)
    assert first is not None
    again = with_handover(content, replace(first, handed_by="Заречная Полина Андреевна"))
    second = handover_in(again)
    assert second == replace(first, handed_by="Заречная Полина Андреевна")
    with zipfile.ZipFile(io.BytesIO(again)) as after, zipfile.ZipFile(io.BytesIO(content)) as before:
        assert after.namelist() == before.namelist()


def test_nothing_is_handed_over_before_it_is_written(desk: Desk) -> None:
    with pytest.raises(EmptyConclusionError):
        handed_over(desk, people(desk)[3].id)


def test_words_changed_in_word_are_shown(desk: Desk, attestee_id: str) -> None:
    text = open_draft(desk, attestee_id).text
    # Pasted with marks of direction, as messengers put them in: these are nobody's change.
    pasted = replace(text.conclusion, recommendations="\u202aПродолжить\u202c\u200e обобщение опыта.")
    save_draft(desk, attestee_id, replace(text, conclusion=pasted))
    content = edited(handed_over(desk, attestee_id), "втрое больше", "вдвое больше")
    received = read_received(desk, content, "файл.docx")
    assert received.handover is not None
    assert len(received.changes) == len(open_draft(desk, attestee_id).text.conclusion.criteria)
    change = received.changes[0]
    assert change.kind is ChangeKind.CHANGED
    assert [(one.kind, one.text) for one in change.pieces if one.kind is not ChangeKind.SAME] == [
        (ChangeKind.REMOVED, "втрое"),
        (ChangeKind.ADDED, "вдвое"),
    ]


def test_texts_are_taken_over_and_put_back(desk: Desk, attestee_id: str) -> None:
    content = handed_over(desk, attestee_id)
    mine = open_draft(desk, attestee_id).text
    other = replace(mine, conclusion=replace(mine.conclusion, recommendations="Моё собственное."))
    save_draft(desk, attestee_id, other)
    before = len(revisions(desk, attestee_id))
    received = read_received(desk, content, "файл.docx")
    former = take_texts(desk, attestee_id, received)
    assert former == other
    assert open_draft(desk, attestee_id).text == mine
    assert len(revisions(desk, attestee_id)) == before + 1
    # What the colleague changed in Word comes along.
    changed = read_received(desk, edited(content, "втрое больше", "вдвое больше"), "файл.docx")
    take_texts(desk, attestee_id, changed)
    assert "вдвое больше. Показатель 1." in open_draft(desk, attestee_id).text.conclusion.criteria[0].text
    put_back(desk, attestee_id, other)
    assert open_draft(desk, attestee_id).text == other


def test_the_file_is_signed_as_it_is(desk: Desk, attestee_id: str) -> None:
    for seed, name in enumerate((MADE_WITH, "Заречная Полина Андреевна")):
        add_signature(desk, draw_sample_signature(name, seed=seed), name, is_mine=not seed)
    text = open_draft(desk, attestee_id).text
    colleague = replace(text.experts[0], full_name="Заречная Полина Андреевна")
    save_draft(desk, attestee_id, replace(text, experts=(text.experts[0], colleague)))
    content = edited(handed_over(desk, attestee_id), "втрое больше", "вдвое больше")
    kept = open_draft(desk, attestee_id).text
    received = read_received(desk, content, "файл.docx")
    prepared, signed_text = prepare_received(desk, attestee_id, received, engine=EngineName.BUILTIN)
    names = [one.full_name for one in signed_text.experts]
    uses = own_signatures(desk, names)
    assert len(uses) == 2
    frozen = sign_and_freeze(desk, attestee_id, prepared, names, uses)
    pages = " ".join(text_of(desk.store.conclusions.pdf(frozen.id)))
    assert "вдвое" in pages
    assert "втрое" not in pages
    assert desk.store.conclusions.docx(frozen.id) == content
    assert any("меняли в Word" in note for note in frozen.notes)
    assert open_draft(desk, attestee_id).text == kept
    assert person(desk, attestee_id).stage is Stage.FINISHED
    assert compared_with_own(desk, attestee_id, received).changes == ()


def test_a_signature_goes_along_only_when_asked(desk: Desk, attestee_id: str) -> None:
    add_signature(desk, draw_sample_signature(MADE_WITH, seed=1), MADE_WITH, is_mine=True)
    assert handover_in(handed_over(desk, attestee_id)).signature is None  # type: ignore[union-attr]  # it is there
    received = read_received(desk, handed_over(desk, attestee_id, with_signature=True), "файл.docx")
    remove_signature(desk, signatures(desk)[0].id)
    take_texts(desk, attestee_id, received)
    assert [(one.full_name, one.is_mine) for one in signatures(desk)] == [(MADE_WITH, False)]
    remove_signature(desk, signatures(desk)[0].id)
    assert received.handover is not None
    spoilt = replace(received, handover=replace(received.handover, signature=b"not a picture"))
    take_texts(desk, attestee_id, spoilt)
    assert signatures(desk) == ()


def test_a_file_without_the_part_is_understood(desk: Desk, attestee_id: str) -> None:
    frozen = finish(desk, attestee_id, (), engine=EngineName.BUILTIN)
    whole = handed_over(desk, attestee_id)
    assert handover_in(with_part(whole, lambda _: None)) is None
    received = read_received(desk, with_part(edited(whole, "втрое", "вдвое"), lambda _: None), "файл.docx")
    assert received.draft is None
    assert [one.id for one in received.candidates] == [attestee_id]
    own = compared_with_own(desk, attestee_id, received)
    assert own.with_what == "Вашего готового заключения"
    assert {one.kind for one in own.changes} == {ChangeKind.CHANGED}
    torn = read_received(desk, with_part(whole, lambda _: None, torn=True), "файл.docx")
    with pytest.raises(BadHandoverError, match="не хватает частей"):
        prepare_received(desk, attestee_id, torn, engine=EngineName.BUILTIN)
    prepared, _ = prepare_received(desk, attestee_id, received, engine=EngineName.BUILTIN)
    assert sign_and_freeze(desk, attestee_id, prepared, (), ()).revision == frozen.revision + 1


def test_a_stranger_is_not_matched(desk: Desk, attestee_id: str) -> None:
    name = people(desk)[0].attestee.full_name
    content = handed_over(desk, attestee_id)
    strange = with_part(content, lambda part: part.replace(name.encode(), "Незнакомый Пётр".encode()))
    assert read_received(desk, strange, "файл.docx").candidates == ()
    # Without the part the printed full name tells, else the initials at the signature line.
    initials = with_part(edited(content, name, "Незнакомый Пётр Ильич"), lambda _: None)
    assert [one.id for one in read_received(desk, initials, "файл.docx").candidates] == [attestee_id]


HOSTILE: tuple[Callable[[bytes], bytes], ...] = (
    lambda part: part[: len(part) // 2],
    lambda part: part.replace(b'version="1"', b'version="99"'),
    lambda part: part.replace(b"<draft", b"<nothing", 1).replace(b"</draft>", b"</nothing>"),
    lambda part: part.replace(b'"lessons"', b'"lessons": 5, "other"'),
    lambda part: part.replace(b'"corrections": {}', b'"corrections": {"form": "x", "evil": "y"}'),
    lambda part: part.replace(b'"values": {}', b'"values": {"b01": ["x"]}'),
    lambda part: part.replace(b'"recommendations": ""', b'"recommendations": ' + b"[" * 2000 + b"]" * 2000),
    lambda part: b'<!DOCTYPE h [<!ENTITY a "b">]>' + part.split(b"?>", 1)[1],
)


def test_a_broken_or_hostile_part_leaves_the_document(desk: Desk, attestee_id: str) -> None:
    whole = handed_over(desk, attestee_id)
    for number, change in enumerate(HOSTILE):
        received = read_received(desk, with_part(whole, change), "файл.docx")
        assert received.draft is None, number
        assert received.damage, number
        assert [one.id for one in received.candidates] == [attestee_id], number


def test_what_is_no_word_file_is_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "файл.docx"
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"):
        path.write_bytes(content)
        with pytest.raises(BadHandoverError) as told:
            read_file(desk, path)
        assert "шаблон" not in str(told.value).lower()
    with pytest.raises(BadHandoverError):
        read_file(desk, tmp_path / "нет.docx")


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_again_by_libreoffice(desk: Desk, attestee_id: str, tmp_path: Path) -> None:
    path = hand_over(desk, attestee_id, tmp_path / "передача.docx")
    out = tmp_path / "out"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(out),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    received = read_file(desk, out / "передача.docx")
    assert [one.id for one in received.candidates] == [attestee_id]
    assert fingerprint(received.paragraphs) == fingerprint(paragraphs_of(path.read_bytes()))
    assert received.changes == ()
    # LibreOffice keeps parts of others; what it loses is matched by the name in the text.
    assert received.draft is None or received.draft == open_draft(desk, attestee_id).text


def test_comparing_paragraphs() -> None:
    before = ("Один.", "Два три четыре пять.", "Лишний абзац совсем.", "Конец.")
    after = ("Один.", "Два три пять шесть.", "Конец.", "Приписка.")
    kinds = [(one.kind, one.number) for one in compared(before, after)]
    assert kinds == [(ChangeKind.CHANGED, 2), (ChangeKind.REMOVED, 3), (ChangeKind.ADDED, 4)]
    assert compared(("a  b", "нет\u2011да"), ("a b", "нет-да")) == ()
    assert [one.kind for one in compared((), ("слово",))] == [ChangeKind.ADDED]


def test_a_drawn_signature_goes_with_the_file_only_when_asked(desk: Desk, attestee_id: str) -> None:
    me = open_draft(desk, attestee_id).text.experts[0].full_name
    with pytest.raises(PlaceNotFoundError, match="подписи среди сохранённых нет"):
        handed_over(desk, attestee_id, signature_drawn=True)
    add_signature(desk, draw_sample_signature(me, 1), me, is_mine=True)
    plain, drawn = handed_over(desk, attestee_id), handed_over(desk, attestee_id, signature_drawn=True)
    assert paragraphs_of(drawn) == paragraphs_of(plain)
    for content, count in ((plain, 0), (drawn, 1)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert sum("media/signature" in name for name in archive.namelist()) == count
    carried = handover_in(drawn)
    assert carried is not None
    assert carried.signature is None

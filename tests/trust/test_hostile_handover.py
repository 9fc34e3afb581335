"""Texts inside a Word file from a colleague that mean harm: refused in words, or harmless once taken over."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.words import ago
from attest_desktop.papers.handover import handover_in
from attest_desktop.papers.handover.part import NAMESPACE
from attest_desktop.papers.pdf import EngineName
from attest_desktop.practice import PracticeServer
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.hand_over import handed_over, take_texts
from attest_desktop.work.people import people
from attest_desktop.work.received import Received, read_received
from tests.support import tally
from tests.trust.hostile.watching import plain_words
from tests.trust.works import desk_in, whole_text

SPOOFED = "\u202eфамилия\u2066\u200f\x7f\x9f\ufeff"


@pytest.fixture(scope="module")
def desk(
    beginnings: dict[str, Path], server: PracticeServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("handover") / "desk"
    shutil.copytree(beginnings["typing"], folder)
    with desk_in(folder, server.url) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(desk: Desk) -> bytes:
    who = people(desk)[0].id
    return handed_over(desk, who, whole_text(open_draft(desk, who).text))


def _with_part(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            ours = NAMESPACE.encode() in part and b"<handover" in part
            target.writestr(name, change(part) if ours else part)
    return out.getvalue()


def _with_json(content: bytes, text: str) -> bytes:
    """The file with its draft written anew, as text."""
    handover = handover_in(content)
    assert handover is not None
    old = html.escape(json.dumps(handover.draft, ensure_ascii=False), quote=False)
    made = _with_part(content, lambda part: part.replace(old.encode(), html.escape(text, quote=False).encode()))
    assert made != content
    return made


def _with_value(content: bytes, *path: str, value: Any) -> bytes:
    """The file with one value of the draft changed, in ASCII so that halves of characters pass."""
    handover = handover_in(content)
    assert handover is not None
    draft = at = json.loads(json.dumps(handover.draft))
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return _with_json(content, json.dumps(draft))


def _with_said(content: bytes, attribute: str, text: str) -> bytes:
    """The file with what its part says of the person («name») or of who handed it over («by», «at»)."""
    made = _with_part(
        content, lambda part: re.sub(rf'( {attribute}=)"[^"]*"'.encode(), rf'\1"{text}"'.encode(), part, count=1)
    )
    assert made != content
    return made


ADVICE = ("conclusion", "recommendations")
LONG = "Я" * 99_000
TAKEN: dict[str, Callable[[bytes], bytes]] = {
    "half a character": lambda whole: _with_value(whole, *ADVICE, value="а\ud800б"),
    "half a character as a name": lambda whole: _with_value(whole, "values", value={"\udfff": "x"}),
    "no character": lambda whole: _with_value(whole, *ADVICE, value="а\uffffб\ufdd0"),
    "turned about": lambda whole: _with_value(whole, *ADVICE, value=f"{SPOOFED}\x00\x1b[31m"),
    "the last day": lambda whole: _with_value(whole, "conclusion", "date", value="9999-12-31"),
    "the first day": lambda whole: _with_value(whole, "conclusion", "date", value="0001-01-01"),
    "no number": lambda whole: _with_value(whole, *ADVICE, value=float("nan")),
    "deep, but read": lambda whole: _with_json(whole, '{"x": ' + "[" * 300 + "]" * 300 + "}"),
    "digits without end": lambda whole: _with_json(
        whole, '{"conclusion": {"recommendations": %s}}' % ("9" * 4000)
    ),
    "spoofed names": lambda whole: _with_said(whole, "name", SPOOFED),
    "HTML for a name": lambda whole: _with_said(whole, "by", "&lt;img src=&quot;file:///etc/passwd&quot;&gt;"),
}
REFUSED: dict[str, Callable[[bytes], bytes]] = {
    "more digits": lambda whole: _with_json(whole, '{"conclusion": {"recommendations": %s}}' % ("9" * 400_000)),
    "very deep": lambda whole: _with_json(whole, '{"x": ' + "[" * 960 + "]" * 960 + "}"),
    "deep without end": lambda whole: _with_json(whole, '{"x": ' + "[" * 100_000 + "]" * 100_000 + "}"),
    "twice": lambda whole: _with_json(whole, '{"conclusion": {}, "conclusion": {"criteria": 5}}'),
    "a list": lambda whole: _with_json(whole, "[]"),
    "cut": lambda whole: _with_json(whole, '{"conclusion": {'),
    "numbers for texts": lambda whole: _with_value(whole, "left", value={"а": 5}),
    "a list for texts": lambda whole: _with_value(whole, "left", value=["аб"]),
    "a record for a text": lambda whole: _with_value(whole, "template", value={"а": 1}),
    "a name without end": lambda whole: _with_value(whole, "experts", value=[{"full_name": LONG}]),
    "numbers without end": lambda whole: _with_value(
        whole, "conclusion", "criteria", value=[{"number": LONG, "text": ""}]
    ),
    "texts without end": lambda whole: _with_value(whole, *ADVICE, value=LONG * 2),
    "too many": lambda whole: _with_value(whole, "left", value={str(one): "x" for one in range(100_000)}),
    "before all days": lambda whole: _with_said(whole, "at", "0001-01-01T00:00:00+23:59"),
    "after all days": lambda whole: _with_said(whole, "at", "9999-12-31T23:59:59-23:59"),
}


def _read(desk: Desk, content: bytes) -> Received:
    tally.count(tally.Fault.HOSTILE)
    return read_received(desk, content, "файл.docx")


@pytest.mark.parametrize("name", TAKEN)
def test_texts_that_look_like_others_are_taken_without_what_cannot_be_seen(
    desk: Desk, whole: bytes, name: str
) -> None:
    received = _read(desk, TAKEN[name](whole))
    assert received.draft is not None
    assert received.handover is not None
    assert ago(received.handover.handed_at, datetime.now(UTC))
    who = people(desk)[0].id
    take_texts(desk, who, received)
    text = open_draft(desk, who).text.conclusion.recommendations
    for said in (text, received.handover.full_name, received.handover.handed_by):
        assert said.replace("\ufeff", "").replace("\n", "").isprintable()


@pytest.mark.parametrize("name", REFUSED)
def test_texts_that_are_none_leave_the_document(desk: Desk, whole: bytes, name: str) -> None:
    received = _read(desk, REFUSED[name](whole))
    assert received.draft is None
    assert "поврежден" in received.damage
    assert [one.id for one in received.candidates] == [people(desk)[0].id]


def test_a_stranger_s_name_is_nobody_s(desk: Desk, whole: bytes) -> None:
    assert _read(desk, TAKEN["spoofed names"](whole)).candidates == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", TAKEN)
def test_what_was_taken_can_be_finished(desk: Desk, whole: bytes, name: str) -> None:
    who = people(desk)[0].id
    take_texts(desk, who, _read(desk, TAKEN[name](whole)))
    try:
        finish(desk, who, engine=EngineName.BUILTIN)
    except AttestError as refused:
        plain_words(refused)

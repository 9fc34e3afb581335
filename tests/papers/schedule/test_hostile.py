"""Files that mean harm, or are broken: refused in words, quickly, and never a bug."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter

from attest_desktop.domain.errors import AttestError
from attest_desktop.papers.schedule import read_schedule
from attest_desktop.papers.schedule.people import people_in
from attest_desktop.papers.schedule.values import municipality_in, read_days
from tests.papers.schedule.layouts import experts_over_several, plain
from tests.papers.schedule.making import WRITERS, as_docx, as_xlsx

QUICK = 5.0  # seconds, on a busy machine too


def with_parts(
    content: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None
) -> bytes:
    """The file with its parts changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, part in (more or {}).items():
            target.writestr(name, part)
    return out.getvalue()


def same(_name: str, part: bytes) -> bytes:
    return part


def on_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: re.sub(old, new, part, count=1) if name.startswith("xl/worksheets/") else part


def macro_enabled(name: str, part: bytes) -> bytes:
    return part.replace(b"document.main+xml", b"document.macroEnabled.main+xml") if "Content" in name else part


@pytest.fixture(scope="module")
def book() -> bytes:
    return as_xlsx(experts_over_several().tables)


def refused(content: bytes, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(AttestError, match=words) as raised:
        read_schedule(content)
    assert raised.value.todo
    assert time.monotonic() - began < QUICK


def test_workbooks_that_mean_harm(book: bytes) -> None:
    refused(with_parts(book, same, {"xl/media/bomb.bin": bytes(90_000_000)}), "непомерно велик")
    refused(with_parts(book, same, {"xl/vbaProject.bin": b"x"}), "макросы")
    refused(with_parts(book, on_sheet(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet')), "определения")
    refused(
        with_parts(book, lambda name, part: part.decode().encode("utf-16") if "sheet1" in name else part),
        "определения",
    )
    for reference in (b"A1:XFD1048576", b"A1:A900000", b"&#65;1:B2"):
        merged = with_parts(book, on_sheet(rb'<mergeCell ref="[^"]+"', b'<mergeCell ref="' + reference + b'"'))
        refused(merged, "слишком большая|повреждён")
    cells = b"<row r='90'>" + b"<c r='A90'/>" * 500_000 + b"</row></sheetData>"
    refused(with_parts(book, on_sheet(b"</sheetData>", cells)), "слишком большая")
    refused(book[: len(book) // 2], "повреждён")


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing() -> None:
    made = openpyxl.load_workbook(io.BytesIO(as_xlsx(plain().tables)))
    made.active.cell(1_048_576, 3, "конец")
    stream = io.BytesIO()
    made.save(stream)
    began = time.monotonic()
    assert len(read_schedule(stream.getvalue()).rows) == 6
    assert time.monotonic() - began < QUICK
    made.active.cell(1, 16_384, "конец")
    stream = io.BytesIO()
    made.save(stream)
    refused(stream.getvalue(), "слишком большая")


def test_word_files_that_mean_harm() -> None:
    made = as_docx(plain().tables)
    refused(with_parts(made, same, {"word/vbaProject.bin": b"x"}), "макросы")
    refused(with_parts(made, macro_enabled), "макросы")
    refused(
        with_parts(made, lambda _, part: part.replace(b"<w:tcW ", b'<w:gridSpan w:val="9999"/><w:tcW ')), "большая"
    )


def test_pdf_without_end_without_text_and_with_a_password() -> None:
    writer = PdfWriter()
    for _ in range(500):
        writer.add_blank_page(842, 595)
    stream = io.BytesIO()
    writer.write(stream)
    refused(stream.getvalue(), "500 страниц")
    empty = io.BytesIO()
    one = PdfWriter()
    one.add_blank_page(842, 595)
    one.write(empty)
    refused(empty.getvalue(), "скан или фотография")
    locked = io.BytesIO()
    closed = PdfWriter(clone_from=PdfReader(empty))
    closed.encrypt("секрет", algorithm="RC4-128")
    closed.write(locked)
    refused(locked.getvalue(), "паролем")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пуст"),
        (b"\x89PNG\r\n\x1a\n", "не файл Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "старом формате"),
        (b"PK\x03\x04" + b"x" * 100, "повреждён"),
        (b"%PDF-1.7\nx", "не файл PDF|повреждён"),
        ("ФИО;Эксперт".encode(), "не файл Word"),
    ],
)
def test_files_of_other_kinds(content: bytes, words: str) -> None:
    refused(content, words)


def survives(content: bytes) -> None:
    """A schedule or words for a person; any other end is a bug."""
    with suppress(AttestError):
        read_schedule(content)


def spoiled(kind: str, seed: int) -> bytes:
    """A real file with some bytes changed: of its parts where it is an archive, so that it still opens."""
    chance = random.Random(seed)

    def spoil(_name: str, part: bytes) -> bytes:
        if chance.random() < 0.6 or not part:
            return part
        changed = bytearray(part)
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(changed))
            match chance.randrange(3):
                case 0:
                    changed[at] = chance.randrange(32, 127)
                case 1:
                    del changed[at : at + chance.randrange(1, 40)]
                    changed += b" "
                case _:
                    changed[at:at] = changed[max(0, at - 60) : at]
        return bytes(changed)

    content = whole(kind)
    return spoil("", content) if kind == "pdf" else with_parts(content, spoil)


@cache
def whole(kind: str) -> bytes:
    return WRITERS[kind](plain().tables)


@pytest.mark.parametrize("kind", WRITERS)
def test_spoiled_files_end_in_words(kind: str) -> None:
    for seed in range(3):
        survives(spoiled(kind, seed))


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", WRITERS)
def test_spoiled_files_end_in_words_at_length(kind: str) -> None:
    began = random.randrange(10**9)
    for seed in range(began, began + 400):
        try:
            survives(spoiled(kind, seed))
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error


@pytest.mark.parametrize(
    "text",
    ["Аа " * 4_000, "А" * 9_000, "А. " * 3_000, "Аа-" * 3_000, "(" * 5_000, "1. " * 3_000, "Иванова Мария " * 900],
)
def test_long_texts_are_read_in_no_time(text: str) -> None:
    began = time.monotonic()
    people_in(text)
    municipality_in(text)
    read_days(text)
    assert time.monotonic() - began < 1.0

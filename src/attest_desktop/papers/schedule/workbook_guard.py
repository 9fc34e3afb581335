"""What an Excel file from anybody must not be, before a library is let at it: a bomb, a carrier of macros."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable

from attest_desktop.papers.schedule.raw import MOST_ROWS, BadScheduleError, too_large

MAX_FILE = 30 * 1024 * 1024
MAX_UNPACKED = 80 * 1024 * 1024
_MAX_PARTS = 1_000
# Every cell costs the library some hundreds of bytes.
_MAX_CELLS = 400_000
_MAX_STYLED = 100_000
# Each merged place becomes a cell of its own.
_MAX_MERGED = 200_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".vml")
_SHEETS = "xl/worksheets/"
_CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,20}:)?c[\s>/]")
_STYLED = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,20}:)?(?:xf|font|fill|border|row|col)[\s>/]")
_MERGE = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,20}:)?mergeCell[\s/>]")
_REFERENCE = re.compile(
    rb"mergeCell\s[^<>]*?\bref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)
# What the library of archives raises when one is damaged, or numbers in it lie.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError, OverflowError,
    ValueError, struct.error,
)  # fmt: skip
_MACROS = ("vbaproject.bin", "macrosheets/")
_AGAIN = "Откройте файл в Excel, сохраните его как «Книга Excel (*.xlsx)» и выберите заново."
_DAMAGED = "Файл Excel повреждён, прочитать его не удалось."


def refuse_unsafe_workbook(content: bytes) -> None:
    """Raise BadScheduleError when the .xlsx must not be opened. Nothing over 80 MB is unpacked."""
    if not content:
        raise BadScheduleError("Файл пуст.", "Скачайте график заново.")
    if content.startswith(_OLE):
        raise BadScheduleError("Файл закрыт паролем или сохранён в старом формате Excel (.xls).", _AGAIN)
    if len(content) > MAX_FILE:
        raise BadScheduleError("Файл Excel слишком велик: больше 30 МБ.", "Проверьте, тот ли файл выбран.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
    except _BROKEN as error:
        raise BadScheduleError(_DAMAGED, _AGAIN) from error


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadScheduleError("Файл Excel закрыт паролем.", "Снимите пароль в Excel и повторите.")
    # zipfile never gives out more bytes than the declared size, so the declared sizes bound the real ones.
    if len(entries) > _MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise BadScheduleError(
            "Файл подозрителен: в распакованном виде он непомерно велик.",
            "Не открывайте его; скачайте график заново.",
        )
    if len(set(names)) != len(names):
        raise BadScheduleError(_DAMAGED, _AGAIN)
    if any(mark in name for name in names for mark in _MACROS):
        raise BadScheduleError("В файле Excel есть макросы, такой файл программа не открывает.", _AGAIN)
    cells = styled = merged = 0
    for entry, name in zip(entries, names, strict=True):
        part = archive.read(entry)
        if not name.endswith(_XML):
            continue
        # Excel writes UTF-8 and no definitions; whoever does otherwise means to get past this look.
        if b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise BadScheduleError("Файл подозрителен: в нём есть посторонние определения.", _AGAIN)
        styled += len(_STYLED.findall(part))
        if name.startswith(_SHEETS):
            cells += len(_CELL.findall(part))
            merged += _merged(part)
        if b"macroEnabled" in part and name == "[content_types].xml":
            raise BadScheduleError("В файле Excel есть макросы, такой файл программа не открывает.", _AGAIN)
        if cells > _MAX_CELLS or merged > _MAX_MERGED or styled > _MAX_STYLED + MOST_ROWS:
            raise too_large()


def _merged(part: bytes) -> int:
    """How many places the merged cells cover. Raises BadScheduleError for one that cannot be told."""
    references: list[tuple[bytes, bytes, bytes, bytes]] = _REFERENCE.findall(part)
    if len(references) != len(_MERGE.findall(part)):
        raise BadScheduleError(_DAMAGED, _AGAIN)
    return sum(
        (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
        for left, top, right, bottom in references
    )


def _column(letters: Iterable[int]) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

"""A Word file as a package of parts: opened with limits, saved with untouched parts byte for byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join, normpath

from lxml import etree

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.template.ooxml import W_DOCUMENT, Element, parse, qn

MAX_FILE = 50 * 1024 * 1024
MAX_PARTS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_XML = 32 * 1024 * 1024
MAX_TAGS = 200_000
"""Of one part. A filled conclusion has some ten thousand; every one is looked at many times."""
# Below this size a high ratio is only a very even text (an empty style sheet, a white picture).
_RATIO_FROM = 4 * 1024 * 1024
# What the library of archives raises when numbers in one lie: of places, lengths, versions and names.
_BROKEN = (ValueError, OSError, RuntimeError, OverflowError, struct.error)
_PIECE = 1 << 20
# Of a form of megabytes, which are pictures, nothing is kept.
_LARGEST_KEPT = 1_000_000
# What stands before the name in an entry of an archive.
_HEADER = 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A part that is added bears no date of ours: the earliest that the format knows.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SAVE_AGAIN = "Откройте файл в Word и сохраните его как «Документ Word (*.docx)», затем повторите."
_DAMAGED = "Файл шаблона повреждён, прочитать его не удалось."
_DOWNLOAD_AGAIN = "Скачайте шаблон заново и повторите."


class BadTemplateError(BadFileError):
    """The file cannot serve as a Word form."""

    title = "Шаблон не подходит"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file and the name of its main document."""

    content: bytes
    main: str

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises KeyError when there is none."""
        return _part(self.content, name) if len(self.content) <= _LARGEST_KEPT else _unpacked(self.content, name)

    def xml(self, name: str) -> Element:
        """The root of an XML part. Raises BadTemplateError when it is broken or defines entities."""
        try:
            root = parse(self.read(name))
        except (etree.XMLSyntaxError, KeyError) as error:
            raise BadTemplateError(_DAMAGED, _DOWNLOAD_AGAIN) from error
        if root.getroottree().docinfo.internalDTD is not None:
            # Word writes no DTD; whoever does means something else than a form.
            raise BadTemplateError("Файл подозрителен: в нём есть посторонние определения.", _DOWNLOAD_AGAIN)
        return root

    def names(self) -> tuple[str, ...]:
        """Names of the parts in the order of the file."""
        return _names(self.content) if len(self.content) <= _LARGEST_KEPT else _listed(self.content)

    def related(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Parts that the main document refers to by relationships of these kinds («header», «footer», …)."""
        return tuple(target for kind in kinds for target in _targets(self, self.main, kind))

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The file with these parts replaced, or added at its end; equal input gives equal bytes.

        Every other part keeps its bytes, its place and its date.
        """
        out = io.BytesIO()
        fresh = dict(parts)
        with (
            zipfile.ZipFile(io.BytesIO(self.content)) as source,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for entry in source.infolist():
                copy = zipfile.ZipInfo(entry.filename, entry.date_time)
                copy.compress_type = entry.compress_type
                copy.external_attr = entry.external_attr
                content = fresh.pop(entry.filename, None)
                if content is None:
                    _take_over(self.content, entry, copy, target)
                else:
                    target.writestr(copy, content)
            for name, content in fresh.items():
                added = zipfile.ZipInfo(name, _MOMENT)
                added.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(added, content)
        return out.getvalue()


@lru_cache(maxsize=24)
def _part(content: bytes, name: str) -> bytes:
    """A part of the file; those of the forms at hand are asked for again and again."""
    return _unpacked(content, name)


def _unpacked(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


@lru_cache(maxsize=8)
def _names(content: bytes) -> tuple[str, ...]:
    return _listed(content)


def _listed(content: bytes) -> tuple[str, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return tuple(archive.namelist())


def _take_over(content: bytes, entry: zipfile.ZipInfo, copy: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
    """Write an entry as it is packed: unpacking and packing again what does not change takes the most time."""
    own_name, extra = struct.unpack_from("<HH", content, entry.header_offset + _HEADER - 4)
    begin = entry.header_offset + _HEADER + own_name + extra
    copy.CRC, copy.file_size, copy.compress_size = entry.CRC, entry.file_size, entry.compress_size
    assert target.fp is not None
    target.fp.seek(target.start_dir)
    copy.header_offset = target.fp.tell()
    target.fp.write(copy.FileHeader())
    target.fp.write(content[begin : begin + entry.compress_size])
    target.start_dir = target.fp.tell()
    target.filelist.append(copy)
    target.NameToInfo[copy.filename] = copy


def open_package(content: bytes, *, most_tags: int = MAX_TAGS) -> Package:
    """The checked package. Raises BadTemplateError when the file is not a sound Word form without macros.

    `most_tags` are the «<» that one XML part may hold.
    """
    if not content:
        raise BadTemplateError("Файл шаблона пуст.", _DOWNLOAD_AGAIN)
    if len(content) > MAX_FILE:
        raise BadTemplateError(
            "Файл шаблона слишком велик: больше 50 МБ.", "Выберите бланк заключения без картинок."
        )
    if content.startswith(_OLE):
        raise BadTemplateError("Файл закрыт паролем или сохранён в старом формате Word (.doc).", _SAVE_AGAIN)
    if not content.startswith(b"PK"):
        raise BadTemplateError("Это не документ Word (.docx).", "Выберите файл шаблона в формате .docx.")
    try:
        _check_archive(content, most_tags)
        package = Package(content, "")
        package = Package(content, _main_part(package))
        if package.xml(package.main).tag != W_DOCUMENT:
            raise BadTemplateError(
                "Файл сохранён в «строгом» формате Open XML, его части программа не поймёт.", _SAVE_AGAIN
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, *_BROKEN) as error:
        raise BadTemplateError(_DAMAGED, _DOWNLOAD_AGAIN) from error
    return package


def _check_archive(content: bytes, most_tags: int) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if any(entry.flag_bits & 1 for entry in entries):
            raise BadTemplateError("Файл шаблона закрыт паролем.", "Снимите пароль в Word и повторите.")
        if len(set(names)) != len(names):
            raise BadTemplateError("Файл шаблона повреждён: части в нём повторяются.", _DOWNLOAD_AGAIN)
        # zipfile never gives out more bytes than the declared size, so the declared sizes bound the real ones.
        unpacked = sum(entry.file_size for entry in entries)
        swollen = any(
            entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
            for entry in entries
        )
        if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED or swollen:
            raise BadTemplateError(
                "Файл подозрителен: в распакованном виде он непомерно велик.",
                "Не открывайте его; " + _DOWNLOAD_AGAIN,
            )
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise BadTemplateError("В файле есть макросы, такой шаблон программа не открывает.", _SAVE_AGAIN)
        for entry in entries:
            _check_part(archive, entry, most_tags)


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most_tags: int) -> None:
    """Unpack the part, which tells whether it is whole; count before anything is parsed."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    tags = 0
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            tags += piece.count(b"<") if is_xml else 0
    if is_xml and (tags > most_tags or entry.file_size > MAX_XML):
        raise BadTemplateError(
            "Документ в файле слишком длинный для бланка или заключения.", "Проверьте, тот ли файл выбран."
        )


def _main_part(package: Package) -> str:
    for target in _targets(package, "", "officeDocument"):
        kind = _content_type(package, target)
        if "macroEnabled" in kind:
            raise BadTemplateError("В файле есть макросы, такой шаблон программа не открывает.", _SAVE_AGAIN)
        if kind.startswith(_WORD_MAIN):
            return target
    raise BadTemplateError("Это не документ Word (.docx).", "Выберите файл шаблона в формате .docx.")


def _content_type(package: Package, name: str) -> str:
    types = package.xml("[Content_Types].xml")
    for override in types.findall(qn("ct:Override")):
        if override.get("PartName", "").lstrip("/").lower() == name.lower():
            return override.get("ContentType", "")
    extension = name.rpartition(".")[2].lower()
    for default in types.findall(qn("ct:Default")):
        if default.get("Extension", "").lower() == extension:
            return default.get("ContentType", "")
    return ""


def _targets(package: Package, part: str, kind: str) -> list[str]:
    """Parts inside the package that `part` refers to; links to the outside are left alone."""
    folder = dirname(part)
    rels = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
    names = package.names()
    if rels not in names:
        return []
    root: Element = package.xml(rels)
    found = []
    for relation in root.findall(qn("rel:Relationship")):
        if relation.get("TargetMode") == "External" or relation.get("Type", "").rpartition("/")[2] != kind:
            continue
        target = relation.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        if name in names and name not in found:
            found.append(name)
    return found

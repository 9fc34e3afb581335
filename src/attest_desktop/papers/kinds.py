"""What kind of file it is, by its first bytes and never by its name; files of other kinds are refused by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.heif import is_heif
from attest_desktop.papers.pdf_guards import LARGEST_FILE

_CHOOSE = "Выберите скан или фотографию страницы: PDF, JPG, HEIC, PNG, TIFF, BMP или WebP."
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(Enum):
    """Files that hold pages; the values are what the picture library calls them."""

    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    BMP = "BMP"
    WEBP = "WEBP"
    HEIF = "HEIF"


@dataclass(frozen=True, slots=True)
class SheetSource:
    """A file with scanned or photographed pages: its name (for words to the user) and its bytes."""

    name: str
    content: bytes


def kind_of(source: SheetSource) -> Kind:
    """The kind of the file. Raises BadFileError naming the file when it can hold no pages."""
    head = source.content[:1024]
    if not head:
        raise refusal(source.name, "пустой: в нём нет ни одного байта.", "Отсканируйте или скопируйте его заново.")
    refuse_oversized(source.name, len(source.content))
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return Kind.TIFF
    if head.startswith(b"BM"):
        return Kind.BMP
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if is_heif(head):
        return Kind.HEIF
    # Some programs write a few bytes of their own before the PDF.
    if b"%PDF-" in head:
        return Kind.PDF
    raise _wrong_kind(source.name, head)


def refuse_oversized(name: str, size: int) -> None:
    """Raise BadFileError for a file of so many bytes, if that is too many: before it is read, best of all."""
    if size > LARGEST_FILE:
        raise refusal(
            name,
            f"слишком большой: {size // 1_000_000} МБ.",
            "Отсканируйте страницы с разрешением 200–300 точек на дюйм.",
        )


def refusal(name: str, what: str, todo: str) -> BadFileError:
    """A refusal that begins with the file's name."""
    return BadFileError(f"Файл «{name}» {what}", todo)


def _wrong_kind(name: str, head: bytes) -> BadFileError:
    if head[4:8] == b"ftyp":
        return refusal(
            name,
            "— видео или снимок в формате AVIF, который программа не читает.",
            "Сохраните снимок как JPG или снимите страницу ещё раз.",
        )
    if head.startswith(_ARCHIVES):
        return refusal(
            name,
            "— не скан, а архив или документ Word.",
            "Распакуйте архив и выберите сами страницы; Word сохраните в PDF.",
        )
    if head.startswith(_OLE):
        return refusal(name, "— не скан, а документ Word или Excel.", "Сохраните документ в PDF и выберите его.")
    return refusal(name, "— не изображение и не PDF.", _CHOOSE)

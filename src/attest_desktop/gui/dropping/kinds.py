"""What dropped files are, by their names; what is in them is looked at after they were dropped."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from attest_desktop.domain.names import short_name
from attest_desktop.gui.words import counted

WORD = (".docx", ".docm")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif")
PDF = (".pdf",)


class Kind(Enum):
    """What can be done with the files; the value is what is said of files that can be taken nowhere."""

    WORD = ""
    PICTURES = " "
    PAGES = "  "
    SEVERAL_WORDS = "Файлы Word открываются по одному"
    MIXED = "Отпускайте вместе либо сканы, либо один файл Word"
    OTHER = "Такие файлы программа не открывает: нужен Word, PDF или снимок"

    @property
    def usable(self) -> bool:
        """Whether something can be done with them."""
        return not self.value.strip()


def kind_of(files: Sequence[Path]) -> Kind:
    """Pictures alone may be scans or a signature; with a PDF among them they are pages."""
    kinds = {_one(file) for file in files}
    if not kinds or None in kinds:
        return Kind.OTHER
    if kinds == {"word"}:
        return Kind.WORD if len(files) == 1 else Kind.SEVERAL_WORDS
    if "word" in kinds:
        return Kind.MIXED
    return Kind.PICTURES if kinds == {"picture"} else Kind.PAGES


def told(files: Sequence[Path]) -> str:
    """«скан» or «3 скана», for a sentence."""
    return "скан" if len(files) == 1 else counted(len(files), "скан", "скана", "сканов")


def scans_words(files: Sequence[Path], full_name: str) -> str:
    """«добавить 3 скана: Иванова М.И.»; empty when they are no scans."""
    if kind_of(files) not in (Kind.PICTURES, Kind.PAGES):
        return ""
    return f"добавить {told(files)}: {short_name(full_name)}"


def _one(file: Path) -> str | None:
    suffix = file.suffix.lower()
    for name, suffixes in (("word", WORD), ("picture", PICTURES), ("pdf", PDF)):
        if suffix in suffixes:
            return name
    return None

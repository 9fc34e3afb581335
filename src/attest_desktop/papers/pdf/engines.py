"""What every PDF engine is to the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from attest_desktop.domain.progress import Cancelled, Progress


class EngineName(Enum):
    """The engines, the most faithful first."""

    WORD = "word"
    LIBREOFFICE = "libreoffice"
    BUILTIN = "builtin"


TITLES = {
    EngineName.WORD: "Microsoft Word",
    EngineName.LIBREOFFICE: "LibreOffice",
    EngineName.BUILTIN: "встроенный способ",
}


@dataclass(frozen=True, slots=True)
class Raw:
    """A PDF as an engine wrote it, with what it could not print (Russian)."""

    pdf: bytes
    warnings: tuple[str, ...] = ()


class Engine(Protocol):
    """Makes a PDF of a .docx that has been checked."""

    name: EngineName

    def is_available(self) -> bool:
        """Whether what the engine needs is on this computer; quick, starts nothing."""

    def convert(self, docx: bytes, progress: Progress, cancelled: Cancelled) -> Raw:
        """The PDF. Raises PdfEngineError when it could not be made, CancelledError when the user stopped it."""


class BuiltinEngine:
    """The program's own engine; always there."""

    name = EngineName.BUILTIN

    def is_available(self) -> bool:
        """It needs nothing installed."""
        return True

    def convert(self, docx: bytes, progress: Progress, cancelled: Cancelled) -> Raw:
        """The PDF, and what could not be printed as Word would."""
        # Qt is loaded only when the engine is used: the command line starts faster without it.
        from attest_desktop.papers.pdf.builtin.engine import convert  # lazy on purpose

        return Raw(*convert(docx, progress, cancelled))

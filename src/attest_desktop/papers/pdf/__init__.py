"""A filled .docx as a PDF, by Word, by LibreOffice, or by the program itself; the same result to the rest of it.

Qt is not loaded by importing this package: only the built-in engine uses it, when it is asked.
"""

from __future__ import annotations

from attest_desktop.papers.pdf.conversion import Converted, available_engines, convert, converted
from attest_desktop.papers.pdf.engines import TITLES as ENGINE_TITLES
from attest_desktop.papers.pdf.engines import EngineName
from attest_desktop.papers.pdf.errors import PdfEngineError, TornDocumentError

__all__ = [
    "ENGINE_TITLES",
    "Converted",
    "EngineName",
    "PdfEngineError",
    "TornDocumentError",
    "available_engines",
    "convert",
    "converted",
]

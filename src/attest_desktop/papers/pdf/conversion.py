"""Choosing an engine, falling back to the next one, and handing out a checked PDF."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.papers.pdf.engines import TITLES, BuiltinEngine, Engine, EngineName, Raw
from attest_desktop.papers.pdf.errors import PdfEngineError
from attest_desktop.papers.pdf.finishing import finished, verified_pages
from attest_desktop.papers.pdf.intake import checked, cyrillic_words
from attest_desktop.papers.pdf.libreoffice import LibreOfficeEngine
from attest_desktop.papers.pdf.word import WordEngine

_log = logging.getLogger(__name__)
# In order of preference.
ENGINES: tuple[Engine, ...] = (WordEngine(), LibreOfficeEngine(), BuiltinEngine())


@dataclass(frozen=True, slots=True)
class Converted:
    """A PDF with the engine that made it, its number of pages, and what the user should know (Russian)."""

    pdf: bytes = field(repr=False)
    engine: EngineName
    pages: int
    warnings: tuple[str, ...]


def available_engines() -> tuple[EngineName, ...]:
    """The engines that can be used on this computer, in order of preference."""
    return tuple(engine.name for engine in ENGINES if engine.is_available())


def convert(
    docx: bytes,
    *,
    engine: EngineName | None = None,
    title: str,
    author: str = "",
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Converted:
    """Make a PDF of a .docx: by the chosen engine, or by the first that works.

    Raises BadFileError when it is not a .docx, PdfEngineError when the chosen engine failed, CancelledError.
    """
    progress("Проверяю документ…", 0.0)
    safe = checked(docx)
    chosen = [one for one in ENGINES if one.name is engine]
    if chosen and not chosen[0].is_available():
        raise PdfEngineError(f"{TITLES[chosen[0].name]} на этом компьютере не найден.")
    return convert_by(
        chosen or [one for one in ENGINES if one.is_available()],
        safe,
        title=title,
        author=author,
        progress=progress,
        cancelled=cancelled,
    )


def convert_by(
    engines: Sequence[Engine], docx: bytes, *, title: str, author: str, progress: Progress, cancelled: Cancelled
) -> Converted:
    """Try the engines in turn on a checked document; raise the last one's error when all fail."""
    words = cyrillic_words(docx)
    passed_over: list[str] = []
    for place, engine in enumerate(engines, start=1):
        stop_if(cancelled)
        try:
            raw = engine.convert(docx, progress, cancelled)
            progress("Проверяю PDF…", 0.9)
            pdf, pages = _proven(raw, docx, words, title=title, author=author)
        except PdfEngineError as error:
            _log.warning("engine %s failed: %s", engine.name.value, type(error.__cause__).__name__)
            if place == len(engines):
                raise
            passed_over.append(f"{TITLES[engine.name]}: {error.what} PDF создан другим способом.")
        else:
            progress("PDF готов", 1.0)
            return Converted(pdf, engine.name, pages, (*passed_over, *raw.warnings))
    raise ValueError("no engine was given")


def converted(raw: Raw, docx: bytes, *, engine: EngineName, title: str, author: str) -> Converted:
    """What `convert` gives, of pages that an engine has written already.

    Raises BadFileError when the source is not a .docx, PdfEngineError when the PDF is no good.
    """
    safe = checked(docx)
    pdf, pages = _proven(raw, safe, cyrillic_words(safe), title=title, author=author)
    return Converted(pdf, engine, pages, raw.warnings)


def _proven(raw: Raw, docx: bytes, words: frozenset[str], *, title: str, author: str) -> tuple[bytes, int]:
    """The finished PDF and its number of pages."""
    pdf = finished(raw.pdf, docx, title=title, author=author)
    return pdf, verified_pages(pdf, words)

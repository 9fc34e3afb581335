"""The built-in engine: reads the .docx itself and writes the PDF with Qt; needs nothing installed."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.papers.pdf.builtin.application import ensure_application
from attest_desktop.papers.pdf.builtin.composer import SetParagraphs
from attest_desktop.papers.pdf.builtin.content import tidied
from attest_desktop.papers.pdf.builtin.decoding import decoded
from attest_desktop.papers.pdf.builtin.document import Reading
from attest_desktop.papers.pdf.builtin.fonts import Fonts, load_bundled
from attest_desktop.papers.pdf.builtin.metafiles import played
from attest_desktop.papers.pdf.builtin.pages import Paginator
from attest_desktop.papers.pdf.builtin.source import Warnings

_log = logging.getLogger(__name__)
# One pixel a twip: all measures of a Word document, font sizes too, are whole numbers then.
_RESOLUTION = 1440
TWIPS_PER_POINT = 20
# PySide makes its enumerations when first needed; two threads that need one at once crash the interpreter.
ONE_AT_A_TIME = threading.RLock()
_NO_GLYPHS = "Для некоторых знаков на компьютере нет шрифта: вместо них напечатаны пустые рамки."


class Setting:
    """What is kept of texts laid out for the next ones: fonts, and paragraphs in lines.

    To be used in one thread, which outlives it: what fonts keep belongs to the thread.
    """

    def __init__(self) -> None:
        self._fonts: Fonts | None = None
        self.kept: SetParagraphs = SetParagraphs()

    @property
    def made(self) -> int:
        """How many paragraphs were set in lines the last time."""
        return self.kept.made

    def fonts(self) -> Fonts:
        """The fonts; needs an application object."""
        if self._fonts is None:
            self._fonts = Fonts(Warnings())
        return self._fonts


# Papers of one form follow one another, and most of each is the form's own. No one else's thread lives long enough
# to keep lines for the next paper.
_READING = Reading()
_OF_MAIN_THREAD = Setting()


def convert(docx: bytes, progress: Progress, cancelled: Cancelled) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and what could not be drawn as Word would (Russian)."""
    ensure_application()
    in_main = threading.current_thread() is threading.main_thread()
    with ONE_AT_A_TIME:
        try:
            paginator, warnings = laid_out(
                docx, _READING, _OF_MAIN_THREAD if in_main else Setting(), progress, cancelled
            )
            progress("Пишу PDF…", 0.8)
            return written(paginator, warnings.all(), cancelled)
        finally:
            # Pictures as they are drawn take a hundred times the room of their files.
            decoded.forget()
            played.forget()


def laid_out(
    docx: bytes, reading: Reading, setting: Setting, progress: Progress, cancelled: Cancelled
) -> tuple[Paginator, Warnings]:
    """The pages of a document, and what is said of them; to be called by one thread at a time."""
    load_bundled()
    progress("Разбираю документ…", 0.1)
    document = reading.read(docx)
    warnings = Warnings()
    for text in document.warnings:
        warnings.add(text)
    stop_if(cancelled)
    progress("Раскладываю по страницам…", 0.3)
    setting.kept.begin()
    paginator = Paginator(document, warnings, setting.fonts(), setting.kept)
    paginator.lay_out(cancelled)
    return paginator, warnings


def written(paginator: Paginator, said: tuple[str, ...], cancelled: Cancelled) -> tuple[bytes, tuple[str, ...]]:
    """Pages laid out as a PDF, and what was said of them with what is to be said of the file."""
    pdf, whole = tidied(_write(paginator, cancelled), TWIPS_PER_POINT)
    _log.info("converted by the built-in engine: %d pages, %d bytes", len(paginator.pages), len(pdf))
    return pdf, said if whole else (*said, _NO_GLYPHS)


def _write(paginator: Paginator, cancelled: Cancelled) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    painter: QPainter | None = None
    try:
        for page, width, height in paginator.sizes():
            stop_if(cancelled)
            size = QSizeF(width / TWIPS_PER_POINT, height / TWIPS_PER_POINT)
            writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
            writer.setPageMargins(QMarginsF(0, 0, 0, 0))
            if painter is None:
                painter = QPainter(writer)
            else:
                writer.newPage()
            paginator.draw(painter, page)
    finally:
        if painter is not None:
            painter.end()
    return bytes(buffer.data().data())

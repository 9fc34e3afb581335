"""Which engine makes the PDF, and what happens when one fails."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.papers.pdf import Converted, EngineName, PdfEngineError, available_engines, convert
from attest_desktop.papers.pdf.conversion import convert_by
from attest_desktop.papers.pdf.engines import BuiltinEngine, Engine, Raw
from attest_desktop.papers.pdf.libreoffice import find_soffice
from attest_desktop.papers.rendering import text_of


@dataclass
class Stub:
    """An engine that gives back what it was told to, or fails."""

    pdf: bytes | None = None
    name: EngineName = EngineName.LIBREOFFICE

    def is_available(self) -> bool:
        return True

    def convert(self, docx: bytes, progress: Progress, cancelled: Cancelled) -> Raw:
        if self.pdf is None:
            raise PdfEngineError("Сломалось.")
        return Raw(self.pdf, ("Рисунок не напечатан.",))


def _by(engines: list[Engine], docx: bytes) -> Converted:
    return convert_by(engines, docx, title="Т", author="", progress=silent, cancelled=never)


def _scribble() -> bytes:
    """A PDF with strokes and no text."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawLine(10, 10, 500, 500)
    painter.end()
    return bytes(buffer.data().data())


def test_engines_come_in_order_and_the_builtin_is_always_there() -> None:
    names = available_engines()
    assert names[-1] is EngineName.BUILTIN
    assert list(names) == [name for name in EngineName if name in names]
    assert (EngineName.LIBREOFFICE in names) == (find_soffice() is not None)
    assert (EngineName.WORD in names) <= (sys.platform == "win32")


def test_first_engine_that_works_is_taken(sample: bytes) -> None:
    converted = _by([Stub(), BuiltinEngine()], sample)
    assert converted.engine is EngineName.BUILTIN
    assert converted.warnings == ("LibreOffice: Сломалось. PDF создан другим способом.",)


@pytest.mark.parametrize("pdf", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"scribble"])
def test_bad_pdf_of_an_engine_is_not_handed_out(sample: bytes, pdf: bytes) -> None:
    bad = _scribble() if pdf == b"scribble" else pdf
    converted = _by([Stub(bad), BuiltinEngine()], sample)
    assert converted.engine is EngineName.BUILTIN
    assert len(converted.warnings) == 1
    with pytest.raises(PdfEngineError):
        _by([Stub(bad)], sample)


def test_warnings_of_the_engine_are_handed_on(sample: bytes) -> None:
    good = convert(sample, engine=EngineName.BUILTIN, title="Т").pdf
    assert _by([Stub(good)], sample).warnings == ("Рисунок не напечатан.",)


@pytest.mark.skipif(sys.platform == "win32", reason="Word may be there")
def test_chosen_engine_that_is_missing_is_explained(sample: bytes) -> None:
    with pytest.raises(PdfEngineError) as raised:
        convert(sample, engine=EngineName.WORD, title="Т")
    assert isinstance(raised.value, EnvironmentFault)
    assert "Microsoft Word" in raised.value.what
    assert raised.value.todo


def test_package_loads_no_qt() -> None:
    code = (
        "import sys, attest_desktop.papers.pdf; print(sorted(m for m in sys.modules if m.startswith('PySide6')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_title_with_signs_of_markup_is_kept(sample: bytes) -> None:
    converted = convert(sample, engine=EngineName.BUILTIN, title="«А» & <Б>", author="О'Нил & Ко")
    assert text_of(converted.pdf)
    assert b"&amp; &lt;" in converted.pdf

"""Pages laid out but not written: painted straight into pictures, and written only when a file is wanted.

Pictures and file come from the same lines at the same places, so they cannot differ in what they say.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from attest_desktop.domain.progress import Cancelled, never, silent
from attest_desktop.papers.pdf.builtin.application import ensure_application
from attest_desktop.papers.pdf.builtin.document import Reading
from attest_desktop.papers.pdf.builtin.engine import ONE_AT_A_TIME, TWIPS_PER_POINT, Setting, laid_out, written
from attest_desktop.papers.pdf.builtin.pages import Paginator
from attest_desktop.papers.pdf.engines import Raw

_MOST_PIXELS = 60_000_000


class Sheets:
    """The pages of one document. `sizes` are width and height in points, first page first.

    To be used in the thread that laid them out: what fonts keep belongs to it.
    """

    def __init__(self, paginator: Paginator, said: tuple[str, ...]) -> None:
        self._paginator = paginator
        self._said = said
        self.sizes = tuple(
            (width / TWIPS_PER_POINT, height / TWIPS_PER_POINT) for _, width, height in paginator.sizes()
        )

    def picture(self, page: int, scale: float) -> QImage:
        """The page (from 1) at `scale` pixels a point; smaller when that would take more than 60 megapixels."""
        width, height = self.sizes[page - 1]
        scale = min(scale, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image = QImage(max(1, round(width * scale)), max(1, round(height * scale)), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with ONE_AT_A_TIME:
            painter = QPainter(image)
            try:
                painter.setRenderHints(
                    QPainter.RenderHint.Antialiasing
                    | QPainter.RenderHint.TextAntialiasing
                    | QPainter.RenderHint.SmoothPixmapTransform
                )
                painter.scale(scale / TWIPS_PER_POINT, scale / TWIPS_PER_POINT)
                self._paginator.draw(painter, self._paginator.pages[page - 1])
            finally:
                painter.end()
        return image

    def written(self, cancelled: Cancelled = never) -> Raw:
        """The same pages as a PDF, as the built-in engine gives it. Raises CancelledError."""
        with ONE_AT_A_TIME:
            return Raw(*written(self._paginator, self._said, cancelled))


class Sketcher:
    """Lays out one document after another, each nearly the one before: what did not change is taken over.

    To be used in one thread, which outlives it.
    """

    def __init__(self) -> None:
        self._reading = Reading()
        self._setting = Setting()

    @property
    def made(self) -> tuple[int, int]:
        """How many paragraphs and tables were read anew the last time, and how many paragraphs set in lines."""
        return self._reading.made, self._setting.made

    def lay_out(self, docx: bytes, cancelled: Cancelled = never) -> Sheets:
        """The pages of a .docx.

        Raises BadFileError when it is not one, TornDocumentError when its parts do not fit, CancelledError.
        """
        ensure_application()
        with ONE_AT_A_TIME:
            paginator, warnings = laid_out(docx, self._reading, self._setting, silent, cancelled)
            return Sheets(paginator, warnings.all())

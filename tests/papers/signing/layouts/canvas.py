"""Sheets of the measuring set that are drawn, not typed: by layout programs, scanners, spreadsheets."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from attest_desktop.papers.pdf.builtin.application import ensure_application
from tests.papers.signing.layouts.tags import ground_of, ink_of


class Canvas:
    """Pages drawn in points from the upper left corner."""

    def __init__(self, *, width: float = 595, height: float = 842, font: str = "Liberation Serif") -> None:
        ensure_application()
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        self._writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        self._writer.setResolution(720)
        self._painter = QPainter(self._writer)
        self._painter.scale(10, 10)
        self._font = font

    def text(self, x: float, y: float, text: str, *, size: float = 11, tag: int = 0) -> None:
        """Text with its base line at y."""
        font = QFont(self._font)
        font.setPixelSize(max(1, round(size)))
        self._painter.setFont(font)
        self._painter.setPen(QColor(*ink_of(tag)))
        self._painter.drawText(QPointF(x, y), text)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, tag: int = 0, width: float = 0.7) -> None:
        """A rule."""
        pen = QPen(QColor(*ink_of(tag)))
        pen.setWidthF(width)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def cell(self, x: float, y: float, width: float, height: float, *, tag: int = 0) -> None:
        """A ruled box; with a tag its ground is the place."""
        if tag:
            self._painter.fillRect(QRectF(x, y, width, height), QColor(*ground_of(tag)))
        self.line(x, y, x + width, y)
        self.line(x, y + height, x + width, y + height)
        self.line(x, y, x, y + height)
        self.line(x + width, y, x + width, y + height)

    def page(self) -> None:
        """Begin the next page."""
        self._writer.newPage()

    def content(self) -> bytes:
        """The PDF."""
        self._painter.end()
        self._buffer.close()
        return bytes(self._bytes.data())

"""A small printed conclusion of two pages, and scans of it as a scanner makes them. Needs a QGuiApplication."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QTransform,
)

from attest_desktop import bundled
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import find_places

DPI = 150
WORDS = (
    "Качество знаний выросло с 54 % до 63 %.",
    "Победители муниципального этапа олимпиады.",
    "Обобщён опыт на областной конференции.",
    "Посещены уроки в 5 «А» и 9 «В» классах.",
)
LINES = (
    "Специалист ______________ / Соболева М.А. /",
    "Специалист ______________ / Заречная П.А. /",
    "С заключением ознакомлен(а) ___________ / Ткаченко Л.И. /",
)
SIGNERS = ("Соболева М.А.", "Заречная П.А.", "Ткаченко Л.И.")


@cache
def printed(mark: str = "63") -> bytes:
    """The PDF: a page of prose (with this mark in its first line) and a page with three lines to sign on; A6."""
    QFontDatabase.addApplicationFont(str(bundled.path("fonts", "Inter-Regular.otf")))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(72)
    painter = QPainter(writer)
    painter.setFont(QFont("Inter", 7))
    for number in range(12):
        painter.drawText(24, 40 + number * 16, f"{number + 1}. {WORDS[number % 4].replace('63', mark)}")
    writer.newPage()
    for number in range(6):
        painter.drawText(
            24, 40 + number * 16, f"Показатель {number + 21}: {WORDS[number * 3 % 4]} Итог {number * 7}"
        )
    for number, line in enumerate(LINES):
        painter.drawText(24, 200 + number * 50, line)
    painter.end()
    buffer.close()
    return bytes(kept.data())


def scan(page: int, *signers: int, turned: int = 0, mark: str = "63") -> bytes:
    """A scan of a page (JPEG) with ink on the lines of these signers (0 to 2), turned clockwise by degrees."""
    pdf = printed(mark)
    with PdfPages(pdf) as pages:
        drawn = pages.render(page, scale=DPI / 72)
        height = pages.size(page)[1]
    image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(DPI / 72, DPI / 72)
    painter.setPen(QPen(QColor(30, 50, 150), 1.3))
    for number, place in enumerate(one for one in find_places(pdf) if one.page == page):
        if number in signers:
            painter.drawPath(_scrawl(place.x, height - place.y, place.width))
    painter.end()
    if turned:
        image = image.transformed(QTransform().rotate(turned))
    image.setDotsPerMeterX(round(DPI / 0.0254))
    image.setDotsPerMeterY(round(DPI / 0.0254))
    return saved(image)


def photograph_of_something() -> bytes:
    """A page that is not of this conclusion."""
    image = QImage(620, 874, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(QFont("Inter", 30))
    for number in range(9):
        painter.drawText(60, 120 + number * 80, f"Меню на {number + 1} мая")
    painter.end()
    return saved(image)


def saved(image: QImage) -> bytes:
    """The picture as a JPEG."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)  # type: ignore[call-overload]  # the stubs want bytes, Qt wants a name
    buffer.close()
    return bytes(kept.data())


def _scrawl(x: float, y: float, width: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, y - 4))
    steps = 6
    for step in range(steps):
        left, right = x + width * step / steps, x + width * (step + 1) / steps
        path.cubicTo(QPointF(left + 2, y - 18), QPointF(right - 2, y + 2), QPointF(right, y - 5))
    return path

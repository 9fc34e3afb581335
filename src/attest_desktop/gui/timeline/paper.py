"""The period on one landscape sheet of A4: title, picture, and all deadlines as a list to tick off."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from attest_desktop.domain.counting import day_off
from attest_desktop.gui.home.todo import written_day
from attest_desktop.gui.theme import style, tokens
from attest_desktop.gui.theme.tokens import LIGHT
from attest_desktop.gui.timeline.looks import Look, look_of
from attest_desktop.gui.timeline.picture import Picture
from attest_desktop.gui.timeline.plan import Mark, Plan, left
from attest_desktop.gui.words import day as dated

# The sheet is drawn in pixels of a screen, 96 an inch, and scaled to the printer's dots.
DPI, FINE = 96, 1200
MARGIN_MM = 12.0
COLUMNS = (0.19, 0.16, 0.31, 0.34)
HEADS = ("Срок", "Осталось", "Что сделать", "Кто остался")


def one_page(plan: Plan, expert: str) -> bytes:
    """The plan as a PDF of one page; `expert` is named beneath the title, if told. Needs a QGuiApplication."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{plan.title}: сроки аттестации")
    writer.setCreator("attest-desktop")
    writer.setResolution(FINE)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter(writer)
    try:
        scale = FINE / DPI
        _draw(painter, plan, expert, writer.width() / scale, writer.height() / scale, scale)
    finally:
        painter.end()
    return bytes(kept.data())


def font(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font as it comes on paper, whatever the screen's size of text."""
    made = QFont(style.FAMILY)
    made.setPixelSize(round(points * DPI / 72))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _draw(painter: QPainter, plan: Plan, expert: str, width: float, height: float, scale: float) -> None:
    """Everything, drawn smaller where it would not fit on the sheet."""
    wide = width
    while True:
        top = _head(None, plan, expert, wide)
        picture = Picture(plan, wide, font)
        listed = _listed(None, plan, wide, 0.0)
        needed = top + picture.height + tokens.XL + listed
        smaller = width / wide
        if needed * smaller <= height or smaller < 1 / 3:
            break
        wide *= 1.08
    painter.scale(scale * smaller, scale * smaller)
    _head(painter, plan, expert, wide)
    painter.translate(0, top)
    picture.draw(painter, LIGHT)
    painter.translate(0, picture.height + tokens.XL)
    _listed(painter, plan, wide, 0.0)


def _head(painter: QPainter | None, plan: Plan, expert: str, width: float) -> float:
    """Title and the line beneath it; returns where the rest begins."""
    big, small = font(tokens.TITLE + 2, QFont.Weight.DemiBold), font(tokens.BODY)
    tall, low = QFontMetricsF(big).height(), QFontMetricsF(small).height()
    if painter is not None:
        painter.setFont(big)
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(QRectF(0, 0, width, tall), Qt.AlignmentFlag.AlignLeft, f"{plan.title}: сроки аттестации")
        painter.setFont(small)
        painter.setPen(QColor(LIGHT.text_2))
        about = [expert, f"сдано {plan.done} из {plan.total}", f"на {dated(plan.today)}"]
        painter.drawText(
            QRectF(0, tall + 2, width, low), Qt.AlignmentFlag.AlignLeft, ", ".join(part for part in about if part)
        )
    return tall + 2 + low + tokens.L


def _listed(painter: QPainter | None, plan: Plan, width: float, top: float) -> float:
    """The deadlines, a row each; returns how high they are. Without a painter it only measures."""
    small, strong = font(tokens.CAPTION), font(tokens.CAPTION, QFont.Weight.DemiBold)
    metrics = QFontMetricsF(small)
    edges = [width * sum(COLUMNS[:number]) for number in range(len(COLUMNS))]
    y = top
    rows: list[tuple[tuple[str, ...], Mark | None]] = [(HEADS, None)]
    rows += [(_cells(mark, plan), mark) for mark in plan.marks]
    for cells, mark in rows:
        rooms = [
            QRectF(edge + (18 if number == 0 else 0), y + 4, width * part - (26 if number == 0 else 8), 1000.0)
            for number, (edge, part) in enumerate(zip(edges, COLUMNS, strict=True))
        ]
        wraps = int(Qt.TextFlag.TextWordWrap)
        tall = max(
            metrics.boundingRect(room, wraps, cell).height() for room, cell in zip(rooms, cells, strict=True)
        )
        if painter is not None:
            look = None if mark is None else look_of(mark, plan.today)
            for number, (room, cell) in enumerate(zip(rooms, cells, strict=True)):
                bold = mark is None or number == 0
                painter.setFont(strong if bold else small)
                overdue = look is Look.OVERDUE and number < 2
                painter.setPen(QColor(LIGHT.bad if overdue else LIGHT.text_3 if look is Look.PAST else LIGHT.text))
                painter.drawText(room, wraps, cell)
            if look is not None:
                _tick(painter, y + 4 + metrics.height() / 2, done=look is Look.DONE)
            painter.setPen(QPen(QColor(LIGHT.line), 1))
            painter.drawLine(QPointF(0, y + tall + 8), QPointF(width, y + tall + 8))
        y += tall + 9
    return y - top


def _cells(mark: Mark, plan: Plan) -> tuple[str, ...]:
    names = "всё сделано" if mark.finished and mark.total else ", ".join(mark.names)
    when = written_day(mark.day, day_off(mark.day))
    return when, left(mark, plan.today), mark.words, "" if mark.past else names


def _tick(painter: QPainter, middle: float, *, done: bool) -> None:
    """A box to tick by hand, ticked where it is done."""
    painter.setPen(QPen(QColor(LIGHT.line_strong), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(0.5, middle - 5.5, 11, 11), 2, 2)
    if done:
        painter.setPen(QPen(QColor(LIGHT.ok), 1.6))
        painter.drawPolyline([QPointF(3, middle), QPointF(5.2, middle + 2.4), QPointF(9, middle - 3)])

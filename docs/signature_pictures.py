"""Pictures of a signature on its way into the program: drawn, from a photograph, several of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QRadialGradient
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from scene import live, until_still

from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.signatures.dialog import SignatureDialog, open_signature
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.work.desk import Desk
from attest_desktop.work.signatures import keep_lifted, signatures

# Strokes of an invented hand.
SCRAWL = (
    ((210, 190), (262, 60), (300, 205), (340, 88), (372, 200)),
    ((380, 150), (405, 190), (430, 150), (455, 192), (480, 152), (505, 192), (532, 160), (600, 178)),
    ((300, 225), (430, 212), (610, 205)),
)


def signature_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """By name, how to come there."""

    def signature(window: MainWindow) -> SignatureDialog:
        window.go("signatures")
        return open_signature(window.context, "Соболева Марина Аркадьевна", window, is_mine=True)

    def signature_sources(window: MainWindow) -> QWidget:
        return signature(window)

    def signature_drawing(window: MainWindow) -> QWidget:
        dialog = signature(window)
        dialog.draw()
        live(300)
        for spots in SCRAWL:
            scribble(dialog.drawing.sheet, spots)
        return dialog

    def signature_drawn(window: MainWindow) -> QWidget:
        dialog = signature(window)
        dialog.draw()
        live(300)
        for spots in SCRAWL:
            scribble(dialog.drawing.sheet, spots)
        dialog.drawing.drawn.emit()
        until_still(dialog.review.isVisible)
        return dialog

    def signature_photo(window: MainWindow) -> SignatureDialog:
        dialog = signature(window)
        dialog.take(photograph())
        until_still(lambda: dialog.review.isVisible() or dialog.framing.isVisible())
        return dialog

    def signature_frame(window: MainWindow) -> QWidget:
        dialog = signature_photo(window)
        dialog.review.frame.emit()
        return dialog

    def signature_two(window: MainWindow) -> QWidget:
        dialog = signature(window)
        one = photograph()
        two = QImage(2 * one.width(), one.height(), QImage.Format.Format_RGB32)
        painter = QPainter(two)
        painter.drawImage(0, 0, one)
        painter.drawImage(one.width(), 0, one)
        painter.end()
        dialog.take(two)
        until_still(dialog.review.isVisible)
        return dialog

    def signature_problem(window: MainWindow) -> QWidget:
        dialog = signature(window)
        paper = QImage(1200, 900, QImage.Format.Format_RGB32)
        paper.fill(QColor(233, 230, 224))
        dialog.take(paper)
        until_still(dialog.framing.isVisible)
        return dialog

    def signatures_several(window: MainWindow) -> None:
        full_name = "Соболева Марина Аркадьевна"
        if len(signatures(desk)) < 3:
            keep_lifted(desk, draw_sample_signature(full_name, seed=4), full_name, is_mine=True, name="краткая")
        window.go("signatures")

    return {
        "signature": signature_sources,
        "signature-drawing": signature_drawing,
        "signature-drawn": signature_drawn,
        "signature-photo": signature_photo,
        "signature-frame": signature_frame,
        "signature-problem": signature_problem,
        "signature-two": signature_two,
        "signatures-several": signatures_several,
    }


def scribble(sheet: QWidget, spots: Sequence[tuple[int, int]]) -> None:
    """Draw a smooth line through the spots with the mouse."""
    path = QPainterPath(QPointF(*spots[0]))
    for (x0, y0), (x1, y1) in itertools.pairwise(spots):
        middle = (x0 + x1) / 2
        path.cubicTo(QPointF(middle, y0), QPointF(middle, y1), QPointF(x1, y1))
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*spots[0]))
    for step in range(1, 121):
        QTest.mouseMove(sheet, path.pointAtPercent(step / 120).toPoint())
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*spots[-1]))


def photograph() -> QImage:
    """An invented signature on a sheet of paper in uneven light."""
    paper = QImage(1600, 1200, QImage.Format.Format_RGB32)
    light = QRadialGradient(QPointF(600, 400), 1500)
    light.setColorAt(0, QColor(242, 239, 231))
    light.setColorAt(1, QColor(168, 163, 154))
    painter = QPainter(paper)
    painter.fillRect(paper.rect(), light)
    ink = QImage.fromData(draw_sample_signature("Соболева Марина Аркадьевна", seed=3))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(330, 420, 960, 352), ink)
    painter.end()
    return paper

"""Drawing what a metafile says into a place on the page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from attest_desktop.papers.pdf.builtin.decoding import decoded
from attest_desktop.papers.pdf.builtin.fonts import Fonts
from attest_desktop.papers.pdf.builtin.metaplaying import Bitmap, Outline, Played, Point, Words
from attest_desktop.papers.pdf.builtin.model import RunFormat
from attest_desktop.papers.pdf.builtin.paths import path_of
from attest_desktop.papers.pdf.builtin.source import Warnings
from attest_desktop.papers.pdf.typefaces import SERIF

# The thinnest line that is printed, in twips, and how high letters stand above and below their base line.
_HAIRLINE = 10.0
_ASCENT, _DESCENT = 0.89, 0.22
_LARGEST = 4000.0
_SMALLEST = 20.0
# How far letters are drawn together or apart to be as wide as they were.
_NARROWEST, _WIDEST = 0.5, 1.6
_ASTRAY = 0.4
_FACES_OF_SIGNS = ("symbol", "mt symbol", "euclid symbol", "mt extra")


class MetafileDrawer:
    """Draws on a painter, a sheet filling an area of it."""

    def __init__(self, painter: QPainter, sheet: Played, area: QRectF) -> None:
        self._painter = painter
        self._sheet = sheet
        self._area = area
        self._across = area.width() / sheet.width
        self._down = area.height() / sheet.height
        self._fonts = Fonts(Warnings())

    def draw(self) -> None:
        """Draw everything; what lies outside of the area is cut."""
        self._painter.save()
        self._painter.setClipRect(self._area, Qt.ClipOperation.IntersectClip)
        for mark in self._sheet.marks:
            if isinstance(mark, Outline):
                self._outline(mark)
            elif isinstance(mark, Words):
                self._words(mark)
            else:
                self._bitmap(mark)
        self._painter.restore()

    def _at(self, point: Point) -> QPointF:
        x, y = point
        return QPointF(
            self._area.left() + (x - self._sheet.left) * self._across,
            self._area.top() + (y - self._sheet.top) * self._down,
        )

    def _outline(self, mark: Outline) -> None:
        path = path_of(mark.steps, self._at)
        path.setFillRule(Qt.FillRule.WindingFill if mark.winding else Qt.FillRule.OddEvenFill)
        if mark.brush.color:
            self._painter.fillPath(path, QColor("#" + mark.brush.color))
        if mark.pen.color:
            pen = QPen(
                QColor("#" + mark.pen.color),
                max(_HAIRLINE, mark.pen.width * (self._across + self._down) / 2),
            )
            pen.setStyle(Qt.PenStyle.DashLine if mark.pen.dashed else Qt.PenStyle.SolidLine)
            self._painter.strokePath(path, pen)

    def _words(self, mark: Words) -> None:
        size = min(_LARGEST, mark.face.height * self._down)
        if size < _SMALLEST:
            return
        face = mark.face
        of_signs = face.family.lower().startswith(_FACES_OF_SIGNS)
        look = RunFormat(
            SERIF if of_signs else face.family,
            size / 20,
            face.bold,
            face.italic and not of_signs,
            "single" if face.underline else "",
            face.strike,
        )
        font = QFont(self._fonts.font(look))
        odd = next((sign for sign in mark.text if sign > "\u02ff" and not sign.isalpha()), "")
        if odd and len(mark.text) == 1:
            family = self._fonts.family_for_math(odd)
            font.setFamilies([family, *font.families()] if family != SERIF else font.families())
        natural = QFontMetricsF(font).horizontalAdvance(mark.text)
        steps = [step * self._across for step in mark.steps]
        wanted = sum(steps)
        apart = bool(steps) and _are_apart(mark.text, steps, font, size)
        spread = 1.0
        if wanted > 0 and natural > 0 and not apart:
            spread = max(_NARROWEST, min(_WIDEST, wanted / natural))
        whole = wanted if apart else natural * spread
        right = {"right": -whole, "center": -whole / 2}.get(mark.align, 0.0)
        below = {"top": _ASCENT * size, "foot": -_DESCENT * size}.get(mark.level, 0.0)
        self._painter.save()
        self._painter.translate(self._at(mark.at))
        if face.angle:
            self._painter.rotate(-face.angle)
        self._painter.translate(right, below)
        if abs(spread - 1) > 0.005:
            self._painter.scale(spread, 1.0)
        self._painter.setPen(QPen(QColor("#" + mark.color)))
        x = 0.0
        for text, step in zip(mark.text, steps, strict=True) if apart else ((mark.text, 0.0),):
            if text != " ":
                _draw_text(self._painter, text, font, x)
            x += step
        self._painter.restore()

    def _bitmap(self, mark: Bitmap) -> None:
        image = decoded(mark.data)
        if image.isNull():
            return
        area = QRectF(self._at(mark.first), self._at(mark.last))
        across, down = (-1 if size < 0 else 1 for size in (area.width(), area.height()))
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, on=True)
        # The painter is turned round, not the image: one that is drawn again is in the file once.
        self._painter.translate(area.topLeft())
        self._painter.scale(across, down)
        self._painter.drawImage(QRectF(0.0, 0.0, abs(area.width()), abs(area.height())), image)
        self._painter.restore()


def _are_apart(text: str, steps: list[float], font: QFont, size: float) -> bool:
    """Whether signs stand so far from where they would by themselves that each must be put in its place."""
    metrics = QFontMetricsF(font)
    x = place = 0.0
    for sign, step in zip(text, steps, strict=True):
        if abs(x - place) > _ASTRAY * size:
            return True
        x += metrics.horizontalAdvance(sign)
        place += step
    return False


def _draw_text(painter: QPainter, text: str, font: QFont, x: float) -> None:
    """Text on its base line, so far right of where the painter is."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    line.draw(painter, QPointF(x, -line.ascent()))

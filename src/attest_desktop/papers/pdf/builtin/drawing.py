"""Strokes, fills and pictures on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from attest_desktop.papers.pdf.builtin.decoding import decoded
from attest_desktop.papers.pdf.builtin.metadrawing import MetafileDrawer
from attest_desktop.papers.pdf.builtin.metafiles import is_metafile, played
from attest_desktop.papers.pdf.builtin.model import Border, Picture

_DASHES = {
    "dotted": Qt.PenStyle.DotLine,
    "dashed": Qt.PenStyle.DashLine,
    "dashSmallGap": Qt.PenStyle.DashLine,
    "dotDash": Qt.PenStyle.DashDotLine,
    "dotDotDash": Qt.PenStyle.DashDotDotLine,
}
_PNG = b"\x89PNG"
_GIF = b"GIF8"
_BMP = b"BM"


def draw_text_color(painter: QPainter) -> None:
    """Make the painter write in black."""
    painter.setPen(QPen(QColor("black")))


def fill(painter: QPainter, area: QRectF, color: str) -> None:
    """Fill an area with a colour RRGGBB."""
    painter.fillRect(area, QColor("#" + color))


def stroke(painter: QPainter, start: QPointF, end: QPointF, border: Border) -> None:
    """Draw a border centred on the line between two points; a double one as two strokes."""
    color = QColor("#" + border.color) if border.color else QColor("black")
    double = border.style in ("double", "thinThickSmallGap", "thickThinSmallGap")
    pen = QPen(color, border.width / 3 if double else border.width)
    pen.setStyle(_DASHES.get(border.style, Qt.PenStyle.SolidLine))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    if not double:
        painter.drawLine(start, end)
        return
    level = abs(end.y() - start.y()) < abs(end.x() - start.x())
    aside = QPointF(0, border.width / 3) if level else QPointF(border.width / 3, 0)
    painter.drawLine(start + aside, end + aside)
    painter.drawLine(start - aside, end - aside)


def draw_sides(painter: QPainter, frame: QRectF, sides: Mapping[str, Border]) -> None:
    """Draw the given sides (left, top, right, bottom) of a frame, each reaching into the corners."""
    corners = {
        "top": (frame.topLeft(), frame.topRight()),
        "bottom": (frame.bottomLeft(), frame.bottomRight()),
        "left": (frame.topLeft(), frame.bottomLeft()),
        "right": (frame.topRight(), frame.bottomRight()),
    }
    for side, border in sides.items():
        if side not in corners:
            continue
        start, end = corners[side]
        reach = border.width / 2
        more = QPointF(reach, 0) if side in ("top", "bottom") else QPointF(0, reach)
        stroke(painter, start - more, end + more, border)


def draw_leader(painter: QPainter, font: QFont, sign: str, place: QRectF) -> None:
    """Fill the space before a tab stop with a sign; `place` has the base line as its upper edge."""
    plain = QFont(font)
    plain.setUnderline(False)
    plain.setStrikeOut(False)
    advance = QFontMetricsF(plain).horizontalAdvance(sign)
    count = int(place.width() // advance) if advance > 0 else 0
    if not count:
        return
    # A line of underscores has no gaps.
    count += sign == "_"
    # Spread out, they reach from what stands before the gap to what follows it.
    plain.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, place.width() / count - advance)
    layout = QTextLayout(sign * count, plain)
    option = QTextOption()
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width() * 2)
    layout.endLayout()
    draw_text_color(painter)
    line.draw(painter, place.topLeft() - QPointF(0, line.ascent()))


def draw_picture(painter: QPainter, picture: Picture, area: QRectF) -> None:
    """Draw a picture into an area; PNG, GIF and BMP keep every pixel, photographs are stored as JPEG."""
    if picture.turn:
        width, height = picture.own
        painter.save()
        painter.translate(area.center())
        painter.rotate(picture.turn)
        draw_picture(painter, replace(picture, turn=0.0), QRectF(-width / 2, -height / 2, width, height))
        painter.restore()
        return
    if is_metafile(picture.data):
        _draw_metafile(painter, picture, area)
        return
    image = decoded(picture.data)
    if not picture.data or image.isNull():
        return
    crop, width, height = picture.crop, image.width(), image.height()
    shown = QRectF(
        crop.left * width,
        crop.top * height,
        max(1.0, (1 - crop.left - crop.right) * width),
        max(1.0, (1 - crop.top - crop.bottom) * height),
    )
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, picture.data.startswith((_PNG, _GIF, _BMP)))
    painter.drawImage(area, image, shown)


def _draw_metafile(painter: QPainter, picture: Picture, area: QRectF) -> None:
    sheet, crop = played(picture.data), picture.crop
    if sheet is None:
        return
    shown = replace(
        sheet,
        left=sheet.left + crop.left * sheet.width,
        top=sheet.top + crop.top * sheet.height,
        width=max(0.01, 1 - crop.left - crop.right) * sheet.width,
        height=max(0.01, 1 - crop.top - crop.bottom) * sheet.height,
    )
    MetafileDrawer(painter, shown, area).draw()


def is_readable(picture: Picture) -> bool:
    """Whether the picture can be drawn, or it is known that there is nothing to draw."""
    return not picture.data or is_metafile(picture.data) or not decoded(picture.data).isNull()


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in a line, `x` from where the line begins, standing on the base line."""

    picture: Picture
    x: float

    def draw(self, painter: QPainter, left: float, base: float) -> None:
        """Draw it; `left` is where the line begins."""
        area = QRectF(left + self.x, base - self.picture.height, self.picture.width, self.picture.height)
        draw_picture(painter, self.picture, area)

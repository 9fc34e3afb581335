"""White paper that signatures are shown on, whatever the theme: ink is dark."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attest_desktop import bundled
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour
from attest_desktop.gui.widgets import draw_shrunk

WHITE = QColor("#ffffff")
SHADE = QColor("#f0f1f3")
RULE = QColor("#9aa3ad")
PRINT = QColor("#1b1f24")
PENCIL = QColor("#5f6873")
SQUARE = 8
# Screen px a point, at the paper's natural size.
NATURAL = 96 / 72
LINE_POINTS = 150.0


def sheet(painter: QPainter, rect: QRectF) -> QPainterPath:
    """Fill a rounded sheet of white paper; its outline is drawn last, by `outline`."""
    shape = QPainterPath()
    shape.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
    painter.fillPath(shape, WHITE)
    return shape


def outline(painter: QPainter, shape: QPainterPath) -> None:
    """The edge of the sheet."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(colour("line"))
    painter.drawPath(shape)


class InkPicture(QWidget):
    """Ink on white paper with a faint checker, which shows that the ground is transparent."""

    def __init__(self, picture: QImage, name: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setFixedSize(size)
        self.setAccessibleName(name)

    def show_picture(self, picture: QImage) -> None:
        """Show other ink."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper, checker and ink."""
        painter = _smooth(self)
        shape = sheet(painter, QRectF(self.rect()))
        painter.setClipPath(shape)
        for row in range(0, self.height(), SQUARE):
            for column in range((row // SQUARE % 2) * SQUARE, self.width(), 2 * SQUARE):
                painter.fillRect(column, row, SQUARE, SQUARE, SHADE)
        _draw_inside(painter, self._picture, QRectF(self.rect()).adjusted(10, 8, -10, -8))
        painter.setClipping(False)
        outline(painter, shape)
        painter.end()


class PhotoPicture(QWidget):
    """The photograph as it was taken, small."""

    def __init__(self, name: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setFixedSize(size)
        self.setAccessibleName(name)

    def show_picture(self, picture: QImage) -> None:
        """Show this one."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as large as there is room."""
        painter = _smooth(self)
        _draw_inside(painter, self._picture, QRectF(self.rect()))
        painter.end()


class Sample(QWidget):
    """A line of a conclusion with the name, and the ink on it as large as it will be on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = QImage()
        self._size, self._below = QSizeF(), 0.0
        self._name = ""
        self.setFixedHeight(112)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Подпись на строке заключения в натуральную величину")

    def show_ink(self, ink: QImage, size: tuple[float, float, float], name: str) -> None:
        """Show ink on the line of `name`; `size` is width, height and how deep it goes below the line, points."""
        self._ink, self._size, self._below, self._name = ink, QSizeF(*size[:2]), size[2], name
        self.setAccessibleDescription(f"Строка: {name}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, print, rule, ink."""
        painter = _smooth(self)
        shape = sheet(painter, QRectF(self.rect()))
        down = self.height() - 40.0
        rule = LINE_POINTS * NATURAL
        left = (self.width() - rule) / 2
        painter.setPen(QPen(RULE, 1))
        painter.drawLine(QPointF(left, down), QPointF(left + rule, down))
        painter.setPen(PRINT)
        painter.setFont(_print_font(16))
        side = QRectF(0, down - 24, left - 12, 28)
        painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, "Специалист")
        side = QRectF(left + rule + 12, down - 24, self.width() - left - rule - 20, 28)
        painter.drawText(side, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._name)
        painter.setPen(PENCIL)
        painter.setFont(_print_font(12))
        painter.drawText(QRectF(left, down + 3, rule, 20), Qt.AlignmentFlag.AlignCenter, "(подпись)")
        size = self._size * NATURAL
        top = down + self._below * NATURAL - size.height()
        draw_shrunk(painter, QRectF(QPointF(left + (rule - size.width()) / 2, top), size), self._ink)
        outline(painter, shape)
        painter.end()


def _smooth(widget: QWidget) -> QPainter:
    painter = QPainter(widget)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def _draw_inside(painter: QPainter, picture: QImage, room: QRectF) -> None:
    if picture.isNull():
        return
    size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(QPointF(), size)
    target.moveCenter(room.center())
    draw_shrunk(painter, target, picture)


@cache
def _print_family() -> str:
    number = QFontDatabase.addApplicationFont(str(bundled.path("fonts", "LiberationSerif-Regular.ttf")))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), "serif")


def _print_font(pixels: int) -> QFont:
    made = QFont(_print_family())
    made.setPixelSize(pixels)
    return made

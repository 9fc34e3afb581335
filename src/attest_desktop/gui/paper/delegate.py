"""How a page of the strip is painted: its picture, what it is, how it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attest_desktop.gui.pages.canvas import PAPER
from attest_desktop.gui.paper.entry import Entry
from attest_desktop.gui.paper.model import ENTRY
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import colour, font, theme
from attest_desktop.gui.widgets import draw_shrunk, paint_chip

WIDTH, PICTURE = 212, 200
MARGIN, GAP = 12, 6
SHADE = QColor(0, 0, 0, 24)


class PageDelegate(QStyledItemDelegate):
    """Paints every page."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground and focus ring, the page on white paper, its number, two lines and the chip."""
        entry: Entry = index.data(ENTRY)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        room = QRectF(option.rect).adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(room, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 7, 7)
        inside = room.toRect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN // 2)
        height = round(PICTURE * theme.scale)
        _paint_sheet(painter, QRect(inside.left(), inside.top(), inside.width(), height), entry)
        _paint_words(painter, inside.adjusted(0, height + GAP, 0, 0), entry, index.row() + 1)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every page takes the same room."""
        words = QFontMetrics(font(tokens.BODY)).height() + QFontMetrics(font(tokens.CAPTION)).height() + 40
        height = 8 + MARGIN + round(PICTURE * theme.scale) + GAP + words
        return QSize(round(WIDTH * theme.scale), height)


def _paint_sheet(painter: QPainter, room: QRect, entry: Entry) -> None:
    picture = entry.picture
    if picture is None:
        height = float(room.height())
        width = height / 1.414
    else:
        if entry.sheet.turns:
            picture = picture.transformed(QTransform().rotate(-90 * entry.sheet.turns))
        factor = min(room.width() / picture.width(), room.height() / picture.height())
        width, height = picture.width() * factor, picture.height() * factor
    sheet = QRectF(
        room.left() + (room.width() - width) / 2, room.top() + (room.height() - height) / 2, width, height
    )
    painter.fillRect(sheet.adjusted(-1, 0, 1, 3), SHADE)
    if picture is None:
        painter.fillRect(sheet, colour("surface_alt"))
        name = "file-x" if entry.problem else "scan-line" if entry.busy else "file-image"
        device = painter.device()
        scale = device.devicePixelRatioF() if device is not None else 1.0
        drawn = icons.pixmap(name, theme.tokens.line_strong, 32, scale)
        painter.drawPixmap(sheet.center().toPoint() - QRect(0, 0, 32, 32).center(), drawn)
    else:
        painter.fillRect(sheet, PAPER)
        draw_shrunk(painter, sheet, picture)
    painter.setPen(colour("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(sheet)


def _paint_words(painter: QPainter, room: QRect, entry: Entry, number: int) -> None:
    main, small = font(tokens.BODY, QFont.Weight.Medium), font(tokens.CAPTION)
    high, low = QFontMetrics(main).height(), QFontMetrics(small).height()
    painter.setFont(main)
    painter.setPen(colour("text"))
    _line(painter, QRect(room.left(), room.top(), room.width(), high), f"{number}. {entry.title}")
    painter.setFont(small)
    painter.setPen(colour("text_3"))
    _line(painter, QRect(room.left(), room.top() + high, room.width(), low), entry.sheet.name)
    words, icon, tone = entry.mark
    paint_chip(painter, QRect(room.left(), room.top() + high + low + 3, room.width(), 26), words, icon, tone)


def _line(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

"""How a cell of the table is painted: two lines of text, or the stage's chip."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from attest_desktop.gui.attestees.model import PERSON, SECOND_LINE, Column
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour, font, theme
from attest_desktop.gui.widgets import STAGE_LOOKS, paint_chip
from attest_desktop.work.people import Person

ROW_HEIGHT = 56
MARGIN = 12
SOON_DAYS = 7


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of the table."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, hairline below, text or chip, and the focus ring around the current row."""
        person: Person = index.data(PERSON)
        rect = option.rect
        state = option.state
        view = option.widget
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = "accent_soft" if chosen else "hover" if _hovered(view, index) else "surface"
        painter.fillRect(rect, colour(ground))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(MARGIN, 0, -MARGIN // 2, 0)
        if index.column() == Column.STAGE:
            self._paint_stage(painter, inside, person, str(index.data(SECOND_LINE) or ""))
        else:
            self._paint_lines(painter, inside, index, person)
        if chosen and isinstance(view, QTableView) and view.hasFocus():
            _ring(painter, rect, index.column(), len(Column) - 1)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The row's height."""
        return QSize(80, round(ROW_HEIGHT * theme.scale))

    def _paint_lines(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex, person: Person
    ) -> None:
        first, second = str(index.data() or ""), str(index.data(SECOND_LINE) or "")
        is_name = index.column() == Column.NAME
        main = font(tokens.BODY, QFont.Weight.Medium if is_name else QFont.Weight.Normal)
        small = font(tokens.BODY if is_name else tokens.CAPTION)
        high, low = QFontMetrics(main).height(), QFontMetrics(small).height() if second else 0
        top = room.top() + (room.height() - high - low) // 2
        painter.setFont(main)
        painter.setPen(colour("text_3" if person.gone else "text"))
        _line(painter, QRect(room.left(), top, room.width(), high), first)
        if second:
            painter.setFont(small)
            painter.setPen(colour(_second_colour(index.column(), person, second)))
            _line(painter, QRect(room.left(), top + high, room.width(), low), second)

    def _paint_stage(self, painter: QPainter, room: QRect, person: Person, second: str) -> None:
        icon, tone = STAGE_LOOKS[person.stage]
        if not second:
            paint_chip(painter, room, person.stage.value, icon, tone)
            return
        half = room.height() // 2
        paint_chip(painter, QRect(room.left(), room.top() + 2, room.width(), half), person.stage.value, icon, tone)
        painter.setFont(font(tokens.CAPTION))
        painter.setPen(colour("warn"))
        _line(painter, QRect(room.left() + 2, room.top() + half + 2, room.width(), half - 6), second)


def _second_colour(column: int, person: Person, second: str) -> str:
    if column == Column.NAME:
        return "text_3" if person.gone else "text_2"
    if column == Column.HAND_IN and second.startswith(("срок", "сегодня")):
        return "bad"
    return "text_3"


def _line(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _hovered(view: object, index: QModelIndex | QPersistentModelIndex) -> bool:
    row = getattr(view, "hovered_row", -1)
    return bool(row == index.row())


def _ring(painter: QPainter, rect: QRect, column: int, last: int) -> None:
    """The focus ring runs around the whole row: each cell draws its part."""
    pen = painter.pen()
    pen.setColor(colour("focus"))
    pen.setWidth(2)
    painter.setPen(pen)
    box = rect.adjusted(1 if column == 0 else 0, 1, -1 if column == last else 0, -1)
    painter.drawLine(box.topLeft(), box.topRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if column == 0:
        painter.drawLine(box.topLeft(), box.bottomLeft())
    if column == last:
        painter.drawLine(box.topRight(), box.bottomRight())

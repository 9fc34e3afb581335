"""How a row of the table is painted: two lines of text in a cell, the stage's chip, headings of periods."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from attest_desktop.gui.attestees.columns import Column, lines
from attest_desktop.gui.attestees.model import AttesteesModel
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.attestees.sheet import Group
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import colour, font, theme
from attest_desktop.gui.widgets import STAGE_LOOKS, paint_chip
from attest_desktop.work.remind import State

ROW_HEIGHT = 54
GROUP_HEIGHT = 40
MARGIN = 12
CHEVRON = 16
# Rows kept as pictures: three screens of them, some 10 MB.
PICTURES = 64
AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_TONES = {State.OVERDUE: "bad", State.TODAY: "bad", State.SOON: "warn"}


@dataclass(slots=True)
class Pens:
    """Fonts and colours of the theme in force: making them for every cell would take longer than painting."""

    body: QFont
    medium: QFont
    strong: QFont
    small: QFont
    body_metrics: QFontMetrics
    small_metrics: QFontMetrics
    colours: dict[str, QColor]
    cut: dict[tuple[str, int, bool], str]

    @classmethod
    def now(cls) -> Pens:
        """Those of the theme now in force."""
        body, small = font(tokens.BODY), font(tokens.CAPTION)
        medium, strong = font(tokens.BODY, QFont.Weight.Medium), font(tokens.BODY, QFont.Weight.DemiBold)
        names = ("surface", "surface_alt", "hover", "accent_soft", "line", "text", "text_2", "text_3", "bad", "warn", "focus")  # fmt: skip # noqa: E501
        colours = {name: colour(name) for name in names}
        return cls(body, medium, strong, small, QFontMetrics(medium), QFontMetrics(small), colours, {})

    def elided(self, text: str, width: int, *, small: bool) -> str:
        """The text as far as it fits; remembered, for the same cells are painted again and again."""
        key = (text, width, small)
        kept = self.cut.get(key)
        if kept is None:
            if len(self.cut) > 4000:
                self.cut.clear()
            metrics = self.small_metrics if small else self.body_metrics
            kept = self.cut[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return kept

    def folded(self, text: str, width: int) -> tuple[str, ...]:
        """The text in one line, or in two where one is too short for it."""
        end = 0
        if self.body_metrics.horizontalAdvance(text) > width:
            end = _first_line(text, self.body_metrics, width)
        parts = (text[:end].rstrip(), text[end:]) if end else (text,)
        return tuple(self.elided(part, width, small=False) for part in parts)


def _first_line(text: str, metrics: QFontMetrics, width: int) -> int:
    """How many letters of the text its first line takes: to the last gap or hyphen that fits, 0 if none does."""
    ends = [place for place in range(1, len(text)) if text[place - 1] in " -"]
    return max((end for end in ends if metrics.horizontalAdvance(text[:end].rstrip()) <= width), default=0)


class Chosen(QTableView):
    """A table that says at once which rows are chosen; Qt would ask the model about every cell."""

    def is_chosen(self, place: int) -> bool:
        """Whether the row in this place is chosen."""
        raise NotImplementedError


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of the table.

    A row is painted once, into a picture, and its cells are cut out of that: text is what takes long to paint, and
    in scrolling most rows are the same as a moment before.
    """

    def __init__(self, table: Chosen, model: AttesteesModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self.hovered = -1
        self.pens = Pens.now()
        self._pictures: OrderedDict[tuple[Row | Group, bool, bool, bool], QPixmap] = OrderedDict()
        header = table.horizontalHeader()
        header.sectionResized.connect(self.forget)
        header.sectionMoved.connect(self.forget)
        theme.changed.connect(self._on_theme)

    def forget(self) -> None:
        """What was painted is no longer right."""
        self._pictures.clear()

    def _on_theme(self) -> None:
        self.pens = Pens.now()
        self.forget()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell's part of the row's picture."""
        place = index.row()
        entry = self._model.entry(place)
        if entry is None:
            return
        table = self._table
        rect: QRect = option.rect
        focused = place == table.currentIndex().row() and table.hasFocus()
        key = (entry, table.is_chosen(place), place == self.hovered, focused)
        device = painter.device()
        scale = device.devicePixelRatioF() if device is not None else 1.0
        picture = self._pictures.get(key)
        if (
            picture is None
            or picture.devicePixelRatio() != scale
            or picture.height() != round(rect.height() * scale)
        ):
            picture = self._picture(key, rect.height(), scale)
            self._pictures[key] = picture
            if len(self._pictures) > PICTURES:
                self._pictures.popitem(last=False)
        left = rect.left() + table.horizontalHeader().offset()
        part = QRectF(left * scale, 0, rect.width() * scale, rect.height() * scale)
        painter.drawPixmap(QRectF(rect), picture, part)

    def _picture(self, key: tuple[Row | Group, bool, bool, bool], height: int, scale: float) -> QPixmap:
        """A whole row: ground, hairline below, content, and the focus ring around the current one."""
        entry, chosen, hovered, focused = key
        header, pens = self._table.horizontalHeader(), self.pens
        whole = QRect(0, 0, header.length(), height)
        picture = QPixmap(round(whole.width() * scale), round(height * scale))
        picture.setDevicePixelRatio(scale)
        painter = QPainter(picture)
        is_group = isinstance(entry, Group)
        usual = "surface_alt" if is_group else "accent_soft" if chosen else "surface"
        painter.fillRect(whole, pens.colours["hover" if hovered and not chosen else usual])
        painter.setPen(pens.colours["line"])
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        if isinstance(entry, Group):
            self._paint_group(painter, whole, entry, scale)
        else:
            for column in Column:
                if not header.isSectionHidden(column):
                    room = QRect(header.sectionPosition(column), 0, header.sectionSize(column), height)
                    self._paint_cell(painter, room.adjusted(MARGIN, 0, -MARGIN // 2, 0), entry, column)
        if focused:
            painter.setPen(QPen(pens.colours["focus"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(whole.adjusted(1, 1, -1, -1))
        painter.end()
        return picture

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The row's height."""
        is_group = isinstance(self._model.entry(index.row()), Group)
        return QSize(80, round((GROUP_HEIGHT if is_group else ROW_HEIGHT) * theme.scale))

    def _paint_cell(self, painter: QPainter, room: QRect, row: Row, column: Column) -> None:
        first, second = lines(row, column, self._model.today)
        if column is Column.STAGE:
            self._paint_stage(painter, room, row, second)
            return
        pens = self.pens
        is_name = column is Column.NAME
        gone = row.person.gone
        high = pens.body_metrics.height()
        painter.setFont(pens.medium if is_name else pens.body)
        painter.setPen(pens.colours["text_3" if gone else "text"])
        if not second:
            # The room of the second line is the first one's, where it is too long for one.
            said = pens.folded(first, room.width())
            top = room.top() + (room.height() - high * len(said)) // 2
            for place, words in enumerate(said):
                painter.drawText(QRect(room.left(), top + high * place, room.width(), high), AT_LEFT, words)
            return
        low = high if is_name else pens.small_metrics.height()
        top = room.top() + (room.height() - high - low) // 2
        self._line(painter, QRect(room.left(), top, room.width(), high), first, small=False)
        painter.setFont(pens.body if is_name else pens.small)
        tone = _TONES.get(row.due.state, "text_3") if column is Column.DEADLINE and row.due.state else "text_3"
        painter.setPen(pens.colours["text_2" if is_name and not gone else tone])
        self._line(painter, QRect(room.left(), top + high, room.width(), low), second, small=not is_name)

    def _paint_stage(self, painter: QPainter, room: QRect, row: Row, second: str) -> None:
        stage = row.person.stage
        icon, tone = STAGE_LOOKS[stage]
        half = room.height() // 2
        chip = QRect(room.left(), room.top() + 2, room.width(), half) if second else room
        paint_chip(painter, chip, stage.value, icon, tone)
        if second:
            painter.setFont(self.pens.small)
            painter.setPen(self.pens.colours["warn"])
            self._line(painter, QRect(room.left() + 2, room.top() + half + 2, room.width(), half - 4), second, small=True)  # fmt: skip # noqa: E501

    def _paint_group(self, painter: QPainter, whole: QRect, group: Group, scale: float) -> None:
        pens = self.pens
        name = "chevron-right" if group.folded else "chevron-down"
        picture = icons.pixmap(name, pens.colours["text_2"].name(), CHEVRON, scale)
        painter.drawPixmap(QPointF(whole.left() + MARGIN - 2, whole.center().y() - CHEVRON / 2 + 0.5), picture)
        left = whole.left() + MARGIN + CHEVRON + 6
        room = QRect(left, whole.top(), whole.right() - left - MARGIN, whole.height())
        painter.setFont(pens.strong)
        painter.setPen(pens.colours["text"])
        painter.drawText(room, AT_LEFT, group.title)
        painter.setPen(pens.colours["text_2"])
        painter.setFont(pens.body)
        painter.drawText(room.adjusted(_advance(group.title, theme.scale) + 12, 0, 0, 0), AT_LEFT, group.told)

    def _line(self, painter: QPainter, room: QRect, text: str, *, small: bool) -> None:
        shown = self.pens.elided(text, room.width(), small=small)
        painter.drawText(room, AT_LEFT, shown)


@lru_cache(maxsize=256)
def _advance(text: str, _scale: float) -> int:
    return QFontMetrics(font(tokens.BODY, QFont.Weight.DemiBold)).horizontalAdvance(text)

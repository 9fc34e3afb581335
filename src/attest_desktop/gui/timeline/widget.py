"""The picture as a widget: as wide as there is room, as high as it needs."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QAccessible, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.theme import style
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.timeline.picture import Picture
from attest_desktop.gui.timeline.plan import Plan

LEAST_WIDTH = 360
MOST_KEPT = 8


class TimelineWidget(QWidget):
    """Shows a plan; all of it stands in the accessible description too. `compact` tells less."""

    def __init__(self, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = compact
        self._plan: Plan | None = None
        speaks_as(self, QAccessible.Role.Graphic)
        # A layout asks for the height at several widths, time and again.
        self._pictures: dict[int, Picture] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(LEAST_WIDTH)
        theme.changed.connect(self._on_theme)

    @property
    def plan(self) -> Plan | None:
        """What is shown."""
        return self._plan

    def show_plan(self, plan: Plan | None) -> None:
        """Show a plan, or nothing."""
        if plan == self._plan:
            return
        self._plan = plan
        self._pictures.clear()
        self.setAccessibleName(f"Сроки на линии времени: {plan.title}" if plan else "")
        self.setAccessibleDescription(plan.told() if plan else "")
        self.updateGeometry()
        self.update()

    def picture(self, width: int) -> Picture | None:
        """The picture laid out for a width."""
        if self._plan is None or width <= 0:
            return None
        if width not in self._pictures:
            if len(self._pictures) >= MOST_KEPT:
                self._pictures.clear()
            self._pictures[width] = Picture(self._plan, width, style_font, compact=self._compact)
        return self._pictures[width]

    def hasHeightForWidth(self) -> bool:
        """Narrow pictures need more rows of labels."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the labels need."""
        picture = self.picture(max(width, LEAST_WIDTH))
        return round(picture.height + 0.5) if picture else 0

    def sizeHint(self) -> QSize:
        """A wide one."""
        return QSize(640, self.heightForWidth(640))

    def minimumSizeHint(self) -> QSize:
        """The narrowest one."""
        return QSize(LEAST_WIDTH, self.heightForWidth(max(self.width(), LEAST_WIDTH)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture."""
        picture = self.picture(self.width())
        if picture is not None:
            painter = QPainter(self)
            picture.draw(painter, theme.tokens)
            painter.end()

    def event(self, event: QEvent) -> bool:
        """The tooltip tells of the deadline under the pointer, with its rule."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            picture = self.picture(self.width())
            marks = picture.flag_at(QPointF(event.pos())) if picture else ()
            words = "".join(
                f"<p><b>{html.escape(mark.words)}</b><br>{html.escape(mark.rule)}"
                f"<br><i>{html.escape(mark.source)}.</i></p>"
                for mark in marks
            )
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _on_theme(self) -> None:
        self._pictures.clear()
        self.updateGeometry()
        self.update()


def style_font(points: float, weight: QFont.Weight) -> QFont:
    """The program's font, as large as the user wants it."""
    return style.font(points, weight)

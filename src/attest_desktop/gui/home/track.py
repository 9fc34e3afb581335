"""The steps of one attestee as a row of marks: form and colour tell how far each is."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour, font, theme
from attest_desktop.gui.theme.tokens import Tokens
from attest_desktop.gui.timeline.layout import spaced
from attest_desktop.gui.timeline.looks import Look, draw_dot
from attest_desktop.work.standing import Standing, Step, StepState

STEPS = tuple(Step)
MARK, LEAST = 15.0, 22


def draw_step(painter: QPainter, middle: QPointF, state: StepState, now: Tokens, ground: str) -> None:
    """The mark of one step, on a ground of that colour."""
    half = MARK / 2 - 1
    if state is StepState.DONE:
        draw_dot(painter, middle, MARK, Look.DONE, now)
        return
    if state is StepState.TROUBLE:
        draw_dot(painter, middle, MARK, Look.OVERDUE, now)
        return
    painter.save()
    painter.setBrush(QColor(ground))
    ink = {StepState.BEGUN: now.info, StepState.OPEN: now.line_strong, StepState.UNMARKED: now.text_3}[state]
    style = Qt.PenStyle.DotLine if state is StepState.UNMARKED else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(ink), 1.6, style))
    painter.drawEllipse(middle, half, half)
    if state is StepState.BEGUN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        box = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
        painter.drawPie(box, 90 * 16, -180 * 16)
    painter.restore()


class _Spread(QWidget):
    """Places as many as there are steps, evenly across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speaks_as(self, QAccessible.Role.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def at(self, place: int) -> float:
        """Where a step is, px from the left."""
        return self.width() * (place + 0.5) / len(STEPS)

    def minimumSizeHint(self) -> QSize:
        """Room for the marks."""
        return QSize(LEAST * len(STEPS), self.sizeHint().height())


class StepHeads(_Spread):
    """The names of the steps above the rows; numbers where there is no room, then `turned` says True."""

    turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.numbered = False
        self.setAccessibleName("Шаги: " + ", ".join(step.value for step in STEPS))
        self.setToolTip(
            "".join(f"<p>{place}. {html.escape(step.about)}</p>" for place, step in enumerate(STEPS, 1))
        )

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(480, round(QFontMetricsF(font(tokens.CAPTION)).height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names or numbers, whatever there is room for."""
        super().resizeEvent(event)
        metrics = QFontMetricsF(font(tokens.CAPTION))
        widths = [metrics.horizontalAdvance(step.value) for step in STEPS]
        places = [(self.at(place) - width / 2, width) for place, width in enumerate(widths)]
        self.numbered = not all(spaced(places, 4))
        self.turned.emit(self.numbered)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The names, centred above their marks; all of them or numbers."""
        painter = QPainter(self)
        painter.setFont(font(tokens.CAPTION))
        painter.setPen(colour("text_3"))
        names = [step.value for step in STEPS]
        words = [str(number) for number in range(1, len(STEPS) + 1)] if self.numbered else names
        each = self.width() / len(STEPS)
        for place, one in enumerate(words):
            room = QRectF(self.at(place) - each / 2, 0, each, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, one)
        painter.end()


class StepTrack(_Spread):
    """Where one attestee stands."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self._steps = standing.steps
        self.setAccessibleName(told(standing))
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """A row of marks."""
        return QSize(480, round(MARK) + 6)

    def tip_at(self, x: float) -> str:
        """What is said of the step at this place."""
        place = min(len(STEPS) - 1, max(0, int(x * len(STEPS) / max(1, self.width()))))
        step = self._steps[place]
        said = f"<br>{html.escape(step.said)}" if step.said else ""
        return f"<p><b>{html.escape(step.words)}</b>{said}</p>"

    def event(self, event: QEvent) -> bool:
        """The tooltip is of the step under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line and the marks upon it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.height() / 2
        for place in range(len(STEPS) - 1):
            both = {self._steps[place].state, self._steps[place + 1].state} == {StepState.DONE}
            painter.setPen(QPen(colour("ok" if both else "line"), 2))
            painter.drawLine(
                QPointF(self.at(place) + MARK / 2 + 2, y), QPointF(self.at(place + 1) - MARK / 2 - 2, y)
            )
        for place, step in enumerate(self._steps):
            draw_step(painter, QPointF(self.at(place), y), step.state, theme.tokens, theme.tokens.surface)
        painter.end()


class StepMark(QWidget):
    """One mark by itself, for the legend."""

    def __init__(self, state: StepState) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(round(MARK) + 2, round(MARK) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        draw_step(painter, middle, self._state, theme.tokens, theme.tokens.surface)
        painter.end()


def told(standing: Standing) -> str:
    """All steps in one sentence, those alike together: «сделано: текст, подписи; не отмечено: график»."""
    parts = []
    for state in StepState:
        names = _names(standing, state)
        if names:
            parts.append(f"{state.value}: {', '.join(names)}")
    return "; ".join(parts)


def _names(standing: Standing, state: StepState) -> Sequence[str]:
    return [one.step.value for one in standing.steps if one.state is state]

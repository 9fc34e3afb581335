"""The ring around the control that the coach speaks of. It lets everything through and covers nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from attest_desktop.gui.theme.style import colour

AROUND, WIDTH = 5, 3
BLINKS, BLINK_MS = 6, 180


class Ring(QWidget):
    """Lies in the window over the control; only its rim is painted and only the rim is part of it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.target: QWidget | None = None
        self._left = 0
        self._blink = QTimer(self, interval=BLINK_MS)
        self._blink.timeout.connect(self._on_blink)
        self.hide()

    def show_around(self, target: QWidget | None, part: QRect | None = None) -> None:
        """Stand around what can be seen of the control (of `part` of it, in its coordinates); None: hide."""
        self.target = target
        spot = _in_sight(target, part, self.window()) if target is not None else QRect()
        if spot.isEmpty():
            self.hide()
            return
        whole = spot.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(self.window().rect())
        if whole != self.geometry():
            self.setGeometry(whole)
            rim = 2 * WIDTH
            inside = self.rect().adjusted(rim, rim, -rim, -rim)
            self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
        if not self.isVisible():
            self.show()
        self.raise_()

    def draw_the_eye(self) -> None:
        """Blink a few times."""
        self._left = BLINKS
        self._blink.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rim."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("training"), WIDTH + (2 if self._left % 2 else 0)))
        half = (WIDTH + 2) / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
        painter.end()

    def _on_blink(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._blink.stop()
        self.update()


def _in_sight(target: QWidget, part: QRect | None, window: QWidget) -> QRect:
    """What of the control can be seen, in the window's coordinates; empty when it is hidden or scrolled away."""
    if not target.isVisible() or target.window() is not window:
        return QRect()
    inner: QWidget = target.viewport() if part is not None and isinstance(target, QAbstractScrollArea) else target
    spot = QRect(inner.mapTo(window, QPoint()), inner.size())
    if part is not None:
        spot = spot.intersected(part.translated(inner.mapTo(window, QPoint())))
    above = inner.parentWidget()
    while above is not None and above is not window:
        spot = spot.intersected(QRect(above.mapTo(window, QPoint()), above.size()))
        above = above.parentWidget()
    return spot

"""A panel over the window that takes the keys while it is open and gives them back afterwards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme

SHADE, SHADE_DARK = 90, 150
TOP = 72


class Overlay(QWidget):
    """Covers its window; the panel with `body` stands in the middle of it, near the top. Hidden at first."""

    closed = Signal()

    def __init__(self, window: QWidget, name: str, *, width: int, top: int = TOP) -> None:
        super().__init__(window)
        self._width, self._top = width, top
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.panel = QFrame(self)
        self.panel.setObjectName("overlay")
        self.panel.setAccessibleName(name)
        self.body = QVBoxLayout(self.panel)
        self.body.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        self.body.setSpacing(tokens.S)
        window.installEventFilter(self)
        self.hide()

    def open_over(self, first: QWidget) -> None:
        """Show it and give the keys to `first`."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._fit()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Hide it; who had the keys before has them again."""
        if not self.isVisible():
            return
        # While something in it has the focus, hiding would pass the focus to a chance neighbour.
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()

    def wanted_height(self, most: int) -> int:
        """How tall the panel shall be where `most` px are there."""
        return min(self.panel.sizeHint().height(), most)

    def fit(self) -> None:
        """The content changed."""
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(round(self._width * max(1.0, theme.scale)), self.width() - 2 * tokens.XL)
        top = min(self._top, self.height() // 10)
        self.panel.setFixedWidth(width)
        self.body.activate()
        height = self.wanted_height(self.height() - top - tokens.XL)
        self.panel.setGeometry((self.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.fit()
        return False

    def event(self, event: QEvent) -> bool:
        """No shortcut of what lies beneath works meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; nothing reaches the window beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_up()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the panel; when it vanishes, the window says where the keyboard goes."""
        if not self.isVisible():
            return super().focusNextPrevChild(forward)
        inside = [
            one
            for one in self.panel.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if inside:
            now = QApplication.focusWidget()
            at = inside.index(now) if now in inside else -1
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            inside[(at + (1 if forward else -1)) % len(inside)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What lies beneath is a little darker."""
        painter = QPainter(self)
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(SHADE_DARK if theme.tokens.is_dark else SHADE)
        painter.fillRect(self.rect(), shade)
        painter.end()

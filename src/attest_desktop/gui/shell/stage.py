"""Where the views stand, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget


class _Stack(QStackedWidget):
    """As small as the view in front can be: those behind it must not make the window larger."""

    def minimumSizeHint(self) -> QSize:
        """That of the view in front."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """The least: the stage gives all the room there is."""
        return self.minimumSizeHint()


class Stage(QScrollArea):
    """Shows one view; where the window is lower than the view can be, the view scrolls, and only up and down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stack = _Stack()
        self._stack.setObjectName("plain")
        self.setWidget(self._stack)
        self.viewport().setAutoFillBackground(False)

    @property
    def current(self) -> QWidget | None:
        """The view in front."""
        return self._stack.currentWidget()

    def add(self, view: QWidget) -> None:
        """One more view, behind the others."""
        self._stack.addWidget(view)

    def show_view(self, view: QWidget) -> None:
        """Bring it to the front."""
        self._stack.setCurrentWidget(view)
        self._stack.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Any: what does not fit is scrolled to."""
        return QSize(200, 160)

"""Where the views stand, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class _Stack(QWidget):
    """The view in front fills it. Without a layout: one would ask for the room that the views behind want, too."""

    def __init__(self) -> None:
        super().__init__()
        self.current: QWidget | None = None

    def show_view(self, view: QWidget) -> None:
        """Bring it to the front."""
        former, self.current = self.current, view
        view.setGeometry(self.rect())
        view.show()
        view.raise_()
        if former is not None and former is not view:
            former.hide()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """That of the view in front."""
        return self.current.minimumSizeHint() if self.current is not None else QSize()

    def sizeHint(self) -> QSize:
        """The least: the stage gives all the room there is."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The view is as large."""
        super().resizeEvent(event)
        if self.current is not None:
            self.current.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """The view in front wants another size at the least."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class Stage(QScrollArea):
    """Shows one view; where the window is lower than the view can be, the view scrolls, and only up and down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # One of our own: asking for Qt's would have PySide make all kinds of widgets known, to tell which it is.
        ground = QWidget()
        self.setViewport(ground)
        ground.setAutoFillBackground(False)
        self._stack = _Stack()
        self._stack.setObjectName("plain")
        self.setWidget(self._stack)

    @property
    def current(self) -> QWidget | None:
        """The view in front."""
        return self._stack.current

    def add(self, view: QWidget) -> None:
        """One more view, behind the others."""
        view.hide()
        view.setParent(self._stack)

    def show_view(self, view: QWidget) -> None:
        """Bring it to the front."""
        self._stack.show_view(view)

    def minimumSizeHint(self) -> QSize:
        """Any: what does not fit is scrolled to."""
        return QSize(200, 160)

"""Where the keyboard goes when the control that had it vanishes or can no longer be pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from attest_desktop.gui.view import View

# Whoever presses the same key once more must not take anything away by it.
TAKES_AWAY = "danger"
LINE = 16  # px


class Keyboard(QObject):
    """Keeps the keyboard within the view in front. Left to Qt, it would go on to a chance neighbour."""

    def __init__(self, window: QWidget, current: Callable[[], View | None]) -> None:
        super().__init__(window)
        self._window = window
        self._current = current
        self._last: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def passes_on(self, gone: QWidget | None) -> bool:
        """Find the keyboard another place when `gone`, which has it, cannot keep it; False when it can."""
        if gone is None or (gone.isVisible() and gone.isEnabled()):
            return False
        view = self._current()
        others = (one for one in self._window.findChildren(View) if one is not view)
        if view is None or not view.isVisible() or any(one.isAncestorOf(gone) for one in others):
            # Another view comes: it says itself where the keyboard begins.
            gone.clearFocus()
            return True
        last = self._last if self._last is not None and isValid(self._last) else None
        there = nearest(gone, view) if view.isAncestorOf(gone) else last if last and _takes(last) else None
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            gone.clearFocus()
            view.take_keyboard()
        return True

    def _on_focus(self, _former: QWidget | None, now: QWidget | None) -> None:
        view = self._current()
        if now is not None and view is not None and view.isAncestorOf(now):
            self._last = now


def nearest(gone: QWidget, within: QWidget) -> QWidget | None:
    """The control nearest to `gone`: of its own group first; what stands beside it, then below, then above."""
    # By place, and groups from above: walking along Qt's own chain of Tab makes PySide take widgets that live on
    # for deleted ones.
    inside = within.findChildren(QWidget)
    groups = [within, *(one for one in inside if one.isAncestorOf(gone))]
    for group in groups:
        if (layout := group.layout()) is not None:
            layout.activate()
    controls = [one for one in inside if one is not gone and _takes(one) and one.property("kind") != TAKES_AWAY]
    for group in reversed(groups):
        near = [one for one in controls if group.isAncestorOf(one)]
        if near:
            return min(near, key=lambda one: _way(gone, one, within))
    return None


def first_of(pane: QWidget) -> QWidget | None:
    """The control with which one begins to read the pane."""

    def place(one: QWidget) -> tuple[int, int]:
        middle = one.mapTo(pane, one.rect().center())
        return middle.y() // LINE, middle.x()

    return min((one for one in pane.findChildren(QWidget) if _takes(one)), key=place, default=None)


def _way(gone: QWidget, other: QWidget, within: QWidget) -> tuple[int, int, int]:
    here, there = (one.mapTo(within, one.rect().center()) for one in (gone, other))
    down, across = there.y() - here.y(), abs(there.x() - here.x())
    if abs(down) < LINE:
        return 0, across, 0
    return (1, down, across) if down > 0 else (2, -down, across)


def _takes(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)

"""Where the keyboard goes when the control that had it vanishes or can no longer be pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from attest_desktop.gui.view import View

# Whoever presses the same key once more must not take anything away by it.
TAKES_AWAY = "danger"


class Keyboard(QObject):
    """Keeps the keyboard within the view in front. Left to Qt, it would go on to a chance neighbour."""

    def __init__(self, window: QWidget, current: Callable[[], View | None]) -> None:
        super().__init__(window)
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
        if view is None or not view.isVisible() or _view_of(gone) not in (view, None):
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
    """The control nearest to `gone` in the order of Tab: of its own group first, the next before the former."""
    group = gone.parentWidget()
    while group is not None:
        found = _in_group(gone, group)
        if found is not None or group is within:
            return found
        group = group.parentWidget()
    return None


def _in_group(gone: QWidget, group: QWidget) -> QWidget | None:
    last, left = None, False
    for one in _others(gone):
        if not group.isAncestorOf(one):
            left = True
        elif _takes(one) and one.property("kind") != TAKES_AWAY:
            if not left:
                return one
            # From the group's end round to its beginning: the last of these stands before `gone`.
            last = one
    return last


def _others(gone: QWidget) -> Iterator[QWidget]:
    one = gone.nextInFocusChain()
    while one is not None and one is not gone:
        yield one
        one = one.nextInFocusChain()


def _takes(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _view_of(widget: QWidget) -> View | None:
    one: QWidget | None = widget
    while one is not None and not isinstance(one, View):
        one = one.parentWidget()
    return one

"""Going through a window with real presses of Tab, and what a person without a mouse would stumble over."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollArea, QTextBrowser, QWidget

from tests.support.reading import takes_focus

# So many presses more than there are stops, and the keyboard counts as caught.
PATIENCE = 12
MOST_LINKS = 100


def tab_faults(root: QWidget, start: QWidget | None = None) -> list[str]:
    """What Tab does not reach within `root`, or reaches against the order of reading, or never leaves again.

    `start` is the stop before `root`; without one `root` is a window, in which Tab goes round.
    """
    stops = _stops(root)
    if not stops:
        return []
    walked = _walk(root, start or stops[0], len(stops) + PATIENCE)
    if walked is None:
        return [f"Tab does not come out again; it stops at {_told(QApplication.focusWidget())}"]
    missed = [f"Tab does not reach {_told(one)}" for one in stops if one not in walked]
    back = _against_reading(root, walked)
    # In a window that is gone round one step leads from the end to the beginning.
    return missed + (back if start is not None else back[1:])


def _stops(root: QWidget) -> list[QWidget]:
    return [
        one
        for one in root.findChildren(QWidget)
        if takes_focus(one) and one.focusProxy() is None and not one.rect().isEmpty() and not _arrows_reach(one)
    ]


def _arrows_reach(widget: QWidget) -> bool:
    """In a group of radio buttons Tab comes to the chosen one or to the first, arrows to the others."""
    if not isinstance(widget, QRadioButton):
        return False
    group = widget.group()
    mates = group.buttons() if group is not None else widget.parentWidget().findChildren(QRadioButton)
    chosen = next((one for one in mates if one.isChecked()), mates[0])
    return chosen is not widget


def _walk(root: QWidget, start: QWidget, most: int) -> list[QWidget] | None:
    """The stops in the order of Tab, None when it never leaves or comes round."""
    root.window().activateWindow()
    QApplication.processEvents()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    walked: list[QWidget] = [start] if root.isAncestorOf(start) else []
    links = 0
    for _ in range(most + MOST_LINKS):
        before = QApplication.focusWidget()
        QTest.keyClick(before or root, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is before and isinstance(now, QTextBrowser):
            # Within a text Tab goes from link to link.
            links += 1
            if links > MOST_LINKS:
                return None
        elif now is None or not root.isAncestorOf(now) or now in walked:
            return walked if now is not before else None
        else:
            walked.append(now)
    return None


def _against_reading(root: QWidget, walked: list[QWidget]) -> list[str]:
    for area in root.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    found = []
    places = [QRect(one.mapTo(root, QPoint(0, 0)), one.size()) for one in walked]
    for former, then, one, other in zip(walked, walked[1:], places, places[1:], strict=False):
        if _above(other, one) or _left_in_line(other, one):
            found.append(f"Tab goes from {_told(former)} back to {_told(then)}")
    return found


def _above(one: QRect, other: QRect) -> bool:
    """Higher up in the same column."""
    return one.bottom() <= other.top() and one.left() <= other.right() and other.left() <= one.right()


def _left_in_line(one: QRect, other: QRect) -> bool:
    common = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    return one.right() <= other.left() and 2 * common > min(one.height(), other.height())


def _told(widget: QWidget | None) -> str:
    return "nothing" if widget is None else f"{type(widget).__name__} «{widget.accessibleName()[:50]}»"

"""Whether everything that can be read in a window is there to its last letter, without scrolling sideways."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from tests.support.window import name_of

# What a screen of 1280×720 at 150 % leaves to a window.
SMALL_SCREEN = QSize(840, 460)
# A pixel of rounding on either side.
SLACK = 2


def cut(window: QWidget) -> list[str]:
    """Every visible text that is cut, and every control that reaches beyond what it stands in."""
    found = []
    for one in window.findChildren(QWidget):
        if one.isVisible() and not one.visibleRegion().isEmpty():
            problem = _too_small(one) or _beyond(one, window)
            if problem:
                found.append(f"{type(one).__name__} «{name_of(one)[:60]}»: {problem}")
    return found


def sideways(window: QWidget) -> list[str]:
    """Every area that has to be scrolled sideways, or would have to be if it could."""
    found = []
    for one in window.findChildren(QAbstractScrollArea):
        if not one.isVisible() or isinstance(one, QAbstractItemView):
            continue
        inner = one.widget() if isinstance(one, QScrollArea) else None
        too_wide = inner is not None and inner.width() > one.viewport().width() + SLACK
        if one.horizontalScrollBar().isVisible() or too_wide:
            widths = f"{inner.width()} > {one.viewport().width()}" if inner is not None else ""
            found.append(f"{type(one).__name__} «{name_of(one)}» {widths}")
    return found


def too_large(dialog: QWidget) -> list[str]:
    """Whether a dialog cannot be made as small as a small screen is."""
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    fits = least.width() <= SMALL_SCREEN.width() and least.height() <= SMALL_SCREEN.height()
    return [] if fits else [f"at least {least.width()}×{least.height()}"]


def _too_small(one: QWidget) -> str:
    if isinstance(one, QLabel) and one.text():
        if not one.wordWrap():
            needs = one.sizeHint().width()
            return f"{one.width()} px of {needs}" if one.width() + SLACK < needs else ""
        needs = one.heightForWidth(one.width())
        widest = max(one.fontMetrics().horizontalAdvance(word) for word in re.split(r"[\s-]", one.text()))
        if widest > one.width() + SLACK:
            return f"a word of {widest} px in {one.width()}"
        return f"{one.height()} px high of {needs}" if one.height() + SLACK < needs else ""
    if isinstance(one, (QPushButton, QCheckBox, QRadioButton)) and one.text():
        needs = one.sizeHint().width()
        return f"{one.width()} px of {needs}" if one.width() + SLACK < needs else ""
    if isinstance(one, QComboBox):
        return _cut_in_box(one)
    return ""


def _cut_in_box(box: QComboBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    needs = box.fontMetrics().horizontalAdvance(box.currentText())
    return f"{room.width()} px of {needs}" if room.width() + SLACK < needs else ""


def _beyond(one: QWidget, window: QWidget) -> str:
    """A control must lie within all that it stands in; up and down a scroll area may hide it."""
    if not isinstance(one, (QAbstractButton, QLabel, QComboBox)):
        return ""
    left = one.mapTo(window, QPoint(0, 0)).x()
    here = QRect(left, 0, one.width(), 1)
    above = one.parentWidget()
    while above is not None and above is not window.parentWidget():
        start = above.mapTo(window, QPoint(0, 0)).x() if above is not window else 0
        if here.left() < start - SLACK or here.right() > start + above.width() + SLACK:
            return f"reaches beyond {type(above).__name__} «{name_of(above)[:40]}»"
        above = above.parentWidget() if above is not window else None
    return ""


def lines_of(problems: list[str]) -> str:
    """For the message of a failed test."""
    return "\n".join(problems)

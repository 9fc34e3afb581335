"""What a screen reader is told of a window, by Qt's accessibility interfaces, and what is amiss in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QSlider,
    QWidget,
)

Role = QAccessible.Role
# WCAG 2.2, 2.5.8: a target of 24 × 24 px.
TARGET = 24
PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton, Role.ButtonMenu, Role.ButtonDropDown, Role.Link}
SPOKEN = PRESSED | {
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.Slider,
    Role.Table,
    Role.Tree,
    Role.List,
    Role.PageTab,
    Role.MenuItem,
    Role.Dialog,
    Role.ProgressBar,
}
# Roles that tell a listener nothing; fine for what holds other things, not for what takes the keyboard.
MUTE = {Role.NoRole, Role.Client, Role.Pane, Role.Grouping}
# Words in Latin letters that are no English: a format, an address, a keyboard's key, a Roman number.
LATIN = re.compile(
    r"\b(?:PDF|DOCX?|XLSX?|JPE?G|PNG|HEIC|TIFF|Word|Excel|Windows|LibreOffice|E-mail|Ctrl|Shift|Alt|Esc|Enter|Delete|F\d+"
    r"|[IVX]+|№)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\S+\.(?:pdf|docx|ru|jpg|html?)\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the tree as a reader meets it."""

    widget: QWidget
    role: QAccessible.Role
    name: str
    description: str
    state: QAccessible.State

    def __str__(self) -> str:
        return f"{type(self.widget).__name__} «{self.name[:60]}»"


def spoken(window: QWidget) -> list[Node]:
    """What a reader is told of the window and of every widget that is seen in it."""
    widgets = [window, *window.findChildren(QWidget)]
    # Qt's own parts within a list or a table are read with it.
    return [
        _node(one) for one in widgets if one.isVisible() and not isinstance(one.parentWidget(), (QComboBox, QMenu))
    ]


def _node(widget: QWidget) -> Node:
    one = QAccessible.queryAccessibleInterface(widget)
    assert one is not None, f"nothing is told of {widget}"
    name, description = one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Description)
    return Node(widget, one.role(), name.strip(), description.strip(), one.state())


def amiss(window: QWidget) -> list[str]:
    """All that would leave a listener or a person without a mouse in the dark."""
    return [problem for node in spoken(window) for problem in _of_one(node)]


def _of_one(node: Node) -> Iterator[str]:
    widget = node.widget
    takes_keys = takes_focus(widget)
    if node.role in SPOKEN or takes_keys:
        if not node.name:
            yield f"{node} ({_where(widget)}): has no name"
        elif english(node.name):
            yield f"{node}: English in its name"
        if english(node.description):
            yield f"{node}: English in its description «{node.description}»"
    if takes_keys and node.role in MUTE:
        yield f"{node} ({_where(widget)}): takes the keyboard, yet its role is {node.role.name}"
    if isinstance(widget, QAbstractButton):
        if bool(node.state.disabled) is widget.isEnabled():
            yield f"{node}: said to be {'disabled' if node.state.disabled else 'usable'}"
        if widget.isCheckable() and (
            not node.state.checkable or bool(node.state.checked) is not widget.isChecked()
        ):
            yield f"{node}: said to be {'on' if node.state.checked else 'off'}"
        if takes_keys and not node.state.focusable and widget.isEnabled():
            yield f"{node}: said not to take the keyboard"
    if _is_target(widget) and (widget.width() < TARGET or widget.height() < TARGET):
        yield f"{node} ({_where(widget)}): a target of {widget.width()}×{widget.height()} px"


def takes_focus(widget: QWidget) -> bool:
    """Whether Tab may come here."""
    return bool(widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def focusable(window: QWidget) -> list[QWidget]:
    """All to which Tab may come and of which something is seen; what passes the keyboard on is none of its own."""
    return [
        one
        for one in window.findChildren(QWidget)
        if takes_focus(one) and one.focusProxy() is None and not one.visibleRegion().isEmpty()
    ]


def _is_target(widget: QWidget) -> bool:
    if isinstance(widget, (QScrollBar, QHeaderView)) or not widget.isEnabled():
        return False
    # Within a line of text, a list or a table Qt's own small parts stand.
    above = widget.parentWidget()
    if isinstance(above, (QLineEdit, QAbstractSpinBox, QAbstractItemView, QComboBox)):
        return False
    return isinstance(widget, (QAbstractButton, QComboBox, QLineEdit, QSlider))


def english(words: str) -> bool:
    """Whether there is a word in Latin letters that is no format, key or address."""
    rest = LATIN.sub("", ADDRESS.sub("", words))
    return re.search(r"[A-Za-z]{2,}", rest) is not None


def _where(widget: QWidget) -> str:
    """The nearest names above, to find it by."""
    names: list[str] = []
    above = widget.parentWidget()
    while above is not None and len(names) < 3:
        if above.objectName() not in ("", "plain", "qt_scrollarea_viewport") or type(above) is not QWidget:
            names.append(f"{type(above).__name__}")
        above = above.parentWidget()
    return " in ".join(names)

"""What a screen reader is told of widgets that the program draws itself: their role."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

_ROLE = "reader_role"
# Qt deletes what was made for it, without a reference that Python knows of.
_kept: list[QAccessibleWidget] = []
MANY = 200


def speaks_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a widget its role; to be called before its accessible name is set."""
    widget.setProperty(_ROLE, role.value)


def install() -> None:
    """Tell Qt of the roles; once a program."""
    QAccessible.installFactory(_make)


def _make(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Asked for a class and then for each it derives from; None leaves the widget to Qt."""
    if not isinstance(thing, QWidget) or thing.metaObject().className() != key:
        return None
    value = thing.property(_ROLE)
    if value is None:
        return None
    if len(_kept) >= MANY:
        _kept[:] = [one for one in _kept if isValid(one)]
    made = QAccessibleWidget(thing, QAccessible.Role(value), thing.accessibleName())
    _kept.append(made)
    return made

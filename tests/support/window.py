"""Acting on a window as a user does: find a control by its accessible name, press it, type into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 15_000


def name_of(widget: QWidget) -> str:
    """What a screen reader would call the control."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, (QAbstractButton, QLabel)):
        return widget.text().replace("&", "")
    return ""


def find_all(window: QWidget, kind: type[W], name: str) -> list[W]:
    """Every visible control of the kind whose name is `name`, or begins with it when it ends with «…»."""
    if name.endswith("…"):
        return [one for one in window.findChildren(kind) if one.isVisible() and name_of(one).startswith(name[:-1])]
    return [one for one in window.findChildren(kind) if one.isVisible() and name_of(one) == name]


def find(window: QWidget, kind: type[W], name: str) -> W:
    """The one visible control with the name; fails with what there is instead."""
    found = find_all(window, kind, name)
    if len(found) != 1:
        there = sorted({name_of(one) for one in window.findChildren(kind) if one.isVisible()} - {""})
        raise AssertionError(f"{len(found)} × {kind.__name__} «{name}»; there are: {there}")
    return found[0]


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    """Click the button with the name."""
    # A person presses what stands in its place: what was put into a layout a moment ago has none yet.
    QApplication.processEvents()
    button = find(window, QAbstractButton, name)
    assert button.isEnabled(), f"«{name}» cannot be pressed"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_when_there(qtbot: QtBot, window: QWidget, name: str, timeout: int = PATIENCE_MS) -> None:
    """Click the button with the name as soon as it is there and can be pressed."""
    qtbot.waitUntil(lambda: press(qtbot, window, name), timeout=timeout)


def type_keys(widget: QWidget, text: str) -> None:
    """Press the keys of a text one by one; QTest.keyClicks knows Latin letters only."""
    for letter in text:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
        )


def write(qtbot: QtBot, window: QWidget, name: str, text: str) -> None:
    """Type a text into the empty or emptied line with the name."""
    line = find(window, QLineEdit, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    type_keys(line, text)


def choose(window: QWidget, name: str, text: str) -> None:
    """Choose an item of the list with the name."""
    box = find(window, QComboBox, name)
    place = box.findText(text)
    assert place >= 0, f"«{text}» is not in: {[box.itemText(number) for number in range(box.count())]}"
    box.setCurrentIndex(place)
    box.activated.emit(place)


def texts(window: QWidget) -> str:
    """Every visible text, a line each, with plain spaces: what a person can read."""
    # What was put into a layout a moment ago becomes visible when its event comes.
    QApplication.processEvents()
    shown = []
    for one in window.findChildren(QWidget):
        if one.isVisible():
            text = getattr(one, "text", None)
            shown.append(text() if callable(text) else one.accessibleName())
    return "\n".join(str(text) for text in shown if text).replace("\u00a0", " ")


def until(qtbot: QtBot, holds: Callable[[], bool], timeout: int = PATIENCE_MS) -> None:
    """Let the window live until something holds."""
    qtbot.waitUntil(holds, timeout=timeout)


def until_shown(qtbot: QtBot, window: QWidget, text: str, timeout: int = PATIENCE_MS) -> None:
    """Let the window live until a text can be read in it."""
    qtbot.waitUntil(lambda: text in texts(window), timeout=timeout)

"""Acting on the window as a person does, with every click and every key press counted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.keys import printed
from tests.support.window import PATIENCE_MS, find, find_all

NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Controls are known by their accessible names only. Waiting and looking are no actions."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._qtbot, self._window = qtbot, window
        self.done: list[str] = []

    @property
    def actions(self) -> int:
        """How many clicks and key presses there were."""
        return len(self.done)

    def click(self, name: str) -> None:
        """Click the button as soon as it can be clicked."""
        self._qtbot.waitUntil(
            lambda: any(one.isEnabled() for one in find_all(self._window, QAbstractButton, name)),
            timeout=PATIENCE_MS,
        )
        self.done.append(f"«{name}»")
        QTest.mouseClick(find(self._window, QAbstractButton, name), Qt.MouseButton.LeftButton)

    def double_click(self, table: QAbstractItemView, row: QModelIndex) -> None:
        """Double-click a row: one action, as people count."""
        self.done.append("двойной щелчок")
        spot = table.visualRect(row).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key, with its modifiers, where the keys go now."""
        self.done.append(printed(QKeySequence(key | modifiers).toString(QKeySequence.SequenceFormat.PortableText)))
        QTest.keyClick(QApplication.focusWidget() or self._window, key, modifiers)

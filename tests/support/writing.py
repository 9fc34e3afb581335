"""Writing a conclusion in the window as an expert does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.main_window import MainWindow
from tests.support.window import find, find_all, type_keys, until


def write_text(qtbot: QtBot, window: QWidget, name: str, text: str) -> None:
    """Type at the end of the text box with the name."""
    until(qtbot, lambda: len(find_all(window, QTextEdit, name)) == 1)
    box = find(window, QTextEdit, name)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_keys(box, text)


def editor_of(window: MainWindow) -> EditorView:
    """The window's editor."""
    view = window.views["editor"]
    assert isinstance(view, EditorView)
    return view


def open_editor(qtbot: QtBot, window: MainWindow, attestee_id: str) -> EditorView:
    """Open the conclusion and wait until it can be written."""
    window.go("editor", attestee_id)
    view = editor_of(window)
    until(qtbot, lambda: view.attestee_id == attestee_id and view.form.isEnabled())
    return view

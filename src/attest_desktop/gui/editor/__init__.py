"""Writing a conclusion."""

from attest_desktop.gui.editor.view import EditorView
from attest_desktop.gui.payloads import FINISH, RECOVERED

__all__ = ["FINISH", "RECOVERED", "EditorView"]

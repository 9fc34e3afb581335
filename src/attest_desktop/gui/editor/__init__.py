"""Writing a conclusion."""

from attest_desktop.gui.editor.view import FINISH, RECOVERED, EditorView

__all__ = ["FINISH", "RECOVERED", "EditorView"]

"""«История» in the editor: a former state of the text comes back, and that can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.autosave import Autosave
from attest_desktop.gui.editor.form import Form
from attest_desktop.gui.editor.history import open_history
from attest_desktop.store import DraftRevision
from attest_desktop.work.draft import DraftText, revisions

NONE_YET = "История пока пуста: заключение ещё не менялось."


class GoingBack(QObject):
    """Offers the states; `replace` puts a text into the form."""

    def __init__(
        self, context: Context, form: Form, autosave: Autosave, replace: Callable[[DraftText], None], view: QWidget
    ) -> None:
        super().__init__(view)
        self._context, self._form, self._autosave = context, form, autosave
        self._replace, self._view = replace, view

    def offer(self, attestee_id: str | None) -> None:
        """Let the expert choose a former state."""
        if attestee_id is None:
            return
        self._autosave.flush()
        desk = self._context.desk

        def show(found: tuple[DraftRevision, ...]) -> None:
            if found:
                open_history(self._context, found, self._bring_back, self._view)
            else:
                self._context.say(NONE_YET)

        self._context.runner.start(
            lambda _p, _c: revisions(desk, attestee_id), owner=self, on_done=show, quiet=True, in_order=True
        )

    def _bring_back(self, text: DraftText, when: str) -> None:
        former = self._form.text()
        self._replace(text)
        self._context.say(f"Возвращено состояние: {when}.", lambda: self._replace(former))

"""Taking another conclusion's texts into the form: one step, kept in the history, with the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.names import short_name
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.autosave import Autosave
from attest_desktop.gui.editor.form import Form
from attest_desktop.gui.editor.proofing import Proofing
from attest_desktop.gui.editor.reuse import ReuseDialog
from attest_desktop.work.draft import DraftText
from attest_desktop.work.reuse import Source, Taken, keep_taken, sources

NONE = "Других заключений с текстами пока нет: брать не из чего."


class Reusing(QObject):
    """`replace` shows a text in the form as an edit."""

    def __init__(
        self,
        context: Context,
        form: Form,
        autosave: Autosave,
        proofing: Proofing,
        replace: Callable[[DraftText], None],
        view: QWidget,
    ) -> None:
        super().__init__(view)
        self._context, self._form, self._view = context, form, view
        self._autosave, self._proofing, self._replace = autosave, proofing, replace
        self._attestee: Attestee | None = None

    def begin(self, attestee: Attestee) -> None:
        """Another attestee's conclusion."""
        self._attestee = attestee

    def offer(self) -> None:
        """Let the expert choose another conclusion."""
        attestee, desk = self._attestee, self._context.desk
        if attestee is None:
            return
        self._autosave.flush()

        def show(found: tuple[Source, ...]) -> None:
            if not found:
                self._context.say(NONE)
            elif self._attestee is attestee:
                dialog = ReuseDialog(self._context, found, attestee, self._form.text(), self._view)
                dialog.chosen.connect(self._on_chosen)
                dialog.open()

        self._context.runner.start(
            lambda _p, _c: sources(desk, attestee.id), owner=self, on_done=show, quiet=True, in_order=True
        )

    def _on_chosen(self, source: Source, taken: Taken) -> None:
        if self._attestee is None:
            return
        former, desk, attestee_id = self._form.text(), self._context.desk, self._attestee.id
        self._autosave.flush()
        # Before the form's own saving: the state before is to stay in the history.
        self._context.runner.start(
            lambda _p, _c: keep_taken(desk, attestee_id, taken), owner=self, quiet=True, in_order=True
        )
        self._replace(taken.text)
        self._proofing.mark_foreign(taken.left_over)
        name = short_name(source.attestee.full_name)
        words = f"Тексты взяты из заключения: {name}."
        if taken.left_over:
            words += " Оставшееся имя выделено: замените его."
        self._context.say(words, lambda: self._back(attestee_id, former))

    def _back(self, attestee_id: str, former: DraftText) -> None:
        if self._attestee is not None and self._attestee.id == attestee_id:
            self._proofing.mark_foreign(())
            self._replace(former)

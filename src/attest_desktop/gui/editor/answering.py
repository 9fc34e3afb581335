"""What a person told about a blank of the template: kept for the template, with the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.missing import OwnBlank
from attest_desktop.work.meanings import title_of
from attest_desktop.work.template import answer, forget_answer


class Answering(QObject):
    """Keeps answers through the runner; `changed` is called when the pages are to be made anew."""

    def __init__(self, context: Context, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._changed = changed

    def keep(self, blank: OwnBlank, field: str | None) -> None:
        """Keep that the blank means the field, or nothing of the record."""
        desk = self._context.desk
        said = f"пишут: {title_of(field)}" if field else "пишете Вы сами"

        def done(_: None) -> None:
            self._changed()
            self._context.say(
                f"Запомнено для этого шаблона: в месте «{blank.label}» {said}.", lambda: self._forget(blank)
            )

        self._context.runner.start(
            lambda _p, _c: answer(desk, blank.id, field), owner=self, on_done=done, quiet=True, in_order=True
        )

    def _forget(self, blank: OwnBlank) -> None:
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: forget_answer(desk, blank.id),
            owner=self,
            on_done=lambda _: self._changed(),
            quiet=True,
            in_order=True,
        )

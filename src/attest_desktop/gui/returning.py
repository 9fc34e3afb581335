"""The next start opens where one left: the draft that a crash left open first, else the view that was in front."""

from __future__ import annotations

import logging
from typing import Protocol

from PySide6.QtCore import QObject

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.payloads import RECOVERED
from attest_desktop.work.last_place import LastPlace, keep_place, last_place, left_open

logger = logging.getLogger(__name__)
_FIRST = ("home", "")  # where the window begins


class _Window(Protocol):
    @property
    def place(self) -> tuple[str, str]: ...
    def go(self, name: str, payload: object = None) -> None: ...


class Returning(QObject):
    """Owned by the window; `known` are the views that there are."""

    def __init__(self, window: QObject, acts: _Window, context: Context, known: frozenset[str]) -> None:
        super().__init__(window)
        self._acts, self._context, self._known = acts, context, known

    def begin(self) -> None:
        """Go back there, unless the user has gone somewhere meanwhile. Training begins at its beginning."""
        desk, training = self._context.desk, self._context.training

        def job() -> tuple[str | None, LastPlace | None]:
            draft = left_open(desk)
            return draft, None if draft or training else last_place(desk)

        def found(kept: tuple[str | None, LastPlace | None]) -> None:
            draft, place = kept
            if draft is not None:
                self._acts.go("attestees")
                self._acts.go("editor", (draft, RECOVERED))
            elif (
                place is not None and place.view in self._known and self._acts.place == _FIRST != (place.view, "")
            ):
                self._go(place)

        def lost(_error: AttestError) -> None:
            """The attestee is no longer known: nothing to bring back."""

        self._context.runner.start(lambda _p, _c: job(), owner=self, on_done=found, on_failed=lost, quiet=True)

    def keep(self) -> None:
        """The window closes. A disk that fails now must not keep it open."""
        if self._context.training:
            return
        try:
            keep_place(self._context.desk, LastPlace(*self._acts.place))
        except AttestError as error:
            logger.info("where the window was is not kept: %s", type(error).__name__)

    def _go(self, place: LastPlace) -> None:
        if place.attestee_id:
            # As one comes there by hand: «Назад» leads to the table.
            self._acts.go("attestees")
        self._acts.go(place.view, place.attestee_id or None)

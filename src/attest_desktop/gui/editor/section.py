"""What every section of the form can do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Card
from attest_desktop.work.draft import DraftText


class Section(Card):
    """A part of the form. `edited` comes with every change by hand, never while a draft is being shown."""

    edited = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, padding=tokens.XL, parent=parent)

    def show_text(self, text: DraftText, attestee: Attestee, /) -> None:
        """Show this draft's part."""
        raise NotImplementedError

    def written(self, text: DraftText) -> DraftText:
        """The draft with this part as it stands in the form."""
        raise NotImplementedError

    def spots(self) -> Mapping[str, QWidget]:
        """Where each place (see `missing.place_of`) of this part is written."""
        raise NotImplementedError

    def open_spot(self, place: str) -> None:
        """Make the place ready to be typed into, where it has to be opened first."""

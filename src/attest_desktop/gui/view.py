"""What the main window knows of a view."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from attest_desktop.gui.context import Context
from attest_desktop.work.guide import PLACE_OF, SENDING


class View(QWidget):
    """One page of the main window. `name` is what `Context.navigate` calls it; `title` its heading."""

    name = ""
    title = ""
    retitled = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName("view")
        self.setAccessibleName(self.title)

    def set_title(self, title: str) -> None:
        """Show another heading, e.g. a person's name."""
        self.title = title
        self.setAccessibleName(title)
        self.retitled.emit()

    @property
    def in_pages(self) -> bool:
        """Whether final pages are in front instead of what the view is called by."""
        return False

    @property
    def help_place(self) -> tuple[str, str] | None:
        """The page of the guide about what is shown now, and the heading in it."""
        return SENDING if self.in_pages else PLACE_OF.get(self.name)

    def take_keyboard(self) -> None:
        """Tab will begin with the view's first control; no control has the focus till then."""
        # A window that comes to the front keeps the focus only where a policy allows for it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A press beside the controls must not take the focus from one of them later."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def opened(self, payload: object) -> None:
        """The view was brought to the front; `payload` as given to `Context.navigate`."""

    def drop_words(self, _files: Sequence[Path]) -> str:
        """What dropping these files on the view would do, to follow «Отпустите, чтобы»; empty: nothing here."""
        return ""

    def take_files(self, files: Sequence[Path]) -> None:
        """The files for which `drop_words` had words were dropped."""

    def drop_place(self) -> tuple[str, str] | None:
        """The view and its payload that take dropped files in this one's stead; None when this one does."""
        return None

    def may_leave(self) -> bool:
        """Whether another view may be shown now; called when the user goes elsewhere or closes the window."""
        return True

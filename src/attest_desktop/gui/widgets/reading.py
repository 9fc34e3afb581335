"""What stands in a view's place until it has been read, and when it cannot be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.theme import icons
from attest_desktop.gui.widgets.buttons import SecondaryButton
from attest_desktop.gui.widgets.empty import EmptyState

# Its share of the height where a stretch follows: the words stand near the middle.
MIDDLE = 100
KEPT = "Ваши записи и файлы не тронуты."


class Reading(EmptyState):
    """«Открываем…», then hidden by its view; or what went wrong, with «Попробовать снова» that calls `again`."""

    def __init__(self, words: str, again: Callable[[], object], parent: QWidget | None = None) -> None:
        self.button = SecondaryButton("Попробовать снова", again, icon="refresh-cw")
        super().__init__("clock", words, "", self.button, parent)
        self._words = words
        self.begin()

    def begin(self) -> None:
        """It is being read."""
        icons.put(self.picture, "clock", "line_strong", 40)
        self.say(self._words, "Это недолго.")
        self.button.hide()
        if self.parentWidget() is not None:
            # Without one it would come up as a window of its own and take the keys.
            self.show()

    def show_error(self, error: AttestError) -> None:
        """Say what happened and what to do."""
        icons.put(self.picture, "circle-alert", "bad", 40)
        self.say(error.title, f"{error.what} {error.todo}".strip() + f"\n{KEPT}")
        self.button.show()
        self.show()

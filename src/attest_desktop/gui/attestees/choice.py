"""A button that opens a list of things to choose several of."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from attest_desktop.gui.theme import icons
from attest_desktop.gui.widgets import restyle


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its value, its word, an icon or nothing."""

    value: Hashable
    text: str
    icon: str = ""


class StayingMenu(QMenu):
    """Choosing an entry that can be ticked leaves the menu open: several are chosen at one go."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks, Enter ticks and closes."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


class ChoiceButton(QPushButton):
    """«Период: все», «Период: 2». Emits `chosen` with the frozen set of values; empty means all."""

    chosen = Signal(object)

    def __init__(self, title: str, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._everything = everything
        self._options: tuple[Option, ...] = ()
        self._values: frozenset[Hashable] = frozenset()
        self._actions: dict[Hashable, QAction] = {}
        self.setProperty("kind", "choice")
        self.setAutoDefault(False)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        icons.put(self, "chevron-down", "text_2", 16)
        self._menu = StayingMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._menu.setAccessibleName(title)
        self.clicked.connect(self.open)
        self._say()

    @property
    def values(self) -> frozenset[Hashable]:
        """What is chosen."""
        return self._values

    def offer(self, options: Sequence[Option]) -> None:
        """Offer these; what was chosen stays chosen, even if it is no longer offered."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        self._menu.clear()
        self._actions.clear()
        everything = self._menu.addAction(self._everything)
        everything.triggered.connect(lambda: self._take(frozenset()))
        self._menu.addSeparator()
        for option in self._options:
            action = self._menu.addAction(option.text)
            action.setCheckable(True)
            action.setChecked(option.value in self._values)
            action.triggered.connect(lambda _on=False, value=option.value: self._take(self._values ^ {value}))
            self._actions[option.value] = action
        self._say()

    def show_values(self, values: frozenset[Hashable]) -> None:
        """Show a choice that was made elsewhere; nothing is emitted."""
        self._values = frozenset(values)
        for value, action in self._actions.items():
            action.setChecked(value in self._values)
        self._say()

    def choose(self, text: str) -> None:
        """Tick the option with this word, or take its tick away."""
        next(option for option in self._menu.actions() if option.text() == text).trigger()

    def texts(self) -> list[str]:
        """The words that are offered."""
        return [option.text for option in self._options]

    def open(self) -> None:
        """Open the list below the button."""
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        if self._menu.actions():
            self._menu.setActiveAction(self._menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow down opens it, as with a list."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
            return
        super().keyPressEvent(event)

    def _take(self, values: frozenset[Hashable]) -> None:
        self.show_values(values)
        self.chosen.emit(self._values)

    def _say(self) -> None:
        words = [option.text for option in self._options if option.value in self._values]
        if not self._values:
            said = self._everything
        elif len(self._values) == 1:
            said = words[0] if words else "нет таких"
        else:
            said = f"{self._title}: выбрано {len(self._values)}"
        # In a layout from right to left a bracket or a figure at the end would change sides.
        self.setText(f"\u200e{said}\u200e")
        self.setAccessibleName(f"{self._title}: {', '.join(words) if words else self._everything.lower()}")
        self.setToolTip(", ".join(words))
        restyle(self, "chosen", bool(self._values))

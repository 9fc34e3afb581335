"""Buttons: one filled for the main thing, outlined for the rest, bare text for asides and for destroying."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from attest_desktop.gui.theme import icons


class _Button(QPushButton):
    kind = ""
    icon_colour = "text"

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", self.kind)
        self.setAccessibleName(name or text.replace("&", ""))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if icon:
            icons.put(self, icon, self.icon_colour)
        if on_click is not None:
            # The signal's own argument (checked) is not the caller's business.
            self.clicked.connect(lambda _checked=False: on_click())

    def setText(self, text: str) -> None:
        """Words or none: the icon alone stands in the middle."""
        came_or_went = bool(text) != bool(self.text())
        super().setText(text)
        if came_or_went:
            icons.fit(self)


class PrimaryButton(_Button):
    """The one thing to do here."""

    kind = "primary"
    icon_colour = "on_accent"


class SecondaryButton(_Button):
    """Another thing to do here."""

    kind = "secondary"


class TextButton(_Button):
    """An aside, like a link."""

    kind = "text"
    icon_colour = "accent_text"


class LinkButton(_Button):
    """An aside that stands on the left margin of a text."""

    kind = "link"
    icon_colour = "accent_text"


class DangerButton(_Button):
    """Takes something away."""

    kind = "danger"
    icon_colour = "bad"


class IconButton(QToolButton):
    """A square button with an icon only; `name` is its tooltip and accessible name."""

    def __init__(
        self,
        icon: str,
        name: str,
        on_click: Callable[[], object] | None = None,
        *,
        colour: str = "text_2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.put(self, icon, colour)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

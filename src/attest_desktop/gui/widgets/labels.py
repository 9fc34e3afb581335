"""Texts of the type scale."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from attest_desktop.gui.reader import speaks_as


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks about, and show it."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def label(text: str, kind: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> QLabel:
    """A label; `kind` is one of heading, title, lead, strong, second, muted, caption, error, field."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


class _Kind(QLabel):
    kind = ""
    wrap = True

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(self.wrap)
        self.setProperty("kind", self.kind)


class Heading(_Kind):
    """The heading of a page."""

    kind = "heading"


class Title(_Kind):
    """The heading of a card or a section."""

    kind = "title"


class Strong(_Kind):
    """Words that matter in a line."""

    kind = "strong"


class Second(_Kind):
    """Secondary text."""

    kind = "second"


class Muted(_Kind):
    """Text that may be overlooked."""

    kind = "muted"


class Caption(_Kind):
    """Small explaining text."""

    kind = "caption"


class Elided(QFrame):
    """One line of text that ends in «…» where there is no room; the whole text is in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speaks_as(self, QAccessible.Role.StaticText)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self._text if shown != self._text else "")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

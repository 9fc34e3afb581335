"""The navigation on the left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import colour, font, theme
from attest_desktop.gui.widgets import Elided, Strong

WIDTH, NARROW = 200, 60


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: the view's name, the word on screen and the icon."""

    view: str
    title: str
    icon: str


class _Entry(QPushButton):
    """An entry with an icon and, where there is something to count, a badge on the right."""

    def __init__(self, place: Place, shortcut: str) -> None:
        super().__init__(place.title)
        self.place = place
        self._narrow = False
        self.count = 0
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAccessibleName(place.title)
        self.setToolTip(f"{place.title} ({shortcut})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._on_toggled)
        icons.put(self, place.icon, "text_2", 18)

    def _on_toggled(self, checked: bool) -> None:
        icons.put(self, self.place.icon, "on_accent_soft" if checked else "text_2", 18)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon only; the word is in the tooltip and for screen readers."""
        self._narrow = narrow
        self.setText("" if narrow else self.place.title)
        self._on_toggled(self.isChecked())

    def set_count(self, count: int, meaning: str) -> None:
        """Show a number; zero shows none."""
        self.count = count
        self.setAccessibleDescription(f"{meaning}: {count}" if count else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the badge on it."""
        super().paintEvent(event)
        if not self.count:
            return
        face = font(tokens.CAPTION, QFont.Weight.DemiBold)
        text = str(self.count)
        height = 20
        width = max(height, QFontMetrics(face).horizontalAdvance(text) + 12)
        if self._narrow:
            box = QRectF(self.width() - width, 0, width, height)
        else:
            box = QRectF(self.width() - width - 10, (self.height() - height) / 2, width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(colour("on_accent"))
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class Sidebar(QWidget):
    """Emits `chosen` with the view's name."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...], who: str, where: str) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Разделы")
        self._narrow = False
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.L, tokens.M, tokens.M)
        column.setSpacing(2)
        column.addLayout(self._brand())
        column.addSpacing(tokens.L)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.entries: dict[str, _Entry] = {}
        for number, place in enumerate(places, 1):
            entry = _Entry(place, keys.printed(keys.PLACES.keys[number - 1]))
            entry.clicked.connect(lambda _checked=False, view=place.view: self.chosen.emit(view))
            self._group.addButton(entry)
            self.entries[place.view] = entry
            column.addWidget(entry)
        column.addStretch(1)
        self._who = Elided(who)
        self._where = Elided(where)
        self._where.setProperty("kind", "muted")
        for part in (self._who, self._where):
            line = QHBoxLayout()
            line.setContentsMargins(tokens.S, 0, tokens.S, 0)
            line.addWidget(part)
            column.addLayout(line)
        self._fit_width()
        theme.changed.connect(self._fit_width)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for entry in self.entries.values():
            entry.set_narrow(narrow=narrow)
        for words in (self._name, self._who, self._where):
            words.setHidden(narrow)
        self._fit_width()

    def _fit_width(self) -> None:
        self.setFixedWidth(NARROW if self._narrow else round(WIDTH * max(1.0, theme.scale)))

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(tokens.S, 0, 0, 0)
        row.setSpacing(tokens.S)
        mark = QLabel()
        icons.put(mark, "clipboard-pen-line", "accent_text", 24)
        row.addWidget(mark)
        self._name = Strong("Аттестация")
        self._name.setProperty("kind", "title")
        row.addWidget(self._name, 1)
        return row

    def set_who(self, who: str, where: str) -> None:
        """Show whose desk this is."""
        self._who.set_text(who)
        self._where.set_text(where)

    def show_current(self, view: str) -> None:
        """Mark the entry of the view in front; a view without an entry leaves the marks as they are."""
        if view in self.entries:
            self.entries[view].setChecked(True)

    def sizeHint(self) -> QSize:
        """The fixed width."""
        return QSize(self.width(), super().sizeHint().height())

"""Drawing a signature: the sheet, ink and line, taking back and wiping."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from attest_desktop.gui.signatures.sheet import Sheet
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import PrimaryButton, Second, SecondaryButton, label
from attest_desktop.work.signatures import Lifted, draw

HOW = "Распишитесь так, как подписываете бумаги. Не понравилось — сотрите и попробуйте ещё раз."
# Name on screen and width in px of the sheet.
LINES = (("тонкая", 4.0), ("обычная", 5.5), ("толстая", 7.5))


class InkColour(Enum):
    """Colours of pens that papers are signed with: red, green, blue."""

    BLUE = (26, 44, 120)
    BLACK = (22, 22, 26)


class DrawingPage(QWidget):
    """Emits `drawn` when the sheet is ready to be looked at."""

    drawn = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet()
        self._blue = QRadioButton("Синие")
        self._black = QRadioButton("Чёрные")
        self._line = QComboBox()
        self._line.setAccessibleName("Толщина линии")
        for name, width in LINES:
            self._line.addItem(name, width)
        self._line.setCurrentIndex(1)
        self._undo = SecondaryButton("Отменить штрих", self.sheet.undo, icon="undo-2")
        self._undo.setToolTip("Ctrl+Z")
        self._wipe = SecondaryButton("Стереть", self.sheet.wipe, icon="eraser")
        self._on = PrimaryButton("Посмотреть подпись", self.drawn.emit)
        self._build()
        self._blue.setChecked(True)
        self._blue.toggled.connect(self._set_pen)
        self._line.currentIndexChanged.connect(self._set_pen)
        self.sheet.changed.connect(self._on_changed)
        QShortcut(
            QKeySequence.StandardKey.Undo,
            self,
            self.sheet.undo,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self._set_pen()
        self._on_changed()

    @property
    def ink(self) -> InkColour:
        """The chosen colour."""
        return InkColour.BLUE if self._blue.isChecked() else InkColour.BLACK

    def lifting(self) -> Callable[[], Lifted]:
        """What makes ink of the sheet as it is now; to be called in the background."""
        strokes = [list(stroke.points) for stroke in self.sheet.strokes]
        ink, width = self.ink.value, self.sheet.thickness
        return lambda: draw(strokes, ink, width)

    def _set_pen(self) -> None:
        self.sheet.set_pen(QColor(*self.ink.value), float(self._line.currentData()))

    def _on_changed(self) -> None:
        for button in (self._undo, self._wipe, self._on):
            button.setEnabled(bool(self.sheet.strokes))

    def _build(self) -> None:
        group = QButtonGroup(self)
        tools = QHBoxLayout()
        tools.setSpacing(tokens.S)
        tools.addWidget(label("Чернила:", "second", wrap=False))
        for button in (self._blue, self._black):
            button.setAccessibleName(f"Чернила: {button.text().lower()}")
            group.addButton(button)
            tools.addWidget(button)
        tools.addSpacing(tokens.L)
        tools.addWidget(label("Линия:", "second", wrap=False))
        tools.addWidget(self._line)
        tools.addStretch(1)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(SecondaryButton("Назад", self.back.emit, icon="arrow-left"))
        bottom.addSpacing(tokens.L)
        bottom.addWidget(self._undo)
        bottom.addWidget(self._wipe)
        bottom.addStretch(1)
        bottom.addWidget(self._on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(Second(HOW))
        column.addWidget(self.sheet, 1)
        column.addLayout(tools)
        column.addStretch()
        column.addLayout(bottom)

"""«Вид» in the settings: the colours and the size of the text, both seen at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.prefs import LARGEST, SIZE_STEP, SMALLEST, USUAL, Preferences
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.gui.widgets import Caption, Card, Field, IconButton, TextButton, label

# While the slider is being drawn, the window is not dressed anew at every step.
SETTLES_MS = 120
SIZE = "Размер текста"
HINT = f"Меняется и клавишами: {keys.LARGER.told} крупнее, {keys.SMALLER.told} мельче, {keys.USUAL.told} обычный."


class LookCard(Card):
    """What is chosen is in force at once and remembered."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("Вид", parent=parent)
        self._preferences = preferences
        self.look_box = QComboBox()
        for look in Look:
            self.look_box.addItem(look.value, look)
        self.look_box.activated.connect(self._on_look)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST // SIZE_STEP, LARGEST // SIZE_STEP)
        self.slider.setPageStep(2)
        self.slider.setAccessibleName(SIZE)
        self.slider.valueChanged.connect(self._on_slider)
        self._told = label("", "strong", wrap=False)
        self._smaller = IconButton("minus", "Мельче текст", lambda: self.slider.triggerAction(LESS))
        self._larger = IconButton("plus", "Крупнее текст", lambda: self.slider.triggerAction(MORE))
        self._usual = TextButton(
            "Обычный", lambda: self.slider.setValue(USUAL // SIZE_STEP), name="Обычный размер"
        )
        sizes = QWidget()
        row = QHBoxLayout(sizes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        for part in (self._smaller, self.slider, self._larger, self._told, self._usual):
            row.addWidget(part, 1 if part is self.slider else 0)
        both = QGridLayout()
        both.setHorizontalSpacing(tokens.XL)
        both.addWidget(Field("Оформление", self.look_box), 0, 0)
        size = QVBoxLayout()
        size.setSpacing(tokens.XS)
        size.addWidget(label(SIZE, "field"))
        size.addWidget(sizes)
        both.addLayout(size, 0, 1)
        both.setColumnStretch(0, 2)
        both.setColumnStretch(1, 3)
        self.body.addLayout(both)
        self.body.addWidget(Caption(HINT))
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settle.timeout.connect(self._put_in_force)
        theme.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """The look may have been changed by keys or by «Найти»."""
        self.look_box.setCurrentIndex(self.look_box.findData(theme.look))
        self.slider.blockSignals(True)
        self.slider.setValue(round(theme.scale * 100 / SIZE_STEP))
        self.slider.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        percent = self.slider.value() * SIZE_STEP
        widest = self._told.fontMetrics().horizontalAdvance("100\u00a0%") + tokens.XS
        self._told.setMinimumWidth(widest)
        self._told.setText(f"{percent}\u00a0%")
        self.slider.setAccessibleDescription(f"{percent} процентов")
        self._smaller.setEnabled(percent > SMALLEST)
        self._larger.setEnabled(percent < LARGEST)
        self._usual.setEnabled(percent != USUAL)

    def _on_slider(self) -> None:
        self._tell()
        self._settle.start()

    def _put_in_force(self) -> None:
        put_in_force(self._preferences, scale=self.slider.value() * SIZE_STEP / 100)

    def _on_look(self) -> None:
        put_in_force(self._preferences, look=self.look_box.currentData())


LESS, MORE = QSlider.SliderAction.SliderSingleStepSub, QSlider.SliderAction.SliderSingleStepAdd


def put_in_force(preferences: Preferences, *, look: Look | None = None, scale: float | None = None) -> None:
    """Show the window in another look or text size from now on, and the next time."""
    if look is not None:
        preferences.look = look
    if scale is not None:
        preferences.scale = scale
    theme.apply(look, scale)


def step_size(preferences: Preferences, by: int) -> int:
    """Make all text larger (`by` 1), smaller (-1), or of the usual size (0); the percent now."""
    percent = USUAL if by == 0 else round(theme.scale * 100) + by * 2 * SIZE_STEP
    percent = min(max(percent, SMALLEST), LARGEST)
    if percent != round(theme.scale * 100):
        put_in_force(preferences, scale=percent / 100)
    return percent

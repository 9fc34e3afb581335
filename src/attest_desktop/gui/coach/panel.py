"""What the coach says and offers: a low panel under the view, never over it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.gui.coach.steps import Step
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Caption,
    IconButton,
    PrimaryButton,
    Second,
    SecondaryButton,
    Strong,
    TextButton,
)

# In a narrower window the buttons go under the words.
ROOMY = 900
BAR_WIDTH = 120
FINISHED = "Готово: учебное заключение подтверждено"
WHAT_WAS_DONE = (
    "Вы выбрали человека, вписали тексты, проверили страницы и подписи и отправили файл; сервис его хранит. "
    "В личном кабинете всё так же, только люди настоящие."
)
FOLD, UNFOLD = "Свернуть подсказку", "Развернуть подсказку"


class CoachPanel(QFrame):
    """Tells of presses; knows nothing of the window."""

    show_me = Signal()
    example = Signal()
    examples = Signal()
    go_on = Signal()
    again = Signal()
    enter = Signal()
    closed = Signal()
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coach")
        self.setAccessibleName("Учебные шаги")
        self._open = True
        self._count = Caption("")
        self._count.setWordWrap(False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(Step))
        self._bar.setFixedWidth(BAR_WIDTH)
        self._title = Strong("")
        self._text = Second("")
        self.enter_button = PrimaryButton("Войти в личный кабинет", self.enter.emit)
        self.go_on_button = PrimaryButton("Дальше", self.go_on.emit, name="Дальше: посмотрел")
        self.example_button = SecondaryButton("Вставить пример", self.example.emit, icon="clipboard-paste")
        self.examples_button = TextButton("Вставить остальные", self.examples.emit)
        self.examples_button.setAccessibleName("Вставить остальные примеры")
        self.show_button = SecondaryButton("Показать мне", self.show_me.emit, icon="eye")
        self.again_button = TextButton("Пройти ещё раз", self.again.emit)
        self._fold = IconButton("chevron-down", FOLD, self.toggle)
        self._close = IconButton("x", "Закрыть учебные шаги", self.closed.emit)
        self._buttons = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self._count)
        head.addWidget(self._bar)
        head.addStretch(1)
        head.addWidget(self._fold)
        head.addWidget(self._close)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.S)
        for button in (
            self.enter_button,
            self.go_on_button,
            self.example_button,
            self.examples_button,
            self.show_button,
            self.again_button,
        ):
            buttons.addWidget(button)
        buttons.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._text)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(tokens.S)
        self._body.addLayout(said, 1)
        self._body.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.S, tokens.M, tokens.S)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._body)

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded."""
        return self._open

    def toggle(self) -> None:
        """Fold up to the one line of the heading, or unfold."""
        self._open = not self._open
        for part in (self._text, self._buttons):
            part.setVisible(self._open)
        name = FOLD if self._open else UNFOLD
        self._fold.setAccessibleName(name)
        self._fold.setToolTip(name)
        icons.put(self._fold, "chevron-down" if self._open else "chevron-up", "text_2")
        self.folded.emit(not self._open)

    def show_step(self, step: Step, done: int, text: str, *, examples: bool, go_on: bool) -> None:
        """Say what to do next."""
        number = list(Step).index(step) + 1
        self._say(f"Шаг {number} из {len(Step)}", step.value, text, done)
        self.example_button.setVisible(examples)
        self.examples_button.setVisible(examples)
        self.go_on_button.setVisible(go_on)
        self.show_button.setVisible(step is not Step.CONFIRMED)
        for button in (self.enter_button, self.again_button):
            button.hide()

    def show_end(self, minutes: str) -> None:
        """Say what was done, and where to go from here."""
        self._say(f"Все шаги пройдены{minutes}", FINISHED, WHAT_WAS_DONE, len(Step))
        for button in (self.example_button, self.examples_button, self.go_on_button, self.show_button):
            button.hide()
        for button in (self.enter_button, self.again_button):
            button.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the words where there is room."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY * max(1.0, theme.scale)
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)

    def _say(self, count: str, title: str, text: str, done: int) -> None:
        heading = self._title.text() != title
        self._count.setText(count)
        self._bar.setValue(done)
        self._bar.setAccessibleName(f"Сделано шагов: {done} из {len(Step)}")
        self._title.setText(title)
        if self._text.text() != text:
            self._text.setText(text)
        if heading and self.isVisible() and QAccessible.isActive():
            # Without the focus a screen reader would not notice it.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{count}. {title}. {text}"))

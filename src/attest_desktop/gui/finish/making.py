"""What the column beside the pages says while they are being made, and when they could not be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Second, TextButton, Title

MAKING = "Что сейчас делается"
NONE = "Страниц пока нет"
STEPS = (
    ("file-text", "Ваш текст встаёт в действующий шаблон."),
    ("signature", "Подписи встают на свои строки; здесь их можно будет проверить."),
    ("file-check", "Текст проверяется; замечания появятся здесь."),
)
LATER = "Когда они будут готовы, здесь появятся замечания к тексту и подписи."
NOTHING_GOES = "Пока Вы не нажмёте «Отправить», на сервис ничего не уходит."


class Doing(QWidget):
    """What is being done now, how far it is, and «Отменить»."""

    cancel = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = Second("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Ход работы")
        self._cancel = TextButton("Отменить", self.cancel.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        for part in (self._step, self._bar, self._cancel):
            layout.addWidget(part)

    def tell(self, step: str, part: float | None) -> None:
        """How far it is: a share of one, or None where that is not known."""
        self._step.setText(step)
        self._bar.setRange(0, 0 if part is None else 1000)
        if part is not None:
            self._bar.setValue(round(part * 1000))


class Making(QWidget):
    """Stands where the remarks and the signers will be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doing = Doing()
        self._title = Title(MAKING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, tokens.XS, 0)
        layout.setSpacing(tokens.L)
        layout.addWidget(self._title)
        self._later = Second(LATER)
        layout.addWidget(self._later)
        self._steps = QWidget()
        steps = QVBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(tokens.L)
        steps.addWidget(self.doing)
        for icon, words in STEPS:
            picture = QLabel()
            icons.put(picture, icon, "text_3")
            line = QHBoxLayout()
            line.setSpacing(tokens.S)
            line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Second(words), 1)
            steps.addLayout(line)
        steps.addWidget(Second(NOTHING_GOES))
        layout.addWidget(self._steps)
        layout.addStretch(1)
        self.begin()

    def begin(self) -> None:
        """They are being made."""
        self._show(making=True)

    def give_up(self) -> None:
        """They could not be, or were stopped; why stands where they would."""
        self._show(making=False)

    def _show(self, *, making: bool) -> None:
        self._title.setText(MAKING if making else NONE)
        self._steps.setVisible(making)
        self._later.setHidden(making)

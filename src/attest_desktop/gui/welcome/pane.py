"""The welcome of a computer that knows no account yet: two ways in, of equal rank."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, Card, Heading, LinkButton, PrimaryButton, Second, Title

HEADING = "Добро пожаловать"
ABOUT = (
    "Программа помогает специалисту по аттестации: от списка аттестуемых до сданного заключения. С чего начнёте?"
)
ENTER, TRY = "Войти в личный кабинет", "Попробовать в учебном режиме"
ENTER_ABOUT = (
    "Нужны имя пользователя и пароль. Программа возьмёт из кабинета Ваших аттестуемых и шаблон заключения."
)
ENTER_DATA = "Данные лежат только на этом компьютере, зашифрованными: {}"
TRY_ABOUT = "Вход не нужен: аттестуемые вымышлены, подсказка проведёт до готового заключения минут за пять."
TRY_DATA = "На сервис ничего не уходит. Данные лежат во временной папке и исчезают при выходе."
ROOMY = 610


class WelcomePane(QWidget):
    """Emits which way the user goes."""

    enter = Signal()
    training = Signal()
    register = Signal()

    def __init__(self, data_dir: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter_button = PrimaryButton(ENTER, self.enter.emit)
        self.training_button = PrimaryButton(TRY, self.training.emit)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(tokens.L)
        for icon, title, button, about, data in (
            ("lock", "Работа", self.enter_button, ENTER_ABOUT, ENTER_DATA.format(_breakable(data_dir))),
            ("graduation-cap", "Учебный режим", self.training_button, TRY_ABOUT, TRY_DATA),
        ):
            self._row.addWidget(_choice(icon, title, button, about, data), 1)
        heading = Heading(HEADING)
        heading.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(heading)
        column.addWidget(Second(ABOUT))
        column.addSpacing(tokens.S)
        column.addLayout(self._row)
        newcomer = QHBoxLayout()
        newcomer.setSpacing(tokens.S)
        question = Second("Ещё нет учётной записи?")
        question.setWordWrap(False)
        newcomer.addWidget(question)
        newcomer.addWidget(LinkButton("Регистрация по ссылке координатора", self.register.emit))
        newcomer.addStretch(1)
        column.addLayout(newcomer)

    def set_busy(self, *, busy: bool) -> None:
        """Something goes on: no second way can be chosen meanwhile."""
        self.setEnabled(not busy)
        self.training_button.setText("Готовим…" if busy else TRY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One under the other where there is no room beside each other."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY * theme.scale
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)


def _choice(icon: str, title: str, button: PrimaryButton, about: str, data: str) -> Card:
    card = Card(padding=tokens.L)
    picture = QLabel()
    icons.put(picture, icon, "accent_text", 28)
    button.setAccessibleDescription(f"{about} {data}")
    for part in (picture, Title(title), Second(about), Caption(data)):
        card.body.addWidget(part)
    card.body.addStretch(1)
    card.body.addWidget(button)
    return card


def _breakable(path: Path) -> str:
    """A path that may be broken after its slashes."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")

"""«Справка»: the way of a conclusion, whom to call, shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attest_desktop import __version__
from attest_desktop.domain.period import HAND_IN_RULE
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.shell import KeysTable
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import Caption, Card, Second, Strong, label, page

STEPS = (
    (
        "Обновите данные",
        "Программа возьмёт из личного кабинета список аттестуемых, Ваш профиль и действующий шаблон.",
    ),
    ("Проверьте профиль", "Чаще всего ошибаются в месте работы. Исправляется оно в личном кабинете на сайте."),
    (
        "Напишите заключение",
        "Откройте аттестуемого и начните: всё известное уже заполнено, текст сохраняется сам.",
    ),
    (
        "Добавьте подписи",
        "Изображениями на странице «Подписи» или на бумаге: напечатайте, подпишите и добавьте сканы на карточке.",
    ),
    ("Отправьте", "Нажмите «Отправить». Без интернета файл подождёт и уйдёт, когда связь появится."),
    (
        "Проследите до 12 числа",
        "Аттестуемый печатает, подписывает и загружает все страницы у себя. Проверьте: Главная → «Контроль».",
    ),
)
WHOM = (
    ("Забыто имя пользователя", "Муниципальный координатор"),
    ("Забыт пароль", "Сброс на странице входа; новый придёт на Вашу почту"),
    ("Замена специалиста после утверждения графика", "Только по согласованию с муниципальным координатором"),
    ("Не хватает материалов аттестуемого", "Сам аттестуемый, руководитель или ответственный за аттестацию"),
    ("В строке нажато «Аттестовать»", "Сотрудники Центра (ЦОПМиКП ТОИПКРО)"),
    ("Не можете работать, даже недолго", "Сотрудники Центра: сообщите заранее"),
)


class HelpView(View):
    """Short and to the point."""

    name = "help"
    title = "Справка"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        column = page(self, widest=1120)
        row = QHBoxLayout()
        row.setSpacing(tokens.L)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(tokens.L)
            row.addLayout(side, 1)
        left.addWidget(_steps())
        left.addWidget(_never())
        right.addWidget(_whom())
        right.addWidget(_keys())
        left.addStretch(1)
        right.addStretch(1)
        column.addLayout(row)
        column.addWidget(Caption(f"Аттестация, версия {__version__}"))
        column.addStretch(1)
        # Little to press here: the text itself takes the keyboard, to be scrolled with it.
        (text,) = self.findChildren(QScrollArea)
        text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        text.setProperty("kind", "read")
        text.setAccessibleName("Справка: текст")
        speaks_as(text, QAccessible.Role.Document)


def _steps() -> Card:
    card = Card("Как сдать заключение")
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.M)
    grid.setVerticalSpacing(tokens.M)
    grid.setColumnStretch(1, 1)
    for number, (title, words) in enumerate(STEPS, 1):
        mark = label(f"{number}.", "title", wrap=False)
        grid.addWidget(mark, number, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Strong(title))
        text.addWidget(Second(words))
        grid.addLayout(text, number, 1)
    card.body.addLayout(grid)
    card.body.addWidget(Caption(HAND_IN_RULE))
    return card


def _never() -> Card:
    card = Card("Чего программа не делает")
    card.body.addWidget(
        Second(
            "Программа никогда не нажимает «Аттестовать» и не имеет такой кнопки. Не нажимайте её и на сайте: "
            "после этого сотрудники Центра не могут ни открыть, ни скачать заключение."
        )
    )
    return card


def _whom() -> Card:
    card = Card("К кому обращаться")
    for when, who in WHOM:
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Strong(when))
        text.addWidget(Second(who))
        card.body.addLayout(text)
    return card


def _keys() -> Card:
    card = Card("Клавиши")
    card.body.addWidget(Second(f"Эта же таблица открывается в любом месте по {keys.KEYS.told}."))
    card.body.addWidget(KeysTable(columns=False))
    return card

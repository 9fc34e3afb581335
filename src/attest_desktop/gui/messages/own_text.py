"""The expert's own wording of a ready text, and the way back to the shipped one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Caption,
    Field,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    resize_within_screen,
)
from attest_desktop.work.message_texts import ReadyText, change_text, ready_text, restore_text

SIZE = (720, 600)
PLACES = (
    ("{приветствие}", "приветствие"),
    ("{подпись}", "моя подпись"),
    ("{ФИО:р}", "ФИО, кого?"),
    ("{ФИО:д}", "ФИО, кому?"),
    ("{должность:р}", "должность, кого?"),
    ("{день выхода}", "день выхода"),
    ("{период}", "период"),
    ("{форма}", "форма"),
    ("{категория:в}", "категория, на какую?"),
    ("{срок сдачи}", "срок сдачи"),
    ("{чего не хватает}", "чего не хватает"),
    ("{организация}", "организация"),
)
IN_LINE = 4
ABOUT = (
    "Заготовка общая для всех аттестуемых. Слова в фигурных скобках программа заменит сама: имя — в нужном "
    "падеже, из {ознакомлен/ознакомлена} выберет слово для мужчины или женщины."
)


class OwnTextDialog(QDialog):
    """`changed` comes when a wording was kept or put back."""

    changed = Signal()

    def __init__(self, context: Context, text_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._id = context, text_id
        self.setWindowTitle("Заготовка сообщения")
        self.setAccessibleName("Заготовка сообщения")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self.subject = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Текст заготовки")
        self.text.setTabChangesFocus(True)
        self.error = Caption("")
        self._back = TextButton("Вернуть исходный текст", self._on_back, icon="undo-2")
        self._keep = PrimaryButton("Сохранить заготовку", self._on_keep)
        self._build()
        desk = context.desk
        context.runner.start(lambda _p, _c: ready_text(desk, text_id), owner=self, on_done=self._show, quiet=True)

    def _show(self, ready: ReadyText) -> None:
        self.subject.setText(ready.subject)
        self.subject.setCursorPosition(0)
        self.text.setPlainText(ready.text)
        self._back.setVisible(ready.changed)

    def _on_keep(self) -> None:
        desk, wanted, subject, text = self._context.desk, self._id, self.subject.text(), self.text.toPlainText()
        self._run(lambda: change_text(desk, wanted, subject, text))

    def _on_back(self) -> None:
        desk, wanted = self._context.desk, self._id
        self._run(lambda: restore_text(desk, wanted))

    def _run(self, act: Callable[[], ReadyText]) -> None:
        def done(_ready: ReadyText) -> None:
            self.changed.emit()
            self.accept()

        def failed(error: AttestError) -> None:
            self.error.setText(f"{error.what} {error.todo}")

        self._context.runner.start(
            lambda _p, _c: act(), owner=self, on_done=done, on_failed=failed, quiet=True, in_order=True
        )

    def _build(self) -> None:
        places = QGridLayout()
        places.setSpacing(tokens.XS)
        for number, (put, words) in enumerate(PLACES):
            button = TextButton(words, _putting(self.text, put), icon="plus", name=f"Вставить {put}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            places.addWidget(button, number // IN_LINE, number % IN_LINE, Qt.AlignmentFlag.AlignLeft)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._back)
        bottom.addStretch(1)
        bottom.addWidget(SecondaryButton("Отмена", self.reject))
        bottom.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        column.addWidget(Second(ABOUT))
        column.addWidget(Field("Тема", self.subject))
        column.addWidget(self.text, 1)
        column.addWidget(Caption("Вставить в текст:"))
        column.addLayout(places)
        column.addWidget(self.error)
        column.addLayout(bottom)


def _putting(text: QPlainTextEdit, words: str) -> Callable[[], None]:
    def put() -> None:
        text.insertPlainText(words)
        text.setFocus()

    return put

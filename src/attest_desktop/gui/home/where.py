"""«Где Вы работаете»: it decides how and until when conclusions made in person are handed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from attest_desktop.domain.deadlines import Where
from attest_desktop.gui.context import Context
from attest_desktop.gui.home.swap import swapped
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Caption,
    Card,
    LinkButton,
    PrimaryButton,
    Second,
    SecondaryButton,
    Title,
)
from attest_desktop.work.desk import Desk
from attest_desktop.work.where import choose_where, chosen_where, told_where

TITLE = "Где Вы работаете"
WHY = "От этого зависят срок и способ сдачи заключения при очной форме."
AUTO = "как в профиле"
# What each answer means for conclusions made in person.
MEANS = {
    Where.CITY: "На бумаге руководителю предметной группы, до 10 числа второго месяца.",
    Where.LEADER: "На бумаге ответственному в муниципалитете, до 12 числа второго месяца.",
    Where.OTHER: "На бумаге ответственному в муниципалитете, до 12 числа второго месяца.",
    Where.REMOTE: "Скан в электронной системе, до 12 числа второго месяца.",
}
NAMES = {
    Where.CITY: "Томск или Северск",
    Where.LEADER: "Томск или Северск, я руководитель предметной группы",
    Where.OTHER: "Другой муниципалитет",
    Where.REMOTE: "Отдалённый муниципалитет",
}


class WhereCard(Card):
    """Asks once, quietly; one press answers. `on_choose` gets the answer."""

    def __init__(self, on_choose: Callable[[Where], object]) -> None:
        super().__init__(TITLE)
        self._on_choose = on_choose
        self._inside: QWidget | None = None
        self._asked: Where | None = None

    def ask(self, known: Where, municipality: str) -> None:
        """Ask which of all, or only whether a known municipality is a remote one."""
        if known is self._asked and self._inside is not None:
            return
        self._asked = known
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S if known is Where.OTHER else 0)
        if known is Where.OTHER:
            column.addWidget(Second(f"{municipality or 'Ваш муниципалитет'} — отдалённый муниципалитет?"))
            row = QHBoxLayout()
            row.setSpacing(tokens.S)
            for words, answer in (("Да", Where.REMOTE), ("Нет", Where.OTHER)):
                name = f"{words}, {'отдалённый' if answer is Where.REMOTE else 'не отдалённый'}"
                row.addWidget(SecondaryButton(words, partial(self._on_choose, answer), name=name))
            row.addStretch(1)
            column.addLayout(row)
        else:
            for answer, words in NAMES.items():
                column.addWidget(
                    LinkButton(_short(answer), partial(self._on_choose, answer), name=words),
                    0,
                    Qt.AlignmentFlag.AlignLeft,
                )
        column.addWidget(Caption(WHY))
        self._inside = swapped(self.body, self._inside, fresh)


class WhereDialog(QDialog):
    """All answers with what each means; the kept one is chosen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self._group = QButtonGroup(self)
        self._answers: list[Where | None] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.XL)
        column.setSpacing(0)
        column.addWidget(Title(TITLE))
        column.addSpacing(tokens.XS)
        column.addWidget(Second(WHY))
        column.addSpacing(tokens.S)
        self._add(column, None, "Определять по профилю", "Программа смотрит на муниципалитет в Вашем профиле.")
        for answer, words in NAMES.items():
            self._add(column, answer, words, MEANS[answer])
        column.addSpacing(tokens.M)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch(1)
        buttons.addWidget(SecondaryButton("Отменить", self.reject))
        save = PrimaryButton("Сохранить", self._on_save)
        save.setDefault(True)
        buttons.addWidget(save)
        column.addLayout(buttons)
        self.setMinimumWidth(600)
        desk = context.desk
        context.runner.start(lambda _p, _c: chosen_where(desk), owner=self, on_done=self._show, quiet=True)

    def _add(self, column: QVBoxLayout, answer: Where | None, words: str, means: str) -> None:
        button = QRadioButton(words)
        button.setAccessibleDescription(means)
        self._group.addButton(button, len(self._answers))
        self._answers.append(answer)
        about = Caption(means)
        about.setContentsMargins(30, 0, 0, tokens.S)
        column.addWidget(button)
        column.addWidget(about)

    def _show(self, chosen: Where | None) -> None:
        place = self._answers.index(chosen) if chosen in self._answers else 0
        self._group.button(place).setChecked(True)
        self._group.button(place).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        set_where(self._context, self._answers[max(0, self._group.checkedId())])
        self.accept()


class WhereSetting(Card):
    """The card for «Настройки»: what is in force, and the way to change it."""

    def __init__(self, context: Context) -> None:
        super().__init__(TITLE)
        self._context = context
        self._now = Second("")
        self.body.addWidget(self._now)
        self.button = SecondaryButton(
            "Изменить…", lambda: open_where(context, self), name="Изменить, где Вы работаете"
        )
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        context.people_changed.connect(self.load)

    def load(self) -> None:
        """Read what is in force."""
        desk = self._context.desk
        self._context.runner.start(lambda _p, _c: told_where(desk), owner=self, on_done=self._show, quiet=True)

    def _show(self, told: str) -> None:
        self._now.setText(f"{told} {WHY}")


def open_where(context: Context, parent: QWidget) -> WhereDialog:
    """Show the dialog without stopping the window."""
    dialog = WhereDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog


def set_where(context: Context, answer: Where | None) -> None:
    """Keep the answer and let everything be counted anew; it can be taken back."""
    desk = context.desk

    def job() -> Where | None:
        before = chosen_where(desk)
        choose_where(desk, answer)
        return before

    def done(before: Where | None) -> None:
        context.people_changed.emit()
        words = NAMES[answer].lower() if answer in NAMES else AUTO
        context.say(f"Запомнили, где Вы работаете: {words}.", lambda: _take_back(context, before))

    context.runner.start(lambda _p, _c: job(), owner=context, on_done=done, quiet=True, in_order=True)


def _take_back(context: Context, before: Where | None) -> None:
    desk: Desk = context.desk
    context.runner.start(
        lambda _p, _c: choose_where(desk, before),
        owner=context,
        on_done=lambda _none: context.people_changed.emit(),
        quiet=True,
        in_order=True,
    )


def _short(answer: Where) -> str:
    return {Where.LEADER: "Руководитель предметной группы"}.get(answer, NAMES[answer])

"""«Первые шаги» on «Главная»: what is worth doing in the first days, ticked by what is really done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.outside import CannotOpenError, open_path
from attest_desktop.gui.safety import open_recovery
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Caption, Card, IconButton, Strong, TextButton
from attest_desktop.work.first_steps import (
    FirstStep,
    FirstSteps,
    first_steps,
    hide_first_steps,
    looked_at,
    show_first_steps,
)

# The payload for «Главная» that brings the card back.
FIRST_STEPS = "first-steps"
TITLE = "Первые шаги"
HIDDEN = "Больше не покажем. Вернуть список можно из «Справки» или через «Найти»."
ALL_DONE = "Первые шаги пройдены."


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    about: str
    button: str


WORDS = {
    FirstStep.PROFILE: _Words(
        "Проверить профиль", "Чаще всего ошибаются в месте работы: оно попадает в заключение.", "Открыть профиль"
    ),
    FirstStep.RECOVERY: _Words(
        "Записать код восстановления", "Он откроет данные, если система потеряет ключ к ним.", "Создать код…"
    ),
    FirstStep.SIGNATURE: _Words(
        "Добавить подпись",
        "Нарисовать или снять с листа. Можно и позже: перед первой отправкой.",
        "Добавить подпись",
    ),
    FirstStep.DATA: _Words(
        "Узнать, где лежат данные", "Только на этом компьютере, в зашифрованном виде.", "Открыть папку"
    ),
    FirstStep.CONCLUSION: _Words(
        "Написать первое заключение", "Всё известное уже заполнено, текст сохраняется сам.", "К аттестуемым"
    ),
}


class FirstStepsCard(Card):
    """Hidden until `load` finds that there is something left to do. `settled` tells whether it is shown."""

    settled = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self._context = context
        self._asked_for = False
        self._count = Caption("")
        self._count.setWordWrap(False)
        self._marks: dict[FirstStep, QLabel] = {}
        self.buttons: dict[FirstStep, TextButton] = {}
        self._titles: dict[FirstStep, Strong] = {}
        if self.head is not None:
            self.head.addWidget(self._count)
            self.head.addWidget(IconButton("x", "Убрать первые шаги", self._on_hide))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(tokens.XS)
        grid.setColumnStretch(2, 1)
        for row, (step, words) in enumerate(WORDS.items()):
            self._add(grid, row, step, words)
        self.body.addLayout(grid)
        self.hide()

    def _add(self, grid: QGridLayout, row: int, step: FirstStep, words: _Words) -> None:
        mark, title = QLabel(), Strong(words.title)
        title.setWordWrap(False)
        button = TextButton(words.button, lambda: self._on_step(step), name=f"{words.title}: {words.button}")
        # The lines stay where they are when one is done.
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        self._marks[step], self._titles[step], self.buttons[step] = mark, title, button
        grid.addWidget(mark, row, 0)
        grid.addWidget(title, row, 1)
        grid.addWidget(Caption(words.about), row, 2)
        grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignRight)

    def load(self, *, asked_for: bool = False) -> None:
        """Look how far it is; `asked_for` brings it back although it was put away or everything is done."""
        context, desk = self._context, self._context.desk
        if context.training:
            return
        self._asked_for = self._asked_for or asked_for

        def job() -> FirstSteps:
            if asked_for:
                show_first_steps(desk)
            return first_steps(desk)

        context.runner.start(lambda _p, _c: job(), owner=self, on_done=self.show_steps, quiet=True, in_order=True)

    def show_steps(self, found: FirstSteps) -> None:
        """Show how far it is."""
        was = self.isVisible()
        for step in FirstStep:
            done = step in found.done
            icons.put(self._marks[step], "circle-check" if done else "circle", "ok" if done else "text_3", 20)
            self._titles[step].setAccessibleName(f"{WORDS[step].title}: {'сделано' if done else 'не сделано'}")
            self.buttons[step].setVisible(not done or self._asked_for)
        self._count.setText(f"{len(found.done)} из {len(FirstStep)}")
        shown = found.shown and (not found.all_done or self._asked_for)
        self.setVisible(shown)
        if was and not shown:
            self._context.say(ALL_DONE)
        self.settled.emit(shown)

    def _on_hide(self) -> None:
        desk, context = self._context.desk, self._context
        self._asked_for = False
        self.hide()
        context.runner.start(lambda _p, _c: hide_first_steps(desk), owner=self, quiet=True, in_order=True)
        context.say(HIDDEN, lambda: self.load(asked_for=True))
        self.settled.emit(False)

    def _on_step(self, step: FirstStep) -> None:
        context = self._context
        match step:
            case FirstStep.PROFILE:
                context.navigate.emit("profile", None)
            case FirstStep.RECOVERY:
                open_recovery(context, self.window()).finished.connect(lambda _code: self.load())
            case FirstStep.SIGNATURE:
                context.navigate.emit("signatures", None)
            case FirstStep.DATA:
                self._show_data()
            case FirstStep.CONCLUSION:
                context.navigate.emit("attestees", None)

    def _show_data(self) -> None:
        context, desk = self._context, self._context.desk
        folder = desk.data_dir
        if folder is not None:
            context.say(
                f"Данные лежат в папке {folder}. Копию для другого места делает «Резервная копия» в «Настройках»."
            )
            try:
                open_path(folder)
            except CannotOpenError as error:
                context.show_error(error)
        context.runner.start(
            lambda _p, _c: looked_at(desk, FirstStep.DATA),
            owner=self,
            on_done=lambda _none: self.load(),
            quiet=True,
            in_order=True,
        )

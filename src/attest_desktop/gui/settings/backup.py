"""«Резервная копия»: everything that is kept here in one file under a phrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from attest_desktop.gui.context import Context
from attest_desktop.gui.sign_in.fields import PasswordLine
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Banner,
    Field,
    PrimaryButton,
    Second,
    SecondaryButton,
    Title,
    Tone,
    grow_to_words,
)
from attest_desktop.work.backup import back_up

TITLE = "Резервная копия"
ABOUT = (
    "Списки, черновики, готовые заключения, подписи и история отправки попадут в один зашифрованный файл. "
    "Храните его на другом носителе: если компьютер сломается, всё вернётся."
)
KEEP_IT = "Без этой фразы копию не открыть никому, и Вам тоже. Запишите её отдельно от файла."
SUFFIX = ".attest"
EASY = 12
WIDTH = 520


class BackupDialog(QDialog):
    """Asks for a phrase twice, then for the file."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumWidth(round(WIDTH * max(1.0, theme.scale)))
        self.phrase = PasswordLine("Секретная фраза")
        self.repeat = PasswordLine("Фраза ещё раз")
        self._phrase = Field("Секретная фраза", self.phrase, f"Несколько слов; лучше от {EASY} знаков.")
        self._repeat = Field("Фраза ещё раз", self.repeat)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        layout.setSpacing(tokens.M)
        for part in (Title(TITLE), Second(ABOUT), self._phrase, self._repeat, Banner(KEEP_IT, tone=Tone.WARN)):
            layout.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch(1)
        buttons.addWidget(SecondaryButton("Отмена", self.reject))
        go = PrimaryButton("Выбрать файл и записать…", self._on_go)
        go.setDefault(True)
        buttons.addWidget(go)
        layout.addLayout(buttons)
        self.phrase.textEdited.connect(lambda: self._phrase.show_error(""))
        self.repeat.textEdited.connect(lambda: self._repeat.show_error(""))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        grow_to_words(self)

    def _on_go(self) -> None:
        if not self.phrase.text():
            self._phrase.show_error("Придумайте фразу.")
            grow_to_words(self)
            self.phrase.setFocus()
            return
        if self.phrase.text() != self.repeat.text():
            self._repeat.show_error("Фразы не совпали.")
            grow_to_words(self)
            self.repeat.setFocus()
            return
        name = f"Копия аттестации {self._context.today():%Y-%m-%d}{SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Куда записать копию", name, f"Резервная копия (*{SUFFIX})")
        if chosen:
            self.write(Path(chosen))

    def write(self, target: Path) -> None:
        """Write the copy there, with the phrase typed."""
        context, desk, phrase, above = self._context, self._context.desk, self.phrase.text(), self.parentWidget()

        def again() -> None:
            open_backup(context, above if isValid(above) else None)

        context.runner.start(
            lambda _p, _c: back_up(desk, target, phrase),
            owner=context,
            title="Записываем резервную копию",
            on_done=lambda _none: context.say(f"Резервная копия записана и проверена: {target}"),
            on_failed=lambda error: context.show_error(error, again),
        )
        self.accept()


def open_backup(context: Context, parent: QWidget | None) -> BackupDialog:
    """Ask for the phrase over the window."""
    dialog = BackupDialog(context, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog

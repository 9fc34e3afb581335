"""«Сообщить о проблеме»: the whole report is read and may be changed by the user before it goes anywhere."""

from __future__ import annotations

from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.context import Context
from attest_desktop.gui.outside import CannotOpenError, open_mail
from attest_desktop.gui.runner import Task
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.gui.widgets import (
    Banner,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Tone,
    resize_within_screen,
)
from attest_desktop.work.checkup import check_here
from attest_desktop.work.desk import default_data_dir
from attest_desktop.work.doctor import Checkup
from attest_desktop.work.report import report
from attest_desktop.work.saving import write_file
from attest_desktop.work.site import site_in

TITLE = "Сообщить о проблеме"
SIZE = (820, 640)
ABOUT = (
    "Прочтите и поправьте: всё, что здесь написано, увидит тот, кому Вы это передадите. Имён, текстов и паролей в "
    "отчёте нет. Программа сама ничего не отправляет."
)
SUBJECT = "Аттестация: проблема с программой"
PASTE = "Вставьте сюда отчёт: он уже скопирован (Ctrl+V)."
WHOM = "Передайте файл тому, кто помогает Вам с программой."
FILE_NAME = "Отчёт о проблеме.txt"


class ReportDialog(QDialog):
    """Checks the program first, unless a check is given; «Не ждать проверку» does without."""

    def __init__(
        self, context: Context, parent: QWidget | None, journals: Path | None, checkup: Checkup | None
    ) -> None:
        super().__init__(parent)
        self._context, self._journals = context, journals
        self._task: Task | None = None
        self._mail = site_in(context.desk.data_dir or default_data_dir()).site.mail
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self.told = Banner("", tone=Tone.INFO)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Отчёт")
        self.text.setTabChangesFocus(True)
        self.skip = TextButton("Не ждать проверку", self._on_skip)
        self.copy = SecondaryButton("Скопировать", self._on_copy, icon="copy")
        self.letter = SecondaryButton("Открыть письмо", self._on_letter, icon="mail")
        self.letter.setVisible(bool(self._mail))
        self.save = PrimaryButton("Сохранить в файл…", self._on_save)
        self.told.add_button(self.skip)
        self._build()
        if checkup is not None:
            self._make(checkup)
        else:
            self._check()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(Second(ABOUT))
        column.addWidget(self.told)
        column.addWidget(self.text, 1)
        if not self._mail:
            column.addWidget(Second(WHOM))
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.letter)
        buttons.addStretch(1)
        buttons.addWidget(SecondaryButton("Закрыть", self.reject))
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self._ready(ready=False)

    def done(self, code: int) -> None:
        """Closed: what is still going on stops."""
        if self._task is not None:
            self._task.cancel()
        super().done(code)

    def _check(self) -> None:
        desk = self._context.desk

        def job(progress: Progress, cancelled: Cancelled) -> Checkup:
            return check_here(desk, progress=progress, cancelled=cancelled)

        self.told.show_as("Это недолго. Отчёт можно составить и без проверки.", title="Проверяем программу")
        self._task = self._context.runner.start(
            job, owner=self, title="Проверяем программу", on_done=self._make, on_failed=self._on_not_checked
        )

    def _on_skip(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._make(None)

    def _on_not_checked(self, error: AttestError) -> None:
        if not isinstance(error, CancelledError):
            self._make(None)

    def _make(self, checkup: Checkup | None) -> None:
        if self.text.toPlainText():
            return
        desk, journals, further = self._context.desk, self._journals, self._further()
        self._context.runner.start(
            lambda _p, _c: report(desk, journals=journals, checkup=checkup, further=further),
            owner=self,
            on_done=self._show,
            quiet=True,
        )

    def _further(self) -> dict[str, str]:
        screen = self.screen()
        size = screen.size()
        return {
            "PySide": PySide6.__version__,
            "Экран": f"{size.width()}×{size.height()}, масштаб {screen.devicePixelRatio():g}",
            "Вид": f"{Look[theme.tokens.name.upper()].value}, текст {round(theme.scale * 100)} %",
        }

    def _show(self, text: str) -> None:
        self.text.setPlainText(text)
        self.told.hide()
        self._ready(ready=True)
        self.text.setFocus()

    def _ready(self, *, ready: bool) -> None:
        for one in (self.copy, self.letter, self.save, self.text):
            one.setEnabled(ready)

    def _say(self, words: str, tone: Tone = Tone.OK) -> None:
        self.skip.hide()
        self.told.show_as(words, tone=tone)
        self.told.show()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._say("Отчёт скопирован: вставьте его в письмо или сообщение.")

    def _on_letter(self) -> None:
        self._on_copy()
        try:
            open_mail(self._mail, SUBJECT, PASTE)
        except CannotOpenError as error:
            self._say(f"{error.what} {error.todo}", Tone.WARN)
        else:
            self._say("Письмо открыто в почтовой программе, отчёт скопирован: вставьте его. Отправляете его Вы.")

    def _on_save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, TITLE, FILE_NAME, "Текст (*.txt)")
        if not chosen:
            return
        content = self.text.toPlainText().encode()
        self._context.runner.start(
            lambda _p, _c: write_file(Path(chosen), content),
            owner=self,
            title="Сохраняем файл",
            on_done=lambda file: self._say(f"Сохранено: {file}"),
            on_failed=lambda error: self._say(f"{error.what} {error.todo}", Tone.BAD),
        )


def open_report(
    context: Context, parent: QWidget | None, journals: Path | None, checkup: Checkup | None = None
) -> ReportDialog:
    """Show the report over the window."""
    dialog = ReportDialog(context, parent, journals, checkup)
    dialog.open()
    return dialog

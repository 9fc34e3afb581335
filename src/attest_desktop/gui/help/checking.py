"""«Проверить программу»: every line of the check in words, each trouble with what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.context import Context
from attest_desktop.gui.help.reporting import open_report
from attest_desktop.gui.runner import Task
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    Chip,
    PrimaryButton,
    Second,
    SecondaryButton,
    Strong,
    TextButton,
    Tone,
    resize_within_screen,
    scrolled,
)
from attest_desktop.work.checkup import Result, Row, as_text, check_here, keep_capture, rows, verdict
from attest_desktop.work.doctor import Checkup

TITLE = "Проверка программы"
SIZE = (820, 620)
CAPTURE = "Снимок страниц"
ABOUT = "Программа только смотрит: на сервисе и на этом компьютере ничего не меняется."
CAPTURE_ABOUT = (
    "Снимок страниц нужен разработчикам, когда сайт изменился. Личные данные в нём заменены выдуманными; файл "
    "остаётся у Вас."
)
LOOKS = {
    Result.OK: ("circle-check", "ok"),
    Result.ATTENTION: ("triangle-alert", "warn"),
    Result.FAILED: ("circle-alert", "bad"),
    Result.NOTED: ("info", "neutral"),
}


class CheckDialog(QDialog):
    """Begins at once; nothing is changed by it."""

    def __init__(self, context: Context, parent: QWidget | None, journals: Path | None) -> None:
        super().__init__(parent)
        self._context, self._journals = context, journals
        self._task: Task | None = None
        self.checkup: Checkup | None = None
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self.told = Banner("", tone=Tone.INFO)
        self.area = scrolled(QWidget())
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setProperty("kind", "read")
        self.area.setAccessibleName("Что проверено")
        self.again = SecondaryButton("Проверить ещё раз", self.begin, icon="refresh-cw")
        self.stop = SecondaryButton("Остановить", self._on_stop)
        self.copy = SecondaryButton("Скопировать как текст", self._on_copy, icon="copy")
        self.capture = TextButton("Сохранить снимок страниц…", self._on_capture, icon="file-down")
        self.capture.setToolTip(CAPTURE_ABOUT)
        self.report = TextButton("Сообщить о проблеме", self._on_report, icon="mail")
        self._shut = PrimaryButton("Закрыть", self.accept)
        self._build()
        context.runner.progressed.connect(self._on_progress)
        self.begin()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(self.told)
        column.addWidget(self.area, 1)
        column.addWidget(Caption(ABOUT))
        aside = QHBoxLayout()
        for part in (self.capture, self.report):
            aside.addWidget(part)
        aside.addStretch(1)
        column.addLayout(aside)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        for button in (self.again, self.stop, self.copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._shut)
        column.addLayout(buttons)

    def begin(self) -> None:
        """Check anew."""
        desk = self._context.desk

        def job(progress: Progress, cancelled: Cancelled) -> Checkup:
            return check_here(desk, progress=progress, cancelled=cancelled)

        self.told.show_as("Смотрим этот компьютер и страницы сервиса…", title="Проверяем", tone=Tone.INFO)
        self._busy(busy=True)
        self._task = self._context.runner.start(
            job, owner=self, title="Проверяем программу", on_done=self._on_done, on_failed=self._on_failed
        )

    def done(self, code: int) -> None:
        """Closed: what is still going on stops."""
        self._on_stop()
        super().done(code)

    def _busy(self, *, busy: bool) -> None:
        self.stop.setVisible(busy)
        self.again.setVisible(not busy)
        seen = self.checkup is not None and not busy
        self.copy.setEnabled(seen)
        self.report.setEnabled(not busy)
        self.capture.setEnabled(self.checkup is not None and not busy and bool(self.checkup.walked.pages))

    def _on_progress(self, task: object, what: str, _part: object) -> None:
        if task is self._task and what:
            self.told.show_as(what, title="Проверяем", tone=Tone.INFO)

    def _on_done(self, checkup: Checkup) -> None:
        self.checkup = checkup
        tone = Tone.BAD if checkup.hindrances else Tone.OK if checkup.ok else Tone.WARN
        self.told.show_as(verdict(checkup), title="Проверено", tone=tone)
        self.area.setWidget(_table(rows(checkup)))
        self._busy(busy=False)

    def _on_failed(self, error: AttestError) -> None:
        self.told.show_as(f"{error.what} {error.todo}".strip(), title="Проверка не закончена", tone=Tone.WARN)
        self._busy(busy=False)

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_copy(self) -> None:
        if self.checkup is not None:
            QGuiApplication.clipboard().setText(as_text(self.checkup))
            self.told.show_as("Итог проверки скопирован.", tone=Tone.OK)

    def _on_capture(self) -> None:
        name = f"Снимок страниц {self._context.today():%Y-%m-%d}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self, CAPTURE, name, "Архив (*.zip)")
        checkup, desk = self.checkup, self._context.desk
        if not chosen or checkup is None:
            return

        def kept(replaced: dict[str, int]) -> None:
            words = f"Снимок записан: {chosen}. Заменено личных данных: {sum(replaced.values())}. "
            self.told.show_as(words + "Посмотрите страницы, прежде чем кому-то его послать.", tone=Tone.OK)

        self._context.runner.start(
            lambda _p, _c: keep_capture(desk, checkup, Path(chosen)),
            owner=self,
            title="Сохраняем снимок страниц",
            on_done=kept,
            on_failed=self._on_failed,
        )

    def _on_report(self) -> None:
        above = self.parentWidget()
        checkup = self.checkup
        self.accept()
        open_report(self._context, above, self._journals, checkup)


def open_check(context: Context, parent: QWidget, journals: Path | None) -> CheckDialog:
    """Check over the window."""
    dialog = CheckDialog(context, parent, journals)
    dialog.open()
    return dialog


def _table(found: tuple[Row, ...]) -> QWidget:
    """A row each; the chip says how it came out, what to do stands below."""
    whole = QWidget()
    whole.setObjectName("plain")
    grid = QGridLayout(whole)
    grid.setContentsMargins(tokens.S, 0, tokens.M, tokens.S)
    grid.setHorizontalSpacing(tokens.L)
    grid.setVerticalSpacing(tokens.S)
    grid.setColumnStretch(1, 1)
    at, area = 0, ""
    for one in found:
        if one.area != area:
            area = one.area
            grid.setRowMinimumHeight(at, tokens.S)
            grid.addWidget(Strong(area), at + 1, 0, 1, 2)
            at += 2
        icon, tone = LOOKS[one.result]
        grid.addWidget(Chip(one.result.value, icon, tone), at, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Second(f"{one.what}: {one.said}".rstrip(" :")))
        if one.todo:
            text.addWidget(Strong(one.todo))
        grid.addLayout(text, at, 1)
        at += 1
    grid.setRowStretch(at, 1)
    return whole

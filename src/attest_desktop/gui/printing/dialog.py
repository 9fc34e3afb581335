"""«Печать»: the pages as they will come out, the system's own dialog, then progress."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.gui.context import Context
from attest_desktop.gui.pages import PagesView
from attest_desktop.gui.printing.job import Printed, PrinterFaultError, make_printer, print_pages
from attest_desktop.gui.printing.russian import in_russian
from attest_desktop.gui.runner import Task
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    Tone,
    resize_within_screen,
)
from attest_desktop.gui.words import counted
from attest_desktop.work.desk import Desk

SIZE = (760, 660)
HOW = "В натуральную величину. Принтер, число копий и двустороннюю печать выберите в следующем окне."
Ask = Callable[[QPrinter, int, QWidget], bool]


class NoPrinterError(PrinterFaultError):
    """The system knows of no printer."""

    title = "Принтер не найден"
    todo = (
        "Подключите принтер и установите его в системе. Или сохраните заключение в PDF и напечатайте его там, "
        "где принтер есть."
    )


def ask_system(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Let the user choose printer, pages, copies and sides in the system's dialog. Raises NoPrinterError."""
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinterError("В системе не установлен ни один принтер.")
    with in_russian():
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle("Печать")
        option = QPrintDialog.PrintDialogOption
        # A PDF is saved by «Сохранить PDF…», with its text; printed into a file it would be pictures.
        dialog.setOption(option.PrintToFile, False)
        dialog.setOption(option.PrintPageRange, True)
        dialog.setMinMax(1, pages)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
    return chosen


class PrintDialog(QDialog):
    """Shows what `make_pdf` gives; `ask` is the system's dialog, or what stands for it."""

    def __init__(
        self,
        context: Context,
        title: str,
        make_pdf: Callable[[Desk], bytes],
        parent: QWidget | None = None,
        ask: Ask = ask_system,
    ) -> None:
        super().__init__(parent)
        self._context, self._document = context, title
        self.ask = ask
        self._pdf: bytes | None = None
        self._task: Task | None = None
        self.setWindowTitle("Печать")
        self.setAccessibleName(f"Печать: {title}")
        resize_within_screen(self, *SIZE)
        self.pages = PagesView(context, printing=False)
        self._problem = Banner(tone=Tone.BAD)
        self._problem.hide()
        self._step = Second("")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Ход печати")
        self._cancel = TextButton("Отменить печать", self._on_cancel)
        self._close = SecondaryButton("Закрыть", self.reject)
        self._print = PrimaryButton("Напечатать…", self._on_print, icon="printer")
        self._print.setEnabled(False)
        self._build(title)
        self._set_busy(busy=False)
        self.pages.shown.connect(self._on_shown)
        self.pages.failed.connect(self._on_failed)
        context.runner.progressed.connect(self._on_progress)
        self.pages.show_waiting()
        desk = context.desk
        context.runner.start(
            lambda _p, _c: make_pdf(desk),
            owner=self,
            on_done=self._show,
            on_failed=self._on_failed,
            quiet=True,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """The pages go; what the printer has already is printed."""
        self._on_cancel()
        self.pages.let_go()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc stops the printing first."""
        if self._task is not None:
            self._on_cancel()
        else:
            super().reject()

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.pages.show_pdf(pdf)

    def _on_shown(self) -> None:
        self._print.setEnabled(self._task is None)
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print(self) -> None:
        book, pdf = self.pages.canvas.book, self._pdf
        if book is None or pdf is None or self._task is not None:
            return
        self._problem.hide()
        printer = make_printer(book.sizes[0], self._document)
        try:
            if not self.ask(printer, len(book), self):
                return
        except PrinterFaultError as error:
            self._on_failed(error)
            return
        self._set_busy(busy=True)
        self._task = self._context.runner.start(
            lambda progress, cancelled: print_pages(pdf, printer, progress, cancelled),
            owner=self,
            title="Печатаем",
            on_done=self._on_printed,
            on_failed=self._on_failed,
        )

    def _on_printed(self, printed: Printed) -> None:
        self._task = None
        count = counted(printed.pages, "страница", "страницы", "страниц")
        words = f"Отправлено на печать: {count}."
        if printed.scale < 1:
            words += (
                f" Размер — {printed.scale * 100:.0f}\u00a0%: иначе принтер обрезал бы края, "
                "на которых он не печатает."
            )
        self._context.say(words)
        self.accept()

    def _on_failed(self, error: AttestError) -> None:
        self._task = None
        self._set_busy(busy=False)
        if self._pdf is None or self.pages.canvas.book is None:
            self.pages.show_note("Страницы не готовы.")
        if isinstance(error, CancelledError):
            self._problem.show_as(
                "Страницы, которые принтер уже получил, он напечатает.", title="Печать отменена", tone=Tone.INFO
            )
        else:
            self._problem.show_as(f"{error.what} {error.todo}".strip(), title=error.title, tone=Tone.BAD)
        self._problem.show()

    def _on_progress(self, task: Task, step: str, part: float | None) -> None:
        if task is self._task:
            self._step.setText(step)
            self._bar.setValue(round(1000 * (part or 0)))

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._step.setText("Останавливаем печать…")

    def _set_busy(self, *, busy: bool) -> None:
        self._step.setText("Печатаем…" if busy else "")
        self._bar.setValue(0)
        for widget in (self._step, self._bar, self._cancel):
            widget.setVisible(busy)
        for button in (self._print, self._close):
            button.setVisible(not busy)

    def _build(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        column.addWidget(Title(title))
        column.addWidget(Second(HOW))
        column.addWidget(self._problem)
        column.addWidget(self.pages, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.M)
        bottom.addWidget(self._step)
        bottom.addWidget(self._bar, 1)
        bottom.addStretch(1)
        for button in (self._cancel, self._close, self._print):
            bottom.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(bottom)


def open_print(context: Context, title: str, make_pdf: Callable[[Desk], bytes], parent: QWidget) -> PrintDialog:
    """Show the dialog without stopping the window; `make_pdf` is called in the background."""
    dialog = PrintDialog(context, title, make_pdf, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog

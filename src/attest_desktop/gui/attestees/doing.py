"""Actions on rows of the table: sending, downloading, copying, saving for Excel, the next step of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.attestees.columns import Column
from attest_desktop.gui.attestees.jobs import Summary, fetch_all, send_ready
from attest_desktop.gui.attestees.outward import as_file, as_html, as_text, table_of
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.card.words import Do
from attest_desktop.gui.context import Context
from attest_desktop.gui.outside import open_path
from attest_desktop.gui.payloads import FINISH
from attest_desktop.gui.words import counted
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.practice_mark import marked
from attest_desktop.work.saving import write_file

FILE_NAME = "Аттестуемые.xlsx"
FILE_KINDS = "Книга Excel (*.xlsx);;Таблица с разделителями (*.csv)"


class Teller(Protocol):
    """Where the outcome is shown."""

    def show_summary(self, summary: Summary) -> None:
        """Show it."""

    def hide_summary(self) -> None:
        """Take the last one away."""


class Busy(Protocol):
    """What is switched off meanwhile."""

    def set_busy(self, what: str) -> None:
        """Say what goes on; empty when it has ended."""


class Doing(QObject):
    """Runs what is asked for in the background and tells what came of it.

    `left` brings the ids of those whose turn did not come.
    """

    left = Signal(object)

    def __init__(self, context: Context, view: QWidget, teller: Teller, busy: Busy) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._teller = teller
        self._busy = busy
        self._going = False

    def send(self, rows: Sequence[Row]) -> None:
        """Send the finished conclusions of these rows."""
        desk, wanted = self._context.desk, list(rows)
        title = "Отправляем заключение" if len(wanted) == 1 else f"Отправляем заключения ({len(wanted)})"

        def done(summary: Summary) -> None:
            self._context.outbox_changed.emit()
            self._context.people_changed.emit()
            stopped = summary.stopped
            if stopped is not None and stopped.sign_in_needed:
                self._context.ask_sign_in(SignInNeededError(stopped.reason), self._context.send_now)
            else:
                self._context.note_reached(stopped is None)

        self._run(title, lambda progress, cancelled: send_ready(desk, wanted, progress, cancelled), done)

    def fetch(self, rows: Sequence[Row]) -> None:
        """Download what is attached to the applications of these rows."""
        desk, wanted = self._context.desk, list(rows)

        def done(summary: Summary) -> None:
            stopped = summary.stopped
            self._context.people_changed.emit()
            if stopped is not None and stopped.sign_in_needed:
                self._context.ask_sign_in(SignInNeededError(stopped.reason), lambda: self.fetch(wanted))
            else:
                self._context.note_reached(stopped is None)

        self._run(
            "Скачиваем документы",
            lambda progress, cancelled: fetch_all(desk, wanted, progress, cancelled),
            done,
        )

    def copy(self, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        """Put these rows into the clipboard: as text with tabs, and as a table for Word."""
        if not rows:
            return
        table = table_of(rows, columns, self._context.today())
        mime = QMimeData()
        mime.setText(as_text(table))
        mime.setHtml(as_html(table))
        QGuiApplication.clipboard().setMimeData(mime)
        what = counted(len(rows), "строка скопирована", "строки скопированы", "строк скопировано")
        self._context.say(f"{what[0].upper()}{what[1:]}. Вставьте в Word или Excel.")

    def export(self, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        """Ask where to, then save these rows for Excel."""
        chosen, kind = QFileDialog.getSaveFileName(
            self._view, "Сохранить список аттестуемых", marked(self._context.desk, FILE_NAME), FILE_KINDS
        )
        if chosen:
            path = Path(chosen)
            usual = ".csv" if ".csv" in kind else ".xlsx"
            known = path.suffix.lower() in (".csv", ".xlsx")
            self.export_to(path if known else path.with_name(path.name + usual), rows, columns)

    def export_to(self, path: Path, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        """Save these rows into a file."""
        today, wanted, shown = self._context.today(), list(rows), list(columns)

        def said(written: Path) -> None:
            what = counted(len(wanted), "строка", "строки", "строк")
            self._context.say(f"Сохранено, {what}: {written}. Файл не зашифрован: в нём имена.")

        self._context.runner.start(
            lambda _p, _c: write_file(path, as_file(path.suffix, table_of(wanted, shown, today))),
            owner=self,
            title="Сохраняем список",
            on_done=said,
        )

    def step(self, what: Do, attestee_id: str, row: Row | None) -> None:
        """Do the next step of one attestee."""
        navigate = self._context.navigate
        match what:
            case Do.WRITE | Do.GO_ON | Do.OPEN_TEXT:
                navigate.emit("editor", attestee_id)
            case Do.SIGN:
                navigate.emit("editor", (attestee_id, FINISH))
            case Do.SEND if row is not None:
                self.send([row])
            case Do.SHOW_PDF if row is not None:
                self._open_pdf(row)
            case Do.OUTBOX:
                navigate.emit("outbox", None)
            case _:
                navigate.emit("card", attestee_id)

    def _open_pdf(self, row: Row) -> None:
        desk, person = self._context.desk, row.person

        def show(path: Path) -> None:
            try:
                open_path(path)
            except AttestError as error:
                self._context.show_error(error)

        def job(_progress: Progress, _cancelled: Cancelled) -> Path:
            # The card brings along what reads pages: loaded here, where nobody waits for the table.
            from attest_desktop.gui.card.jobs import pdf_to_open

            return pdf_to_open(desk, person)

        self._context.runner.start(job, owner=self, title="Открываем файл", on_done=show)

    def _run(
        self, title: str, job: Callable[[Progress, Cancelled], Summary], after: Callable[[Summary], None]
    ) -> None:
        if self._going:
            return
        self._going = True
        self._teller.hide_summary()
        self._busy.set_busy(f"{title}: подождите или нажмите «Отмена» внизу окна.")

        def ended() -> None:
            self._going = False
            self._busy.set_busy("")

        def done(summary: Summary) -> None:
            ended()
            self._teller.show_summary(summary)
            after(summary)
            if summary.left:
                self.left.emit(summary.left)

        def failed(error: AttestError) -> None:
            ended()
            self._context.outbox_changed.emit()
            self._context.people_changed.emit()
            self._context.show_error(error)

        self._context.runner.start(job, owner=self, title=title, on_done=done, on_failed=failed)

"""«Открыть график»: the file is chosen, read in the background, and shown beside the cabinet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.schedule.dialog import show_schedule
from attest_desktop.work.schedule import compare_file
from attest_desktop.work.schedule_matching import Comparison

OPEN = "Открыть график…"
OTHER = "Выбрать другой файл…"
FILES = "График (*.docx *.xlsx *.pdf);;Все файлы (*)"


def open_schedule(context: Context, path: Path | None = None, parent: QWidget | None = None) -> None:
    """Read the schedule and show it beside the cabinet; without a path the user is asked for the file.

    `parent` is the window to open over, the active one when none is given. What goes wrong is told in the strip.
    """
    over = parent or QApplication.activeWindow()
    if path is None:
        chosen, _ = QFileDialog.getOpenFileName(over, "Открыть график", "", FILES)
        if not chosen:
            return
        path = Path(chosen)
    file, desk = path, context.desk

    def show(found: Comparison) -> None:
        # The dialog must not hold the window that it stands over: neither would ever be let go.
        show_schedule(context, found, over, partial(open_schedule, context, None))

    def failed(error: AttestError) -> None:
        # The same file would fail again: another one is what helps.
        if not isinstance(error, CancelledError):
            words = f"{error.what} {error.todo}".strip()
            other = partial(open_schedule, context, None)
            context.message.emit(Message(words, error.title, True, OTHER, other))

    context.runner.start(
        lambda progress, cancelled: compare_file(desk, file, progress=progress, cancelled=cancelled),
        owner=over or context,
        title="Читаем график",
        on_done=show,
        on_failed=failed,
    )

"""«Добавить в календарь…»: the deadlines ahead as a file that the user's own calendar opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from attest_desktop.domain.counting import counted
from attest_desktop.gui.context import Context
from attest_desktop.work.practice_mark import marked
from attest_desktop.work.remind import agenda
from attest_desktop.work.saving import write_file

FILE_NAME = "Сроки аттестации.ics"
FILES = "Календарь (*.ics)"
TITLE = "Сохранить сроки для календаря"


def offer_calendar(context: Context, parent: QWidget) -> None:
    """Ask where to write the file, and write it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, TITLE, marked(context.desk, FILE_NAME), FILES)
    if chosen:
        save_calendar(context, Path(chosen))


def save_calendar(context: Context, path: Path) -> None:
    """Write the file in the background and say what to do with it."""
    desk, today = context.desk, context.today()
    if not path.suffix:
        path = path.with_suffix(".ics")

    def job() -> tuple[Path, int]:
        # The library of the format takes long to load: only who writes a file pays for it.
        from attest_desktop.work.ics import export, remember

        made = export(desk, agenda(desk, today))
        written = write_file(path, made.content)
        remember(desk, made)
        return written, made.events

    def done(written: tuple[Path, int]) -> None:
        file, events = written
        count = counted(events, "срок", "срока", "сроков")
        context.say(
            f"Записано: {count} в файл «{file.name}». Откройте его своим календарём. "
            "В файле есть фамилии: не передавайте его другим."
        )

    context.runner.start(
        lambda _p, _c: job(), owner=context, title="Сохраняем сроки для календаря", on_done=done, in_order=True
    )

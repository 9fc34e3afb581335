"""Pictures of «График»: an invented schedule that differs from the practice cabinet in every way there is."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from PySide6.QtWidgets import QCheckBox, QPushButton, QScrollArea, QWidget

from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.schedule import ScheduleDialog
from attest_desktop.work.desk import Desk
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.schedule import compare_content

HEAD = ("№", "ФИО аттестуемого", "Должность", "Период", "Форма", "Специалист 1", "Специалист 2")
SECOND = "Лугинина Вера Степановна, учитель, МАОУ СОШ № 100 г. Томска"


def schedule_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """The comparison, its end, and the list of what will be written."""

    def opened(window: MainWindow) -> ScheduleDialog:
        window.go("home")
        found = compare_content(desk, _schedule(desk), "График аттестации ноябрь-декабрь 2026.docx")
        dialog = ScheduleDialog(window.context, found, window)
        dialog.show()
        return dialog

    def end(window: MainWindow) -> ScheduleDialog:
        dialog = opened(window)
        bar = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
        bar.setRange(0, 5_000)
        bar.setValue(5_000)
        return dialog

    def taking(window: MainWindow) -> ScheduleDialog:
        dialog = opened(window)
        next(iter(dialog.findChildren(QCheckBox))).setChecked(True)
        next(one for one in dialog.findChildren(QPushButton) if one.text().startswith("Принять данные")).click()
        return dialog

    def agrees(window: MainWindow) -> ScheduleDialog:
        found = compare_content(desk, _schedule(desk, same=True), "График.docx")
        dialog = ScheduleDialog(window.context, found, window)
        dialog.show()
        return dialog

    return {"schedule": opened, "schedule-end": end, "schedule-taking": taking, "schedule-agrees": agrees}


def _schedule(desk: Desk, *, same: bool = False) -> bytes:
    people = [one.attestee for one in desk.store.attestees.all()]
    profile = kept_profile(desk)
    assert profile is not None
    me = profile.full_name
    rows = [
        [str(n), one.full_name, one.position, one.period, one.form.russian, me, SECOND]
        for n, one in enumerate(people, 1)
    ]
    if not same:
        rows[1][1] = rows[1][1].replace("Викторович", "Викторовч")
        rows[3][4] = "очно" if rows[3][4] != "очно" else "дистанционно"
        rows[4][5] = "Чулымский Роман Олегович"
        rows.append(["98", "Кетская Анна Ильинична", "воспитатель", people[0].period, "очно", me, SECOND])
        rows.append(["99", "вакансия", "учитель", people[0].period, "очно", me, SECOND])
        del rows[6]
    document = docx.Document()
    table = document.add_table(0, len(HEAD))
    for row in (HEAD, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()

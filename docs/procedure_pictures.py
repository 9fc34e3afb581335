"""Pictures of the procedure on an attestee's card and of the messages; run by `take_screenshots.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget
from scene import live

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.procedure import StepId
from attest_desktop.gui.card.view import CardView
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.messages import open_messages
from attest_desktop.gui.procedure import ProcedurePanel
from attest_desktop.store import MessageWay, NoteKind, NoteText, StepMark
from attest_desktop.work.desk import Desk
from attest_desktop.work.lesson_notes import keep_note, notes
from attest_desktop.work.messages import compose, note_used
from attest_desktop.work.people import people
from attest_desktop.work.procedure import mark_step

SAID = (
    StepMark("schedule", True, date(2026, 10, 15)),
    StepMark("visit_day", True, date(2026, 11, 18), "к 9:00, кабинет 12"),
    StepMark("head_told", True, date(2026, 11, 10), "по телефону", "responsible"),
)
NOTED = (
    NoteText(NoteKind.VISIT, date(2026, 11, 18), seen="Портфолио и журнал посмотрели."),
    NoteText(
        NoteKind.LESSON,
        date(2026, 11, 18),
        "5 А",
        "Сложение дробей с разными знаменателями",
        "Работа в парах, все дети заняты; итог подводят сами. Попросить план урока.",
    ),
)


def _said(desk: Desk, attestee_id: str) -> None:
    """What an expert in the middle of the work has marked and written down; once."""
    if notes(desk, attestee_id):
        return
    for mark in SAID:
        mark_step(desk, attestee_id, mark)
    for note in NOTED:
        keep_note(desk, attestee_id, note)
    note_used(desk, attestee_id, compose(desk, attestee_id, "visit_day"), MessageWay.OPENED)


def procedure_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """The panel at both forms, its notes, and the dialog of messages."""
    known = people(desk, include_gone=False)
    visited = [one.id for one in known if one.attestee.form is Form.IN_PERSON][-1]
    watched = [one.id for one in known if one.attestee.form is Form.REMOTE][-1]

    def panel_of(window: MainWindow, attestee_id: str) -> ProcedurePanel:
        _said(desk, visited)
        window.go("card", attestee_id)
        view = window.views["card"]
        assert isinstance(view, CardView)
        panel = view.procedure
        window.context.runner.wait_idle(5_000)
        live(500)
        for row in panel.rows.values():
            row.fold()
        live(300)
        return panel

    def scroll_to(panel: QWidget, inside: QWidget) -> None:
        area = panel.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        whole = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and whole is not None:
            area.verticalScrollBar().setValue(inside.mapTo(whole, QPoint(0, 0)).y() - 12)

    def visit(window: MainWindow) -> None:
        panel = panel_of(window, visited)
        panel.rows[StepId.HEAD_TOLD].unfold()
        live(300)
        scroll_to(panel, panel)

    def remote(window: MainWindow) -> None:
        panel = panel_of(window, watched)
        scroll_to(panel, panel)

    def noted(window: MainWindow) -> None:
        panel = panel_of(window, visited)
        scroll_to(panel, panel.notes)

    def message(window: MainWindow) -> QWidget:
        panel_of(window, watched)
        dialog = open_messages(window.context, watched, window, text_id="materials")
        window.context.runner.wait_idle(5_000)
        live(400)
        return dialog

    def message_used(window: MainWindow) -> QWidget:
        panel_of(window, visited)
        dialog = open_messages(window.context, visited, window, text_id="visit_head")
        window.context.runner.wait_idle(5_000)
        live(400)
        return dialog

    return {
        "procedure": visit,
        "procedure-remote": remote,
        "procedure-notes": noted,
        "message": message,
        "message-used": message_used,
    }

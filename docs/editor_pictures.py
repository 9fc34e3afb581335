"""Pictures of the conclusion being written: criteria, phrases, spelling, history, and its pages before sending."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from scene import live, until_still
from work_before import TO_BE_SENT

from attest_desktop.gui.editor import FINISH, EditorView
from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog
from attest_desktop.gui.editor.reuse import ReuseDialog
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.phrases import PhraseDialog, PhrasePicker, open_phrases
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Stage, people

SLIPS = (
    "Педагог систематичски применяет современные технологии, проводит мастер-классы. Под руководством [ФИО: "
    "заполните] обучающиеся подготовили презинтации для межпредметной конференции."
)


def editor_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """By name, how to come there."""
    ids = [one.id for one in people(desk)]

    def editor(window: MainWindow, number: int = 0) -> EditorView:
        window.go("editor", ids[number])
        live(1500)
        view = window.views["editor"]
        assert isinstance(view, EditorView)
        return view

    def editor_criteria(window: MainWindow) -> None:
        view = editor(window)
        window.activateWindow()
        view.form.go_to("criterion.1")
        view.criterion.show_criterion("2")

    def phrase_picker(window: MainWindow) -> QWidget:
        view = editor(window)
        view.form.go_to("criterion.2")
        live(800)
        box = view.form.long_field()
        assert box is not None
        view.phrasing.offer(box)
        live(300)
        picker = view.findChild(PhrasePicker)
        assert isinstance(picker, PhrasePicker)
        return picker

    def reuse(window: MainWindow) -> QWidget:
        view = editor(window, 6)
        view.reusing.offer()
        until_still(lambda: view.findChild(ReuseDialog) is not None)
        dialog = view.findChild(ReuseDialog)
        assert isinstance(dialog, ReuseDialog)
        return dialog

    def spelling(window: MainWindow) -> None:
        view = editor(window, 6)
        box = view.form.long_fields()[0]
        view.form.go_to("criterion.0")
        box.set_text(SLIPS)
        box.moveCursor(QTextCursor.MoveOperation.Start)
        live(600)

    def criteria_sets(window: MainWindow) -> QWidget:
        dialog = CriteriaDialog(window.context, parent=window)
        dialog.open()
        live(500)
        return dialog

    def phrase_keeping(window: MainWindow) -> QWidget:
        view = editor(window)
        view.form.go_to("criterion.0")
        live(800)
        box = view.form.long_field()
        assert box is not None
        view.phrasing.keep(box)
        live(300)
        dialog = view.findChild(PhraseDialog)
        assert isinstance(dialog, PhraseDialog)
        return dialog

    def phrase_manager(window: MainWindow) -> QWidget:
        dialog = open_phrases(window.context, window)
        live(500)
        return dialog

    def editor_end(window: MainWindow) -> None:
        area = editor(window).form.area
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def history(window: MainWindow) -> QWidget:
        view = editor(window)
        button = view.findChild(QPushButton, "history")
        assert isinstance(button, QPushButton)
        button.click()
        live(500)
        dialog = view.findChild(QDialog)
        assert isinstance(dialog, QDialog)
        return dialog

    def final(window: MainWindow, number: int = 0) -> EditorView:
        window.go("editor", (ids[number], FINISH))
        view = window.views["editor"]
        assert isinstance(view, EditorView)
        live(500)
        until_still(lambda: bool(view.finish.pages.layer.items))
        return view

    def final_pages(window: MainWindow) -> None:
        final(window)

    def final_signatures(window: MainWindow) -> None:
        finish = final(window).finish
        finish.pages.layer.items[0].setFocus(Qt.FocusReason.TabFocusReason)
        finish.side.signers.shown.emit(0)
        live(600)

    def final_sent(window: MainWindow) -> None:
        known = people(desk)
        view = final(window, next(one for one in TO_BE_SENT if known[one].stage is not Stage.CONFIRMED))
        outcomes: list[object] = []
        view.finish.sent.connect(outcomes.append)
        view.finish.send()
        until_still(lambda: bool(outcomes))

    return {
        "editor": lambda window: window.go("editor", ids[0]),
        "editor-empty": lambda window: window.go("editor", ids[6]),
        "editor-criteria": editor_criteria,
        "editor-end": editor_end,
        "phrases": phrase_picker,
        "reuse": reuse,
        "spelling": spelling,
        "criteria": criteria_sets,
        "phrase": phrase_keeping,
        "phrases-all": phrase_manager,
        "editor-history": history,
        "finish": final_pages,
        "finish-signatures": final_signatures,
        "finish-sent": final_sent,
    }

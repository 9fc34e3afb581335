"""The control of the real window that a step is about, found among what is shown."""

from __future__ import annotations

from typing import Protocol, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.attestees.model import PERSON
from attest_desktop.gui.card.view import CardView
from attest_desktop.gui.coach.steps import Step
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.editor.head import Head
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.shell import Sidebar
from attest_desktop.gui.view import View

W = TypeVar("W", bound=View)


class Window(Protocol):
    """What the coach needs of the window."""

    sidebar: Sidebar
    views: dict[str, View]

    @property
    def place(self) -> tuple[str, str]:
        """The view in front, and whose it is."""

    @property
    def current(self) -> View | None:
        """The view in front."""

    def go(self, name: str, payload: object = None) -> None:
        """Bring a view to the front."""


def in_front(window: Window, kind: type[W]) -> W | None:
    """The view in front if it is of this kind."""
    view = window.current
    return view if isinstance(view, kind) else None


def control(window: Window, step: Step, place: str) -> tuple[QWidget | None, QRect | None]:
    """The step's control and the part of it that is meant; `place` is the next empty place of the form."""
    if step is Step.PEOPLE:
        return window.sidebar.entries["attestees"], None
    people, card, editor = (in_front(window, kind) for kind in (AttesteesView, CardView, EditorView))
    if step is Step.PERSON and isinstance(people, AttesteesView):
        row = first_row(people)
        # Before there are rows there is nothing to point at.
        return (people.table, row) if row is not None else (None, None)
    if step is Step.WRITE and isinstance(card, CardView):
        return _shown(card.conclusion, "primary"), None
    if isinstance(editor, EditorView):
        return _of_editor(editor, step, place), None
    return None, None


def _of_editor(editor: EditorView, step: Step, place: str) -> QWidget | None:
    side = editor.finish.side
    if step is Step.TEXTS:
        return None if editor.in_pages else anchor(editor, place)
    if step is Step.PAGES:
        return editor.finish.pages if editor.in_pages else _shown(editor.findChild(Head), "primary")
    if not editor.in_pages:
        return None
    if step is Step.SIGNATURES:
        return side.signers
    return (side.consent_button or _shown(side, "primary")) if step is Step.SEND else None


def anchor(editor: EditorView, place: str) -> QWidget | None:
    """Where the place is written; while that is folded away, the section in which it is."""
    spot = editor.form.spot(place)
    if spot is not None and not spot.isVisibleTo(editor.form):
        while spot is not None and not isinstance(spot, Section):
            spot = spot.parentWidget()
    return spot


def first_row(view: AttesteesView) -> QRect | None:
    """Where the row in front, else the first person of the table, stands; in the table's viewport."""
    row = _row(view)
    if row is None:
        return None
    spot = view.table.visualRect(view.table.model().index(row, 0))
    return QRect(0, spot.y(), view.table.viewport().width(), spot.height())


def go_to_first_row(view: AttesteesView) -> None:
    """Make that row current."""
    row = _row(view)
    if row is not None:
        view.table.setCurrentIndex(view.table.model().index(row, 0))
    view.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(view: AttesteesView) -> int | None:
    model, now = view.table.model(), view.table.currentIndex()
    rows = [number for number in range(model.rowCount()) if model.index(number, 0).data(PERSON) is not None]
    return now.row() if now.isValid() and now.row() in rows else next(iter(rows), None)


def _shown(inside: QWidget | None, kind: str) -> QWidget | None:
    inner = inside.findChildren(QPushButton) if inside is not None else []
    buttons = (one for one in inner if one.isVisible())
    return next((one for one in buttons if one.property("kind") == kind), None)

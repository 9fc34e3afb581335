"""«Заметки о занятиях»: what was seen when, and the way of the lessons into the conclusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.procedure.jobs import PanelData
from attest_desktop.gui.procedure.note_form import NoteDialog
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    Card,
    Elided,
    IconButton,
    Line,
    Second,
    SecondaryButton,
    TextButton,
    label,
)
from attest_desktop.gui.words import ago, counted, day
from attest_desktop.store import NoteKind, NoteText, StoredNote
from attest_desktop.work.lesson_notes import (
    Taken,
    Unfinished,
    bring_note_back,
    forget_unfinished,
    keep_note,
    keep_unfinished,
    put_lessons_back,
    remove_note,
    take_lessons,
)

TITLE = "Заметки о занятиях"
NOTHING = (
    "Запишите день, класс, тему и что увидели: занятия отсюда перейдут в заключение, набирать их не придётся."
)
NEW, CHANGE = "Новая заметка", "Изменить заметку"
DAY_WIDTH = 112
BEGINNING = 80
SURPLUS = "Больше пяти занятий в заключении не бывает: {} не перенесено."


class NotesCard(Card):
    """`reload` is called when something was changed."""

    def __init__(self, context: Context, reload: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self._context, self._reload = context, reload
        self._id = ""
        self._shown: tuple[StoredNote, ...] = ()
        self._nothing = Second(NOTHING)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._offer = Banner("", icon="clipboard-pen-line")
        self._take = SecondaryButton("Перенести в заключение", self._on_take)
        self._offer.add_button(self._take)
        if self.head is not None:
            self.head.addWidget(SecondaryButton("Добавить заметку…", self._on_add, icon="notebook-pen"))
        self._open_dialog: NoteDialog | None = None
        self._unfinished: Unfinished | None = None
        self._left = Banner("", icon="notebook-pen")
        self._left.add_button(TextButton("Не нужна", self._on_left, name="Недописанная заметка не нужна"))
        self._left.add_button(
            SecondaryButton("Продолжить", self._on_go_on, name="Продолжить недописанную заметку")
        )
        self._left.hide()
        self.body.addWidget(self._left)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._list)
        self.body.addWidget(self._offer)
        self._offer.hide()

    def show_notes(self, attestee_id: str, data: PanelData) -> None:
        """Show the notes, and offer what the conclusion lacks of them."""
        if (attestee_id, data.notes) != (self._id, self._shown):
            self._id, self._shown = attestee_id, data.notes
            self._lay_out(data.notes)
        self._nothing.setVisible(not data.notes)
        self._show_left(data.unfinished)
        words = _offer_words(len(data.offered.taken), len(data.offered.surplus))
        self._offer.setVisible(bool(words))
        self._take.setVisible(bool(data.offered.taken))
        if words:
            self._offer.show_as(words, icon="clipboard-pen-line")

    def _lay_out(self, notes: Sequence[StoredNote]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, note in enumerate(notes):
            if number:
                self._list.addWidget(Line())
            row = NoteRow(note, self._context.today())
            row.changing.connect(self._on_change)
            row.removed.connect(self._on_remove)
            self._list.addWidget(row)

    def _show_left(self, left: Unfinished | None) -> None:
        """A note whose typing the program's end cut short."""
        self._unfinished = left
        # While it is being written it is no news.
        self._left.setVisible(left is not None and self._open_dialog is None)
        if left is not None:
            when = ago(left.written_at, self._context.now())
            self._left.show_as(
                f"{_beginning(left.text)} Последнее сохранение: {when}.",
                title="Недописанная заметка цела",
                icon="notebook-pen",
            )

    def _on_add(self) -> None:
        self._open(NoteText(day=self._context.today()), None)

    def _on_change(self, note: StoredNote) -> None:
        self._open(note.text, note.id)

    def _on_go_on(self) -> None:
        if self._unfinished is not None:
            self._open(self._unfinished.text, self._unfinished.note_id, restored=True)

    def _on_left(self) -> None:
        left, desk, wanted = self._unfinished, self._context.desk, self._id
        if left is None:
            return

        def back() -> None:
            self._run(lambda: keep_unfinished(desk, wanted, left.text, left.note_id))

        self._run(
            lambda: forget_unfinished(desk, wanted),
            lambda: self._context.say("Недописанная заметка убрана.", back),
        )

    def _open(self, text: NoteText, note_id: int | None, *, restored: bool = False) -> None:
        title = NEW if note_id is None else CHANGE
        dialog = self._open_dialog = NoteDialog(text, title=title, restored=restored, parent=self)
        desk, wanted = self._context.desk, self._id

        def keep(said: NoteText) -> None:
            keep_note(desk, wanted, said, note_id)
            forget_unfinished(desk, wanted)

        def closed() -> None:
            self._open_dialog = None

        dialog.typed.connect(lambda said: self._type(lambda: keep_unfinished(desk, wanted, said, note_id)))
        dialog.finished.connect(closed)
        dialog.kept.connect(lambda said: self._run(lambda: keep(said)))
        dialog.thrown.connect(lambda: self._run(lambda: forget_unfinished(desk, wanted)))
        dialog.open()

    def _type(self, keep: Callable[[], None]) -> None:
        """On disk while it is typed."""
        self._context.runner.start(lambda _p, _c: keep(), owner=self, quiet=True, in_order=True)

    def _on_remove(self, note: StoredNote) -> None:
        desk = self._context.desk

        def back() -> None:
            self._run(lambda: bring_note_back(desk, note))

        self._run(lambda: remove_note(desk, note.id), lambda: self._context.say("Заметка удалена.", back))

    def _on_take(self) -> None:
        desk, wanted, context = self._context.desk, self._id, self._context

        def done(taken: Taken) -> None:
            self._changed()
            words = f"В заключение перенесено: {counted(len(taken.taken), 'занятие', 'занятия', 'занятий')}."
            if taken.surplus:
                words += " " + SURPLUS.format(counted(len(taken.surplus), "занятие", "занятия", "занятий"))
            context.say(words, lambda: self._run(lambda: put_lessons_back(desk, taken)))

        context.runner.start(
            lambda _p, _c: take_lessons(desk, wanted), owner=self, on_done=done, quiet=True, in_order=True
        )

    def _run(self, act: Callable[[], None], then: Callable[[], None] | None = None) -> None:
        def done(_none: None) -> None:
            self._changed()
            if then is not None:
                then()

        self._context.runner.start(lambda _p, _c: act(), owner=self, on_done=done, quiet=True, in_order=True)

    def _changed(self) -> None:
        self._reload()
        self._context.people_changed.emit()


class NoteRow(QWidget):
    """One note; emits it with `changing` and `removed`."""

    changing = Signal(object)
    removed = Signal(object)

    def __init__(self, note: StoredNote, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = note.text
        what = note_words(note)
        when = label(day(text.day, today) if text.day else "без даты", "second", wrap=False)
        when.setFixedWidth(round(DAY_WIDTH * theme.scale))
        words = QVBoxLayout()
        words.setContentsMargins(0, 3, 0, 3)
        words.setSpacing(2)
        words.addWidget(Elided(what))
        if text.seen:
            words.addWidget(Caption(text.seen))
        top = Qt.AlignmentFlag.AlignTop
        line = QHBoxLayout(self)
        line.setContentsMargins(0, tokens.S, 0, tokens.S)
        line.setSpacing(tokens.M)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 3, 0, 0)
        beside.addWidget(when)
        beside.addStretch(1)
        line.addLayout(beside)
        line.addLayout(words, 1)
        change = IconButton("pencil-line", f"Изменить заметку: {what}", lambda: self.changing.emit(note))
        remove = IconButton(
            "trash-2", f"Удалить заметку: {what}", lambda: self.removed.emit(note), colour="text_3"
        )
        line.addWidget(change, 0, top)
        line.addWidget(remove, 0, top)


def _beginning(text: NoteText) -> str:
    """What it is of, in one line."""
    words = " · ".join(part for part in (text.group, text.topic, " ".join(text.seen.split())) if part)
    return f"«{words[:BEGINNING].rstrip()}…»" if len(words) > BEGINNING else f"«{words}»." if words else ""


def note_words(note: StoredNote) -> str:
    """«5 А · Дроби» or what the note is of."""
    text = note.text
    kind = "" if text.kind is NoteKind.LESSON else "Выход в организацию"
    return " · ".join(part for part in (kind, text.group, text.topic) if part) or "Занятие"


def _offer_words(lacking: int, surplus: int) -> str:
    words = ""
    if lacking:
        words = f"В заключении ещё нет: {counted(lacking, 'занятие', 'занятия', 'занятий')} из заметок."
    if surplus:
        over = counted(surplus, "занятие", "занятия", "занятий")
        words = f"{words} {SURPLUS.format(over)}" if words else SURPLUS.format(over)
    return words.strip()

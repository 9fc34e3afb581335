"""The panel on an attestee's card: the check list, and below it the notes of lessons and visits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.procedure import StepId
from attest_desktop.gui.context import Context
from attest_desktop.gui.messages import open_messages
from attest_desktop.gui.procedure.jobs import PanelData, load
from attest_desktop.gui.procedure.keeping import Keeping
from attest_desktop.gui.procedure.notes import NotesCard
from attest_desktop.gui.procedure.row import StepRow
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, Card, Line, SecondaryButton, Tone
from attest_desktop.gui.words import day
from attest_desktop.store import StepMark
from attest_desktop.work.procedure import Former, StepState, mark_step, put_mark_back

TITLE = "Ход аттестации"


class ProcedurePanel(QWidget):
    """Loads by itself: tell it whom to show. What the user says is kept at once and can be taken back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id = ""
        self._data: PanelData | None = None
        self._readings = 0
        self.rows: dict[StepId, StepRow] = {}
        self._card = Card(TITLE)
        self._count = Caption("")
        self._remark = Banner("", tone=Tone.WARN)
        self._list = QVBoxLayout()
        self._others = Caption("")
        self.notes = NotesCard(context, self._reload)
        self._keeping = Keeping(context, self)
        self._keeping.kept.connect(self._changed)
        self._build()

    def show_attestee(self, attestee_id: str) -> None:
        """Show this attestee's procedure as it is now."""
        if attestee_id != self._id:
            self.fold_all()
            self._id, self._data = attestee_id, None
            self.hide()
        self._reload()

    def fold_all(self) -> None:
        """Show the steps in their lines only; what was typed in one is kept."""
        for row in self.rows.values():
            row.fold()

    def _reload(self) -> None:
        desk, wanted = self._context.desk, self._id
        self._readings += 1
        reading = self._readings

        def show(data: PanelData) -> None:
            # Of several readings only the last one knows what was marked meanwhile.
            if reading == self._readings:
                self._show(data)

        self._context.runner.start(lambda _p, _c: load(desk, wanted), owner=self, on_done=show, quiet=True)

    def _show(self, data: PanelData) -> None:
        self._data = data
        today = self._context.today()
        wanted = [one.id for one in data.procedure.steps]
        if wanted != [*self.rows]:
            self._lay_out(data.procedure.steps)
        for step in data.procedure.steps:
            self.rows[step.id].show_state(step, today, has_text=step.id in data.texts)
        done, whole = data.procedure.counted
        self._count.setText(f"сделано {done} из {whole}")
        self._remark.setVisible(bool(data.procedure.remark))
        if data.procedure.remark:
            self._remark.show_as(data.procedure.remark, tone=Tone.WARN)
        self._others.setText(_others_words(data.procedure.others))
        self._others.setVisible(bool(data.procedure.others))
        self.notes.show_notes(self._id, data)
        self.show()

    def _lay_out(self, steps: tuple[StepState, ...]) -> None:
        """Rows anew: another attestee, or the form has changed."""
        self.fold_all()
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        today = self._context.today()
        for number, step in enumerate(steps):
            if number:
                self._list.addWidget(Line())
            row = StepRow(step, today)
            self.rows[step.id] = row
            self._list.addWidget(row)
            self._join(row, step.id)

    def _join(self, row: StepRow, step: StepId) -> None:
        row.tick.moved.connect(lambda by: self._on_moved(step, by))
        row.ticked.connect(lambda: self._on_ticked(row))
        row.typed.connect(lambda written: self._keeping.note(self._id, written))
        row.folded.connect(self._keeping.leave)
        row.saved.connect(lambda mark: self._mark(mark, row.fold))
        row.unfolding.connect(lambda: self._fold_others(row))
        row.write.connect(lambda: self._on_write(step))

    def _fold_others(self, unfolded: StepRow) -> None:
        for row in self.rows.values():
            if row is not unfolded:
                row.fold()

    def _on_moved(self, step: StepId, by: int) -> None:
        order = [*self.rows]
        place = order.index(step) + by
        if 0 <= place < len(order):
            self.rows[order[place]].tick.setFocus()

    def _on_ticked(self, row: StepRow) -> None:
        state = row.state
        if not state.done and state.id is StepId.VISIT_DAY and state.day is None:
            # Which day was agreed only the user knows.
            row.unfold()
            return
        day_of_it = None if state.done else state.day
        self._mark(StepMark(state.id.value, not state.done, day_of_it, state.note, state.who))

    def _mark(self, mark: StepMark, then: Callable[[], None] | None = None) -> None:
        desk, wanted, context = self._context.desk, self._id, self._context
        what = self.rows[StepId(mark.step)].state.step.what
        self._keeping.settle()

        def done(former: Former) -> None:
            before = self._keeping.before(mark.step)
            if before is not None:
                former = replace(former, mark=before)
            if then is not None:
                then()
            self._changed()
            if mark.done != former.mark.done:
                words = f"Отмечено: {what}." if mark.done else f"Отметка снята: {what}."
            else:
                words = "Сохранено."
            context.say(words, lambda: self._put_back(former))

        def failed(error: AttestError) -> None:
            context.show_error(error)

        context.runner.start(
            lambda _p, _c: mark_step(desk, wanted, mark),
            owner=self,
            on_done=done,
            on_failed=failed,
            quiet=True,
            in_order=True,
        )

    def _put_back(self, former: Former) -> None:
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: put_mark_back(desk, former),
            owner=self,
            on_done=lambda _none: self._changed(),
            quiet=True,
            in_order=True,
        )

    def _changed(self) -> None:
        self._reload()
        self._context.people_changed.emit()

    def _on_write(self, step: StepId | None = None) -> None:
        text_id = self._data.texts.get(step, "") if self._data and step else ""
        dialog = open_messages(self._context, self._id, self, text_id=text_id)
        dialog.used.connect(self._changed)

    def _build(self) -> None:
        head = self._card.head
        if head is not None:
            head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
            head.addSpacing(tokens.S)
            head.addWidget(SecondaryButton("Сообщение…", self._on_write, icon="mail"))
        self._list.setSpacing(0)
        self._card.body.addWidget(self._remark)
        self._card.body.addLayout(self._list)
        self._card.body.addWidget(self._others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.L)
        column.addWidget(self._card)
        column.addWidget(self.notes)
        self._remark.hide()
        self.hide()


def _others_words(others: tuple[StepState, ...]) -> str:
    """What was marked under another form: kept, and shown here."""
    said = [f"{one.step.what}{f' ({day(one.day)})' if one.day else ''}" for one in others]
    return f"Отмечено при другой форме аттестации и сохранено: {'; '.join(said)}." if said else ""

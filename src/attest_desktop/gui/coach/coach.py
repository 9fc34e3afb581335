"""Leads through a first conclusion in the real window, by what can be seen there and not by a script."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from attest_desktop.domain.sending import SendState
from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.coach import steps
from attest_desktop.gui.coach.bar import TrainingBar
from attest_desktop.gui.coach.controls import Window, anchor, control, go_to_first_row, in_front
from attest_desktop.gui.coach.examples import has_example, is_written, with_example, with_own
from attest_desktop.gui.coach.panel import CoachPanel
from attest_desktop.gui.coach.ring import Ring
from attest_desktop.gui.coach.steps import Seen, Step
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import FINISH, EditorView
from attest_desktop.gui.editor.blank_line import BlankLine
from attest_desktop.store import OutboxRow
from attest_desktop.work.send import outbox

LOOK_EVERY_MS = 200


class Coach(QObject):
    """Emits `enter_wanted` when the user is through and wants to work in earnest."""

    enter_wanted = Signal()

    def __init__(self, window: QWidget, acts: Window, context: Context) -> None:
        super().__init__(window)
        self._acts, self._context = acts, context
        self.panel = CoachPanel()
        self.ring = Ring(window)
        self.panel.hide()
        self._seen = Seen()
        self._rows: tuple[OutboxRow, ...] = ()
        self._before: frozenset[int] = frozenset()
        self._who = ""
        self._missing: tuple[str, tuple[str, ...]] = ("", ())
        self._pointing = self._again = False
        self._began = 0.0
        self._took = ""
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        panel = self.panel
        panel.show_me.connect(self.show_me)
        panel.example.connect(self.put_example)
        panel.examples.connect(self.put_examples)
        panel.go_on.connect(self._on_go_on)
        panel.again.connect(self.restart)
        panel.enter.connect(self.enter_wanted)
        panel.closed.connect(self.close_up)
        panel.folded.connect(lambda _folded: self.look())
        context.outbox_changed.connect(self._load_rows)

    def bar(self, leave: Callable[[], None]) -> TrainingBar:
        """The line above the window, made anew, that calls the steps; `leave` ends the training."""
        return TrainingBar(self.begin, leave)

    @property
    def step(self) -> Step | None:
        """The step that is spoken of; None at the end."""
        return steps.current(self._done)

    def begin(self) -> None:
        """Show the panel, at the step where the user is."""
        if not self._began:
            self._began = time.monotonic()
        self.panel.show()
        if not self.panel.is_open:
            self.panel.toggle()
        self._timer.start()
        self.look()

    def toggle(self) -> None:
        """Show it, or close it."""
        if self.panel.isVisible():
            self.close_up()
        else:
            self.begin()

    def close_up(self) -> None:
        """Away with it; it can be called again, and goes on where the user is by then."""
        self._timer.stop()
        self.panel.hide()
        self.ring.show_around(None)

    def pause(self) -> None:
        """Look no more until it is called again."""
        self._timer.stop()

    def restart(self) -> None:
        """From the first step, with another conclusion."""
        self._again = True
        self._seen, self._who, self._took = Seen(), "", ""
        self._began = time.monotonic()
        self._acts.go("home")
        self._load_rows()

    # Looking

    def look(self) -> None:
        """See where the user is, and say what comes next."""
        self._note()
        step, seen = self.step, self._seen
        if step is None:
            if not self._took:
                minutes = max(1, round((time.monotonic() - self._began) / 60))
                self._took = f" за {minutes} мин."
            self.panel.show_end(self._took)
            self.ring.show_around(None)
            return
        examples = step is Step.TEXTS and steps.is_here(step, seen) and bool(seen.left)
        self.panel.show_step(
            step,
            len(self._done),
            steps.words(step, seen),
            examples=examples,
            go_on=steps.can_go_on(step, seen),
        )
        place = next(iter(self._empty()), "")
        target, part = control(self._acts, step, place)
        self.ring.show_around(target if self.panel.is_open else None, part)
        if self._pointing and target is not None and target.isVisible():
            self._pointing = False
            self._point_at(step, target, place)

    def _note(self) -> None:
        view = self._acts.current
        name = view.name if view is not None else ""
        editor = in_front(self._acts, EditorView)
        self._who = self._acts.place[1] or self._who
        fresh = [] if self._again else [row for row in self._rows if row.id not in self._before]
        visited = self._seen.visited if name == "home" else self._seen.visited | {name}
        left, pages = self._seen.left, False
        if editor is not None and editor.attestee_id is not None:
            if editor.missing is not None:
                # Kept while the pages are being swapped for newer ones.
                self._missing = (editor.attestee_id, tuple(one.place for one in editor.missing))
            # While the draft is being read, what would be written now would be lost.
            known = editor.form.isEnabled() and self._missing[0] == editor.attestee_id
            left = len(self._empty()) if known else None
            pages = editor.in_pages and editor.finish.final is not None
        self._seen = replace(
            self._seen,
            view=name,
            in_pages=editor is not None and editor.in_pages,
            left=left,
            pages=pages,
            asks=editor is not None and editor.finish.side.consent_button is not None,
            sent=bool(fresh),
            confirmed=any(row.state is SendState.CONFIRMED for row in fresh),
            visited=visited,
        )

    @property
    def _done(self) -> frozenset[Step]:
        return steps.done(self._seen)

    def _empty(self) -> tuple[str, ...]:
        """The places of the form that are still empty and for which there is a sample, in the form's order."""
        editor = in_front(self._acts, EditorView)
        if editor is None or not editor.form.isEnabled() or self._missing[0] != editor.attestee_id:
            return ()
        text = editor.form.text()
        return tuple(one for one in self._missing[1] if has_example(one) and not is_written(text, one))

    def _load_rows(self) -> None:
        desk = self._context.desk

        def loaded(rows: tuple[OutboxRow, ...]) -> None:
            self._rows = rows
            if self._again:
                # What was sent before does not count for this time.
                self._again, self._before = False, frozenset(row.id for row in rows)
            if self._timer.isActive():
                self.look()

        self._context.runner.start(lambda _p, _c: outbox(desk), owner=self, on_done=loaded, quiet=True)

    # Helping

    def show_me(self) -> None:
        """Go to where the step is done, if need be, and put the cursor on its control."""
        step, seen = self.step, self._seen
        if step is None:
            return
        if not steps.is_here(step, seen):
            self._go_to(step)
        self._pointing = True
        self.look()

    def put_example(self) -> None:
        """Write a sample into the next empty place; the cursor stays on the button, to be pressed again."""
        self._put(self._empty()[:1])

    def put_examples(self) -> None:
        """Write samples into all that are empty."""
        self._put(self._empty())

    def _put(self, places: tuple[str, ...]) -> None:
        editor = in_front(self._acts, EditorView)
        attestee = editor.attestee if editor is not None else None
        if editor is None or attestee is None or not places:
            return
        text = editor.form.text()
        for place in places:
            text = with_example(text, place, attestee, self._context.today())
        if len(places) == len(self._empty()):
            for line in editor.form.findChildren(BlankLine):
                text = with_own(text, line.blank.id, line.blank.label)
        editor.replace_text(text)
        spot = anchor(editor, next(iter(self._empty()), places[-1]))
        if spot is not None:
            editor.form.area.ensureWidgetVisible(spot, 0, 48)
        self.look()

    def _go_to(self, step: Step) -> None:
        if step is Step.PERSON or not self._who:
            self._acts.go("attestees")
        elif step is Step.WRITE:
            self._acts.go("card", self._who)
        elif step in (Step.TEXTS, Step.PAGES):
            editor = in_front(self._acts, EditorView)
            if editor is not None and editor.in_pages:
                editor.finish.back.emit()
            else:
                self._acts.go("editor", self._who)
        elif in_front(self._acts, EditorView) is None or not self._seen.in_pages:
            self._acts.go("editor", (self._who, FINISH))

    def _point_at(self, step: Step, target: QWidget, place: str) -> None:
        people, editor = in_front(self._acts, AttesteesView), in_front(self._acts, EditorView)
        if step is Step.PERSON and people is not None:
            go_to_first_row(people)
        elif step is Step.TEXTS and editor is not None:
            editor.form.go_to(place)
        elif target.focusPolicy() & Qt.FocusPolicy.TabFocus:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            inside = (one for one in target.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            first = next((one for one in inside if one.isVisible()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ring.draw_the_eye()

    def _on_go_on(self) -> None:
        step = self.step
        if step is not None and steps.can_go_on(step, self._seen):
            self._seen = replace(self._seen, looked=self._seen.looked | {step})
            self.look()

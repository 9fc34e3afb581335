"""The form: all sections under each other in one scrolled column of readable width."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.attestee_section import AttesteeSection
from attest_desktop.gui.editor.blanks_section import BlanksSection
from attest_desktop.gui.editor.criteria_section import CriteriaSection
from attest_desktop.gui.editor.experts_section import ExpertsSection
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.editor.lessons_section import LessonsSection
from attest_desktop.gui.editor.missing import Missing, OwnBlank
from attest_desktop.gui.editor.outcome_section import OutcomeSection, RecommendationsSection
from attest_desktop.gui.editor.pointing import Written, field_pointed_at, place_pointed_at
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.pages import Pointed, Sought
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import scrolled
from attest_desktop.work.draft import DraftText, OpenDraft

# About 90 letters in a line of the text boxes.
WIDEST = 760
SIGHT = 48


class Form(QWidget):
    """Shows a draft and gives it back as typed. `edited` comes with every change by hand.

    `phrases_wanted` and `phrase_kept` carry the long field for which «Мои фразы» are wanted; `fields_changed`
    comes when the long fields may be others than before.
    """

    edited = Signal()
    phrases_wanted = Signal(object)
    fields_changed = Signal()
    phrase_kept = Signal(object)
    blank_answered = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: DraftText | None = None
        self._criteria = CriteriaSection()
        self._recommendations = RecommendationsSection()
        self._blanks = BlanksSection()
        self._blanks.answered.connect(self.blank_answered)
        self._sections: tuple[Section, ...] = (
            AttesteeSection(),
            ExpertsSection(),
            LessonsSection(context),
            self._criteria,
            self._recommendations,
            OutcomeSection(context),
            self._blanks,
        )
        inside = self._inside = QWidget()
        column = QVBoxLayout()
        column.setSpacing(tokens.L)
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        for section in self._sections:
            section.edited.connect(self.edited)
            column.addWidget(section)
        column.addStretch(1)
        side = QHBoxLayout(inside)
        side.setContentsMargins(tokens.XL, 2, tokens.M, tokens.XL)
        side.addStretch(1)
        side.addWidget(holder, 1000)
        side.addStretch(1)
        self.area: QScrollArea = scrolled(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def show_draft(self, draft: OpenDraft) -> None:
        """Show another attestee's draft from its beginning."""
        self._criteria.set_titles(draft.criteria_titles)
        self.show_text(draft.text, draft.attestee)
        self.area.verticalScrollBar().setValue(0)

    def show_text(self, text: DraftText, attestee: Attestee) -> None:
        """Show another text of the same attestee."""
        self._shown = text
        for section in self._sections:
            section.show_text(text, attestee)
        for box in self.findChildren(GrowingText):
            if not box.property("watched"):
                box.setProperty("watched", True)
                box.cursor_moved.connect(lambda spot, box=box: self._keep_in_sight(box, spot))
                box.phrases_wanted.connect(lambda box=box: self.phrases_wanted.emit(box))
                box.phrase_kept.connect(lambda box=box: self.phrase_kept.emit(box))
        self.fields_changed.emit()

    def text(self) -> DraftText:
        """The draft as it stands in the form; what the form does not show stays as it was."""
        return reduce(lambda text, section: section.written(text), self._sections, self._shown or DraftText())

    def show_blanks(self, blanks: Sequence[OwnBlank]) -> None:
        """Lines for the template's blanks that nothing else fills."""
        self._blanks.show_blanks(blanks)

    def go_to(self, place: str) -> bool:
        """Bring the place (see `missing.place_of`) into sight and put the cursor there; False if there is none."""
        for section in self._sections:
            widget = section.spots().get(place)
            if widget is not None:
                section.open_spot(place)
                self.area.ensureWidgetVisible(widget, 0, 2 * SIGHT)
                widget.setFocus()
                return True
        return False

    def spot(self, place: str) -> QWidget | None:
        """What the place is written into."""
        spots = (section.spots().get(place) for section in self._sections)
        return next((one for one in spots if one is not None), None)

    def at_cursor(self) -> Sought | None:
        """What is being written: the words before the cursor and the heading that they stand under."""
        focused = self.focusWidget()
        if isinstance(focused, GrowingText):
            cursor = focused.textCursor()
            heading = focused.accessibleDescription().rstrip("…") or focused.accessibleName()
            return Sought(cursor.block().text()[: cursor.positionInBlock()], heading, focused.criterion)
        return Sought(focused.text()) if isinstance(focused, QLineEdit) else None

    def go_to_pointed(self, pointed: Pointed, missing: Sequence[Missing]) -> bool:
        """Put the cursor where the clicked words were written, else into the empty place that was clicked."""
        fields = [one for one in self._inside.findChildren(QWidget) if isinstance(one, (QLineEdit, GrowingText))]
        written = [_written(one) for one in fields]
        found = field_pointed_at(written, pointed)
        if found is None:
            place = place_pointed_at(missing, pointed)
            return place is not None and self.go_to(place)
        field, at = fields[found[0]], found[1]
        if not field.isVisible():
            place = next(
                (place for one in self._sections for place, spot in one.spots().items() if spot is field), ""
            )
            return self.go_to(place)
        self.area.ensureWidgetVisible(field, 0, 2 * SIGHT)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.setCursorPosition(at)
        else:
            cursor = field.textCursor()
            cursor.setPosition(at)
            field.setTextCursor(cursor)
            self._keep_in_sight(field, field.cursorRect())
        return True

    def long_fields(self) -> Sequence[GrowingText]:
        """The fields for long texts, in the order of the form."""
        return [one.box for one in self._criteria.boxes] + [self._recommendations.box]

    def long_field(self) -> GrowingText | None:
        """The long field that is being written, if one is."""
        focused = self.focusWidget()
        return focused if isinstance(focused, GrowingText) else None

    def first_field(self) -> QWidget | None:
        """The first line to type into."""
        return next(iter(self.findChildren(QLineEdit)), None)

    def _keep_in_sight(self, box: GrowingText, spot: QRect) -> None:
        """The line being typed stays in sight although the box itself never scrolls."""
        centre = box.viewport().mapTo(self._inside, spot.center())
        self.area.ensureVisible(centre.x(), centre.y(), 0, SIGHT)


def _written(field: QLineEdit | GrowingText) -> Written:
    if isinstance(field, QLineEdit):
        return Written(field.text())
    return Written(field.text(), field.accessibleDescription() or field.accessibleName(), field.criterion)

"""«Аттестуемый»: what the cabinet knows is shown, what it does not know is typed, all can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui.editor.fields import FIELDS, Field, correction_of, from_row, shown
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Line, TextButton, label, restyle
from attest_desktop.gui.widgets import Field as LabelledField
from attest_desktop.work.draft import DraftText

NAME_WIDTH = 168
FROM_CABINET = "Из личного кабинета. Исправленное здесь попадёт только в заключение."


class AttesteeSection(Section):
    """Two lines to type, and the cabinet's facts with «Исправить» beside each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Аттестуемый", parent)
        self._attestee: Attestee | None = None
        self._lines: dict[str, QLineEdit] = {}
        self._facts: dict[str, FactRow] = {}
        for field in FIELDS:
            if not field.in_row:
                line = QLineEdit()
                line.setPlaceholderText(field.hint)
                line.textEdited.connect(self.edited)
                self._lines[field.name] = line
                self.body.addWidget(LabelledField(field.label, line))
        self.body.addSpacing(tokens.XS)
        self.body.addWidget(Line())
        self.body.addWidget(Caption(FROM_CABINET))
        grid = QGridLayout()
        # In the card first: a widget that is shown before it has a parent would be a window.
        self.body.addLayout(grid)
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(field for field in FIELDS if field.in_row):
            fact = FactRow(field, self)
            fact.edited.connect(self.edited)
            fact.add_to(grid, row)
            self._facts[field.name] = fact

    def show_text(self, text: DraftText, attestee: Attestee, /) -> None:
        """Show the row's values, corrected where the expert corrected them."""
        self._attestee = attestee
        for name, line in self._lines.items():
            value = shown(attestee, name, text.corrections)
            if line.text() != value:
                line.setText(value)
        for name, fact in self._facts.items():
            fact.show_value(from_row(attestee, name), shown(attestee, name, text.corrections))

    def written(self, text: DraftText) -> DraftText:
        """Keep what differs from the cabinet's row."""
        if self._attestee is None:
            return text
        typed = {name: line.text() for name, line in self._lines.items()}
        typed |= {name: fact.value() for name, fact in self._facts.items()}
        corrections = dict(text.corrections)
        for name, value in typed.items():
            correction = correction_of(self._attestee, name, value)
            if correction is None:
                corrections.pop(name, None)
            else:
                corrections[name] = correction
        return replace(text, corrections=MappingProxyType(corrections))

    def spots(self) -> Mapping[str, QWidget]:
        """Lines to type and facts to correct."""
        lines = self._lines | {name: fact.line for name, fact in self._facts.items()}
        return {f"attestee.{name}": line for name, line in lines.items()}

    def open_spot(self, place: str) -> None:
        """Make the line of a fact ready to be typed into."""
        fact = self._facts.get(place.removeprefix("attestee."))
        if fact is not None:
            fact.begin()


class FactRow(QObject):
    """A fact of the cabinet: shown until «Исправить» is pressed, then a line with the way back beside it."""

    edited = Signal()

    def __init__(self, field: Field, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._from_row = ""
        self._name = label(field.label, "muted")
        self._name.setFixedWidth(NAME_WIDTH)
        self._shown = label("")
        self.line = QLineEdit()
        self.line.setAccessibleName(field.label)
        self.line.setPlaceholderText(field.hint)
        self.line.textEdited.connect(self.edited)
        self._correct = TextButton("Исправить", self.begin, name=f"Исправить: {field.label}")
        self._reset = TextButton("Как в кабинете", self._on_reset, name=f"Как в кабинете: {field.label}")

    def add_to(self, grid: QGridLayout, row: int) -> None:
        """Take a row of the grid."""
        top = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._name, row, 0, top)
        grid.addWidget(self._shown, row, 1, top)
        grid.addWidget(self.line, row, 1, top)
        grid.addWidget(self._correct, row, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._reset, row, 2, Qt.AlignmentFlag.AlignRight)
        self._open(correcting=False)

    def show_value(self, from_row: str, value: str) -> None:
        """Show the row's value, or the correction in an open line."""
        self._from_row = from_row
        if self.value() != value:
            self.line.setText(value)
        self._shown.setText(from_row or "нет данных")
        restyle(self._shown, "kind", "" if from_row else "muted")
        self._open(correcting=value != from_row)

    def value(self) -> str:
        """What goes into the conclusion."""
        return self.line.text()

    def begin(self) -> None:
        """Open the line for correcting."""
        self._open(correcting=True)
        self.line.setFocus()
        self.line.selectAll()

    def _on_reset(self) -> None:
        self.line.setText(self._from_row)
        self._open(correcting=False)
        self._correct.setFocus()
        self.edited.emit()

    def _open(self, *, correcting: bool) -> None:
        for widget in (self.line, self._reset):
            widget.setVisible(correcting)
        for other in (self._shown, self._correct):
            other.setVisible(not correcting)

"""«Специалисты»: the two who sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.record import Expert
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Field, Strong
from attest_desktop.work.draft import DraftText

_WHO = ("Вы", "Второй специалист")
_LINES = (("full_name", "Фамилия, имя, отчество"), ("position", "Должность"), ("workplace", "Место работы"))


class ExpertsSection(Section):
    """Three lines for each of the two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Специалисты", parent)
        self._lines: list[dict[str, QLineEdit]] = []
        for who in _WHO:
            if self._lines:
                self.body.addSpacing(tokens.S)
            self.body.addWidget(Strong(who))
            lines: dict[str, QLineEdit] = {}
            grid = QGridLayout()
            grid.setHorizontalSpacing(tokens.M)
            grid.setVerticalSpacing(tokens.M)
            for place, (name, title) in enumerate(_LINES):
                line = QLineEdit()
                line.setAccessibleName(f"{who}: {title.lower()}")
                line.textEdited.connect(self.edited)
                lines[name] = line
                grid.addWidget(Field(title, line), place // 2, place % 2, 1, 2 if name == "workplace" else 1)
            self.body.addLayout(grid)
            self._lines.append(lines)

    def show_text(self, text: DraftText, _attestee: Attestee, /) -> None:
        """Show both experts; a draft with fewer has empty lines."""
        for number, lines in enumerate(self._lines):
            expert = text.experts[number] if number < len(text.experts) else Expert()
            for name, line in lines.items():
                if line.text() != getattr(expert, name):
                    line.setText(getattr(expert, name))
                    line.setCursorPosition(0)

    def written(self, text: DraftText) -> DraftText:
        """The two as typed; a third and further ones, which the form does not show, stay."""
        typed = tuple(Expert(**{name: line.text() for name, line in lines.items()}) for lines in self._lines)
        return replace(text, experts=typed + text.experts[len(typed) :])

    def spots(self) -> Mapping[str, QWidget]:
        """The first empty line of each."""
        return {
            f"expert.{number}": next((line for line in lines.values() if not line.text()), lines["full_name"])
            for number, lines in enumerate(self._lines)
        }

"""«Рекомендации» and «Вывод»: what the analysis comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.record import Result
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.date_field import DateField
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.editor.phrases_button import PhrasesButton
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Field, TextButton, label
from attest_desktop.work.draft import DraftText

DAY_WIDTH = 160


class RecommendationsSection(Section):
    """One box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Рекомендации", parent)
        self.box = GrowingText("Рекомендации")
        self.box.edited.connect(self.edited)
        if self.head is not None:
            self.head.addWidget(PhrasesButton(self.box))
        self.body.addWidget(self.box)

    def show_text(self, text: DraftText, _attestee: Attestee, /) -> None:
        """Show the recommendations."""
        self.box.set_text(text.conclusion.recommendations)

    def written(self, text: DraftText) -> DraftText:
        """The recommendations as written."""
        return replace(text, conclusion=replace(text.conclusion, recommendations=self.box.text()))

    def spots(self) -> Mapping[str, QWidget]:
        """The box."""
        return {"recommendations": self.box}


class OutcomeSection(Section):
    """Meets or does not meet, and the day of the conclusion."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Вывод", parent)
        self._context = context
        self.body.addWidget(label("Результаты работы аттестуемого требованиям к заявленной категории:"))
        self._group = QButtonGroup(self)
        self._choices = {
            Result.MEETS: QRadioButton("соответствуют"),
            Result.DOES_NOT_MEET: QRadioButton("не соответствуют"),
        }
        row = QHBoxLayout()
        row.setSpacing(tokens.XL)
        for button in self._choices.values():
            button.setAccessibleName(f"Вывод: {button.text()}")
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._day = DateField("Дата заключения")
        self._day.setFixedWidth(DAY_WIDTH)
        self._day.edited.connect(self.edited)
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(Field("Дата заключения", self._day))
        line.addWidget(TextButton("Сегодня", self._on_today), 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.body.addLayout(line)

    def show_text(self, text: DraftText, _attestee: Attestee, /) -> None:
        """Show result and day."""
        result = text.conclusion.result
        # An exclusive group does not let its last button go.
        self._group.setExclusive(False)
        for which, button in self._choices.items():
            button.setChecked(which is result)
        self._group.setExclusive(True)
        self._day.set_day(text.conclusion.date)

    def written(self, text: DraftText) -> DraftText:
        """Result and day as chosen."""
        result = next((which for which, button in self._choices.items() if button.isChecked()), None)
        return replace(text, conclusion=replace(text.conclusion, result=result, date=self._day.day()))

    def spots(self) -> Mapping[str, QWidget]:
        """The first choice and the day."""
        return {"result": self._choices[Result.MEETS], "date": self._day}

    def _on_clicked(self) -> None:
        self.edited.emit()

    def _on_today(self) -> None:
        self._day.set_day(self._context.today())
        self.edited.emit()

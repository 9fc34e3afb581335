"""«Показатели»: a box for each criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.record import CriterionText
from attest_desktop.gui.editor.counting import words_label
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.editor.phrases_button import PhrasesButton
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Strong
from attest_desktop.work.draft import DraftText

SURPLUS = "Показателя с этим номером в шаблоне нет: текст сохранён, но в заключение не попадёт."


class CriterionBox(QWidget):
    """Heading, words counter and the text of one criterion."""

    def __init__(self, number: str, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.box = GrowingText(f"Показатель {number}")
        self.box.setAccessibleDescription(heading)
        self.box.criterion = number
        self._count = Caption("")
        self._count.setWordWrap(False)
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        title = Strong(f"{number}. {heading}" if heading else f"Показатель {number}")
        top.addWidget(title, 1)
        side = QVBoxLayout()
        side.setSpacing(0)
        right = Qt.AlignmentFlag.AlignRight
        side.addWidget(PhrasesButton(self.box), 0, right | Qt.AlignmentFlag.AlignTop)
        side.addStretch(1)
        side.addWidget(self._count, 0, right)
        top.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS + 2)
        layout.addLayout(top)
        layout.addWidget(self.box)
        self.box.textChanged.connect(self._on_text)

    def _on_text(self) -> None:
        self._count.setText(words_label(self.box.text()))


class CriteriaSection(Section):
    """As many boxes as the template (else the Procedure) has criteria."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Показатели", parent)
        self._titles: tuple[str, ...] = ()
        self._boxes: list[CriterionBox] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.L)
        self.body.addLayout(self._list)

    @property
    def boxes(self) -> Sequence[CriterionBox]:
        """The boxes from first to last."""
        return self._boxes

    def set_titles(self, titles: tuple[str, ...]) -> None:
        """The headings that go with the criteria of the next text shown."""
        self._titles = titles

    def show_text(self, text: DraftText, _attestee: Attestee, /) -> None:
        """A box for every criterion of the draft."""
        criteria = text.conclusion.criteria
        headings = [
            self._titles[place] if place < len(self._titles) else SURPLUS for place in range(len(criteria))
        ]
        wanted = [(one.number, heading) for one, heading in zip(criteria, headings, strict=True)]
        shown = [(box.number, box.box.accessibleDescription()) for box in self._boxes]
        if wanted != shown:
            self._rebuild(wanted)
        for box, one in zip(self._boxes, criteria, strict=True):
            box.box.set_text(one.text)

    def written(self, text: DraftText) -> DraftText:
        """The texts as they stand in the boxes."""
        criteria = tuple(CriterionText(box.number, box.box.text()) for box in self._boxes)
        return replace(text, conclusion=replace(text.conclusion, criteria=criteria))

    def spots(self) -> Mapping[str, QWidget]:
        """The boxes."""
        return {f"criterion.{place}": box.box for place, box in enumerate(self._boxes)}

    def _rebuild(self, wanted: list[tuple[str, str]]) -> None:
        for old in self._boxes:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._boxes = [CriterionBox(number, heading) for number, heading in wanted]
        for box in self._boxes:
            box.box.edited.connect(self.edited)
            self._list.addWidget(box)
        self.setVisible(bool(wanted))

"""«Впишите сами»: blanks of the template that nothing in the form fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui.editor.blank_line import BlankLine
from attest_desktop.gui.editor.missing import OwnBlank
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption
from attest_desktop.work.draft import DraftText

WHY = (
    "Эти места шаблона программа сама не заполняет. Впишите, что нужно, или один раз скажите, что здесь пишут: "
    "для этого шаблона она запомнит."
)


class BlanksSection(Section):
    """A line for each such blank; unseen while there is none.

    `answered` carries a blank and the field of the record that it stands for (None: nothing of the record).
    """

    answered = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Впишите сами", parent)
        self._lines: dict[str, BlankLine] = {}
        self._values: dict[str, str] = {}
        self.body.addWidget(Caption(WHY))
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.M)
        self.body.addLayout(self._list)
        self.hide()

    def show_text(self, text: DraftText, _attestee: Attestee, /) -> None:
        """Take over what was written by hand; lines come when the pages are made."""
        self._values = dict(text.values)
        for blank_id, shown in self._lines.items():
            value = self._values.get(blank_id, "")
            if shown.line.text() != value:
                shown.line.setText(value)

    def show_blanks(self, blanks: Sequence[OwnBlank]) -> None:
        """Lines for these blanks; a line that is being typed into stays."""
        wanted = {blank.id: blank for blank in blanks}
        for blank_id, shown in list(self._lines.items()):
            gone = blank_id not in wanted and not shown.line.text()
            if (gone or wanted.get(blank_id, shown.blank) != shown.blank) and not shown.line.hasFocus():
                del self._lines[blank_id]
                self._list.removeWidget(shown)
                shown.hide()
                shown.deleteLater()
        for place, blank in enumerate(blanks):
            if blank.id not in self._lines:
                self._lines[blank.id] = self._make(blank)
                self._list.insertWidget(place, self._lines[blank.id])
        self.setVisible(bool(self._lines))

    def written(self, text: DraftText) -> DraftText:
        """What was written by hand, also into blanks that are not shown now."""
        return replace(text, values=MappingProxyType(dict(self._values)))

    def spots(self) -> Mapping[str, QWidget]:
        """The lines."""
        return {f"value.{blank_id}": shown.line for blank_id, shown in self._lines.items()}

    def _make(self, blank: OwnBlank) -> BlankLine:
        made = BlankLine(blank, self._values.get(blank.id, ""))
        made.typed.connect(lambda typed: self._on_typed(blank.id, typed))
        made.answered.connect(lambda field: self.answered.emit(blank, field))
        return made

    def _on_typed(self, blank_id: str, typed: str) -> None:
        if typed.strip():
            self._values[blank_id] = typed
        else:
            self._values.pop(blank_id, None)
        self.edited.emit()

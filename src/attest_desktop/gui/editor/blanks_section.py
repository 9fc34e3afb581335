"""«Впишите сами»: blanks of the template that nothing in the form fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui.editor.missing import OwnBlank
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Field
from attest_desktop.work.draft import DraftText

WHY = "Эти места шаблона программа не заполняет. Впишите, что нужно, или оставьте пустыми."


class BlanksSection(Section):
    """A line for each such blank; unseen while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Впишите сами", parent)
        self._fields: dict[str, tuple[Field, QLineEdit]] = {}
        self._values: dict[str, str] = {}
        self.body.addWidget(Caption(WHY))
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.M)
        self.body.addLayout(self._list)
        self.hide()

    def show_text(self, text: DraftText, _attestee: Attestee, /) -> None:
        """Take over what was written by hand; lines come when the pages are made."""
        self._values = dict(text.values)
        for blank_id, (_, line) in self._fields.items():
            value = self._values.get(blank_id, "")
            if line.text() != value:
                line.setText(value)

    def show_blanks(self, blanks: Sequence[OwnBlank]) -> None:
        """Lines for these blanks; a line that is being typed into stays."""
        wanted = {blank.id: blank for blank in blanks}
        for blank_id in [one for one in self._fields if one not in wanted]:
            field, line = self._fields[blank_id]
            if not line.hasFocus() and not line.text():
                del self._fields[blank_id]
                self._list.removeWidget(field)
                field.hide()
                field.deleteLater()
        for place, blank in enumerate(blanks):
            if blank.id not in self._fields:
                self._fields[blank.id] = self._make(blank)
                self._list.insertWidget(place, self._fields[blank.id][0])
        self.setVisible(bool(self._fields))

    def written(self, text: DraftText) -> DraftText:
        """What was written by hand, also into blanks that are not shown now."""
        return replace(text, values=MappingProxyType(dict(self._values)))

    def spots(self) -> Mapping[str, QWidget]:
        """The lines."""
        return {f"value.{blank_id}": line for blank_id, (_, line) in self._fields.items()}

    def _make(self, blank: OwnBlank) -> tuple[Field, QLineEdit]:
        line = QLineEdit(self._values.get(blank.id, ""))
        line.textEdited.connect(lambda typed: self._on_typed(blank.id, typed))
        return Field(blank.label, line), line

    def _on_typed(self, blank_id: str, typed: str) -> None:
        if typed.strip():
            self._values[blank_id] = typed
        else:
            self._values.pop(blank_id, None)
        self.edited.emit()

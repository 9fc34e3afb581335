"""The profile's fields laid out, with lists that depend on each other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from attest_desktop.domain.profile_form import FieldKind, ProfileForm
from attest_desktop.gui.profile.entries import Entry, Values, entry_for
from attest_desktop.gui.theme import tokens

COLUMNS = 6
# Short things share a line; whatever else the page has takes a whole one.
SPANS = {
    "surname": 2,
    "first_name": 2,
    "patronymic": 2,
    "email": 3,
    "phone": 3,
    "municipality": 4,
    "organisation_type": 2,
}
MOST_ROUNDS = 8


class FormFields(QWidget):
    """Holds what is typed beside what the cabinet has: `changes` is the difference.

    `reload_wanted` comes when a list was chosen after which the page would offer other lines elsewhere.
    """

    edited = Signal()
    reload_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: dict[str, Entry] = {}
        self._base: dict[str, Values] = {}
        self._offers: ProfileForm | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.L)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def show_form(self, form: ProfileForm, typed: Mapping[str, Values]) -> None:
        """Show what the cabinet has, and over it what was typed."""
        if tuple(self.entries) != form.labels:
            self._build(form)
        self._base = {field.label: field.values for field in form.fields}
        for field in form.fields:
            entry = self.entries[field.label]
            entry.field = field
            entry.show_error("")
        self._offers = form
        self._offer_all(first=typed)

    def show_offers(self, form: ProfileForm) -> None:
        """Take over what the lists offer after a choice; nothing that was typed changes."""
        self._offers = form
        self._offer_all()

    def changes(self) -> dict[str, Values]:
        """What differs from the cabinet, by label."""
        return {
            label: entry.values()
            for label, entry in self.entries.items()
            if entry.field.editable and entry.changed_from(self._base[label])
        }

    def chosen(self) -> dict[str, str]:
        """What is chosen in lists otherwise than the cabinet has it."""
        return {
            label: values[0]
            for label, values in self.changes().items()
            if values and self.entries[label].field.kind is FieldKind.LIST
        }

    def mark_faults(self) -> list[Entry]:
        """Mark what is known to be wrong; the entries in question."""
        return [entry for entry in self.entries.values() if entry.mark()]

    def mark(self, label: str, words: str) -> bool:
        """Say something beside the field; whether there is one."""
        entry = self.entries.get(label)
        if entry is not None:
            entry.show_error(words)
        return entry is not None

    def bring_up(self, entry: Entry) -> None:
        """Put the cursor into the field and scroll it into sight."""
        entry.control.setFocus(Qt.FocusReason.OtherFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(entry, 0, tokens.XL)

    # Inside

    def _build(self, form: ProfileForm) -> None:
        for entry in self.entries.values():
            self._grid.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = {}
        row = column = 0
        before: QWidget | None = None
        for field in form.fields:
            entry = self.entries[field.label] = entry_for(field)
            entry.edited.connect(lambda label=field.label: self._on_edited(label))
            span = SPANS.get(field.key, COLUMNS)
            if column + span > COLUMNS:
                row, column = row + 1, 0
            self._grid.addWidget(entry, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
            control = entry.control.focusProxy() or entry.control
            if before is not None:
                QWidget.setTabOrder(before, control)
            before = control

    def _offer_all(self, first: Mapping[str, Values] | None = None) -> None:
        """Fill the lists; a list that another decides on is filled after it, so some rounds may be needed.

        With `first`, put in what the cabinet has and over it these values.
        """
        if self._offers is None:
            return
        wanted = None if first is None else {label: first.get(label, held) for label, held in self._base.items()}
        for _ in range(MOST_ROUNDS):
            before = {label: entry.values() for label, entry in self.entries.items()}
            for field in self._offers.fields:
                entry = self.entries.get(field.label)
                if entry is None or field.kind is FieldKind.TEXT:
                    continue
                chosen = self._offers.chosen | self._chosen_now()
                missing = [label for label in field.depends_on if not chosen.get(label)]
                if wanted is not None and field.kind is FieldKind.LIST:
                    entry.set_values(wanted[field.label])
                entry.offer(field.offered(chosen), missing)
            if before == {label: entry.values() for label, entry in self.entries.items()}:
                break
        if wanted is not None:
            for label, entry in self.entries.items():
                if entry.field.kind is not FieldKind.LIST:
                    entry.set_values(wanted[label])

    def _chosen_now(self) -> dict[str, str]:
        return {
            label: "".join(entry.values())
            for label, entry in self.entries.items()
            if entry.field.kind is FieldKind.LIST
        }

    def _on_edited(self, label: str) -> None:
        field = self.entries[label].field
        if field.kind is FieldKind.LIST and self.entries[label].values():
            if field.reloads:
                self.reload_wanted.emit()
            elif any(label in other.field.depends_on for other in self.entries.values()):
                self._offer_all()
        self.edited.emit()

"""The fields of the profile's form: typed, one of a list, any of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from attest_desktop.domain.phone import SAMPLE, WrongPhoneError, masked_phone
from attest_desktop.domain.profile_form import FieldKind, ProfileField
from attest_desktop.domain.text import one_line
from attest_desktop.gui.profile.check_list import CheckList
from attest_desktop.gui.widgets import Field

LONG_LIST = 10
NEEDED = "Эту строку нельзя оставить пустой."
FIXED = "Изменить эту строку в личном кабинете нельзя."
PHONE, WORKPLACE = "phone", "workplace"
Values = tuple[str, ...]


class Entry(Field):
    """One field under the page's own label; `edited` comes with every change by hand."""

    edited = Signal()

    def __init__(self, field: ProfileField, control: QWidget, hint: str = "") -> None:
        label = field.label
        super().__init__(f"{label} *" if field.required and field.editable else label, control, hint)
        control.setAccessibleName(label)
        self.field = field
        control.setEnabled(field.editable)
        if not field.editable:
            self.say(FIXED)

    def values(self) -> Values:
        """What stands in it."""
        raise NotImplementedError

    def set_values(self, values: Values) -> None:
        """Put values in; no `edited` comes."""
        raise NotImplementedError

    def offer(self, texts: Sequence[str], missing: Sequence[str]) -> None:
        """Let these be chosen; `missing` are the labels of lists that must be chosen first."""

    def fault(self) -> str:
        """What is wrong with it, known without asking the cabinet."""
        return NEEDED if self.field.required and self.field.editable and not self.values() else ""

    def changed_from(self, values: Values) -> bool:
        """Whether something else stands in it than these."""
        return self.values() != values

    def say(self, hint: str) -> None:
        """Show another hint."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def mark(self) -> str:
        """Show what is wrong, and return it."""
        wrong = self.fault()
        self.show_error(wrong)
        return wrong

    def _on_edited(self) -> None:
        if not self.error.isHidden():
            self.show_error("")
        self.edited.emit()


class TextEntry(Entry):
    """A line to type; a phone number is put into the cabinet's mask."""

    def __init__(self, field: ProfileField) -> None:
        self.line = QLineEdit()
        phone = field.key == PHONE and field.editable
        super().__init__(field, self.line, f"Например {SAMPLE} или 89888888888" if phone else "")
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self._on_finished)

    def values(self) -> Values:
        """What stands in it, as it would be sent."""
        text = one_line(self.line.text())
        return (text,) if text else ()

    def set_values(self, values: Values) -> None:
        """Put values in."""
        self.line.setText("".join(values[:1]))
        self.line.setCursorPosition(0)

    def fault(self) -> str:
        """What is wrong with it."""
        values = self.values()
        if values and self.field.key == PHONE and self.changed_from(self.field.values):
            try:
                masked_phone(values[0])
            except WrongPhoneError as wrong:
                return wrong.what
        return super().fault()

    def _on_finished(self) -> None:
        # Left as it was found, nothing is said: a newcomer's form is empty everywhere.
        if not self.changed_from(self.field.values):
            return
        wrong = self.mark()
        if self.field.key == PHONE and self.values() and not wrong:
            self.line.setText(masked_phone(self.values()[0]))


class ListEntry(Entry):
    """One line of a list. A long list is searched by typing; what another choice took away comes back with it."""

    def __init__(self, field: ProfileField) -> None:
        self.box = _Box()
        self._wish = ""
        self._lost = False
        self._line: QLineEdit | None = None
        super().__init__(field, self.box)
        self.box.setPlaceholderText("Не выбрано")
        if len(field.options) > LONG_LIST or field.depends_on or field.key == WORKPLACE:
            self._make_searchable()
        self.box.currentTextChanged.connect(self._on_text)

    def _make_searchable(self) -> None:
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self._line = QLineEdit()
        self.box.setLineEdit(line)
        found = QCompleter(self.box.model(), self.box)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCompleter(found)
        line.setPlaceholderText("Выберите из списка или начните писать")
        line.setAccessibleName(f"{self.field.label}: поиск")
        line.editingFinished.connect(self._on_finished)

    def values(self) -> Values:
        """What stands in it, as it would be sent."""
        text = one_line(self.box.currentText())
        return (text,) if text and self.box.findText(text, Qt.MatchFlag.MatchFixedString) >= 0 else ()

    def set_values(self, values: Values) -> None:
        """Put values in."""
        self._wish = "".join(values[:1])
        self._select(self._wish)

    def offer(self, texts: Sequence[str], missing: Sequence[str]) -> None:
        """Let these be chosen."""
        lines = [*texts] if self.field.required else ["", *texts]
        if lines != [self.box.itemText(place) for place in range(self.box.count())]:
            self.box.blockSignals(True)
            self.box.clear()
            self.box.addItems(lines)
            self.box.blockSignals(False)
        there = not self._wish or self._wish in texts
        self._lost = not there and bool(texts)
        self._select(self._wish if there else "")
        first = ", ".join(f"«{label}»" for label in missing)
        self.say(f"Сначала выберите: {first}." if missing else "" if texts else "Пока здесь нечего выбрать.")
        self.show_error(self._lost_words() if self._lost else "")

    def fault(self) -> str:
        """What is wrong with it."""
        if self.values():
            return ""
        if self.box.currentText().strip():
            return "Такого в списке нет: выберите одну из строк списка."
        if self._lost:
            return self._lost_words()
        return NEEDED if self.field.required and self.field.editable and self.box.count() else ""

    def _lost_words(self) -> str:
        return f"«{self._wish}» не подходит к тому, что выбрано выше: выберите заново."

    def _select(self, text: str) -> None:
        self.box.blockSignals(True)
        place = self.box.findText(text) if text else -1
        self.box.setCurrentIndex(place)
        line = self._line
        if line is not None:
            line.blockSignals(True)
            line.setText(text if place >= 0 else "")
            line.setCursorPosition(0)
            line.blockSignals(False)
        self.box.blockSignals(False)

    def _on_text(self, text: str) -> None:
        chosen = self.values()
        if chosen or not text.strip():
            self._wish, self._lost = "".join(chosen), False
        self._on_edited()

    def _on_finished(self) -> None:
        values = self.values()
        if values:
            # Typed in other letters than the list has it: the list's spelling is what is sent.
            place = self.box.findText(values[0], Qt.MatchFlag.MatchFixedString)
            if self.box.itemText(place) != self.box.currentText():
                self.box.setCurrentIndex(place)
        elif self.box.currentText().strip():
            self.mark()


class MultiEntry(Entry):
    """Any lines of a list."""

    def __init__(self, field: ProfileField) -> None:
        self.checks = CheckList(field.label)
        super().__init__(field, self.checks)
        self.label.setBuddy(self.checks.search)
        self.checks.changed.connect(self._on_edited)

    def values(self) -> Values:
        """What stands in it, as it would be sent."""
        return self.checks.values()

    def set_values(self, values: Values) -> None:
        """Put values in."""
        self.checks.set_values(values)

    def offer(self, texts: Sequence[str], missing: Sequence[str]) -> None:
        """Let these be ticked."""
        self.checks.offer(texts)
        first = ", ".join(f"«{label}»" for label in missing)
        self.say(f"Сначала выберите: {first}." if missing else "")

    def changed_from(self, values: Values) -> bool:
        """Whether other lines are ticked, in whatever order."""
        return sorted(self.values()) != sorted(values)


class _Box(QComboBox):
    """A list that the wheel scrolls past: turning it on the way down the page must not choose something else."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def entry_for(field: ProfileField) -> Entry:
    """The entry that suits the field."""
    return {FieldKind.TEXT: TextEntry, FieldKind.LIST: ListEntry, FieldKind.MULTI: MultiEntry}[field.kind](field)

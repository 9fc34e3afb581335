"""Rows of forms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets.labels import Caption, label, restyle


class Field(QWidget):
    """A control with its label above and a hint below; when something is wrong, the error stands between."""

    def __init__(self, text: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        self.label = label(text, "field")
        self.label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(text)
        self.hint = Caption(hint)
        if not hint:
            self.hint.hide()
        self.error = label("", "error")
        self.error.hide()
        for part in (self.label, control, self.error, self.hint):
            column.addWidget(part)

    def show_error(self, text: str) -> None:
        """Mark the control and say what is wrong; an empty text takes the mark away."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.control.setAccessibleDescription(text)
        restyle(self.control, "invalid", bool(text))


class Pairs(QFormLayout):
    """Facts to read: muted name on the left, value on the right; values can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(tokens.XL)
        self.setVerticalSpacing(tokens.S)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add(self, name: str, value: str, *, name_width: int = 0) -> QLabel:
        """Add a pair; an empty value is shown as a dash."""
        key = label(name, "muted")
        if name_width:
            key.setFixedWidth(name_width)
        shown = label(value or "—")
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Selecting by keyboard would put every fact into the tab order.
        shown.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        shown.setAccessibleName(f"{name}: {value or 'нет данных'}")
        self.addRow(key, shown)
        return shown

"""The list of remarks above the form, and the way from each to its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from attest_desktop.gui.editor.form import Form
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.finish.findings import FindingsList, findings_title
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Card, IconButton, Title, scrolled
from attest_desktop.work.checks import Finding, Kind
from attest_desktop.work.checks.texts import with_right_spaces
from attest_desktop.work.draft import DraftText

TALLEST = 190


def while_writing(findings: Sequence[Finding], text: DraftText) -> tuple[Finding, ...]:
    """What is worth telling while the text is being written: empty places are counted apart."""
    begun = any(lesson.date or lesson.topic.strip() for lesson in text.conclusion.lessons)
    return tuple(one for one in findings if one.kind is not Kind.EMPTY and (begun or one.kind is not Kind.LESSONS))


class ChecksPane(Card):
    """Unseen until opened; `closed` when it is put away again."""

    closed = Signal()

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.L, parent=parent)
        self._form = form
        self.list = FindingsList(mending=True)
        self.list.wanted.connect(lambda one: show_words(form, one))
        self.list.mend.connect(lambda one: mend_spaces(form, one))
        self._title = Title("")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(IconButton("x", "Закрыть замечания", self.close_pane))
        self.body.addLayout(head)
        self._area = scrolled(self.list)
        self.body.addWidget(self._area)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; an empty list puts the pane away."""
        self.list.show_findings(findings)
        self._title.setText(findings_title(len(findings)))
        self._fit()
        if not findings and not self.isHidden():
            self.close_pane()

    def open_pane(self) -> None:
        """Show the list."""
        self.show()
        self._fit()

    def close_pane(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def _fit(self) -> None:
        """As tall as the list, up to a limit."""
        width = max(200, self.width() - 2 * tokens.L)
        layout = self.list.layout()
        wanted = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else TALLEST
        self._area.setFixedHeight(min(TALLEST, max(wanted + tokens.S, 40)))


def show_words(form: Form, finding: Finding) -> bool:
    """Bring the finding's spot into sight with its words selected; False when the form has no such spot."""
    if not form.go_to(finding.place):
        return False
    field = _field_of(form, finding)
    if isinstance(field, QTextEdit):
        at = field.toPlainText().find(finding.quote) if finding.quote else -1
        if at >= 0:
            cursor = field.textCursor()
            cursor.setPosition(at)
            cursor.setPosition(at + len(finding.quote), cursor.MoveMode.KeepAnchor)
            field.setTextCursor(cursor)
            # As after a key: the form brings the line with the cursor into sight.
            field.ensureCursorVisible()
            if isinstance(field, GrowingText):
                field.cursor_moved.emit(field.cursorRect())
    elif isinstance(field, QLineEdit):
        at = field.text().find(finding.quote) if finding.quote else -1
        if at >= 0:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.setSelection(at, len(finding.quote))
        else:
            field.selectAll()
    return True


def mend_spaces(form: Form, finding: Finding) -> None:
    """Put the spaces of the finding's spot right; Ctrl+Z brings the former text back."""
    if not form.go_to(finding.place):
        return
    field = _field_of(form, finding)
    if isinstance(field, GrowingText):
        field.replace_text(with_right_spaces(field.text()))
    elif isinstance(field, QLineEdit):
        mended = with_right_spaces(field.text())
        field.selectAll()
        field.insert(mended)


def _field_of(form: Form, finding: Finding) -> QWidget | None:
    """The field with the words: of a lesson's three it need not be the one that takes the cursor."""
    focused = form.focusWidget()
    row = focused.parentWidget() if isinstance(focused, QLineEdit) else None
    if (
        row is not None
        and finding.quote
        and isinstance(focused, QLineEdit)
        and finding.quote not in focused.text()
    ):
        for line in row.findChildren(QLineEdit):
            if finding.quote in line.text():
                return line
    return focused

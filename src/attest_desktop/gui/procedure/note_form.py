"""One note: the day, the class, the topic, what was seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from attest_desktop.gui.editor.date_field import DateField
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, Field, PrimaryButton, SecondaryButton, resize_within_screen
from attest_desktop.store import NoteKind, NoteText

SIZE = (560, 460)
SOON_MS = 400
KINDS = {NoteKind.LESSON: "Занятие", NoteKind.VISIT: "Выход в организацию"}
HINT = "День, класс и тему занятия можно перенести в заключение. То, что увидели, остаётся только у Вас."
KEEP, THROW, BACK = "Сохранить заметку", "Не сохранять", "Вернуться"
ASK = "Заметка не сохранена"
ASK_MORE = "Сохранить то, что Вы написали?"
ASK_WRONG = "Сохранить её пока нельзя: проверьте день. Вернуться к ней?"


class NoteDialog(QDialog):
    """`kept` carries the NoteText, `typed` what it is so far; `thrown` tells that nothing of it is wanted.

    A `restored` one was typed before the program ended: it is not thrown away unasked, either.
    """

    kept = Signal(object)
    typed = Signal(object)
    thrown = Signal()

    def __init__(
        self, text: NoteText, *, title: str, restored: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self._kinds = {kind: QRadioButton(words) for kind, words in KINDS.items()}
        self.day = DateField("День")
        self.day.setFixedWidth(round(152 * theme.scale))
        self.day.set_day(text.day)
        self.group = QLineEdit(text.group)
        self.group.setPlaceholderText("5 А")
        self.group.setFixedWidth(round(136 * theme.scale))
        self.topic = QLineEdit(text.topic)
        self.topic.setPlaceholderText("тема занятия")
        self.topic.setCursorPosition(0)
        self.seen = QPlainTextEdit(text.seen)
        self.seen.setTabChangesFocus(True)
        self.seen.setAccessibleName("Что увидели")
        self._keep = PrimaryButton(KEEP, self._on_keep)
        self._build()
        for kind, button in self._kinds.items():
            button.toggled.connect(self._on_kind)
            button.setChecked(kind is text.kind)
        for line in (self.day, self.group, self.topic):
            line.textChanged.connect(self._on_text)
        self.seen.textChanged.connect(self._on_text)
        self._on_text()
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_keep)
        self._opened = None if restored else self.note()
        # Whoever types without a pause is kept up with all the same.
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(lambda: self.typed.emit(self.note()))
        (self.group if text.day else self.day).setFocus()

    def reject(self) -> None:
        """Esc, «Отмена» and the window's cross: what was written is not thrown away without asking."""
        if self.note() == self._opened:
            self._throw()
            return
        ask = QMessageBox(self)
        ask.setWindowTitle(ASK)
        ask.setText(ASK)
        ask.setInformativeText(ASK_MORE if self._keep.isEnabled() else ASK_WRONG)
        if self._keep.isEnabled():
            ask.addButton(KEEP, QMessageBox.ButtonRole.AcceptRole).clicked.connect(self._on_keep)
        ask.addButton(THROW, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(self._throw)
        back = ask.addButton(BACK, QMessageBox.ButtonRole.RejectRole)
        ask.setDefaultButton(back)
        ask.setEscapeButton(back)
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.open()

    def note(self) -> NoteText:
        """What the form says."""
        lesson = self._kinds[NoteKind.LESSON].isChecked()
        return NoteText(
            NoteKind.LESSON if lesson else NoteKind.VISIT,
            self.day.day(),
            self.group.text() if lesson else "",
            self.topic.text() if lesson else "",
            self.seen.toPlainText(),
        )

    def _on_kind(self) -> None:
        lesson = self._kinds[NoteKind.LESSON].isChecked()
        for field in (self._group_field, self._topic_field):
            field.setVisible(lesson)

    def _on_text(self) -> None:
        said = self.note()
        written = said.group.strip() or said.topic.strip() or said.seen.strip() or said.day
        wrong = said.day is None and bool(self.day.text().strip())
        self._keep.setEnabled(bool(written) and not wrong)
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _throw(self) -> None:
        self._soon.stop()
        self.thrown.emit()
        super().reject()

    def _on_keep(self) -> None:
        if self._keep.isEnabled():
            self._soon.stop()
            self.kept.emit(self.note())
            self.accept()

    def _build(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(tokens.L)
        for button in self._kinds.values():
            kinds.addWidget(button)
        kinds.addStretch(1)
        self._group_field = Field("Класс или группа", self.group)
        self._topic_field = Field("Тема", self.topic)
        first = QHBoxLayout()
        first.setSpacing(tokens.M)
        first.addWidget(Field("День", self.day))
        first.addWidget(self._group_field)
        first.addStretch(1)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addStretch(1)
        bottom.addWidget(SecondaryButton("Отмена", self.reject))
        bottom.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        column.addLayout(kinds)
        column.addLayout(first)
        column.addWidget(self._topic_field)
        column.addWidget(Field("Что увидели", self.seen), 1)
        column.addWidget(Caption(HINT))
        column.addLayout(bottom)

"""The right side of the dialog: to whom, the subject, the text, what is still to be written in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour, theme
from attest_desktop.gui.widgets import Banner, Caption, Field, SecondaryButton, Strong, TextButton, Tone
from attest_desktop.work.messages import Composed
from attest_desktop.work.placeholders import UNFILLED

NO_ADDRESS = "адрес не известен: впишите здесь или в почтовой программе"
ATTACHED = "К письму приложится заключение в файле Word: его можно продолжить и подписать."
SIGNATURE = "Поставить мою подпись на строку в файле"


class LetterForm(QWidget):
    """Fields of one message; what they hold is the user's. `file_wanted`: the Word file is to be saved apart."""

    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.to = Strong("")
        self.address = QLineEdit()
        self.address.setAccessibleName("Адрес электронной почты")
        self.address.setPlaceholderText(NO_ADDRESS)
        self.subject = QLineEdit()
        self.subject.setMaxLength(300)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Текст сообщения")
        self.text.setTabChangesFocus(True)
        self._marks = _Marks(self.text.document())
        self.lacking = Banner("", tone=Tone.WARN)
        self.signature = QCheckBox(SIGNATURE)
        self.signature.setAccessibleName(SIGNATURE)
        self._attached = Caption(ATTACHED)
        self._apart = TextButton("Сохранить файл отдельно…", self.file_wanted.emit, icon="download")
        self.lacking.add_button(SecondaryButton("К месту", self._on_next))
        self.text.textChanged.connect(self._on_text)
        self.subject.textChanged.connect(self._on_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self.to)
        column.addWidget(Field("Адрес", self.address))
        column.addWidget(Field("Тема", self.subject))
        column.addWidget(self.text, 1)
        column.addWidget(self._attached)
        with_file = QHBoxLayout()
        with_file.setSpacing(tokens.S)
        with_file.addWidget(self.signature, 1)
        with_file.addWidget(self._apart)
        column.addLayout(with_file)
        column.addWidget(self.lacking)
        self.lacking.hide()
        for part in (self._attached, self.signature, self._apart):
            part.hide()

    def show_message(self, message: Composed) -> None:
        """Show a composed text."""
        self.to.setText(message.recipient[:1].upper() + message.recipient[1:])
        self.address.setText(message.address)
        self.subject.setText(message.subject)
        self.subject.setCursorPosition(0)
        self.text.setPlainText(message.text)
        self.signature.setChecked(False)
        for part in (self._attached, self.signature, self._apart):
            part.setVisible(message.ready.attach)

    def _on_text(self) -> None:
        left = [*UNFILLED.finditer(self.subject.text()), *UNFILLED.finditer(self.text.toPlainText())]
        places = dict.fromkeys(one.group().strip("[]").removesuffix(": заполните") for one in left)
        self.lacking.setVisible(bool(places))
        if places:
            self.lacking.show_as(f"Впишите сами: {', '.join(places)}.", tone=Tone.WARN)

    def _on_next(self) -> None:
        """Select the next place that is not filled in."""
        found = UNFILLED.search(self.text.toPlainText())
        if found is None:
            self.subject.setFocus()
            inside = UNFILLED.search(self.subject.text())
            if inside is not None:
                self.subject.setSelection(inside.start(), len(inside.group()))
            return
        cursor = self.text.textCursor()
        cursor.setPosition(found.start())
        cursor.setPosition(found.end(), cursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus()


class _Marks(QSyntaxHighlighter):
    """Marks the places that are not filled in."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        for found in UNFILLED.finditer(text):
            made = QTextCharFormat()
            made.setBackground(colour("warn_soft"))
            made.setForeground(colour("warn"))
            self.setFormat(found.start(), len(found.group()), made)

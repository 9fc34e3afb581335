"""One phrase: its words, and what they are for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from attest_desktop.gui import keys
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    Field,
    PrimaryButton,
    SecondaryButton,
    TextButton,
    resize_within_screen,
)
from attest_desktop.store import PhraseText

WIDTH = 720
ANY = "любая"
CATEGORIES = (ANY, "первая", "высшая")
MOST_CRITERIA = 9
# What is put in at the cursor, and the words on its button.
PLACES = (
    ("{ФИО}", "ФИО"),
    ("{ФИО:р}", "ФИО, кого?"),
    ("{ФИО:д}", "ФИО, кому?"),
    ("{Фамилия И.О.}", "Фамилия И.О."),
    ("{он/она}", "он/она"),
    ("{провёл/провела}", "провёл/провела"),
    ("{должность}", "должность"),
    ("{предмет}", "предмет"),
)
HINT = (
    "Слова в фигурных скобках программа заменит сама: имя — в нужном падеже ({ФИО:т} — кем?, {ФИО:п} — о ком?), "
    "а из {провёл/провела} выберет слово для мужчины или женщины."
)


class PhraseDialog(QDialog):
    """`kept` carries the PhraseText. `as_written` is the text with the attestee's name, when that was replaced."""

    kept = Signal(object)

    def __init__(
        self, phrase: PhraseText, *, title: str, as_written: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        resize_within_screen(self, WIDTH, 500)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._replaced, self._as_written = phrase.text, as_written
        self.text = QPlainTextEdit(phrase.text)
        self.text.setAccessibleName("Текст фразы")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._on_text)
        self.criterion = _choice((ANY, *(str(number) for number in range(1, MOST_CRITERIA + 1))), phrase.criterion)
        self.category = _choice(CATEGORIES, phrase.category)
        self.position = QLineEdit(phrase.position)
        self.subject = QLineEdit(phrase.subject)
        for line in (self.position, self.subject):
            line.setCursorPosition(0)
        self.position.setPlaceholderText(ANY)
        self.subject.setPlaceholderText("любой")
        self._keep = PrimaryButton("Сохранить фразу", self._on_keep)
        self._build()
        self._on_text()
        keys.KEEP_FORM.put(self, self._on_keep)
        self.text.setFocus()

    def phrase(self) -> PhraseText:
        """What the form says."""
        category = self.category.currentText()
        criterion = self.criterion.currentText()
        return PhraseText(
            self.text.toPlainText().strip(),
            "" if criterion == ANY else criterion,
            "" if category == ANY else category,
            self.position.text().strip(),
            self.subject.text().strip(),
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        if self._as_written and self._as_written != self._replaced:
            banner = Banner("Имя заменено словами в скобках: фраза подойдёт и другим.", icon="user")
            banner.add_button(TextButton("Оставить имя", lambda: self._on_name(banner)))
            column.addWidget(banner)
        column.addWidget(self.text, 1)
        row = QGridLayout()
        row.setSpacing(tokens.XS)
        for number, (put, words) in enumerate(PLACES):
            button = TextButton(words, _putting(self.text, put), icon="plus", name=f"Вставить {put}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button, number // 4, number % 4, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Caption("Вставить в текст:"))
        column.addLayout(row)
        column.addWidget(Caption(HINT))
        where = QGridLayout()
        where.setHorizontalSpacing(tokens.M)
        where.setVerticalSpacing(tokens.M)
        where.addWidget(Field("Показатель", self.criterion), 0, 0)
        where.addWidget(Field("Категория", self.category), 0, 1)
        where.addWidget(Field("Должность", self.position), 0, 2)
        where.addWidget(Field("Предмет", self.subject), 0, 3)
        where.setColumnStretch(2, 1)
        where.setColumnStretch(3, 1)
        column.addLayout(where)
        column.addWidget(Caption("По этим сведениям программа решает, какую фразу предложить первой."))
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addStretch(1)
        bottom.addWidget(SecondaryButton("Отмена", self.reject))
        bottom.addWidget(self._keep)
        column.addLayout(bottom)

    def _on_name(self, banner: Banner) -> None:
        self.text.setPlainText(self._as_written)
        banner.hide()
        self.text.setFocus()

    def _on_text(self) -> None:
        self._keep.setEnabled(bool(self.text.toPlainText().strip()))

    def _on_keep(self) -> None:
        if self._keep.isEnabled():
            self.kept.emit(self.phrase())
            self.accept()


def _choice(words: tuple[str, ...], chosen: str) -> QComboBox:
    box = QComboBox()
    box.addItems(words)
    if chosen and box.findText(chosen) < 0:
        box.addItem(chosen)
    box.setCurrentIndex(max(0, box.findText(chosen or ANY)))
    return box


def _putting(text: QPlainTextEdit, words: str) -> Callable[[], None]:
    def put() -> None:
        text.insertPlainText(words)
        text.setFocus()

    return put

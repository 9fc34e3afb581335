"""Where a signature may come from: a file, the clipboard, something dropped, one's own hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.signatures.picture import FILES, picture_in
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, Card, PrimaryButton, Second, SecondaryButton, Tone

HOW = (
    "Распишитесь на чистом листе чёрной или синей ручкой и сфотографируйте или отсканируйте его: программа сама "
    "снимет подпись с бумаги. Подойдёт и готовый PNG с прозрачным фоном."
)
NOTHING_COPIED = "В буфере обмена нет изображения. Скопируйте снимок подписи и вставьте его ещё раз."


class SourceButtons(QWidget):
    """Emits `taken` with a Picture, `drawing` when it shall be drawn, `nothing` when the clipboard holds none."""

    taken = Signal(object)
    drawing = Signal()
    nothing = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = PrimaryButton("Выбрать файл…", self._on_choose, icon="image-plus")
        self._draw = SecondaryButton("Нарисовать…", self.drawing.emit, icon="pencil")
        self._paste = SecondaryButton("Вставить снимок", self.paste, icon="clipboard-paste")
        self._paste.setToolTip("Ctrl+V: изображение из буфера обмена")
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for button in (self.choose, self._draw, self._paste):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(row)
        column.addWidget(Caption("Снимок можно и просто перетащить в это окно."))

    def paste(self) -> None:
        """Take what the clipboard holds."""
        found = picture_in(QGuiApplication.clipboard().mimeData())
        if found is None:
            self.nothing.emit(NOTHING_COPIED)
        else:
            self.taken.emit(found)

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Изображение подписи", "", FILES)
        if chosen:
            self.taken.emit(Path(chosen))


class SourcesPage(QWidget):
    """The same as a page of the dialog, with the reason why the last picture did not do."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = SourceButtons()
        self.buttons.nothing.connect(lambda text: self.show_problem("", text))
        self._problem = Banner(tone=Tone.BAD)
        card = Card()
        card.body.addWidget(Second(HOW))
        card.body.addSpacing(tokens.XS)
        card.body.addWidget(self.buttons)
        middle = QGridLayout()
        middle.addWidget(card, 1, 0)
        middle.setRowStretch(0, 1)
        middle.setRowStretch(2, 2)
        bottom = QHBoxLayout()
        bottom.addWidget(SecondaryButton("Отмена", self.back.emit))
        bottom.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self._problem)
        column.addLayout(middle, 1)
        column.addLayout(bottom)
        self.show_problem("", "")

    def show_problem(self, title: str, text: str) -> None:
        """What was wrong; nothing for an empty text."""
        self._problem.show_as(text, title=title, tone=Tone.BAD)
        self._problem.setVisible(bool(text))
        if text:
            self.buttons.choose.setFocus(Qt.FocusReason.OtherFocusReason)

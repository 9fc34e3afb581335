"""One blank that is written by hand: its line, and the way to tell the program what is written there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from attest_desktop.gui.editor.missing import OwnBlank
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Field, LinkButton
from attest_desktop.work.meanings import meanings, title_of


class BlankLine(QWidget):
    """`answered` carries the record's field that the person chose, None for «nothing of these»."""

    typed = Signal(str)
    answered = Signal(object)

    def __init__(self, blank: OwnBlank, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blank = blank
        self.line = QLineEdit(value)
        self.line.textEdited.connect(self.typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addWidget(Field(blank.label, self.line))
        asked = QHBoxLayout()
        asked.setSpacing(tokens.M)
        if blank.guess:
            asked.addWidget(Caption(f"Похоже, здесь пишут: {title_of(blank.guess)}."))
            asked.addWidget(self._button("Да, заполнять", lambda: self.answered.emit(blank.guess)))
            asked.addWidget(self._button("Нет", lambda: self.answered.emit(None)))
        asked.addWidget(self._button("Другое…" if blank.guess else "Что здесь пишут?", self._ask))
        asked.addStretch(1)
        column.addLayout(asked)

    def _button(self, text: str, action: Callable[[], object]) -> LinkButton:
        return LinkButton(text, action, name=f"{text}: {self.blank.label}")

    def _ask(self) -> None:
        menu = QMenu(self)
        for group in meanings():
            sub = menu.addMenu(group.title)
            for one in group.meanings:
                # A menu shows «&» as an underline.
                action = sub.addAction(one.title[:1].upper() + one.title[1:].replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, field=one.field: self.answered.emit(field))
        menu.addSeparator()
        menu.addAction("Ничего из этого, впишу сам").triggered.connect(lambda: self.answered.emit(None))
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

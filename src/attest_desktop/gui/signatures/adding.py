"""Adding a signature: whose it is, then where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from attest_desktop.gui.signatures.picture import Picture
from attest_desktop.gui.signatures.sources import HOW, SourceButtons
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Card, Field, Second, Tone

NO_NAME = "Напишите фамилию, имя и отчество полностью: по ним программа находит строку подписи."


class AddingCard(Card):
    """Emits `chosen` with a Picture (None: it shall be drawn), full name and whether it is the expert's own."""

    chosen = Signal(object, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Добавить подпись", parent=parent)
        self._my_name = ""
        self._mine = QRadioButton("Моя подпись")
        self._theirs = QRadioButton("Подпись коллеги (он сам передал её Вам)")
        group = QButtonGroup(self)
        who = QHBoxLayout()
        who.setSpacing(tokens.L)
        for button in (self._mine, self._theirs):
            group.addButton(button)
            who.addWidget(button)
        who.addStretch(1)
        self._mine.setChecked(True)
        self._mine.toggled.connect(self._on_who)
        self._name = QLineEdit()
        self._field = Field("Фамилия, имя, отчество", self._name)
        self._name.textChanged.connect(lambda: self._field.show_error(""))
        self.buttons = SourceButtons()
        self.buttons.taken.connect(self.take)
        self.buttons.drawing.connect(lambda: self.take(None))
        self.buttons.nothing.connect(self._show_problem)
        self._problem = Banner(tone=Tone.WARN)
        self._problem.hide()
        self.body.addWidget(Second(HOW))
        self.body.addLayout(who)
        self.body.addWidget(self._field)
        self.body.addWidget(self._problem)
        self.body.addWidget(self.buttons)

    def set_my_name(self, name: str) -> None:
        """The name in the profile."""
        if self._mine.isChecked() and self._name.text() in ("", self._my_name):
            self._name.setText(name)
        self._my_name = name

    def expect(self, full_name: str) -> None:
        """Somebody's signature is wanted: make ready for it."""
        (self._mine if full_name == self._my_name else self._theirs).setChecked(True)
        self._name.setText(full_name)
        self.buttons.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, picture: Picture | None) -> None:
        """A picture was chosen, dropped or pasted; None: it shall be drawn."""
        name = " ".join(self._name.text().split())
        self._problem.hide()
        if len(name.split()) < 2:
            self._field.show_error(NO_NAME)
            self._name.setFocus()
            return
        self.chosen.emit(picture, name, self._mine.isChecked())

    def done(self) -> None:
        """It was added: ready for a colleague's."""
        if not self._mine.isChecked():
            self._name.clear()

    def _show_problem(self, text: str) -> None:
        self._problem.show_as(text, tone=Tone.WARN)
        self._problem.show()

    def _on_who(self) -> None:
        if self._mine.isChecked():
            self._name.setText(self._my_name)
        elif self._name.text() == self._my_name:
            self._name.clear()

"""Adding a signature: whose it is, then a file, chosen or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Card, Field, PrimaryButton, Second, Tone

HOW = (
    "Распишитесь на чистом листе чёрной или синей ручкой и сфотографируйте или отсканируйте его: программа сама "
    "снимет подпись с бумаги. Подойдёт и готовый PNG с прозрачным фоном."
)
NO_NAME = "Напишите фамилию, имя и отчество полностью: по ним программа находит строку подписи."
PICTURES = "Фотографии и сканы (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp)"


class AddingCard(Card):
    """Emits `chosen` with path, full name and whether it is the expert's own."""

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
        self._choose = PrimaryButton("Выбрать файл…", self._on_choose, icon="image-plus")
        self._problem = Banner(tone=Tone.BAD)
        self._problem.hide()
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.M)
        bottom.addWidget(self._choose)
        bottom.addWidget(Second("или перетащите снимок сюда"), 1)
        self.body.addWidget(Second(HOW))
        self.body.addLayout(who)
        self.body.addWidget(self._field)
        self.body.addWidget(self._problem)
        self.body.addLayout(bottom)

    def set_my_name(self, name: str) -> None:
        """The name in the profile."""
        if self._mine.isChecked() and self._name.text() in ("", self._my_name):
            self._name.setText(name)
        self._my_name = name

    def expect(self, full_name: str) -> None:
        """Somebody's signature is wanted: make ready for it."""
        (self._mine if full_name == self._my_name else self._theirs).setChecked(True)
        self._name.setText(full_name)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, path: Path) -> None:
        """A file was chosen or dropped."""
        name = " ".join(self._name.text().split())
        self._problem.hide()
        if len(name.split()) < 2:
            self._field.show_error(NO_NAME)
            self._name.setFocus()
            return
        self.chosen.emit(path, name, self._mine.isChecked())

    def show_problem(self, title: str, text: str) -> None:
        """The file did not do."""
        self._problem.show_as(text, title=title, tone=Tone.BAD)
        self._problem.show()

    def done(self) -> None:
        """It was added: ready for a colleague's."""
        self._problem.hide()
        if not self._mine.isChecked():
            self._name.clear()

    def _on_who(self) -> None:
        if self._mine.isChecked():
            self._name.setText(self._my_name)
        elif self._name.text() == self._my_name:
            self._name.clear()

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Изображение подписи", "", PICTURES)
        if chosen:
            self.take(Path(chosen))

"""When the data on this computer do not open: by the recovery code, from an own copy, from a backup file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from attest_desktop.gui.sign_in.fields import PasswordLine
from attest_desktop.gui.sign_in.pane import Pane
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Field, SecondaryButton
from attest_desktop.gui.words import ago
from attest_desktop.store import Copy

CODE_TITLE = "Код восстановления"
CODE_LEAD = "Шесть групп по четыре цифры, которые Вы записали, когда программа их показала."
COPIES_TITLE = "Вернуть данные из копии"
COPIES_LEAD = (
    "Файл с данными повреждён. Программа сама делает копии: выберите, к какой вернуться. Повреждённый файл "
    "останется рядом, ничего не удаляется."
)
NO_COPIES = "Копий на этом компьютере нет. Если Вы делали резервную копию, вернитесь назад и восстановите из неё."
FILE_TITLE = "Восстановить из резервной копии"
FILE_LEAD = "Данные из файла займут место тех, что есть на этом компьютере; прежние останутся рядом."
MOST_SHOWN = 8


class CodePane(Pane):
    """Emits `wanted` with the code as typed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(CODE_TITLE, CODE_LEAD, "Открыть данные", parent)
        self._code = QLineEdit()
        self._code.setPlaceholderText("0000 0000 0000 0000 0000 0000")
        self.code_field = Field(CODE_TITLE, self._code)
        self.body.addWidget(self.code_field)
        self._code.textEdited.connect(lambda: self.code_field.show_error(""))

    def fields(self) -> list[QWidget]:
        """The only line."""
        return [self.code_field]

    def begin(self) -> None:
        """An empty line with the cursor in it."""
        self.banner.hide()
        self._code.clear()
        self._code.setFocus()

    def submit(self) -> None:
        """Want the data opened."""
        code = self._code.text().strip()
        self.code_field.show_error("" if code else "Введите код.")
        if code:
            self.wanted.emit(code)


class CopiesPane(Pane):
    """The program's own copies, newest first. Emits `wanted` with the chosen Copy."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COPIES_TITLE, COPIES_LEAD, "Вернуть эту копию", parent)
        self._choice = QButtonGroup(self)
        self._none = Caption(NO_COPIES)
        self._none.hide()
        self.body.addWidget(self._none)
        self._shown: list[tuple[QRadioButton, Copy]] = []

    def fields(self) -> list[QWidget]:
        """The choice."""
        return [button for button, _ in self._shown]

    def begin(self, copies: Sequence[Copy], now: datetime) -> None:
        """Show the copies; the newest is chosen."""
        self.banner.hide()
        for button, _ in self._shown:
            self._choice.removeButton(button)
            button.deleteLater()
        self._shown = []
        for copy in copies[:MOST_SHOWN]:
            size = f"{max(1, round(copy.size / 2**20))} МБ"
            button = QRadioButton(f"{ago(copy.moment, now)}, {size}")
            button.setAccessibleName(f"Копия: {button.text()}")
            self._choice.addButton(button)
            self.body.addWidget(button)
            self._shown.append((button, copy))
        if self._shown:
            self._shown[0][0].setChecked(True)
            self._shown[0][0].setFocus()
        self._none.setVisible(not self._shown)
        self.button.setVisible(bool(self._shown))

    def submit(self) -> None:
        """Want the chosen copy."""
        for button, copy in self._shown:
            if button.isChecked():
                self.wanted.emit(copy)


@dataclass(frozen=True, slots=True)
class BackupChosen:
    """A backup file and its phrase."""

    path: Path
    phrase: str


class BackupPane(Pane):
    """Emits `wanted` with a BackupChosen once both are there."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FILE_TITLE, FILE_LEAD, "Восстановить", parent)
        self._path = QLineEdit()
        self._phrase = PasswordLine("Фраза резервной копии")
        self.path_field = Field("Файл резервной копии", self._path)
        self.phrase_field = Field(
            "Фраза резервной копии", self._phrase, "Та, которую Вы задали, когда делали копию."
        )
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.path_field, 1)
        self.choose = SecondaryButton("Выбрать файл…", self._on_choose, icon="folder-open")
        self.body.addLayout(row)
        self.body.addWidget(self.choose)
        self.body.addWidget(self.phrase_field)
        self._path.textEdited.connect(lambda: self.path_field.show_error(""))
        self._phrase.textEdited.connect(lambda: self.phrase_field.show_error(""))

    def fields(self) -> list[QWidget]:
        """Both lines and the button between them."""
        return [self.path_field, self.choose, self.phrase_field]

    def begin(self, path: Path | None = None) -> None:
        """The cursor in the first line that is to be filled in; a phrase typed before is forgotten."""
        self.banner.hide()
        self._phrase.clear()
        if path is None:
            self._path.setFocus()
        else:
            self._path.setText(str(path))
            self.path_field.show_error("")
            self._phrase.setFocus()

    def submit(self) -> None:
        """Want the backup restored."""
        path, phrase = self._path.text().strip(), self._phrase.text()
        self.path_field.show_error("" if path else "Выберите файл.")
        self.phrase_field.show_error("" if phrase else "Введите фразу.")
        if path and phrase:
            self.wanted.emit(BackupChosen(Path(path), phrase))

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, FILE_TITLE, self._path.text(), "Резервная копия (*.attest);;Все файлы (*)"
        )
        if chosen:
            self._path.setText(chosen)
            self.path_field.show_error("")
            self._phrase.setFocus()

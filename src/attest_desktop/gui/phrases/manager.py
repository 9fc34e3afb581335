"""«Мои фразы»: all of them, to look through, change, remove, share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.phrases.bank import PhraseBank
from attest_desktop.gui.phrases.form import PhraseDialog
from attest_desktop.gui.phrases.listing import PhraseList, UndoLine
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    DangerButton,
    EmptyState,
    PrimaryButton,
    SearchField,
    Second,
    SecondaryButton,
    TextButton,
    resize_within_screen,
)
from attest_desktop.gui.words import counted
from attest_desktop.store import PhraseText, StoredPhrase
from attest_desktop.work.phrases import FILE_NAME, Imported, Spot, ranked

SIZE = (820, 600)
FILES = "Фразы (*.json);;Текст (*.txt)"
READING = "Открываем фразы…"
NONE_YET, HOW_TO_BEGIN = "Фраз пока нет", "Добавьте первую или возьмите из файла."
ABOUT = "Свои удачные предложения: в заключении они вставляются по Ctrl+J. Хранятся в зашифрованном виде."


class PhrasesDialog(QDialog):
    """The list, and what can be done with it."""

    def __init__(self, bank: PhraseBank, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bank = bank
        self.setWindowTitle("Мои фразы")
        self.setAccessibleName("Мои фразы")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self.search = SearchField("Найти среди своих фраз", "Поиск фразы")
        self.search.textChanged.connect(self._show)
        self.list = PhraseList("Все фразы")
        self.list.setProperty("kind", "boxed")
        self.list.itemDoubleClicked.connect(lambda _item: self._on_edit())
        self._none = EmptyState("message-square-quote", READING)
        self._undo = UndoLine()
        self._edit = SecondaryButton("Изменить", self._on_edit, icon="pencil-line", name="Изменить фразу")
        self._remove = DangerButton("Удалить", self._on_remove, icon="trash-2", name="Удалить фразу")
        self._build()
        bank.changed.connect(self._show)
        bank.unread.connect(self._on_unread)
        bank.removed.connect(
            lambda phrase: self._undo.show_undo("Фраза удалена.", lambda: self.bank.bring_back(phrase))
        )
        self._show()
        bank.load()

    def _show(self) -> None:
        found = ranked(self.bank.all, Spot(), self.search.text())
        self.list.show_phrases(found, lambda one: one.phrase.text)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        if self.bank.known:
            said = ("Таких фраз нет", "Попробуйте другие слова.") if self.bank.all else (NONE_YET, HOW_TO_BEGIN)
            self._none.say(*said)
        for button in (self._edit, self._remove):
            button.setEnabled(bool(found))

    def _on_unread(self, _error: AttestError) -> None:
        """Why, and the button that reads again, stand above."""
        self._none.say("Фразы не прочитаны", "Они целы: прочитаем, как только будет можно.")

    def _on_new(self) -> None:
        dialog = PhraseDialog(PhraseText(""), title="Новая фраза", parent=self)
        dialog.kept.connect(self.bank.keep)
        dialog.open()

    def _on_edit(self) -> None:
        phrase = self.list.phrase()
        if phrase is not None:
            edit_phrase(self.bank, phrase, self)

    def _on_remove(self) -> None:
        phrase = self.list.phrase()
        if phrase is not None:
            self.bank.remove(phrase)

    def _on_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Взять фразы из файла", "", f"Фразы и тексты (*.json *.txt);;{FILES}"
        )
        if name:
            self.bank.read_from(Path(name), self._on_imported)

    def _on_imported(self, imported: Imported) -> None:
        words = f"Добавлено: {counted(len(imported.added), 'фраза', 'фразы', 'фраз')}."
        if imported.known:
            words += f" Уже были у Вас: {imported.known}."
        if imported.added:
            self._undo.show_undo(words, lambda: self.bank.forget(imported))
        else:
            self._undo.show_undo("Все эти фразы у Вас уже есть.", None)

    def _on_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Сохранить фразы в файл", FILE_NAME, FILES)
        if name:
            self.bank.write_to(Path(name), lambda path: self.bank.context.say(f"Фразы сохранены: {path.name}."))

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        top.addWidget(self.search, 1)
        top.addWidget(PrimaryButton("Новая фраза", self._on_new, icon="plus"))
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._edit)
        bottom.addWidget(self._remove)
        bottom.addStretch(1)
        bottom.addWidget(TextButton("Взять из файла…", self._on_import, icon="download"))
        bottom.addWidget(TextButton("Сохранить в файл…", self._on_export, icon="upload"))
        bottom.addWidget(SecondaryButton("Закрыть", self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        column.addWidget(Second(ABOUT))
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)
        column.addWidget(self._undo)
        column.addLayout(bottom)


def edit_phrase(bank: PhraseBank, phrase: StoredPhrase, parent: QWidget) -> None:
    """Show one phrase for changing."""
    dialog = PhraseDialog(phrase.phrase, title="Изменить фразу", parent=parent)
    dialog.kept.connect(lambda changed: bank.change(phrase.id, changed))
    dialog.open()


def open_phrases(context: Context, parent: QWidget, bank: PhraseBank | None = None) -> PhrasesDialog:
    """Show the dialog without stopping the window."""
    dialog = PhrasesDialog(bank or PhraseBank(context, parent), parent)
    dialog.open()
    return dialog

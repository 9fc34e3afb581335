"""The documents attached to the application."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.outbox.words import size
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Caption, Card, Elided, Second, SecondaryButton, TextButton
from attest_desktop.gui.words import counted
from attest_desktop.work.documents import Document

NEVER = "Документы с сайта ещё не скачаны. Скачанные останутся на этом компьютере в зашифрованном виде."
NONE = "К заявлению ничего не приложено. Если документы должны быть, спросите аттестуемого."
_PICTURES = {
    ".pdf": "file-text",
    ".doc": "file-text",
    ".docx": "file-text",
    ".jpg": "file-image",
    ".jpeg": "file-image",
    ".png": "file-image",
    ".mp4": "file-video",
}


class DocumentsCard(Card):
    """Emits what the user wants done; does nothing itself."""

    fetch = Signal()
    open_document = Signal(object)
    save_document = Signal(object)
    save_all = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Документы к заявлению", parent=parent)
        self._fetch = SecondaryButton("Скачать документы", self.fetch.emit, icon="download")
        self._save_all = TextButton("Сохранить все в папку…", self.save_all.emit)
        self._words = Second("")
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.XS)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._fetch)
        bottom.addWidget(self._save_all)
        bottom.addStretch(1)
        self.body.addWidget(self._words)
        self.body.addLayout(self._list)
        self.body.addLayout(bottom)

    def show_documents(self, documents: Sequence[Document] | None) -> None:
        """Show the list; None before the first download."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for document in documents or ():
            self._list.addWidget(self._line(document))
        self._words.setText(NEVER if documents is None else NONE)
        self._words.setVisible(not documents)
        again = "Скачать документы" if documents is None else "Проверить новые"
        self._fetch.setText(again)
        self._fetch.setAccessibleName(again)
        self._save_all.setVisible(any(one.file for one in documents or ()))
        count = counted(len(documents or ()), "документ", "документа", "документов")
        self.setAccessibleDescription(count)

    def set_busy(self, *, busy: bool) -> None:
        """While a download goes on a second one is not begun."""
        self._fetch.setEnabled(not busy)

    def _line(self, document: Document) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        picture = QLabel()
        title = document.title
        if document.file is None:
            icons.put(picture, "link", "text_3")
            told = "ссылка, откроется в браузере"
        else:
            suffix = "." + document.file.file_name.rpartition(".")[2].lower()
            icons.put(picture, _PICTURES.get(suffix, "file"), "text_3")
            told = f"{document.file.file_name} · {size(document.file.size)}"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(title))
        about = Caption(told)
        words.addWidget(about)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(TextButton("Открыть", lambda: self.open_document.emit(document), name=f"Открыть: {title}"))
        if document.file is not None:
            row.addWidget(
                TextButton("Сохранить…", lambda: self.save_document.emit(document), name=f"Сохранить: {title}")
            )
        return line

"""The list that comes up beside a field: type to search, Enter puts the phrase in, Esc goes back to the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.phrases.bank import PhraseBank
from attest_desktop.gui.phrases.listing import PhraseList, UndoLine
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, EmptyState, IconButton, SearchField, TextButton
from attest_desktop.store import StoredPhrase
from attest_desktop.work.phrases import Spot, ranked

SIZE = (560, 420)
NONE_YET = "Фраз пока нет"
HOW = "Выделите в тексте удачное предложение и нажмите «Сохранить как фразу». В другой раз оно найдётся здесь."
MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class PhrasePicker(QDialog):
    """`chosen` carries the phrase; `keep_wanted`, `edit_wanted`, `all_wanted` ask for the other doings."""

    chosen = Signal(object)
    keep_wanted = Signal()
    edit_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(
        self, bank: PhraseBank, spot: Spot, words: Callable[[StoredPhrase], str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._bank, self._spot, self._words = bank, spot, words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.setWindowTitle("Мои фразы")
        self.setAccessibleName("Мои фразы")
        self.resize(*SIZE)
        self.search = SearchField("Найти среди своих фраз", "Поиск фразы")
        self.search.textChanged.connect(lambda _typed: self._show(from_first=True))
        self.search.installEventFilter(self)
        self.list = PhraseList("Подходящие фразы")
        self.list.setProperty("kind", "boxed")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self._none = EmptyState("message-square-quote", NONE_YET, HOW)
        self._undo = UndoLine()
        self._edit = IconButton("pencil-line", "Изменить фразу", self._on_edit)
        self._remove = IconButton("trash-2", "Удалить фразу", self._on_remove)
        self._build()
        bank.changed.connect(self._show)
        bank.removed.connect(self._on_removed)
        self._show()
        self.search.setFocus()

    def show_beside(self, field: QWidget, line: QPoint) -> None:
        """Come up under the line of the field being written, inside the window."""
        window = field.window()
        spot = field.mapTo(window, QPoint(0, line.y() + tokens.XS))
        left = max(0, min(spot.x(), window.width() - self.width() - tokens.M))
        top = spot.y()
        if top + self.height() > window.height() - tokens.S:
            top = max(tokens.S, window.height() - self.height() - tokens.S)
        self.move(window.mapToGlobal(QPoint(left, top)))
        self.show()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the words are typed; Enter chooses; Esc closes at once."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
        return super().eventFilter(watched, event)

    def _show(self, *, from_first: bool = False) -> None:
        found = ranked(self._bank.all, self._spot, self.search.text())
        self.list.show_phrases(found, self._words, from_first=from_first)
        if self._bank.all:
            self._none.say("Таких фраз нет", "Попробуйте другие слова.")
        else:
            self._none.say(NONE_YET, HOW)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        for button in (self._edit, self._remove):
            button.setEnabled(bool(found))

    def _choose(self) -> None:
        phrase = self.list.phrase()
        if phrase is not None:
            self.accept()
            self.chosen.emit(phrase)

    def _on_edit(self) -> None:
        phrase = self.list.phrase()
        if phrase is not None:
            self.accept()
            self.edit_wanted.emit(phrase)

    def _on_remove(self) -> None:
        phrase = self.list.phrase()
        if phrase is not None:
            self._bank.remove(phrase)

    def _on_removed(self, phrase: StoredPhrase) -> None:
        self._undo.show_undo("Фраза удалена.", lambda: self._bank.bring_back(phrase))

    def _ask(self, signal: Callable[[], None]) -> None:
        self.accept()
        signal()

    def _build(self) -> None:
        keep = TextButton("Сохранить как фразу", lambda: self._ask(self.keep_wanted.emit), icon="bookmark-plus")
        every = TextButton("Все фразы…", lambda: self._ask(self.all_wanted.emit))
        top = QHBoxLayout()
        top.setSpacing(tokens.XS)
        for widget in (self.search, self._edit, self._remove):
            top.addWidget(widget)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.XS)
        bottom.addWidget(keep)
        bottom.addWidget(every)
        bottom.addStretch(1)
        hint = Caption("Enter — вставить · Esc — к тексту")
        hint.setWordWrap(False)
        bottom.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.S)
        column.setSpacing(tokens.S)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)
        column.addWidget(self._undo)
        column.addLayout(bottom)

"""Spelling in the long fields: marks, F7 to the next unknown word, suggestions, the expert's own dictionary."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.form import Form
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.editor.marks import Marks
from attest_desktop.work.draft import DraftText, record_of
from attest_desktop.work.spelling import Speller, add_own_word, load_speller, names_of, remove_own_word

NONE_LEFT = "Незнакомых слов в тексте нет."
TURNED_OFF = "Проверка правописания выключена. Включить её можно в «Настройках»."
NO_SUGGESTION = "Похожих слов нет"


class Proofing(QObject):
    """Joins the form's long fields with the speller, which is loaded in the background."""

    def __init__(self, context: Context, form: Form, view: QWidget) -> None:
        super().__init__(view)
        self._context, self._form, self._view = context, form, view
        self._speller: Speller | None = None
        self._foreign: tuple[str, ...] = ()
        self._marks: dict[GrowingText, Marks] = {}
        form.fields_changed.connect(self._attach)
        keys.SPELLING.put(view, self.go_to_next)

    def begin(self, attestee_id: str, text: DraftText) -> None:
        """Another attestee's conclusion."""
        desk = self._context.desk
        self.mark_foreign(())

        def job(_progress: object, _cancelled: object) -> Speller | None:
            speller = load_speller(desk)
            if speller is not None:
                speller.set_names(names_of(record_of(desk, attestee_id, text)))
                # Words are looked up here once, so that showing the marks takes no time.
                for one in (*(one.text for one in text.conclusion.criteria), text.conclusion.recommendations):
                    for line in one.splitlines():
                        list(speller.unknown(line))
            return speller

        def done(speller: Speller | None) -> None:
            self._speller = speller
            self._attach()
            for marks in self._marks.values():
                marks.set_speller(self._speller)

        self._context.runner.start(job, owner=self, on_done=done, quiet=True)

    def mark_foreign(self, words: tuple[str, ...]) -> None:
        """Mark words left over from another conclusion; none takes the marks away."""
        self._foreign = words
        for marks in self._marks.values():
            marks.set_foreign(words)

    def marks_of(self, box: GrowingText) -> Marks | None:
        """The marks of a field."""
        return self._marks.get(box)

    def go_to_next(self) -> None:
        """Select the next unknown word, from the cursor on and round again, and offer what may be meant."""
        if self._speller is None:
            self._context.say(TURNED_OFF)
            return
        fields = list(self._form.long_fields())
        focused = self._form.long_field()
        at = fields.index(focused) if focused in fields else 0
        begin = focused.textCursor().selectionEnd() if focused is not None else 0
        for box, position in [(fields[at], begin)] + [(box, 0) for box in fields[at + 1 :] + fields[: at + 1]]:
            found = self._marks[box].unknown_from(position) if box in self._marks else None
            if found is not None:
                _select(box, *found)
                box.setFocus()
                box.cursor_moved.emit(box.cursorRect())
                box.show_menu_at_cursor()
                return
        self._context.say(NONE_LEFT)

    def _attach(self) -> None:
        fields = self._form.long_fields()
        self._marks = {box: marks for box, marks in self._marks.items() if box in fields}
        for box in fields:
            if box not in self._marks:
                marks = self._marks[box] = Marks(box)
                marks.set_foreign(self._foreign)
                marks.set_speller(self._speller)
                box.extend_menu = lambda menu, position, box=box: self._extend(box, menu, position)

    def _extend(self, box: GrowingText, menu: QMenu, position: int) -> None:
        """Suggestions for the unknown word at the position, above the usual entries."""
        found = self._marks[box].unknown_at(position) if box in self._marks else None
        if found is None or self._speller is None:
            return
        _select(box, *found)
        word = box.textCursor().selectedText()
        first = menu.actions()[0] if menu.actions() else None
        suggestions = self._speller.suggestions(word)
        entries = [(one, lambda one=one: _replace(box, found, one)) for one in suggestions]
        made = []
        for words, act in entries:
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, act=act: act())
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            made.append(action)
        if not made:
            none = menu.addAction(NO_SUGGESTION)
            none.setEnabled(False)
            made.append(none)
        learn = menu.addAction("Добавить в мой словарь")
        learn.triggered.connect(lambda _checked=False: self._learn(word))
        made += [learn, menu.addSeparator()]
        if first is not None:
            menu.insertActions(first, made)

    def _learn(self, word: str) -> None:
        desk = self._context.desk
        self._tell(word, known=True)
        self._context.runner.start(
            lambda _p, _c: add_own_word(desk, word),
            owner=self,
            on_done=lambda _none: self._context.say(
                f"«{word}» теперь в Вашем словаре.", lambda: self._forget(word)
            ),
            quiet=True,
            in_order=True,
        )

    def _forget(self, word: str) -> None:
        desk = self._context.desk
        self._tell(word, known=False)
        self._context.runner.start(
            lambda _p, _c: remove_own_word(desk, word), owner=self, quiet=True, in_order=True
        )

    def _tell(self, word: str, *, known: bool) -> None:
        if self._speller is not None:
            (self._speller.learn if known else self._speller.unlearn)(word)
            for marks in self._marks.values():
                marks.rehighlight()


def _select(box: GrowingText, start: int, length: int) -> None:
    cursor = box.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def _replace(box: GrowingText, found: tuple[int, int], words: str) -> None:
    """As one step that Ctrl+Z takes back."""
    _select(box, *found)
    box.textCursor().insertText(words)
    box.setFocus()

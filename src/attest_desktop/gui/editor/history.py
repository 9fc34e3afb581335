"""«История»: earlier states of a draft, to look at and to bring back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from attest_desktop.domain.record import Result
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.fields import written_day
from attest_desktop.gui.hand_over.changes_view import ChangesView
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    PrimaryButton,
    Second,
    SecondaryButton,
    resize_within_screen,
)
from attest_desktop.gui.widgets.two_tone import TwoTone, two_tone_item
from attest_desktop.gui.words import ago, counted
from attest_desktop.papers.handover import compared
from attest_desktop.store import DraftRevision
from attest_desktop.work.draft import DraftText, revision_text

LIST_WIDTH = 260
SIZE = (860, 560)
COMPARE = "Показать, что изменилось с тех пор"
SAME = "С тех пор текст не изменился."


def as_words(text: DraftText) -> str:
    """What an earlier state says, for reading."""
    parts = []
    for one in text.conclusion.criteria:
        if one.text.strip():
            parts.append(f"Показатель {one.number}\n{one.text.strip()}")
    lessons = [
        ", ".join(piece for piece in (written_day(one.date), one.group, one.topic) if piece)
        for one in text.conclusion.lessons
    ]
    if any(lessons):
        parts.append("Занятия\n" + "\n".join(lesson for lesson in lessons if lesson))
    if text.conclusion.recommendations.strip():
        parts.append(f"Рекомендации\n{text.conclusion.recommendations.strip()}")
    if text.conclusion.result is not None:
        meets = text.conclusion.result is Result.MEETS
        parts.append("Вывод\n" + ("соответствуют" if meets else "не соответствуют"))
    return "\n\n".join(parts) or "Здесь ещё ничего не было написано."


class HistoryDialog(QDialog):
    """The list on the left, the text on the right.

    `chosen` carries the text to bring back and the words for its moment.
    """

    chosen = Signal(object, str)

    def __init__(
        self, context: Context, revisions: Sequence[DraftRevision], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._texts: dict[int, DraftText] = {}
        self.setWindowTitle("История заключения")
        self.setAccessibleName("История заключения")
        resize_within_screen(self, *SIZE)
        self._list = QListWidget()
        self._list.setItemDelegate(TwoTone(self._list, words=1))
        self._list.setAccessibleName("Сохранённые состояния")
        self._list.setProperty("kind", "boxed")
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.setSpacing(2)
        self._reading = QTextEdit()
        self._reading.setReadOnly(True)
        self._reading.setAccessibleName("Текст этого состояния")
        self._changes = ChangesView()
        self._pane = QStackedWidget()
        self._pane.addWidget(self._reading)
        self._pane.addWidget(self._changes)
        self._compare = QCheckBox(COMPARE)
        self._compare.setAccessibleName(COMPARE)
        self._compare.toggled.connect(lambda _on: self._on_chosen(self._list.currentItem()))
        self._now_id = revisions[0].id if revisions else None
        self._back = PrimaryButton("Вернуть это состояние", self._on_back)
        self._back.setEnabled(False)
        close = SecondaryButton("Закрыть", self.reject)
        for number, revision in enumerate(revisions):
            when = ago(revision.saved_at, context.now())
            letters = counted(revision.letters, "знак", "знака", "знаков")
            item = two_tone_item(when, f"{letters} · сейчас" if number == 0 else letters)
            item.setData(Qt.ItemDataRole.UserRole, revision.id)
            self._list.addItem(item)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.L)
        middle.addWidget(self._list)
        middle.addWidget(self._pane, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._compare)
        bottom.addStretch(1)
        bottom.addWidget(close)
        bottom.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        layout.setSpacing(tokens.L)
        layout.addWidget(Second("Программа помнит, каким заключение было раньше. Вернуть можно любое состояние."))
        layout.addLayout(middle, 1)
        layout.addLayout(bottom)
        self._list.currentItemChanged.connect(lambda item, _former: self._on_chosen(item))
        self._list.setCurrentRow(0)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        revision_id: int = item.data(Qt.ItemDataRole.UserRole)
        self._back.setEnabled(False)

        def show(texts: dict[int, DraftText]) -> None:
            self._texts |= texts
            current = self._list.currentItem()
            if current is None or current.data(Qt.ItemDataRole.UserRole) != revision_id:
                return
            self._show(self._texts[revision_id])
            self._back.setEnabled(self._list.currentRow() > 0)

        wanted = [one for one in (revision_id, self._now_id) if one is not None and one not in self._texts]
        if not wanted:
            show({})
            return
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: {one: revision_text(desk, one) for one in wanted}, owner=self, on_done=show, quiet=True
        )

    def _show(self, text: DraftText) -> None:
        self._pane.setCurrentWidget(self._changes if self._compare.isChecked() else self._reading)
        self._reading.setPlainText(as_words(text))
        if self._compare.isChecked() and self._now_id is not None:
            then, now = as_words(text).split("\n"), as_words(self._texts[self._now_id]).split("\n")
            self._changes.show_changes(compared(then, now), SAME)

    def _on_back(self) -> None:
        item = self._list.currentItem()
        text = self._texts.get(item.data(Qt.ItemDataRole.UserRole)) if item else None
        if item is not None and text is not None:
            self.chosen.emit(text, item.text())
            self.accept()


def open_history(
    context: Context,
    revisions: Sequence[DraftRevision],
    on_chosen: Callable[[DraftText, str], None],
    parent: QWidget,
) -> HistoryDialog:
    """Show the dialog without stopping the window."""
    dialog = HistoryDialog(context, revisions, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.chosen.connect(on_chosen)
    dialog.open()
    return dialog

"""«Показатели Порядка»: their wording, to be compared with the official text and put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Caption,
    Field,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    resize_within_screen,
    scrolled,
)
from attest_desktop.work.criteria import (
    CriteriaSet,
    Criterion,
    change_set,
    criteria_sets,
    restore_set,
    split_wording,
)
from attest_desktop.work.desk import Desk

SIZE = (860, 620)
TEXT_HEIGHT = 84
ABOUT = (
    "Формулировки берутся из официального текста приказа. Скопируйте пункт целиком и нажмите «Вставить пункт» "
    "или впишите каждую. Эти слова видны рядом с полем, пока Вы пишете; в заключение они не попадают."
)
CHECKED = "Сверено с официальным текстом"


class CriteriaDialog(QDialog):
    """One set at a time. `on_kept` is called after something was kept, also by «Вернуть» later on."""

    def __init__(
        self,
        context: Context,
        key: str = "",
        on_kept: Callable[[], None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._on_kept = on_kept
        self._sets: tuple[CriteriaSet, ...] = ()
        self._shown: CriteriaSet | None = None
        self._rows: list[tuple[str, QLineEdit, QPlainTextEdit]] = []
        self.setWindowTitle("Показатели Порядка аттестации")
        self.setAccessibleName("Показатели Порядка аттестации")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Пункт приказа")
        self.choice.activated.connect(lambda _row: self._show(self.choice.currentData()))
        self.checked = QCheckBox(CHECKED)
        self.checked.setAccessibleName(CHECKED)
        self._dates = Caption("")
        self._restore = TextButton("Вернуть как было", self._on_restore, icon="undo-2")
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, tokens.S, 0)
        self._list.setSpacing(tokens.L)
        self._build()
        self._do(criteria_sets, lambda sets: self._load(sets, key))

    def _load(self, sets: tuple[CriteriaSet, ...], key: str) -> None:
        self._sets = sets
        self.choice.clear()
        for one in sets:
            self.choice.addItem(f"{one.source} ({one.category} категория)", one.key)
        self._show(key or sets[0].key)

    def _show(self, key: str) -> None:
        one = next((one for one in self._sets if one.key == key), self._sets[0])
        self._shown = one
        self.choice.setCurrentIndex(self.choice.findData(one.key))
        self._dates.setText(f"Категория: {one.category}; {one.dates}.")
        self.checked.setChecked(one.checked)
        self._restore.setEnabled(one.changed)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = [self._row(item) for item in one.items]
        self._list.addStretch(1)

    def _row(self, item: Criterion) -> tuple[str, QLineEdit, QPlainTextEdit]:
        heading = QLineEdit(item.heading)
        heading.setCursorPosition(0)
        heading.setAccessibleName(f"Показатель {item.number}: краткое название")
        text = QPlainTextEdit(item.text)
        text.setAccessibleName(f"Показатель {item.number}: формулировка")
        text.setPlaceholderText("Формулировка из официального текста")
        text.setTabChangesFocus(True)
        text.setFixedHeight(TEXT_HEIGHT)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addWidget(Field(f"Показатель {item.number}", heading))
        column.addWidget(text)
        self._list.addWidget(box)
        return item.number, heading, text

    def _written(self) -> CriteriaSet | None:
        if self._shown is None:
            return None
        items = tuple(
            Criterion(number, heading.text().strip(), text.toPlainText().strip())
            for number, heading, text in self._rows
        )
        return replace(self._shown, items=items, checked=self.checked.isChecked())

    def _on_paste(self) -> None:
        parts = split_wording(QGuiApplication.clipboard().text())
        for (_, _, text), words in zip(self._rows, parts, strict=False):
            text.selectAll()
            text.insertPlainText(words)

    def _on_keep(self) -> None:
        written = self._written()
        if written is None or self._shown is None:
            return
        if written.items == self._shown.items and written.checked == self._shown.checked:
            self.accept()
            return
        self._do(lambda desk: change_set(desk, written), lambda _none: self._told("Показатели сохранены."))

    def _on_restore(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self._do(
            lambda desk: restore_set(desk, shown.key), lambda _set: self._told("Показатели снова как были.", shown)
        )

    def _told(self, words: str, former: CriteriaSet | None = None) -> None:
        context, on_kept = self._context, self._on_kept
        on_kept()

        def undo() -> None:
            if former is not None:
                context.runner.start(
                    lambda _p, _c: change_set(context.desk, former),
                    owner=context,
                    on_done=lambda _none: on_kept(),
                    quiet=True,
                    in_order=True,
                )

        context.say(words, undo if former is not None else None)
        self.accept()

    def _do(self, act: Callable[[Desk], object], then: Callable[..., None]) -> None:
        desk = self._context.desk
        self._context.runner.start(lambda _p, _c: act(desk), owner=self, on_done=then, quiet=True, in_order=True)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        column.addWidget(Second(ABOUT))
        top = QHBoxLayout()
        top.addWidget(self.choice, 1)
        top.addWidget(TextButton("Вставить пункт", self._on_paste, icon="copy"))
        column.addLayout(top)
        column.addWidget(self._dates)
        column.addWidget(scrolled(self._inside), 1)
        column.addWidget(self.checked, 0, Qt.AlignmentFlag.AlignLeft)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._restore)
        bottom.addStretch(1)
        bottom.addWidget(SecondaryButton("Отмена", self.reject))
        bottom.addWidget(PrimaryButton("Сохранить показатели", self._on_keep))
        column.addLayout(bottom)

"""«Взять тексты из другого заключения»: which one, what of it, and how it will read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.names import short_name
from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    PrimaryButton,
    Second,
    SecondaryButton,
    Tone,
    resize_within_screen,
)
from attest_desktop.gui.widgets.two_tone import TwoTone, two_tone_item
from attest_desktop.gui.words import ago
from attest_desktop.work.draft import DraftText
from attest_desktop.work.reuse import Source, Taken, take
from attest_desktop.work.wording import wording_in

LIST_WIDTH = 320
SIZE = (960, 600)
ABOUT = "Берутся тексты показателей и рекомендаций. Занятия, даты и вывод останутся из этого заключения."


class ReuseDialog(QDialog):
    """`chosen` carries the Source and what was Taken of it."""

    chosen = Signal(object, object)

    def __init__(
        self,
        context: Context,
        found: Sequence[Source],
        attestee: Attestee,
        text: DraftText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._found, self._attestee, self._text = tuple(found), attestee, text
        self._taken: Taken | None = None
        self._declined = wording_in(context.desk.data_dir).declined
        self.setWindowTitle("Взять тексты из другого заключения")
        self.setAccessibleName("Взять тексты из другого заключения")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self.list = QListWidget()
        self.list.setItemDelegate(TwoTone(self.list, words=1, about=3, weight=QFont.Weight.Medium))
        self.list.setAccessibleName("Ваши заключения")
        self.list.setProperty("kind", "boxed")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setSpacing(2)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in found:
            who = one.attestee
            about = " · ".join(part for part in (who.position, ", ".join(who.subjects)) if part)
            self.list.addItem(two_tone_item(short_name(who.full_name), about, ago(one.saved_at, context.now())))
        self.criteria = _tick("Показатели", self._show)
        self.recommendations = _tick("Рекомендации", self._show)
        self._reading = QTextEdit()
        self._reading.setReadOnly(True)
        self._reading.setAccessibleName("Что получится")
        self._names = Banner()
        self._take = PrimaryButton("Взять тексты", self._on_take)
        self._build()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _show(self) -> None:
        source = self._source()
        if source is None:
            return
        self._taken = take(
            self._text,
            source,
            self._attestee,
            self._declined,
            criteria=self.criteria.isChecked(),
            recommendations=self.recommendations.isChecked(),
        )
        self._reading.setPlainText(_as_words(self._text, self._taken.text))
        self._take.setEnabled(self._taken.text != self._text)
        self._tell(source, self._taken)

    def _tell(self, source: Source, taken: Taken) -> None:
        name = short_name(source.attestee.full_name)
        if taken.left_over:
            words = ", ".join(f"«{word}»" for word in taken.left_over)
            self._names.show_as(f"В тексте останется: {words}. Эти слова будут выделены.", tone=Tone.WARN)
        elif taken.renamed:
            own = short_name(self._attestee.full_name)
            self._names.show_as(
                f"Имя «{name}» заменено на «{own}» в нужном падеже. Проверьте рядом «провёл» и «провела»."
            )
        self._names.setVisible(bool(taken.left_over or taken.renamed))

    def _on_take(self) -> None:
        source = self._source()
        if source is not None and self._taken is not None:
            self.accept()
            self.chosen.emit(source, self._taken)

    def _source(self) -> Source | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(tokens.S)
        ticks = QHBoxLayout()
        ticks.setSpacing(tokens.L)
        ticks.addWidget(self.criteria)
        ticks.addWidget(self.recommendations)
        ticks.addStretch(1)
        right.addLayout(ticks)
        right.addWidget(self._reading, 1)
        right.addWidget(self._names)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.L)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(Caption("Прежний текст останется в «Истории»."), 1)
        bottom.addWidget(SecondaryButton("Отмена", self.reject))
        bottom.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.L)
        column.addWidget(Second(ABOUT))
        column.addLayout(middle, 1)
        column.addLayout(bottom)


def _tick(words: str, act: Callable[[], None]) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(f"Взять: {words.lower()}")
    box.setChecked(True)
    box.toggled.connect(lambda _on: act())
    return box


def _as_words(before: DraftText, after: DraftText) -> str:
    """What will be new, for reading."""
    former = {one.number: one.text for one in before.conclusion.criteria}
    said = [
        f"Показатель {one.number}\n{one.text.strip()}"
        for one in after.conclusion.criteria
        if one.text != former.get(one.number)
    ]
    if after.conclusion.recommendations != before.conclusion.recommendations:
        said.append(f"Рекомендации\n{after.conclusion.recommendations.strip()}")
    return "\n\n".join(said) or "Здесь нечего взять: тексты те же или их нет."

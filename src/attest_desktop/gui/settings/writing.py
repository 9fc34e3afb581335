"""«Текст заключения» in the settings: phrases, spelling, criteria."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog
from attest_desktop.gui.phrases import open_phrases
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Card, SecondaryButton
from attest_desktop.work.spelling import spelling_on, turn_spelling

SPELLING = "Проверять правописание"


class WritingCard(Card):
    """What helps to write."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Текст заключения", parent=parent)
        self._context = context
        self.spelling = QCheckBox(SPELLING)
        self.spelling.setAccessibleName(SPELLING)
        self.spelling.clicked.connect(self._on_spelling)
        self.body.addWidget(self.spelling, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            Caption(
                "Незнакомые слова подчёркиваются волнистой линией; F7 переходит к следующему. Словарь лежит на "
                "этом компьютере, текст никуда не уходит."
            )
        )
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(
            SecondaryButton("Мои фразы…", lambda: open_phrases(context, self), icon="message-square-quote")
        )
        row.addWidget(
            SecondaryButton(
                "Показатели Порядка…", lambda: CriteriaDialog(context, parent=self).open(), icon="scale"
            )
        )
        row.addStretch(1)
        self.body.addLayout(row)

    def load(self) -> None:
        """Ask whether words are checked."""
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: spelling_on(desk),
            owner=self,
            on_done=self._show,
            on_failed=self._on_unread,
            quiet=True,
        )

    def _show(self, on: bool) -> None:
        self.spelling.setEnabled(True)
        self.spelling.setChecked(on)

    def _on_unread(self, error: AttestError) -> None:
        """What is not known cannot be changed, either."""
        self.spelling.setEnabled(False)
        self._context.show_error(error, self.load)

    def _on_spelling(self, on: bool) -> None:
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: turn_spelling(desk, on=on),
            owner=self,
            on_done=lambda _none: self._context.say("Выбор сохранён."),
            quiet=True,
            in_order=True,
        )

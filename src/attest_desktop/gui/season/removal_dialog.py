"""«Удалить личные данные»: whose, what goes, a backup first, and one confirmation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.season.removal_words import copies_words, going_words, rows_words
from attest_desktop.gui.season.table import Entry, ReadTable
from attest_desktop.gui.settings.backup import open_backup
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    DangerButton,
    Second,
    SecondaryButton,
    Title,
    Tone,
    resize_within_screen,
    scrolled,
)
from attest_desktop.gui.words import counted
from attest_desktop.work.season_removal import Plan, Removed, remove

TITLE = "Удалить личные данные"
HEADS = ("ФИО", "Период")
WIDTHS = (0, 190)
WIDTH, LIST_HEIGHT = 640, 224
KEEP = "Оставить строки реестра без имён"
KEPT = "В реестре останутся инициалы, форма, категория, период, день и контрольная сумма файла."
FOR_GOOD = "Вернуть удалённое можно будет только из резервной копии, если Вы её сделаете."
NOT_YET = (
    "Данные удалены, но файл ещё не переписан: он занят другим окном программы. Программа закончит сама, "
    "когда оно закроется."
)


class RemovalDialog(QDialog):
    """Nothing is removed before the box is ticked and the button pressed."""

    def __init__(self, context: Context, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._plan = context, plan
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumWidth(round(WIDTH * max(1.0, theme.scale)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whose = counted(len(plan.going), "человека", "человек", "человек")
        self.table = ReadTable("Чьи данные будут удалены", HEADS, WIDTHS)
        self.table.show_entries([Entry((one.name, one.period_words), (), one) for one in plan.going])
        self.table.setFixedHeight(min(self.table.whole_height(), round(LIST_HEIGHT * theme.scale)))
        self.keep = QCheckBox(KEEP)
        self.keep.setAccessibleName(KEEP)
        self.sure = QCheckBox(f"Да, удалить данные {whose} навсегда")
        self.sure.setAccessibleName("Да, удалить навсегда")
        self.sure.toggled.connect(self._on_sure)
        backup = SecondaryButton(
            "Создать резервную копию…", lambda: open_backup(context, self), icon="archive", name="Сначала копия"
        )
        self.go = DangerButton("Удалить", self._on_go, icon="trash-2", name="Удалить личные данные сейчас")
        self.go.setEnabled(False)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XS)
        column.setSpacing(tokens.M)
        column.addWidget(Title(f"{TITLE}: {counted(len(plan.going), 'человек', 'человека', 'человек')}"))
        column.addWidget(Second(going_words(plan)))
        column.addWidget(self.table)
        for words in (copies_words(plan), rows_words(plan)):
            if words:
                column.addWidget(Caption(words))
        column.addWidget(Banner(FOR_GOOD, tone=Tone.WARN))
        kept = Caption(KEPT)
        kept.setContentsMargins(tokens.XL + tokens.XS, 0, 0, 0)
        column.addWidget(self.keep)
        column.addWidget(kept)
        column.addWidget(self.sure)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(tokens.XL, tokens.S, tokens.XL, tokens.XL)
        buttons.setSpacing(tokens.S)
        buttons.addWidget(backup)
        buttons.addStretch(1)
        cancel = SecondaryButton("Отмена", self.reject)
        cancel.setDefault(True)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolled(self._inside), 1)
        whole.addLayout(buttons)
        self._buttons = buttons
        # Data of training are nothing to keep.
        backup.setVisible(not context.training)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words are at this width; where the screen is lower they are scrolled."""
        super().showEvent(event)
        words = self._inside.layout()
        if words is not None:
            wanted = words.totalHeightForWidth(self.width()) + self._buttons.sizeHint().height()
            resize_within_screen(self, self.width(), wanted)

    def _on_sure(self, sure: bool) -> None:
        self.go.setEnabled(sure)

    def _on_go(self) -> None:
        if not self.sure.isChecked():
            return
        context, desk, plan, keep = self._context, self._context.desk, self._plan, self.keep.isChecked()

        def done(removed: Removed) -> None:
            whose = counted(removed.people, "человека", "человек", "человек")
            context.say(f"Данные {whose} удалены." if removed.compacted else NOT_YET)
            for signal in (context.people_changed, context.outbox_changed):
                signal.emit()

        def failed(error: AttestError) -> None:
            context.show_error(error)
            context.people_changed.emit()

        context.runner.start(
            lambda progress, cancelled: remove(
                desk, plan, keep_lines=keep, progress=progress, cancelled=cancelled
            ),
            owner=context,
            title="Удаляем личные данные",
            on_done=done,
            on_failed=failed,
            in_order=True,
        )
        self.accept()


def open_removal(context: Context, plan: Plan, parent: QWidget | None) -> RemovalDialog:
    """Ask over the window."""
    dialog = RemovalDialog(context, plan, parent if parent is None or isValid(parent) else None)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog

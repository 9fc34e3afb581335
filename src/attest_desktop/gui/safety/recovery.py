"""«Код восстановления»: made when it is asked for, shown once, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Banner,
    PrimaryButton,
    Second,
    SecondaryButton,
    Title,
    Tone,
    grow_to_words,
    label,
)

TITLE = "Код восстановления"
ABOUT = (
    "Код откроет Ваши данные на этом компьютере, если система потеряет ключ к ним или Вы забудете фразу. "
    "Запишите его на бумаге и храните отдельно от компьютера."
)
ONCE = "Код показывается один раз и нигде не хранится. Прежний код, если он был, больше не действует."
REPLACES = "Код уже создан. Если бумага с ним потерялась, создайте новый: прежний перестанет действовать."
MAKE, DONE = "Создать код", "Код записан"
WIDTH = 520


class RecoveryDialog(QDialog):
    """First what it is for, then, when asked, the code."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumWidth(round(WIDTH * max(1.0, theme.scale)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._banner = Banner(REPLACES, tone=Tone.INFO)
        self._banner.hide()
        self.code: QLabel = label("", "code")
        self.code.setAccessibleName(TITLE)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # It must not get into the clipboard, where other programs read.
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.code.hide()
        self._leave = SecondaryButton("Позже", self.reject)
        self._go = PrimaryButton(MAKE, self._on_go)
        self._go.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        layout.setSpacing(tokens.M)
        for part in (Title(TITLE), Second(ABOUT), self.code, self._banner):
            layout.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._go)
        layout.addLayout(buttons)
        desk = context.desk
        context.runner.start(
            lambda _p, _c: desk.store.has_recovery_code, owner=self, on_done=self._offer_new, quiet=True
        )

    def _offer_new(self, has_one: bool) -> None:
        self._banner.setVisible(has_one)
        grow_to_words(self)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        grow_to_words(self)

    def _on_go(self) -> None:
        if not self.code.isHidden():
            self.accept()
            return
        self._go.setEnabled(False)
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: desk.store.make_recovery_code(),
            owner=self,
            on_done=self._show,
            on_failed=self._on_failed,
            quiet=True,
        )

    def _show(self, code: str) -> None:
        groups = code.split()
        half = len(groups) // 2
        self.code.setText("   ".join(groups[:half]) + "\n" + "   ".join(groups[half:]))
        self.code.setAccessibleDescription(code)
        self.code.show()
        self._banner.show_as(ONCE, tone=Tone.WARN)
        self._banner.show()
        self._leave.hide()
        self._go.setEnabled(True)
        self._go.setText(DONE)
        self._go.setAccessibleName(DONE)
        grow_to_words(self)

    def _on_failed(self, error: AttestError) -> None:
        self._go.setEnabled(True)
        self._banner.show_as(f"{error.what} {error.todo}".strip(), title=error.title, tone=Tone.BAD)
        self._banner.show()
        grow_to_words(self)


def open_recovery(context: Context, parent: QWidget | None) -> RecoveryDialog:
    """Offer the code over the window."""
    dialog = RecoveryDialog(context, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog

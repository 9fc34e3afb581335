"""The column beside the final pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.gui.finish.jobs import Final
from attest_desktop.gui.finish.notes import Notes, empty_title
from attest_desktop.gui.finish.signers import Signers
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Caption,
    Line,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    scrolled,
)
from attest_desktop.papers.pdf import EngineName

ENGINES = {
    EngineName.WORD: "Страницы сделаны в Microsoft Word.",
    EngineName.LIBREOFFICE: "Страницы сделаны в LibreOffice.",
    EngineName.BUILTIN: "Страницы сделаны самой программой.",
}
WAITS = "Перетащите подпись на её строку — после этого можно отправлять."


class Side(QWidget):
    """Signers, notes, buttons, progress. Tells of presses; does nothing itself."""

    send = Signal()
    cancel = Signal()
    save_pdf = Signal()
    save_docx = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signers = Signers()
        self._empty = Notes("circle-dashed", "warn")
        self._warnings = Notes("triangle-alert", "warn")
        self._engine = Caption("")
        self._waits = Second(WAITS)
        self._send = PrimaryButton("Отправить", self.send.emit, icon="send")
        self._pdf = SecondaryButton("Сохранить PDF…", self.save_pdf.emit)
        self._docx = SecondaryButton("Сохранить Word…", self.save_docx.emit)
        self._again = SecondaryButton("Подготовить ещё раз", self.again.emit)
        self._step = Second("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Ход работы")
        self._cancel = TextButton("Отменить", self.cancel.emit)
        inside = QWidget()
        notes = QVBoxLayout(inside)
        notes.setContentsMargins(0, 0, tokens.XS, 0)
        notes.setSpacing(tokens.L)
        notes.addWidget(Title("Подписи"))
        for widget in (self.signers, self._empty, self._warnings):
            notes.addWidget(widget)
        notes.addStretch(1)
        notes.addWidget(self._engine)
        saving = QHBoxLayout()
        saving.setSpacing(tokens.S)
        saving.addWidget(self._pdf)
        saving.addWidget(self._docx)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addWidget(scrolled(inside), 1)
        layout.addWidget(Line())
        for part in (self._waits, self._step, self._bar, self._cancel, self._again, self._send):
            layout.addWidget(part)
        layout.addLayout(saving)
        self._ready(ready=False)
        self.hide_progress()

    @property
    def can_send(self) -> bool:
        """Whether «Отправить» may be pressed."""
        return self._send.isEnabled() and not self._send.isHidden()

    def show_final(self, final: Final) -> None:
        """Show how it stands with these pages."""
        self.signers.show_signers(final.signers)
        self._empty.show_notes(empty_title(len(final.empty)), final.empty)
        self._warnings.show_notes("Обратите внимание", final.warnings)
        self._engine.setText(ENGINES[final.prepared.engine])
        waits = any(one.waits for one in final.signers)
        self._ready(ready=True)
        self._waits.setVisible(waits)
        self._send.setEnabled(not waits)

    def show_progress(self, step: str) -> None:
        """Something is being done."""
        self._ready(ready=False)
        self._again.hide()
        self._send.hide()
        self.tell_progress(step, None)
        for widget in (self._step, self._bar, self._cancel):
            widget.show()

    def tell_progress(self, step: str, part: float | None) -> None:
        """How far it is."""
        self._step.setText(step)
        self._bar.setRange(0, 0 if part is None else 1000)
        if part is not None:
            self._bar.setValue(round(part * 1000))

    def hide_progress(self) -> None:
        """It is done."""
        for widget in (self._step, self._bar, self._cancel, self._again):
            widget.hide()
        self._send.show()
        self._ready(ready=True)

    def offer_again(self) -> None:
        """The pages could not be made: there is nothing to send yet."""
        self._ready(ready=False)
        self._again.show()

    def _ready(self, *, ready: bool) -> None:
        self._waits.hide()
        for button in (self._send, self._pdf, self._docx):
            button.setEnabled(ready)

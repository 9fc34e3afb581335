"""The column beside the final pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.finish.findings import FindingsList, findings_title
from attest_desktop.gui.finish.jobs import Final
from attest_desktop.gui.finish.making import Doing, Making
from attest_desktop.gui.finish.notes import Notes, empty_title
from attest_desktop.gui.finish.signers import Signers
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Asides,
    Caption,
    Line,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    scrolled,
    tab_as_read,
)
from attest_desktop.papers.pdf import EngineName

ENGINES = {
    EngineName.WORD: "Страницы сделаны в Microsoft Word.",
    EngineName.LIBREOFFICE: "Страницы сделаны в LibreOffice.",
    EngineName.BUILTIN: "Страницы сделаны самой программой.",
}
CONSENT = "Всё равно закончить"
CONSENT_WHY = "Есть важные замечания. Вернитесь к тексту или закончите как есть."
CONSENT_WHY_RECEIVED = "Есть важные замечания. Попросите коллегу исправить файл или закончите как есть."
OFFLINE = "Сейчас нет связи. Нажмите «Отправить»: заключение сохранится здесь и уйдёт само, когда связь появится."
WAITS = "Перетащите подпись на её строку — после этого можно отправлять."


class Side(QWidget):
    """Signers, notes, buttons, progress. Tells of presses; does nothing itself."""

    send = Signal()
    cancel = Signal()
    save_pdf = Signal()
    save_docx = Signal()
    again = Signal()
    finding = Signal(object)
    hand_over = Signal()
    paper = Signal()
    consent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signers = Signers()
        self._asks = False
        self._found = Title("")
        self._findings = FindingsList()
        self._findings.wanted.connect(self.finding)
        self._consent = SecondaryButton(CONSENT, self._on_consent)
        self._consent_why = Second(CONSENT_WHY)
        self._empty = Notes("circle-dashed", "warn")
        self._warnings = Notes("triangle-alert", "warn")
        self._engine = Caption("")
        self._waits = Second(WAITS)
        self._online = True
        self._offline = Second(OFFLINE)
        self._send = PrimaryButton("Отправить", self.send.emit, icon="send")
        self._send.setToolTip(keys.SEND.tip("Отправить и проверить, что дошло"))
        self._pdf = SecondaryButton("Сохранить PDF…", self.save_pdf.emit)
        self._docx = SecondaryButton("Сохранить Word…", self.save_docx.emit)
        self._hand_over = TextButton("Передать второму специалисту…", self.hand_over.emit)
        self._paper = TextButton("Подписали на бумаге? Добавить сканы…", self.paper.emit)
        self._again = SecondaryButton("Подготовить ещё раз", self.again.emit)
        self._doing = Doing()
        self._making = Making()
        for doing in (self._doing, self._making.doing):
            doing.cancel.connect(self.cancel)
        inside = QWidget()
        notes = QVBoxLayout(inside)
        notes.setContentsMargins(0, 0, tokens.XS, 0)
        notes.setSpacing(tokens.L)
        notes.addWidget(self._found)
        notes.addWidget(self._findings)
        notes.addWidget(Title("Подписи"))
        for widget in (self.signers, self._empty, self._warnings):
            notes.addWidget(widget)
        notes.addStretch(1)
        notes.addWidget(self._engine)
        saving = QHBoxLayout()
        # Among the notes there is less room than under them.
        saving.setSpacing(tokens.XS)
        saving.addWidget(self._pdf)
        saving.addWidget(self._docx)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        self._above = QStackedLayout()
        layout.addLayout(self._above, 1)
        self._about, self._unknown = scrolled(inside), scrolled(self._making)
        for above in (self._unknown, self._about):
            self._above.addWidget(above)
        layout.addWidget(Line())
        for part in (
            self._waits,
            self._doing,
            self._again,
            self._consent_why,
            self._consent,
            self._offline,
            self._send,
        ):
            layout.addWidget(part)
        self._asides = Asides(layout, notes)
        self._asides.column.addLayout(saving)
        self._asides.column.addWidget(self._hand_over)
        self._asides.column.addWidget(self._paper)
        self._ready(ready=False)
        self.hide_progress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the view scrolls: no line of what is said here is cut."""
        super().resizeEvent(event)
        if self._asides.fit(self.height()):
            tab_as_read(self)
        for words in (self._waits, self._consent_why, self._offline):
            words.setMinimumHeight(max(0, words.heightForWidth(self.width())))

    @property
    def can_send(self) -> bool:
        """Whether «Отправить» may be pressed."""
        return self._send.isEnabled() and not self._send.isHidden()

    @property
    def consent_button(self) -> SecondaryButton | None:
        """The button that is to be pressed before sending, when there is one."""
        return None if self._consent.isHidden() else self._consent

    def show_final(self, final: Final, *, consented: bool = False) -> None:
        """Show how it stands with these pages; `consented` when the important remarks were looked at."""
        self._above.setCurrentWidget(self._about)
        self.signers.show_signers(final.signers)
        self._empty.show_notes(empty_title(len(final.empty)), final.empty)
        self._warnings.show_notes("Обратите внимание", final.warnings)
        self._hand_over.setVisible(not final.received)
        self._engine.setText(ENGINES[final.prepared.engine])
        waits = any(one.waits for one in final.signers)
        self._findings.show_findings(final.findings)
        self._found.setText(findings_title(len(final.findings)))
        for widget in (self._found, self._findings):
            widget.setVisible(bool(final.findings))
        self._consent_why.setText(CONSENT_WHY_RECEIVED if final.received else CONSENT_WHY)
        self._asks = final.asks_consent and not consented
        self._ready(ready=True)
        self._waits.setVisible(waits)
        self._send.setEnabled(not waits and not self._asks)
        self._show_offline()
        tab_as_read(self)

    def show_connection(self, *, online: bool) -> None:
        """Without a connection sending is putting into the outbox: nobody need wait for it."""
        self._online = online
        self._show_offline()

    def _show_offline(self) -> None:
        self._offline.setVisible(not self._online and self.can_send)

    def forget(self) -> None:
        """Other pages are made: nothing is known of them yet."""
        self._making.begin()
        self._above.setCurrentWidget(self._unknown)

    def show_progress(self, step: str) -> None:
        """Something is being done: with the pages, where they are not known yet, else with what is sent."""
        self.tell_progress(step, None)
        sending = self._above.currentWidget() is self._about
        # What comes is there before what goes: the keyboard passes from one to the other.
        self._doing.setVisible(sending)
        self._asks = False
        self._ready(ready=False)
        self._again.hide()
        # While the pages are made it keeps its place: nothing moves when they come.
        self._send.setVisible(not sending)
        self._show_offline()

    def tell_progress(self, step: str, part: float | None) -> None:
        """How far it is."""
        for doing in (self._doing, self._making.doing):
            doing.tell(step, part)

    def hide_progress(self) -> None:
        """It is done."""
        self._send.show()
        self._ready(ready=True)
        for widget in (self._doing, self._again):
            widget.hide()
        self._show_offline()

    def offer_again(self) -> None:
        """The pages could not be made: there is nothing to send yet."""
        self._making.give_up()
        self._again.show()
        self._ready(ready=False)
        self._show_offline()

    def _ready(self, *, ready: bool) -> None:
        self._waits.hide()
        for button in (self._send, self._pdf, self._docx, self._hand_over, self._paper):
            button.setEnabled(ready)
        self._show_consent()

    def _show_consent(self) -> None:
        for widget in (self._consent, self._consent_why):
            widget.setVisible(self._asks)

    def _on_consent(self) -> None:
        """One press: from now on it is sent as it is."""
        self._asks = False
        self._show_consent()
        self.consent.emit()

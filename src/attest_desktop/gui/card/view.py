"""«Карточка аттестуемого»: all that is known of one, and the way to the conclusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.names import file_name_for
from attest_desktop.gui import keys
from attest_desktop.gui.card.conclusion import ConclusionCard, can_be_signed
from attest_desktop.gui.card.documents import DocumentsCard
from attest_desktop.gui.card.facts_card import FactsCard
from attest_desktop.gui.card.jobs import CardData, document_to_open, load, newest_pdf, pdf_to_open, send
from attest_desktop.gui.card.words import Do, summary
from attest_desktop.gui.context import Context
from attest_desktop.gui.control import ControlCard
from attest_desktop.gui.dropping.kinds import scans_words
from attest_desktop.gui.hand_over import offer_hand_over
from attest_desktop.gui.outside import open_link, open_path
from attest_desktop.gui.payloads import FINISH
from attest_desktop.gui.printing import open_print
from attest_desktop.gui.procedure import ProcedurePanel
from attest_desktop.gui.sending import NotSentNowError
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import MIDDLE, Banner, Reading, Second, StageChip, Tone, page
from attest_desktop.work.control_look import Look, look_into
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.documents import Document, fetch_documents, save_document
from attest_desktop.work.send import Unsent

TITLE = "Карточка аттестуемого"
FACTS_WIDTH = 416
WIDEST = 16_777_215  # Qt for «as wide as there is room»
GONE = "Этого аттестуемого больше нет в таблице личного кабинета. Ваши записи и файлы сохранены."


class CardView(View):
    """Payload: the attestee's id."""

    name = "card"
    title = TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._id = ""
        self._data: CardData | None = None
        self._inside = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._chip = StageChip()
        self._summary = Second("")
        self._gone = Banner(GONE, tone=Tone.WARN)
        self.conclusion = ConclusionCard()
        self.control = ControlCard()
        self.documents = DocumentsCard()
        self.procedure = ProcedurePanel(context)
        self._facts = FactsCard()
        self._facts.copied.connect(lambda: context.say("E-mail скопирован."))
        self._reading = Reading("Открываем карточку…", self._load)
        self._build()
        self.conclusion.wanted.connect(self._on_wanted)
        self.control.look.connect(self._on_look)
        self.documents.fetch.connect(self._on_fetch)
        self.documents.open_document.connect(self._on_open)
        self.documents.save_document.connect(self._on_save)
        self.documents.save_all.connect(self._on_save_all)
        keys.CARD_MAIN.put(self, self._on_key)
        # After the parts have their new sizes.
        theme.changed.connect(self._arrange, Qt.ConnectionType.QueuedConnection)
        context.people_changed.connect(self._on_changed)
        context.outbox_changed.connect(self._on_changed)

    def opened(self, payload: object) -> None:
        """Show the attestee with this id."""
        if isinstance(payload, str):
            if payload != self._id:
                self._data = None
                self._inside.hide()
                self._reading.begin()
                self.set_title(TITLE)
            self._id = payload
            self._load()

    def may_leave(self) -> bool:
        """Always: what is typed in an unfolded step is kept first."""
        self.procedure.fold_all()
        return True

    def drop_words(self, files: Sequence[Path]) -> str:
        """Scans of the signed pages."""
        if self._data is None or not can_be_signed(self._data.person):
            return ""
        return scans_words(files, self._data.person.attestee.full_name)

    def drop_place(self) -> tuple[str, str]:
        """The view of the scans."""
        return "paper", self._id

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Facts stand beside the conclusion where there is room for both, else below."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        facts = round(FACTS_WIDTH * theme.scale)
        cards = (self.conclusion, self.control, self.documents)
        left = max(one.minimumSizeHint().width() for one in cards if not one.isHidden())
        beside = left + facts + 3 * tokens.XXL <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        self._facts.setMinimumWidth(facts if beside else 0)
        self._facts.setMaximumWidth(facts if beside else WIDEST)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        if not self._id:
            return
        desk, wanted = self.context.desk, self._id

        def show(data: CardData) -> None:
            if wanted == self._id:
                self._show(data)

        def failed(error: AttestError) -> None:
            if wanted == self._id:
                self._data = None
                self._inside.hide()
                self._reading.show_error(error)

        self.context.runner.start(
            lambda _p, _c: load(desk, wanted), owner=self, on_done=show, on_failed=failed, quiet=True
        )

    def _show(self, data: CardData) -> None:
        self._data = data
        found = data.person
        self.set_title(found.attestee.full_name)
        self._chip.set_stage(found.stage)
        self._summary.setText(summary(found, self.context.today()))
        self._gone.setVisible(found.gone)
        self.conclusion.show_data(data, self.context.now())
        self.documents.show_documents(data.documents)
        if data.look is not None:
            self.control.show_look(data.look, self.context.now())
        controlled = found.handed_in or found.attestee.conclusion_attached
        self.control.setVisible(controlled)
        # Where the control has come up, the documents find room under the facts: all is on one screen.
        home = self._right if controlled else self._left
        if home.indexOf(self.documents) < 0:
            home.insertWidget(home.count() - 1, self.documents)
        self._facts.show_attestee(found.attestee)
        self.procedure.show_attestee(found.id)
        self._arrange()
        self._reading.hide()
        self._inside.show()
        # Once more when the new buttons have their size.
        QTimer.singleShot(0, self, self._arrange)

    def _on_key(self) -> None:
        if self._data is not None:
            self.conclusion.go_on()

    def _on_wanted(self, offer: Do) -> None:
        match offer:
            case Do.WRITE | Do.GO_ON | Do.OPEN_TEXT:
                self.context.navigate.emit("editor", self._id)
            case Do.SIGN:
                self.context.navigate.emit("editor", (self._id, FINISH))
            case Do.OUTBOX:
                self.context.navigate.emit("outbox", None)
            case Do.SEND:
                self._on_send()
            case Do.SHOW_PDF:
                self._on_show_pdf()
            case Do.PRINT:
                self._on_print()
            case Do.PAPER:
                self.context.navigate.emit("paper", self._id)
            case Do.HAND_OVER:
                if self._data is not None:
                    offer_hand_over(self.context, self._data.person.attestee, None, self)

    def _on_send(self) -> None:
        if self._data is None:
            return
        desk, found, context = self.context.desk, self._data.person, self.context

        def done(stopped: Unsent | None) -> None:
            context.outbox_changed.emit()
            context.people_changed.emit()
            if stopped is None:
                context.note_reached(True)
            elif stopped.sign_in_needed:
                context.ask_sign_in(SignInNeededError(stopped.reason), context.send_now)
            else:
                context.note_reached(False)
                context.show_error(NotSentNowError(stopped.reason), context.send_now)

        def failed(error: AttestError) -> None:
            context.outbox_changed.emit()
            context.people_changed.emit()
            context.show_error(error, self._on_send)

        context.runner.start(
            lambda progress, cancelled: send(desk, found, progress, cancelled),
            owner=self,
            title="Отправляем заключение",
            on_done=done,
            on_failed=failed,
        )

    def _on_show_pdf(self) -> None:
        if self._data is None:
            return
        desk, found = self.context.desk, self._data.person
        self.context.runner.start(
            lambda _p, _c: pdf_to_open(desk, found), owner=self, title="Открываем файл", on_done=self._open_path
        )

    def _on_print(self) -> None:
        if self._data is not None:
            found = self._data.person
            title = file_name_for(found.attestee.full_name).removesuffix(".pdf")
            open_print(self.context, title, lambda desk: newest_pdf(desk, found), self)

    def _on_look(self) -> None:
        """Look into the cabinet's row."""
        desk, wanted, context = self.context.desk, self._id, self.context
        self.control.set_busy(busy=True)

        def done(_look: Look) -> None:
            self.control.set_busy(busy=False)
            context.note_reached(True)
            context.people_changed.emit()

        def failed(error: AttestError) -> None:
            self.control.set_busy(busy=False)
            self._load()
            context.show_error(error, self._on_look)

        context.runner.start(
            lambda progress, cancelled: look_into(desk, wanted, progress=progress, cancelled=cancelled),
            owner=self,
            title="Смотрим, что в личном кабинете",
            on_done=done,
            on_failed=failed,
        )

    def _on_fetch(self) -> None:
        desk, wanted = self.context.desk, self._id
        self.documents.set_busy(busy=True)

        def done(documents: tuple[Document, ...]) -> None:
            self.documents.set_busy(busy=False)
            self.context.note_reached(True)
            if wanted == self._id:
                self.documents.show_documents(documents)

        def failed(error: AttestError) -> None:
            self.documents.set_busy(busy=False)
            self.context.show_error(error, self._on_fetch)

        self.context.runner.start(
            lambda progress, cancelled: fetch_documents(desk, wanted, progress=progress, cancelled=cancelled),
            owner=self,
            title="Скачиваем документы",
            on_done=done,
            on_failed=failed,
        )

    def _on_open(self, document: Document) -> None:
        if document.url:
            address = document.url
            self._outside(lambda: open_link(address))
            return
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: document_to_open(desk, document),
            owner=self,
            title="Открываем документ",
            on_done=self._open_path,
        )

    def _on_save(self, document: Document) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Куда сохранить документ")
        if folder:
            self.save_to(Path(folder), (document,))

    def _on_save_all(self) -> None:
        documents = self._data.documents if self._data else None
        folder = QFileDialog.getExistingDirectory(self, "Куда сохранить документы") if documents else ""
        if folder and documents:
            self.save_to(Path(folder), tuple(one for one in documents if one.file))

    def save_to(self, folder: Path, documents: tuple[Document, ...]) -> None:
        """Write documents into the folder that the user chose."""
        desk = self.context.desk

        def said(paths: list[Path]) -> None:
            self.context.say(
                f"Сохранено: {paths[0]}" if len(paths) == 1 else f"Сохранено файлов: {len(paths)}. Папка: {folder}"
            )

        self.context.runner.start(
            lambda _p, _c: [save_document(desk, one, folder) for one in documents],
            owner=self,
            title="Сохраняем документы",
            on_done=said,
            # One after another: two at once would choose the same free name.
            in_order=True,
        )

    def _open_path(self, path: Path) -> None:
        self._outside(lambda: open_path(path))

    def _outside(self, opening: Callable[[], None]) -> None:
        try:
            opening()
        except AttestError as error:
            self.context.show_error(error)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._summary, 1)
        left = QVBoxLayout()
        left.setSpacing(tokens.L)
        left.addWidget(self.conclusion)
        left.addWidget(self.control)
        left.addWidget(self.documents)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(tokens.L)
        right.addWidget(self._facts)
        right.addStretch(1)
        self._left, self._right = left, right
        body = self._body
        body.setSpacing(tokens.L)
        body.addLayout(left, 1)
        body.addLayout(right)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.L)
        inside.addLayout(top)
        inside.addWidget(self._gone)
        inside.addLayout(body)
        inside.addWidget(self.procedure)
        column = page(self)
        column.addWidget(self._reading, MIDDLE)
        column.addWidget(self._inside)
        column.addStretch(1)
        self._gone.hide()
        self._inside.hide()

"""«Исходящие»: every file on its way to the service, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.names import short_name
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.outbox.jobs import Item, act, load, load_ready, pdf_to_open
from attest_desktop.gui.outbox.row_card import RowCard
from attest_desktop.gui.outbox.words import SECTIONS, Action, section
from attest_desktop.gui.outside import CannotOpenError, open_link, open_path
from attest_desktop.gui.sending import NotSentNowError
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    MIDDLE,
    Banner,
    EmptyState,
    Muted,
    PrimaryButton,
    Reading,
    TextButton,
    Title,
    Tone,
    page,
)
from attest_desktop.gui.words import counted
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.send import Unsent

MOST_NAMES = 8
OFFLINE = "Файлы сохранены. Программа отправит их сама, когда связь появится, и проверит, дошли ли они."
REPLACE_ASK = (
    "На сервисе в строке этого аттестуемого лежит другой файл. После замены там останется только Ваш. "
    "Если не уверены, сначала откройте сайт и посмотрите."
)


class OutboxView(View):
    """A card a row; what needs the user comes first."""

    name = "outbox"
    title = "Исходящие"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.cards: list[RowCard] = []
        self._headings: list[QLabel] = []
        self._ready: tuple[str, ...] = ()
        self._count = Muted("")
        self._send_all = PrimaryButton("Отправить всё", self._on_send_all, icon="send")
        self._send_all.setToolTip(keys.SEND.tip("Отправить всё, что готово и что ждёт"))
        self._ready_banner = Banner(tone=Tone.INFO, icon="file-check")
        self._offline = Banner(OFFLINE, title="Без связи с личным кабинетом", tone=Tone.NEUTRAL, icon="cloud-off")
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self._count, 1)
        head.addWidget(self._send_all)
        column = page(self)
        column.addLayout(head)
        column.addWidget(self._offline)
        column.addWidget(self._ready_banner)
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.M)
        column.addLayout(self._list)
        to_people = TextButton("К списку аттестуемых", lambda: context.navigate.emit("attestees", None))
        self._empty = EmptyState(
            "send",
            "Здесь пока пусто",
            "Когда Вы отправите заключение, здесь будет видно, дошло ли оно. Без связи оно подождёт здесь.",
            to_people,
        )
        column.addWidget(self._empty, MIDDLE)
        self._reading = Reading("Открываем список…", self._load)
        column.addWidget(self._reading, MIDDLE)
        column.addStretch(1)
        for widget in (self._count, self._send_all, self._ready_banner, self._offline, self._empty):
            widget.hide()
        context.outbox_changed.connect(self._on_changed)
        context.connection_changed.connect(self._show_connection)
        keys.SEND.put(self, self._on_send_all)

    def opened(self, _payload: object) -> None:
        """Show the rows as they are now."""
        self._load()

    def _on_send_all(self) -> None:
        if not self._send_all.isEnabled() or self._send_all.isHidden():
            return
        if self._ready:
            self.context.send_ready()
        else:
            self.context.send_now()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        desk = self.context.desk

        def job(_progress: Progress, _cancelled: Cancelled) -> tuple[tuple[Item, ...], tuple[str, ...]]:
            return load(desk), load_ready(desk)

        self.context.runner.start(
            job, owner=self, on_done=lambda found: self.show_items(*found), on_failed=self._on_unread, quiet=True
        )

    def _on_unread(self, error: AttestError) -> None:
        self.show_items(())
        self._empty.hide()
        self._count.hide()
        self._reading.show_error(error)

    def show_items(self, items: tuple[Item, ...], ready: tuple[str, ...] = ()) -> None:
        """Show these rows, and whose conclusions are ready besides."""
        self._reading.hide()
        self._ready = ready
        opened = {card.item.row.id for card in self.cards if card.has_details}
        held = self._held()
        self._clear()
        in_section = Counter(section(item.row) for item in items)
        last = -1
        for item in items:
            if section(item.row) != last:
                last = section(item.row)
                self._list.addLayout(self._heading(SECTIONS[last], in_section[last], first=not self.cards))
            card = RowCard(item, self.context.now(), details=item.row.id in opened)
            card.acted.connect(self._on_acted)
            card.open_pdf.connect(self._on_open_pdf)
            card.open_site.connect(self._on_open_site)
            card.open_card.connect(lambda who: self.context.navigate.emit("card", who))
            self._list.addWidget(card)
            self.cards.append(card)
        self._hold(*held)
        waiting = in_section[1]
        unfinished = sum(not item.row.state.finished for item in items)
        self._empty.setVisible(not items and not ready)
        names = ", ".join(short_name(one) for one in ready[:MOST_NAMES])
        more = f" и ещё {len(ready) - MOST_NAMES}" if len(ready) > MOST_NAMES else ""
        told = counted(len(ready), "заключение", "заключения", "заключений")
        self._ready_banner.show_as(
            f"{names}{more}", title=f"Готово и ещё не отправлялось: {told}", icon="file-check"
        )
        self._ready_banner.setVisible(bool(ready))
        self._count.setText(
            f"{counted(waiting, 'файл ждёт', 'файла ждут', 'файлов ждут')} отправки"
            if waiting
            else ("" if ready else "Ничего не ждёт отправки")
        )
        self._count.setVisible(bool(items))
        self._send_all.setVisible(bool(unfinished or ready))
        self._send_all.setEnabled(bool(unfinished or ready))
        self._show_connection()

    def _held(self) -> tuple[int | None, str]:
        """The row and the button in it that have the keyboard."""
        now = QApplication.focusWidget()
        card = next((one for one in self.cards if now is not None and one.isAncestorOf(now)), None)
        return (card.item.row.id, now.accessibleName()) if card is not None and now is not None else (None, "")

    def _hold(self, row_id: int | None, name: str) -> None:
        """Give them the keyboard again: the cards were made anew, and may stand elsewhere."""
        card = next((one for one in self.cards if one.item.row.id == row_id), None)
        if card is None:
            return
        buttons = [one for one in card.findChildren(QAbstractButton) if one.isEnabled()]
        same = [one for one in buttons if one.accessibleName() == name]
        for one in (same or buttons)[:1]:
            # After the cards have their places.
            QTimer.singleShot(0, one, partial(one.setFocus, Qt.FocusReason.OtherFocusReason))

    def _clear(self) -> None:
        for widget in (*self.cards, *self._headings):
            widget.hide()
            widget.deleteLater()
        while self._list.takeAt(0) is not None:
            pass
        self.cards, self._headings = [], []

    def _heading(self, title: str, count: int, *, first: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0 if first else tokens.S, 0, 0)
        line.setSpacing(tokens.S)
        words, number = Title(title), Muted(str(count))
        words.setWordWrap(False)
        words.setAccessibleName(f"{title}: {count}")
        line.addWidget(words)
        line.addWidget(number)
        line.addStretch(1)
        self._headings += [words, number]
        return line

    def _show_connection(self) -> None:
        """Without a connection what waits goes by itself later: nobody need sit and press."""
        waits = any(not card.item.row.state.finished for card in self.cards)
        self._offline.setVisible(waits and not self.context.online)

    def _on_acted(self, item: Item, action: Action) -> None:
        if action is Action.REPLACE and not self._sure(item):
            return
        desk, context = self.context.desk, self.context

        def again() -> None:
            self._on_acted(item, Action.SEND_NOW)

        def done(stopped: Unsent | None) -> None:
            context.outbox_changed.emit()
            context.people_changed.emit()
            if stopped is None:
                return
            if stopped.sign_in_needed:
                context.ask_sign_in(SignInNeededError(stopped.reason), again)
            else:
                context.note_reached(False)
                context.show_error(NotSentNowError(stopped.reason), again)

        def failed(error: AttestError) -> None:
            context.outbox_changed.emit()
            context.show_error(error)

        context.runner.start(
            lambda progress, cancelled: act(desk, item.row.id, action, progress, cancelled),
            owner=self,
            title=f"{action.value}: {short_name(item.full_name)}",
            on_done=done,
            on_failed=failed,
        )

    def _sure(self, item: Item) -> bool:
        ask = QMessageBox(self)
        ask.setWindowTitle("Заменить файл на сервисе?")
        ask.setText(f"Заменить файл на сервисе: {item.full_name}?")
        ask.setInformativeText(REPLACE_ASK)
        replace = ask.addButton("Заменить", QMessageBox.ButtonRole.AcceptRole)
        keep = ask.addButton("Не заменять", QMessageBox.ButtonRole.RejectRole)
        ask.setDefaultButton(keep)
        ask.setEscapeButton(keep)
        ask.exec()
        return ask.clickedButton() is replace

    def _on_open_pdf(self, row: OutboxRow) -> None:
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: pdf_to_open(desk, row),
            owner=self,
            title="Открываем файл",
            on_done=lambda path: self._outside(lambda: open_path(path)),
        )

    def _on_open_site(self) -> None:
        self._outside(lambda: open_link(self.context.desk.account.server))

    def _outside(self, opening: Callable[[], None]) -> None:
        try:
            opening()
        except CannotOpenError as error:
            self.context.show_error(error)

"""«Подписи»: the expert's own image and those that colleagues handed over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.signatures.adding import AddingCard
from attest_desktop.gui.signatures.item import SignatureRow
from attest_desktop.gui.signatures.model import Album, Shown, bring_back, load, remove
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import Card, EmptyState, Line, Muted, page
from attest_desktop.work.signatures import Added, add_signature_file

WIDEST = 860
PRIVATE = (
    "Хранится только на этом компьютере в зашифрованном виде. На заключение ставится только по Вашей команде."
)


class SignaturesView(View):
    """Payload: the full name of somebody whose signature is wanted, or nothing."""

    name = "signatures"
    title = "Подписи"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        column = page(self, widest=WIDEST)
        self._card = Card("Сохранённые подписи")
        self._card.body.addWidget(Muted(PRIVATE))
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.M)
        self._card.body.addLayout(self._list)
        self._empty = EmptyState(
            "signature",
            "Подписей пока нет",
            "Добавьте свою, и программа поставит её на строку.",
        )
        self._card.body.addWidget(self._empty)
        self.adding = AddingCard()
        self.adding.chosen.connect(self._on_chosen)
        column.addWidget(self._card)
        column.addWidget(self.adding)
        column.addStretch(1)
        context.signatures_changed.connect(self._load)

    def opened(self, payload: object) -> None:
        """Show what is kept now."""
        self._load()
        if isinstance(payload, str) and payload:
            self.adding.expect(payload)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the view."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file was dropped."""
        event.acceptProposedAction()
        self.adding.take(Path(event.mimeData().urls()[0].toLocalFile()))

    def _load(self) -> None:
        desk = self.context.desk
        self.context.runner.start(lambda _p, _c: load(desk), owner=self, on_done=self._show, quiet=True)

    def _show(self, album: Album) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for shown in album.shown:
            self._list.addWidget(Line())
            row = SignatureRow(shown)
            row.removed.connect(self._on_removed)
            self._list.addWidget(row)
        self._empty.setVisible(not album.shown)
        self.adding.set_my_name(album.my_name)

    def _on_chosen(self, path: Path, full_name: str, is_mine: bool) -> None:
        desk = self.context.desk

        def done(added: Added) -> None:
            self.adding.done()
            self.context.say(" ".join((f"Подпись добавлена: {added.stored.full_name}.", *added.remarks)))
            self.context.signatures_changed.emit()

        def failed(error: AttestError) -> None:
            self.adding.show_problem(error.title, f"{error.what} {error.todo}".strip())

        self.context.runner.start(
            lambda _p, _c: add_signature_file(desk, path, full_name, is_mine=is_mine),
            owner=self,
            title="Готовим подпись",
            on_done=done,
            on_failed=failed,
        )

    def _on_removed(self, shown: Shown) -> None:
        desk, context = self.context.desk, self.context

        def undo() -> None:
            context.runner.start(
                lambda _p, _c: bring_back(desk, shown),
                owner=context,
                on_done=lambda _: context.signatures_changed.emit(),
                quiet=True,
            )

        def done(_: None) -> None:
            context.say(f"Подпись убрана: {shown.stored.full_name}.", undo)
            context.signatures_changed.emit()

        context.runner.start(lambda _p, _c: remove(desk, shown), owner=self, on_done=done, quiet=True)

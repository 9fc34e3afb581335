"""«Подписи»: the expert's own images and those that colleagues handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.dropping.kinds import Kind, kind_of
from attest_desktop.gui.signatures.adding import AddingCard
from attest_desktop.gui.signatures.dialog import open_signature
from attest_desktop.gui.signatures.item import PersonRows
from attest_desktop.gui.signatures.model import Album, Shown, load
from attest_desktop.gui.signatures.picture import Picture, picture_in
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import READ_PAGE, Card, EmptyState, Line, Muted, Reading, page, tab_as_read
from attest_desktop.work.desk import Desk
from attest_desktop.work.signatures import bring_back, choose_signature, name_signature, remove_signature

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
        column = page(self, widest=READ_PAGE)
        self._card = Card("Сохранённые подписи")
        self._card.body.addWidget(Muted(PRIVATE))
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.L)
        self._card.body.addLayout(self._list)
        self._empty = EmptyState(
            "signature",
            "Подписей пока нет",
            "Добавьте свою, и программа поставит её на строку.",
        )
        self._empty.hide()
        self._reading = Reading("Открываем подписи…", self._load)
        self._card.body.addWidget(self._empty)
        self._card.body.addWidget(self._reading)
        self.adding = AddingCard()
        self.adding.chosen.connect(self._on_chosen)
        column.addWidget(self._card)
        column.addWidget(self.adding)
        column.addStretch(1)
        QShortcut(
            QKeySequence.StandardKey.Paste,
            self,
            self.adding.buttons.paste,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        context.signatures_changed.connect(self._load)

    def opened(self, payload: object) -> None:
        """Show what is kept now."""
        self._load()
        if isinstance(payload, str) and payload:
            self.adding.expect(payload)

    def drop_words(self, files: Sequence[Path]) -> str:
        """One picture of a signature."""
        return "добавить подпись с этого снимка" if len(files) == 1 and kind_of(files) is Kind.PICTURES else ""

    def take_files(self, files: Sequence[Path]) -> None:
        """As if it had been chosen."""
        self.adding.take(files[0])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures may be dropped anywhere on the view."""
        if picture_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file or a picture was dropped."""
        picture = picture_in(event.mimeData())
        if picture is not None:
            event.acceptProposedAction()
            self.adding.take(picture)

    def _load(self) -> None:
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: load(desk), owner=self, on_done=self._show, on_failed=self._on_unread, quiet=True
        )

    def _on_unread(self, error: AttestError) -> None:
        self._clear()
        self._empty.hide()
        self._reading.show_error(error)

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show(self, album: Album) -> None:
        self._clear()
        self._reading.hide()
        for signatures in album.people:
            self._list.addWidget(Line())
            rows = PersonRows(signatures)
            rows.removed.connect(self._on_removed)
            rows.chosen.connect(lambda shown: self._do(lambda desk: choose_signature(desk, _id(shown))))
            rows.renamed.connect(self._on_renamed)
            self._list.addWidget(rows)
        self._empty.setVisible(not album.people)
        self.adding.set_my_name(album.my_name)
        tab_as_read(self)

    def _on_chosen(self, picture: Picture | None, full_name: str, is_mine: bool) -> None:
        dialog = open_signature(self.context, full_name, self, is_mine=is_mine)
        dialog.kept.connect(lambda _stored: self.adding.done())
        if picture is None:
            dialog.draw()
        else:
            dialog.take(picture)

    def _on_renamed(self, shown: Shown, name: str) -> None:
        self._do(lambda desk: name_signature(desk, _id(shown), name))

    def _on_removed(self, shown: Shown) -> None:
        context = self.context

        def undo() -> None:
            self._do(lambda desk: bring_back(desk, shown.kept, shown.png))

        def done() -> None:
            context.say(f"Подпись убрана: {shown.full_name}.", undo)

        self._do(lambda desk: remove_signature(desk, _id(shown)), done)

    def _do(self, act: Callable[[Desk], object], then: Callable[[], None] | None = None) -> None:
        """Change what is kept; the other views hear of it. One after another: each reads what the last wrote."""
        context = self.context

        def done(_: object) -> None:
            if then is not None:
                then()
            context.signatures_changed.emit()

        context.runner.start(
            lambda _p, _c: act(context.desk), owner=context, on_done=done, quiet=True, in_order=True
        )


def _id(shown: Shown) -> int:
    return shown.kept.stored.id

"""«К чьему заключению?»: asked when scans were dropped where that cannot be known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.dropping.kinds import told
from attest_desktop.gui.search import Catalogue, Entry, Line, person_entry
from attest_desktop.gui.search.listing import FoundList
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    PrimaryButton,
    SearchField,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    resize_within_screen,
)
from attest_desktop.work.people import Person, people

TITLE = "К чьему заключению?"
SIGNATURE = "Это изображение подписи"
SIZE = (560, 460)
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class WhoseDialog(QDialog):
    """Those whose conclusion is written come first. `person` carries the id, `signature` tells that it is ink."""

    person = Signal(str)
    signature = Signal()

    def __init__(
        self, context: Context, files: Sequence[Path], *, may_be_signature: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue = Catalogue(())
        self._entries: list[Entry] = []
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, *SIZE)
        self.field = SearchField("Фамилия", "Кто это")
        self.field.textChanged.connect(self._search)
        self.list = FoundList()
        self.list.setAccessibleName("Аттестуемые")
        self._go = PrimaryButton("Добавить сюда", self._on_go)
        self._go.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        layout.setSpacing(tokens.M)
        layout.addWidget(Title(TITLE))
        names = ", ".join(one.name for one in files[:3]) + ("…" if len(files) > 3 else "")
        layout.addWidget(Second(f"{told(files).capitalize()}: {names}"))
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        if may_be_signature:
            buttons.addWidget(TextButton(SIGNATURE, self._on_signature, icon="signature"))
        buttons.addStretch(1)
        buttons.addWidget(SecondaryButton("Отмена", self.reject))
        buttons.addWidget(self._go)
        layout.addLayout(buttons)
        self.list.chosen.connect(lambda _entry: self._on_go())
        self._go.setEnabled(False)
        desk = context.desk
        context.runner.start(lambda _p, _c: people(desk), owner=self, on_done=self._show, quiet=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose while a name is typed."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.list.step(STEPS[key])
            event.accept()
            return
        super().keyPressEvent(event)

    def _show(self, found: tuple[Person, ...]) -> None:
        written = sorted(
            (one for one in found if not one.gone), key=lambda one: (_nothing_to_sign(one), one.handed_in)
        )
        self._entries = [person_entry(one, partial(self.person.emit, one.id)) for one in written]
        self._catalogue = Catalogue((), self._entries)
        self._search()
        self.field.setFocus()

    def _search(self) -> None:
        typed = self.field.text().strip()
        lines = self._catalogue.lines(typed) if typed else [Line(entry=one) for one in self._entries]
        self.list.show_lines([one for one in lines if one.entry is not None])
        self._go.setEnabled(self.list.entry is not None)

    def _on_go(self) -> None:
        entry = self.list.entry
        if entry is not None:
            self.accept()
            entry.choose()

    def _on_signature(self) -> None:
        self.accept()
        self.signature.emit()


def _nothing_to_sign(one: Person) -> bool:
    return one.draft_saved_at is None and one.conclusion is None

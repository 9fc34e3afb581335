"""The signatures of one person on the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.signatures.model import Shown
from attest_desktop.gui.signatures.paper import InkPicture
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, Chip, DangerButton, Elided, LinkButton, Strong
from attest_desktop.gui.words import day

PICTURE = QSize(224, 88)
NAME_WIDTH = 220


class PersonRows(QWidget):
    """Whose they are, and a row for each: picture, name, what can be done with it."""

    removed = Signal(object)
    chosen = Signal(object)
    renamed = Signal(object, str)

    def __init__(self, signatures: tuple[Shown, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        first = signatures[0].kept.stored
        mine = "Ваши подписи" if len(signatures) > 1 else "Ваша подпись"
        theirs = "Подписи коллеги, переданные Вам" if len(signatures) > 1 else "Подпись коллеги, переданная Вам"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Strong(first.full_name))
        head.addWidget(Caption(mine if first.is_mine else theirs))
        column.addLayout(head)
        for shown in signatures:
            row = SignatureRow(shown, several=len(signatures) > 1)
            row.removed.connect(self.removed)
            row.chosen.connect(self.chosen)
            row.renamed.connect(self.renamed)
            column.addWidget(row)


class SignatureRow(QWidget):
    """Picture, name, and what can be done; `several` when the person has others."""

    removed = Signal(object)
    chosen = Signal(object)
    renamed = Signal(object, str)

    def __init__(self, shown: Shown, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        kept, whose = shown.kept, f"{shown.full_name}, {shown.kept.name}"
        used = several and kept.chosen
        self.setAccessibleName(f"{whose}{': ставится на заключения' if used else ''}")
        self._name = Elided(_capital(kept.name))
        self._edit = _NameEdit(f"Название подписи: {whose}")
        self._edit.done.connect(self._on_renamed)
        holder = QWidget()
        self._names = QStackedLayout(holder)
        self._names.addWidget(self._name)
        self._names.addWidget(self._edit)
        holder.setFixedSize(round(NAME_WIDTH * theme.scale), self._edit.sizeHint().height())
        acts = QHBoxLayout()
        acts.setSpacing(tokens.M)
        if several and not kept.chosen:
            acts.addWidget(
                LinkButton("Ставить эту", lambda: self.chosen.emit(shown), name=f"Ставить эту подпись: {whose}")
            )
        acts.addWidget(LinkButton("Переименовать", self._on_rename, name=f"Переименовать подпись: {whose}"))
        acts.addWidget(DangerButton("Убрать", lambda: self.removed.emit(shown), name=f"Убрать подпись: {whose}"))
        acts.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(holder)
        words.addWidget(Caption(f"Добавлена {day(kept.stored.added_at.astimezone().date())}"))
        words.addLayout(acts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(InkPicture(shown.picture, f"Изображение подписи: {whose}", PICTURE))
        row.addLayout(words, 1)
        if used:
            row.addWidget(Chip("Ставится на заключения", "check", "ok"), 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_rename(self) -> None:
        self._edit.setText(self._shown.kept.name)
        self._names.setCurrentWidget(self._edit)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def _on_renamed(self, name: str) -> None:
        self._names.setCurrentWidget(self._name)
        if name and name != self._shown.kept.name:
            self._name.set_text(_capital(name))
            self.renamed.emit(self._shown, name)


class _NameEdit(QLineEdit):
    """A name being changed; Esc leaves it as it was. `done` carries the new one, empty when given up."""

    done = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(60)
        self.editingFinished.connect(lambda: self.done.emit(" ".join(self.text().split())))

    def event(self, event: QEvent) -> bool:
        """Esc is the line's, not the window's."""
        return keys.takes_escape(event, self._give_up) or super().event(event)

    def _give_up(self) -> None:
        self.clear()
        self.done.emit("")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""What is amiss, a line each; or that all is in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import label

# Icon, tone and the word for who cannot see them.
_BAD, _GOOD = ("triangle-alert", "warn", "Внимание"), ("circle-check", "ok", "В порядке")


class FaultsList(QWidget):
    """Sentences with a warning sign; `in_order` is said when there are none."""

    def __init__(self, in_order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_order = in_order
        self._shown: tuple[str, ...] | None = None
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.M)

    def show_faults(self, faults: Sequence[str], *, good: bool = False) -> None:
        """Show these; as good news when they are `good`."""
        if (*faults, str(good)) == self._shown:
            return
        self._shown = (*faults, str(good))
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words in faults:
            self._list.addWidget(_line(words, *(_GOOD if good else _BAD)))
        if not faults and self._in_order:
            self._list.addWidget(_line(self._in_order, *_GOOD))


def _line(words: str, icon: str, tone: str, spoken: str) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{spoken}: {words}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.S)
    picture = QLabel()
    icons.put(picture, icon, tone)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words), 1)
    return made

"""What a careful reader would notice, a line each; a press leads to the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import LinkButton, label
from attest_desktop.gui.words import counted
from attest_desktop.work.checks import Finding, Severity

GO, MEND = "Показать в тексте", "Исправить пробелы"
# Icon, its colour and the words for who cannot see either.
_LOOKS = {
    Severity.STOP: ("triangle-alert", "warn", "Важно"),
    Severity.LOOK: ("info", "info", "Посмотрите"),
}


class FindingsList(QWidget):
    """The findings from top to bottom. `wanted` asks for the spot of one, `mend` for its one-press mending."""

    wanted = Signal(object)
    mend = Signal(object)

    def __init__(self, *, mending: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mending = mending
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.M)
        self.shown: tuple[Finding, ...] = ()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; the same ones again change nothing."""
        if tuple(findings) == self.shown:
            return
        self.shown = tuple(findings)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in findings:
            self._list.addWidget(self._line(one))

    def _line(self, one: Finding) -> QWidget:
        icon, tone, spoken = _LOOKS[one.severity]
        picture = QLabel()
        picture.setAccessibleName(spoken)
        icons.put(picture, icon, tone)
        column = QVBoxLayout()
        column.setSpacing(0)
        words = label(one.words)
        column.addWidget(words)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.M)
        if one.place:
            buttons.addWidget(LinkButton(GO, lambda: self.wanted.emit(one), name=f"{GO}: {one.words}"))
        if self._mending and one.mended is not None:
            buttons.addWidget(LinkButton(MEND, lambda: self.mend.emit(one), name=f"{MEND}: {one.words}"))
        if not self._mending:
            # In the narrow column the links stand below their words, in the wide one beside them.
            buttons.addStretch(1)
            column.addLayout(buttons)
        line = QWidget()
        line.setAccessibleName(f"{spoken}: {one.words}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        beside = Qt.AlignmentFlag.AlignVCenter if self._mending else Qt.AlignmentFlag.AlignTop
        row.addWidget(picture, 0, beside)
        row.addLayout(column, 1)
        if self._mending:
            row.addLayout(buttons)
        return line


def findings_title(count: int) -> str:
    """«Проверьте: 2 замечания»."""
    return f"Проверьте: {counted(count, 'замечание', 'замечания', 'замечаний')}"

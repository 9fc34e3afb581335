"""The parts of the comparison on screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.schedule.words import Line, Part
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Card, Chip, Second, Strong, label
from attest_desktop.work.schedule_matching import Comparison

USUAL = ("Совпало", "Расхождения", "Нет в кабинете", "Нет в графике")
INDENT = 31
"""px: what is said of a line with a tick stands under its words."""


class PartCard(Card):
    """A titled card with its lines; `ticked` tells which lines the user confirmed."""

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(part.title, padding=tokens.L, parent=parent)
        self._ticks: dict[str, QCheckBox] = {}
        if part.todo:
            self.body.addWidget(Second(part.todo))
        for line in part.lines:
            self.body.addLayout(self._line(line))

    @property
    def ticked(self) -> tuple[str, ...]:
        """The attestees whose lines are ticked."""
        return tuple(id_ for id_, box in self._ticks.items() if box.isChecked())

    def _line(self, line: Line) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        if line.tick:
            box = QCheckBox(f"Это {line.head}")
            box.setAccessibleName(f"Это {line.head}")
            self._ticks[line.tick] = box
            column.addWidget(box)
        else:
            head = Strong(line.head)
            head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(head)
        below = QVBoxLayout()
        below.setContentsMargins(INDENT if line.tick else 0, 0, 0, 0)
        below.setSpacing(2)
        for said in line.said:
            below.addWidget(label(said))
        if line.todo:
            below.addWidget(Caption(line.todo))
        column.addLayout(below)
        return column


class Counts(QWidget):
    """The result in one look: a number and a word for each kind, never colour alone."""

    def __init__(self, found: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        rows = (QHBoxLayout(), QHBoxLayout())
        for row in rows:
            row.setSpacing(tokens.S)
            column.addLayout(row)
        agreed = len(found.matches) - len(found.differing)
        for words, count, icon, tone in (
            ("Совпало", agreed, "circle-check", "ok"),
            ("Расхождения", len(found.differing) + len(found.not_mine), "triangle-alert", "warn"),
            ("Похожие имена", len(found.alike), "circle-help", "info"),
            ("Нет в кабинете", len(found.surplus), "circle-alert", "warn"),
            ("Нет в графике", len(found.missing), "circle-alert", "warn"),
            ("Не прочитано", len(found.not_read), "file-x", "warn"),
        ):
            usual = words in USUAL
            if count or usual:
                told = icon if count else "check"
                rows[not usual].addWidget(Chip(f"{words}: {count}", told, tone if count else "neutral"))
        for row in rows:
            row.addStretch(1)

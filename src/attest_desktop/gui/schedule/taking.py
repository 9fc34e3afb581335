"""What taking the second expert's data will change, draft by draft."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from attest_desktop.domain.counting import counted
from attest_desktop.domain.names import short_name
from attest_desktop.domain.record import Expert
from attest_desktop.gui.schedule.lines import INDENT
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, Card, LinkButton, Second, Title, Tone, label, scrolled
from attest_desktop.work.schedule_filling import Filling, FillKind

WHAT = (
    "Отмеченное запишется в черновики. Прежнее остаётся в «Истории» черновика, а сделанное можно сразу вернуть. "
    "Написанное Вами программа не заменяет, пока Вы сами не поставите отметку."
)
NOTHING = "В готовых черновиках менять нечего. График будет запомнен."
ALL = "Отметить все, кроме законченных"
REPLACES = "В черновике записан другой специалист. Поставьте отметку, если верен график."
FINISHED = "Заключение уже закончено: после замены его нужно закончить и подписать снова."


class TakingPage(QWidget):
    """Lists the changes; those that replace nothing are ticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[tuple[QCheckBox, Filling]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.M)
        self._inside: QWidget | None = None

    @property
    def chosen(self) -> tuple[Filling, ...]:
        """What the user left or put a tick at."""
        return tuple(one for box, one in self._boxes if box.isChecked())

    def show_fillings(self, found: Sequence[Filling], kept: int) -> None:
        """Show these; `kept` people will be remembered."""
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.deleteLater()
        self._boxes = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.S, 0)
        column.setSpacing(tokens.M)
        changing = [one for one in found if one.kind is not FillKind.FRESH]
        fresh = [one for one in found if one.kind is FillKind.FRESH]
        column.addWidget(Title("Что будет записано"))
        if not kept:
            column.addWidget(
                Banner("Ни одна строка графика не совпала с личным кабинетом: запоминать нечего.", tone=Tone.WARN)
            )
        elif changing:
            column.addWidget(Second(WHAT))
            card = Card(padding=tokens.L)
            if sum(not one.finished and not one.offered for one in changing) > 1:
                card.body.addWidget(LinkButton(ALL, self._tick_all), 0, Qt.AlignmentFlag.AlignLeft)
            for one in changing:
                card.body.addLayout(self._line(one))
            column.addWidget(card)
        else:
            column.addWidget(Banner(NOTHING, tone=Tone.INFO))
        if fresh:
            people = ", ".join(
                f"{short_name(one.attestee.full_name)} ({short_name(one.after.full_name)})" for one in fresh
            )
            column.addWidget(
                Second(
                    f"Ещё не начато {counted(len(fresh), 'заключение', 'заключения', 'заключений')}: в них второй "
                    f"специалист подставится сам. {people}."
                )
            )
        column.addStretch(1)
        self._inside = scrolled(inside)
        self._column.addWidget(self._inside)

    def _tick_all(self) -> None:
        for box, one in self._boxes:
            if not one.finished:
                box.setChecked(True)

    def _line(self, one: Filling) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        box = QCheckBox(one.attestee.full_name)
        box.setAccessibleName(f"Записать: {one.attestee.full_name}")
        box.setChecked(one.offered)
        self._boxes.append((box, one))
        column.addWidget(box)
        below = QVBoxLayout()
        below.setContentsMargins(INDENT, 0, 0, 0)
        below.setSpacing(2)
        below.addWidget(label(f"Сейчас: {_words(one.before)}."))
        below.addWidget(label(f"Станет: {_words(one.after)}."))
        notes = [REPLACES] if one.kind is FillKind.REPLACES else []
        notes += [FINISHED] if one.finished else []
        if notes:
            below.addWidget(Caption(" ".join(notes)))
        column.addLayout(below)
        return column


def _words(expert: Expert) -> str:
    return ", ".join(part for part in (expert.full_name, expert.position, expert.workplace) if part) or "не указан"

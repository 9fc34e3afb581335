"""The card of the season: the ring, the nearest day, the period on a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from attest_desktop.domain.counting import time_left
from attest_desktop.gui.home.plan import Group, HomeData, season
from attest_desktop.gui.home.ring import Ring
from attest_desktop.gui.home.todo import written_day
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.timeline.plan import bars, current, handed_over, plan
from attest_desktop.gui.timeline.widget import TimelineWidget
from attest_desktop.gui.widgets import Caption, Card, LinkButton, Title, label, restyle
from attest_desktop.work.people import Person

ON_ONE_SHEET = "Период на одном листе"
WORDS_WIDTH = 256
RESULTS = "Итоги: реестр и архив"
MOST_PERIODS = 3
# What the ring, the words and the links need beside each other, px.
BESIDE = 670


class SeasonCard(Card):
    """How far the season is; `open_timeline` shows the period on one sheet, `open_results` what was done."""

    def __init__(self, open_timeline: Callable[[], object], open_results: Callable[[], object]) -> None:
        super().__init__(padding=tokens.L)
        self.setAccessibleName("Сезон")
        self.ring = Ring()
        self._title = Title("")
        self._left = label("", "second")
        self._periods = Caption("")
        self.timeline = TimelineWidget(compact=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._title, self._left, self._periods):
            part.setMinimumWidth(WORDS_WIDTH)
            words.addWidget(part)
        words.addStretch(1)
        links = QVBoxLayout()
        links.setSpacing(2)
        self.link = LinkButton(ON_ONE_SHEET, open_timeline, icon="calendar")
        self.results = LinkButton(RESULTS, open_results, icon="archive")
        for link in (self.link, self.results):
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        links.addStretch(1)
        self._told = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._told.addLayout(words)
        self._told.addLayout(links, 1)
        left = QHBoxLayout()
        left.setSpacing(tokens.XL)
        left.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(self._told, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(tokens.S, 0, tokens.S, 0)
        self._row.setSpacing(tokens.XL)
        self._row.addLayout(left, 0)
        self._row.addWidget(self.timeline, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def fit(self, room: int, *, roomy: bool) -> None:
        """Put the line of the period beside the words, or beneath; then the links stand beside the words.

        `room` is how wide the card may be, px: where that is too little for them, they stand under the words.
        """
        direction = QBoxLayout.Direction
        beside = not roomy and room >= BESIDE * max(1.0, theme.scale)
        self._told.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._told.setSpacing(tokens.XL if beside else tokens.XS)
        self._row.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)

    def show_data(self, data: HomeData, groups: Sequence[Group]) -> None:
        """Show how things stand."""
        today = data.agenda.today
        self.ring.show_counts(*season(groups))
        found = bars(data.people, data.agenda)
        handed = handed_over(data.people, data.agenda)
        waiting = [one for one in data.people if one.id not in handed and one.hand_in_by is not None]
        nearest = min(waiting, key=_day, default=None)
        if nearest is None:
            self._title.setText("Всё сдано" if found else "Срок не определён")
            self._left.setText(
                "Осталось проверить загрузку и подписи." if found else "Проверьте период на сервисе."
            )
            restyle(self._left, "kind", "second")
        else:
            left = (_day(nearest) - today).days
            self._title.setText(f"Сдать до {written_day(_day(nearest))}")
            self._left.setText(time_left(left) if left else "сегодня последний день")
            restyle(self._left, "kind", "error" if left <= 0 else "second")
        self._periods.setText("\n".join(bar.words for bar in found[:MOST_PERIODS]))
        self._periods.setVisible(bool(found))
        self.link.setVisible(bool(found))
        now = current(found)
        shown = plan(data.people, data.agenda, now.period, ahead_only=True) if now else None
        self.timeline.show_plan(shown)
        self.timeline.setVisible(shown is not None)


def _day(person: Person) -> date:
    if person.hand_in_by is None:
        raise ValueError("the day is not known")
    return person.hand_in_by

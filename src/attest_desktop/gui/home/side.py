"""What stands beside the agenda: where the expert works, the service's counts, what is not to be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.deadlines import Where
from attest_desktop.gui.home.plan import HomeData, count_difference, unsaid
from attest_desktop.gui.home.swap import swapped
from attest_desktop.gui.home.where import WhereCard
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, Card, LinkButton, Pairs, Second, Tone, label
from attest_desktop.gui.words import ago, counted

CONTROL = "Контроль: кого проверить"
REMEMBER = (
    "«Аттестовать» на сайте не нажимайте: сотрудники Центра не смогут открыть заключение.",
    "Попросите аттестуемого распечатать заключение, подписать и загрузить все страницы в своём кабинете.",
)


class Side(QWidget):
    """The narrow column; `go` brings to a view, `on_where` keeps where the expert works."""

    def __init__(self, go: Callable[[str], object], on_where: Callable[[Where], object]) -> None:
        super().__init__()
        self._go = go
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.L)
        self.where = WhereCard(on_where)
        self.where.hide()
        self._service: QWidget | None = None
        self._told: object = None
        rules = Card("Памятка")
        for words in REMEMBER:
            rules.body.addWidget(Second(words))
        self._column.addWidget(self.where)
        self._column.addWidget(rules)
        self._column.addStretch(1)

    def show_data(self, data: HomeData, now: datetime) -> None:
        """Show how things stand."""
        if data.where_unknown:
            self.where.ask(data.where, data.profile.municipality if data.profile else "")
        self.where.setVisible(data.where_unknown)
        told = (
            data.last,
            len(data.people),
            data.gone,
            data.problems,
            ago(data.last.at, now) if data.last.at else "",
        )
        if told != self._told:
            self._told = told
            self._service = swapped(self._column, self._service, self._about_service(data, now), at=1)

    def _about_service(self, data: HomeData, now: datetime) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.L)
        card = Card("На сервисе")
        card.body.setSpacing(tokens.S)
        last, here = data.last, len(data.people)
        seen = here if last.rows is None else last.rows
        counts = Pairs()
        counts.add("Назначено", "не указано" if last.assigned is None else str(last.assigned))
        counts.add("В таблице", str(seen))
        card.body.addLayout(counts)
        apart = count_difference(last, seen)
        if apart:
            card.body.addWidget(label(apart, "error"))
        elif last.assigned is not None:
            card.body.addWidget(Caption("Совпадает."))
        card.body.addWidget(Caption(f"Обновлено {ago(last.at, now)}" if last.at else "Ещё не обновлялось"))
        control = LinkButton(CONTROL, lambda: self._go("control"), icon="scan-line")
        card.body.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(card)
        for problem in (*unsaid(last.problems, last), *data.problems):
            column.addWidget(Banner(problem, tone=Tone.WARN))
        if data.gone:
            words = counted(data.gone, "аттестуемого", "аттестуемых", "аттестуемых")
            column.addWidget(
                Banner(f"{words} больше нет в таблице сервиса. Ваши записи о них сохранены.", tone=Tone.NEUTRAL)
            )
        return made

"""The bound PDF: looked at, agreed to, made the conclusion, sent."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.names import short_name
from attest_desktop.gui.context import Context
from attest_desktop.gui.finish.jobs import Outcome
from attest_desktop.gui.finish.outcome import OutcomePane
from attest_desktop.gui.outbox.words import size
from attest_desktop.gui.pages import PagesView
from attest_desktop.gui.paper.faults import FaultsList
from attest_desktop.gui.paper.side_card import SideCard
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Asides,
    Line,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    scrolled,
    tab_as_read,
)
from attest_desktop.gui.words import counted
from attest_desktop.papers.identity.telling import IN_ORDER
from attest_desktop.papers.scans import Fineness
from attest_desktop.papers.signing import Place
from attest_desktop.work.own_ink import OTHERS, CleanPages
from attest_desktop.work.paper_report import PaperReport
from attest_desktop.work.paper_way import Bound

AGREE = "Вижу, оставить как есть"
AGREE_WHY = "Исправьте замечания или подтвердите, что оставляете страницы как есть."
MINE = "Это моя подпись, перенести"
MINE_WHY = (
    "Перенести подпись может только тот, кто расписался. Подтвердите, что это Ваша подпись под этим текстом."
)
USE = "Сделать готовым заключением"
READY = "Этот файл сохранён как готовое заключение. Сканы, из которых он собран, больше не нужны и убраны."

READY_CLEAN = "Этот файл сохранён как готовое заключение. Сканы остались среди добавленных страниц."


class ResultPane(QWidget):
    """Three states of one column: to be agreed to, made, sent. Tells of presses; does nothing itself."""

    back = Signal()
    use = Signal()
    send = Signal()
    save = Signal()
    card = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spot: Place | None = None
        self.pages = PagesView(context)
        self.pages.shown.connect(self._on_shown)
        self.outcome = OutcomePane()
        self._title = Title("")
        self._about = Second("")
        self._faults = FaultsList(IN_ORDER)
        self._why = Second(AGREE_WHY)
        self._agree = SecondaryButton(AGREE, self._on_agree)
        self._use = PrimaryButton(USE, self.use.emit)
        self._save = SecondaryButton("Сохранить PDF…", self.save.emit)
        self._back = TextButton("Вернуться к страницам", self.back.emit)
        self._send = PrimaryButton("Отправить", self.send.emit, icon="send")
        self._card = SecondaryButton("К карточке аттестуемого", self.card.emit)
        self._sides = QStackedWidget()
        self._build()

    @property
    def agreed(self) -> bool:
        """Whether the user has seen what is amiss and leaves it so."""
        return self._use.isEnabled()

    def show_bound(self, made: Bound, report: PaperReport) -> None:
        """The PDF before it counts."""
        count = len(report.names)
        words = f"{counted(count, 'страница', 'страницы', 'страниц')}, {size(len(made.pdf))}."
        if made.fineness is not Fineness.FULL:
            words += f" Чтобы файл не был слишком большим, изображения сжаты до {made.fineness.dpi} точек на дюйм."
        self._title.setText("Посмотрите, что получилось")
        self._about.setText(words)
        self._faults.show_faults(report.faults)
        self._spot = None
        self._save.setEnabled(True)
        self._agree.setText(AGREE)
        self._why.setText(AGREE_WHY)
        self._ask(asks=bool(report.faults))
        self._show_made(made=False)
        self._sides.setCurrentIndex(0)
        # From the first page on, wherever the former document was left.
        self.pages.show_note("")
        self.pages.show_pdf(made.pdf)

    def show_clean(self, made: CleanPages) -> None:
        """Clean pages with the own ink on them, before they count."""
        self._title.setText("Ваша подпись на чистой странице")
        self._about.setText(
            f"Подпись ({short_name(made.full_name)}) снята со скана страницы {made.ink.place.page}. "
            "Посмотрите, хорошо ли она легла."
        )
        self._faults.show_faults([OTHERS])
        self._agree.setText(MINE)
        self._why.setText(MINE_WHY)
        self._ask(asks=True)
        self._show_made(made=False)
        self._sides.setCurrentIndex(0)
        # Nothing is done with the ink before its owner agrees.
        self._save.setEnabled(False)
        self._spot = made.ink.place
        self.pages.show_pdf(made.pdf)

    def show_ready(self, *, scans_gone: bool = True) -> None:
        """It is the conclusion now."""
        self._title.setText("Заключение готово")
        self._about.setText(READY if scans_gone else READY_CLEAN)
        self._show_made(made=True)
        self._send.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """While it is being made or sent nothing else is begun."""
        self._sides.setEnabled(not busy)

    def show_outcome(self, outcome: Outcome, now: datetime) -> None:
        """How sending ended."""
        self.outcome.show_outcome(outcome, now)
        self._sides.setCurrentIndex(1)

    def _ask(self, *, asks: bool) -> None:
        self._agree.setAccessibleName(self._agree.text())
        for widget in (self._why, self._agree):
            widget.setVisible(asks)
        self._use.setEnabled(not asks)

    def _on_shown(self) -> None:
        if self._spot is not None:
            self.pages.canvas.show_spot(self._spot.page, self._spot.x, self._spot.y)
            self._spot = None

    def _on_agree(self) -> None:
        self._save.setEnabled(True)
        self._use.setEnabled(True)
        for widget in (self._why, self._agree):
            widget.hide()
        self._use.setFocus()

    def _show_made(self, *, made: bool) -> None:
        before: tuple[QWidget, ...] = (self._use, self._back, self._faults)
        after: tuple[QWidget, ...] = (self._send, self._card)
        for widget in before:
            widget.setVisible(not made)
        for widget in after:
            widget.setVisible(made)
        if made:
            self._why.hide()
            self._agree.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the buttons leave room for what is told."""
        super().resizeEvent(event)
        if self._asides.fit(self._sides.height()):
            tab_as_read(self._side)

    def _build(self) -> None:
        inside = QWidget()
        notes = QVBoxLayout(inside)
        notes.setContentsMargins(0, 0, tokens.XS, 0)
        notes.setSpacing(tokens.M)
        for part in (self._title, self._about, self._faults):
            notes.addWidget(part)
        notes.addStretch(1)
        side = self._side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(Line())
        for widget in (self._why, self._agree, self._use, self._send):
            column.addWidget(widget)
        self._asides = Asides(column, notes)
        for aside in (self._save, self._card, self._back):
            self._asides.column.addWidget(aside)
        self._sides.addWidget(side)
        self._sides.addWidget(self.outcome)
        card = SideCard()
        card.body.addWidget(self._sides)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(self.pages, 1)
        row.addWidget(card)

"""Quick filters: one press shows those not begun, those ready, those that want attention."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from attest_desktop.gui.attestees.sheet import Sheet
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import colour, font, theme
from attest_desktop.gui.widgets.flow import Flow
from attest_desktop.work.people import HANDED_IN, Stage
from attest_desktop.work.people_filter import KeptFilter, PeopleFilter

ICON = 15
PADDING, BRIEF_PADDING = 11, 9
GAP = 6
HEIGHT = 32


@dataclass(frozen=True, slots=True)
class Quick:
    """A ready-made filter."""

    title: str
    icon: str
    stages: frozenset[Stage] = frozenset()
    urgent: bool = False

    def applied(self, before: PeopleFilter) -> PeopleFilter:
        """The filter with this one in it; words, period and form stay."""
        return replace(before, stages=self.stages, urgent=self.urgent)


EVERYBODY = Quick("Все", "users")
QUICK = (
    EVERYBODY,
    Quick("Срочные", "alarm-clock", urgent=True),
    Quick("Требуют внимания", "circle-alert", frozenset((Stage.FAILED, Stage.OUTCOME_UNKNOWN, Stage.DECIDED))),
    Quick("Не начаты", "circle-dashed", frozenset((Stage.NOT_STARTED,))),
    Quick("Черновики", "pencil-line", frozenset((Stage.DRAFT,))),
    Quick("Готовы", "file-check", frozenset((Stage.FINISHED,))),
    Quick("В очереди", "clock", frozenset((Stage.QUEUED, Stage.SENDING))),
    Quick("Отправлены", "check-check", HANDED_IN),
)


class FilterChip(QPushButton):
    """A rounded switch with an icon, a word and a number; when it is on, a tick stands before the word."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._count: int | None = None
        self._brief = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """Show how many it would find."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}: {count}")
        self.updateGeometry()
        self.update()

    def set_brief(self, *, brief: bool) -> None:
        """Without the icon while it is off."""
        self._brief = brief
        self.updateGeometry()
        self.update()

    @property
    def _padding(self) -> int:
        return BRIEF_PADDING if self._brief else PADDING

    @property
    def _pictured(self) -> bool:
        return self.isChecked() or not self._brief

    def checkStateSet(self) -> None:
        """Switched by the program: the tick takes room."""
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Switched by the user."""
        super().nextCheckState()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as what is said."""
        metrics = QFontMetrics(_font(checked=True))
        width = metrics.horizontalAdvance(self.text()) + 2 * self._padding + (ICON + GAP if self._pictured else 0)
        if self._count is not None:
            width += GAP + QFontMetrics(font(tokens.BODY)).horizontalAdvance(str(self._count))
        return QSize(width, max(round(HEIGHT * theme.scale), metrics.height() + 8))

    def enterEvent(self, _event: object) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, _event: object) -> None:
        """The pointer went away."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = (
            "focus"
            if self.hasFocus()
            else "accent"
            if on
            else "line_strong"
            if theme.tokens.border_width > 1
            else "line"
        )
        painter.setPen(QPen(colour(edge), 2 if self.hasFocus() or on else theme.tokens.border_width))
        painter.setBrush(colour("accent_soft" if on else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        ink = "on_accent_soft" if on else "text" if self.isEnabled() else "text_3"
        left = self._padding
        if self._pictured:
            name, tone = ("check", ink) if on else (self._icon, "text_2")
            picture = icons.pixmap(name, colour(tone).name(), ICON, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, self.height() / 2 - ICON / 2), picture)
            left += ICON + GAP
        words = self.rect().adjusted(left, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(_font(checked=on))
        painter.setPen(colour(ink))
        painter.drawText(words, flags, self.text())
        if self._count is not None:
            painter.setFont(font(tokens.BODY))
            painter.setPen(colour("on_accent_soft" if on else "text_3"))
            right = self.rect().adjusted(0, 0, -self._padding, 0)
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count))
        painter.end()


def _font(*, checked: bool) -> QFont:
    return font(tokens.BODY, QFont.Weight.DemiBold if checked else QFont.Weight.Medium)


class QuickChips(QWidget):
    """All quick filters, then those that the expert keeps. Emits `wanted` with the filter to apply."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Быстрый отбор")
        self._flow = Flow(self)
        self._now = PeopleFilter()
        self._brief = False
        self._kept: list[tuple[KeptFilter, FilterChip]] = []
        self._chips: list[tuple[Quick, FilterChip]] = []
        for quick in QUICK:
            chip = self._chip(quick.title, quick.icon, partial(self._press, quick))
            self._chips.append((quick, chip))
        self.show_filter(self._now)

    def _chip(self, title: str, icon: str, press: Callable[[], None]) -> FilterChip:
        chip = FilterChip(title, icon, self)
        chip.set_brief(brief=self._brief)
        chip.clicked.connect(lambda _checked=False: press())
        self._flow.addWidget(chip)
        return chip

    def show_kept(self, kept: Sequence[KeptFilter]) -> None:
        """Show the kept filters behind the ready-made ones."""
        if [one for one, _ in self._kept] == list(kept):
            return
        for _, chip in self._kept:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._kept = []
        for one in kept:
            chip = self._chip(one.name, "bookmark", partial(self._press_kept, one))
            chip.setToolTip(f"Ваш отбор «{one.name}»")
            chip.show()
            self._kept.append((one, chip))
        self.show_filter(self._now)

    def set_brief(self, *, brief: bool) -> None:
        """Words without icons, where there is little room."""
        if brief == self._brief:
            return
        self._brief = brief
        for _, chip in (*self._chips, *self._kept):
            chip.set_brief(brief=brief)

    def show_filter(self, now: PeopleFilter) -> None:
        """Switch on what is in force."""
        self._now = now
        kept = [one.filter for one, _ in self._kept]
        for quick, chip in self._chips:
            chip.setChecked(quick.applied(now) == now and (now not in kept or quick is not EVERYBODY))
        for one, chip in self._kept:
            chip.setChecked(one.filter == now)

    def show_counts(self, sheet: Sheet) -> None:
        """Show how many each would find beside the words, period and form in force; those that find nobody go."""
        places = sheet.found(replace(self._now, stages=frozenset(), urgent=False))
        rows = [sheet.rows[place] for place in places]
        by_stage: dict[Stage, int] = {}
        for row in rows:
            by_stage[row.person.stage] = by_stage.get(row.person.stage, 0) + 1
        urgent = sum(row.due.urgent for row in rows)
        for quick, chip in self._chips:
            if quick is EVERYBODY:
                count = len(rows)
            else:
                count = urgent if quick.urgent else sum(by_stage.get(stage, 0) for stage in quick.stages)
            chip.set_count(count)
            chip.setVisible(bool(count) or quick is EVERYBODY or chip.isChecked())
        for one, chip in self._kept:
            chip.set_count(len(sheet.found(one.filter)))

    def _press(self, quick: Quick) -> None:
        # A second press on what is on shows everybody again.
        again = quick.applied(self._now) == self._now
        self._wish((EVERYBODY if again else quick).applied(self._now))

    def _press_kept(self, one: KeptFilter) -> None:
        self._wish(PeopleFilter() if one.filter == self._now else one.filter)

    def _wish(self, wanted: PeopleFilter) -> None:
        self.wanted.emit(wanted)
        self.show_filter(self._now)

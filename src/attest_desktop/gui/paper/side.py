"""The column beside the strip: what is amiss, the places to sign, cleaning, size, progress, «Собрать PDF»."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.gui.paper.faults import FaultsList
from attest_desktop.gui.paper.places import Ink, PlaceLine, PlacesList
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Caption,
    Field,
    Line,
    LinkButton,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    scrolled,
)
from attest_desktop.gui.words import counted
from attest_desktop.papers.identity.telling import IN_ORDER
from attest_desktop.papers.scans import Cleaning
from attest_desktop.work.paper_lot import PaperWay
from attest_desktop.work.paper_report import PaperReport

CLEANINGS = {
    Cleaning.AUTO: "Очистить, где нужно",
    Cleaning.NONE: "Как есть",
    Cleaning.GREY: "Серое",
    Cleaning.BILEVEL: "Чёрно-белое",
}
WARNINGS = {
    Cleaning.AUTO: "Снимки и плохие сканы станут ровными и светлыми, хорошие сканы не изменятся.",
    Cleaning.GREY: "Синие чернила станут серыми. Файл будет меньше.",
    Cleaning.BILEVEL: "Синие чернила станут чёрными: подпись будет похожа на копию. Файл будет самым маленьким.",
}
TAKE_OUT = "Пока уберите этот файл из списка."
OWN_INK = "Перенести мою подпись…"
OWN_INK_WHY = "Ваша подпись от руки со скана встанет на чистую страницу: качество печати не потеряется"


class PaperSide(QWidget):
    """Tells of presses; does nothing itself."""

    build = Signal()
    cancel = Signal()
    look = Signal()
    cleaning = Signal(object)
    own_ink = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults = FaultsList(IN_ORDER)
        self._none = Second("")
        self._places = PlacesList()
        self._box = QComboBox()
        self._box.setAccessibleName("Обработка изображений")
        for cleaning, words in CLEANINGS.items():
            self._box.addItem(words, cleaning)
        # The longest choice must not make the column wider.
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(12)
        self._box.activated.connect(lambda _at: self.cleaning.emit(self._box.currentData()))
        self._field = Field("Изображения страниц", self._box, " ")
        self._size = Caption("")
        self._step = Second("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Ход работы")
        self._cancel = TextButton("Остановить", self.cancel.emit)
        self._look = SecondaryButton("Узнать страницы", self.look.emit, icon="scan-line")
        self._build = PrimaryButton("Собрать PDF", self.build.emit)
        self._ink = LinkButton(OWN_INK, self.own_ink.emit, icon="signature")
        self._ink.setToolTip(OWN_INK_WHY)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.XS, 0)
        column.setSpacing(tokens.L)
        for part in (Title("Страницы"), self._none, self._faults, Title("Подписи"), self._places):
            column.addWidget(part)
        column.addWidget(self._ink, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(tokens.XS)
        column.addWidget(self._field)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addWidget(scrolled(inside), 1)
        layout.addWidget(Line())
        for widget in (self._size, self._step, self._bar, self._cancel, self._look, self._build):
            layout.addWidget(widget)
        self.hide_progress()

    @property
    def busy(self) -> bool:
        """Whether progress is shown."""
        return not self._bar.isHidden()

    def show_report(
        self, way: PaperWay, report: PaperReport, problems: Sequence[str] = (), *, ready: bool
    ) -> None:
        """Show how the pages stand; `ready` when all of them were looked at, `problems` why some could not be."""
        self._faults.show_faults(report.faults if ready else [f"{one} {TAKE_OUT}" for one in problems])
        self._faults.setVisible(ready or bool(problems))
        self._none.setText(_before(way, report))
        self._none.setVisible(not ready)
        self._ink.setVisible(ready and bool(report.signed))
        self._places.show_places(place_lines(way, report))

    def show_cleaning(self, cleaning: Cleaning) -> None:
        """The choice in force, with its warning."""
        self._box.setCurrentIndex(self._box.findData(cleaning))
        words = WARNINGS.get(cleaning, "")
        self._field.hint.setText(words)
        self._field.hint.setVisible(bool(words))

    def show_size(self, words: str) -> None:
        """How large the file will be; nothing while it is not bound."""
        self._size.setText(words)
        self._size.setVisible(bool(words))
        self._build.setEnabled(bool(words))

    def show_progress(self, step: str, part: float | None = None) -> None:
        """Pages are being looked at."""
        self._step.setText(step)
        self._bar.setRange(0, 0 if part is None else 1000)
        if part is not None:
            self._bar.setValue(round(part * 1000))
        for widget in (self._step, self._bar, self._cancel):
            widget.show()
        self._look.hide()
        self._build.setEnabled(False)
        self._box.setEnabled(False)

    def hide_progress(self, *, unread: bool = False) -> None:
        """Nothing is going on; `unread` when there are pages that were not looked at."""
        for widget in (self._step, self._bar, self._cancel):
            widget.hide()
        self._look.setVisible(unread)
        self._box.setEnabled(True)


def _before(way: PaperWay, report: PaperReport) -> str:
    """What is said until all pages were looked at."""
    count = counted(way.pages, "страница", "страницы", "страниц")
    if not report.names:
        return f"В заключении {count}. Ни одна ещё не добавлена."
    return f"В заключении {count}. Добавлено {len(report.names)}, узнано {len(report.names) - len(report.unread)}."


def place_lines(way: PaperWay, report: PaperReport) -> Sequence[PlaceLine]:
    """The places of the printed document, each with how it stands."""
    left = {Ink.THERE: list(report.signed), Ink.ABSENT: list(report.unsigned), Ink.UNCLEAR: list(report.unclear)}
    lines = []
    for place in way.places:
        ink = next((ink for ink, places in left.items() if place in places), Ink.NO_PAGE)
        if ink in left:
            left[ink].remove(place)
        lines.append(PlaceLine(place[1] or "место для подписи", place[0], ink))
    return lines

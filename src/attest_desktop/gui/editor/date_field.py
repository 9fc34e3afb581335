"""A day: typed in any usual way or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from attest_desktop.gui.editor.fields import read_day, written_day
from attest_desktop.gui.theme import icons
from attest_desktop.gui.widgets import restyle

WRONG = "Напишите день так: 05.10.2026"


class DateField(QLineEdit):
    """A line for a day; `edited` comes with every change by hand. What is no day is marked, not thrown away."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText("дд.мм.гггг")
        self._popup: _Calendar | None = None
        self._pick = QAction("Выбрать в календаре", self)
        icons.put(self._pick, "calendar", "text_3")
        self._pick.triggered.connect(self.open_calendar)
        self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._on_typed)
        self.editingFinished.connect(self._on_finished)

    def day(self) -> date | None:
        """The day, when the text is one."""
        return read_day(self.text())

    def set_day(self, day: date | None) -> None:
        """Show this day; words that are no day stay while the day is None already."""
        if day != self.day():
            self.setText(written_day(day))
        self._mark(wrong=False)

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self._popup is None:
            self._popup = _Calendar(self)
            self._popup.chosen.connect(self._on_chosen)
        self._popup.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)), self.day())

    def _on_chosen(self, day: date) -> None:
        self.setText(written_day(day))
        self._mark(wrong=False)
        self.edited.emit()

    def _on_typed(self) -> None:
        if self.day() is not None:
            self._mark(wrong=False)
        self.edited.emit()

    def _on_finished(self) -> None:
        day = self.day()
        if day is not None:
            self.setText(written_day(day))
        self._mark(wrong=day is None and bool(self.text().strip()))

    def _mark(self, *, wrong: bool) -> None:
        self.setToolTip(WRONG if wrong else "")
        self.setAccessibleDescription(WRONG if wrong else "")
        if bool(self.property("invalid")) != wrong:
            restyle(self, "invalid", wrong)


class _Calendar(QWidget):
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._calendar = QCalendarWidget(self)
        self._calendar.setLocale(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.activated.connect(self._on_activated)
        self._calendar.clicked.connect(self._on_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._calendar)

    def show_at(self, spot: QPoint, day: date | None) -> None:
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self.adjustSize()
        self.move(spot)
        self.show()
        self._calendar.setFocus()

    def _on_activated(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()))

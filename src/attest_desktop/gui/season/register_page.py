"""«Реестр»: the done work of a period or a season as a table, to save and to print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.printing import PrintDialog, open_print
from attest_desktop.gui.season.paper import TITLE, register_pdf
from attest_desktop.gui.season.table import Entry, ReadTable
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Card, EmptyState, PrimaryButton, Second, SecondaryButton, label
from attest_desktop.gui.words import counted
from attest_desktop.work.practice_mark import marked
from attest_desktop.work.saving import write_file
from attest_desktop.work.season import Line, Register, Span, register, spans
from attest_desktop.work.season_files import as_file, totals

HEADS = ("ФИО аттестуемого", "Форма", "Категория", "Период", "Сдано", "Состояние", "Код файла")
WIDTHS = (0, 134, 100, 206, 110, 150, 132)
_PERIOD = 3
SAVE_TITLE = "Сохранить реестр"
FILTERS = "Книга Excel (*.xlsx);;Таблица CSV (*.csv)"
WITH_NAMES = "В файле есть фамилии: храните и передавайте его как персональные данные."
LEAST_HEIGHT = 240


class RegisterPage(QWidget):
    """`show_lines` gives it what to show; it reads nothing by itself."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Реестр")
        self._context = context
        self._lines: tuple[Line, ...] = ()
        self._expert = ""
        self._sums: QWidget | None = None
        self.shown: Register | None = None
        self.box = QComboBox()
        self.box.setAccessibleName("За какое время показать реестр")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(lambda _index: self._show_chosen())
        self.save_button = PrimaryButton(
            "Сохранить файл…", self._on_save, icon="download", name="Сохранить реестр"
        )
        self.print_button = SecondaryButton(
            "Напечатать…", self.print_register, icon="printer", name="Напечатать реестр"
        )
        self._said = Second("")
        self.table = ReadTable("Реестр выполненной работы", HEADS, WIDTHS)
        self.table.setMinimumHeight(LEAST_HEIGHT)
        self._left = Caption("")
        self._empty = EmptyState(
            "archive",
            "Пока ничего не сдано",
            "Здесь появится каждое отправленное или сданное на бумаге заключение.",
        )
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the view scrolls: no line of who is left lies on the table."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._left.setMinimumHeight(max(0, self._left.heightForWidth(self._left.width())))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.box)
        head.addSpacing(tokens.S)
        head.addWidget(self._said, 1)
        head.addWidget(self.print_button)
        head.addWidget(self.save_button)
        self._card = Card(padding=tokens.L)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self._left)
        self._totals = Card("Сколько сдано", padding=tokens.L)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.setSpacing(tokens.L)
        column.addWidget(self._card, 1)
        column.addWidget(self._totals)
        column.addWidget(self._empty, 1)

    def show_lines(self, lines: tuple[Line, ...], expert: str) -> None:
        """Show the newest state; the chosen span stays."""
        kept = self.box.currentData()
        self._lines, self._expert = lines, expert
        self.box.clear()
        found = spans(lines)
        for span in found:
            self.box.addItem(span.title, span)
        # The newest period in which something was handed in.
        done = next((span for span in found if register(span, lines).lines), found[0])
        wanted = kept if kept in found else done
        self.box.setCurrentIndex(found.index(wanted))
        self._show_chosen()

    def _show_chosen(self) -> None:
        span = self.box.currentData()
        if not isinstance(span, Span):
            return
        shown = self.shown = register(span, self._lines)
        self.table.show_entries([_entry(line) for line in shown.lines])
        # Of one period it would be the same word in each row.
        self.table.hide_column(_PERIOD, hidden=span.period is not None)
        count, whole = len(shown.lines), len(shown.lines) + len(shown.left)
        self._said.setText(f"Сдано {count} из {whole}" if shown.left else f"Сдано: {count}")
        names = ", ".join(line.name for line in shown.left)
        self._left.setText(f"Ещё не сдано ({len(shown.left)}): {names}." if shown.left else "")
        self._left.setVisible(bool(shown.left))
        self._fit()
        self.save_button.setEnabled(bool(shown.lines))
        self.print_button.setEnabled(bool(shown.lines))
        self._show_totals(shown)
        anything = any(line.done for line in self._lines)
        self._card.setVisible(anything)
        self._totals.setVisible(bool(shown.lines))
        self._empty.setVisible(not anything)

    def _show_totals(self, shown: Register) -> None:
        if self._sums is not None:
            self._sums.hide()
            self._sums.deleteLater()
        self._sums = QWidget()
        grid = QGridLayout(self._sums)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.XXL)
        grid.setVerticalSpacing(tokens.S)
        rows = totals(shown)
        for down, row in enumerate(rows):
            for across, words in enumerate(row):
                kind = "caption" if down == 0 else "strong" if down == len(rows) - 1 else ""
                shown_words = words[:1].upper() + words[1:]
                grid.addWidget(label(shown_words, kind, wrap=False), down, across)
        grid.setColumnStretch(len(rows[0]), 1)
        self._totals.body.addWidget(self._sums)

    def print_register(self) -> PrintDialog | None:
        """Show the register as it will come out on paper."""
        shown, expert, today = self.shown, self._expert, self._context.today()
        if shown is None or not shown.lines:
            return None
        return open_print(self._context, TITLE, lambda _desk: register_pdf(shown, expert, today), self)

    def _on_save(self) -> None:
        shown = self.shown
        if shown is None:
            return
        name = marked(self._context.desk, f"Реестр, {shown.span.title.lower().replace('/', '-')}.xlsx")
        chosen, wanted = QFileDialog.getSaveFileName(self, SAVE_TITLE, name, FILTERS)
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(".csv" if "csv" in wanted else ".xlsx"))

    def save(self, path: Path) -> None:
        """Write the register to a workbook or, with the suffix «.csv», to a table of text."""
        shown, expert = self.shown, self._expert
        if shown is None:
            return
        count = counted(len(shown.lines), "строка", "строки", "строк")
        self._context.runner.start(
            lambda _p, _c: write_file(path, as_file(path.suffix, shown, expert)),
            owner=self,
            title="Сохраняем реестр",
            on_done=lambda file: self._context.say(f"Записано: {count} в файл «{file.name}». {WITH_NAMES}"),
        )


def _entry(line: Line) -> Entry:
    cells = (
        line.name,
        line.form.russian,
        line.category,
        line.period_words,
        f"{line.sent_on:%d.%m.%Y}" if line.sent_on else "не отмечено",
        line.state,
        line.short or "—",
    )
    full = f"Файл «{line.file_name}»\nSHA-256: {line.sha256}" if line.file_name else line.sha256
    return Entry(cells, ("", "", "", "", "", "", full), line)

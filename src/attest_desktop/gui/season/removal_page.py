"""«Личные данные»: how long data of closed periods are kept, whose may go, and the one button."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.season.removal_dialog import RemovalDialog, open_removal
from attest_desktop.gui.season.removal_words import going_words
from attest_desktop.gui.season.table import Entry, ReadTable
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, Card, DangerButton, Field, Second, Tone
from attest_desktop.gui.words import counted
from attest_desktop.work.season_removal import TERMS, Plan, plan, set_term

ABOUT = (
    "Сами собой данные не удаляются никогда. Когда после конца периода пройдёт заданный срок, здесь можно одним "
    "действием удалить всё, что программа хранит о людях этого периода. То, что не отправлено и не подтверждено, "
    "удалить нельзя."
)
TERM_WORDS = {
    None: "Хранить всегда",
    6: "Через полгода",
    12: "Через год",
    24: "Через два года",
    36: "Через три года",
}
HEADS = ("ФИО", "Период", "Что будет с данными")
WIDTHS = (300, 190, 0)
GOES = "можно удалить"
REMOVE = "Удалить личные данные…"


class RemovalPage(QWidget):
    """`show_plan` gives it what to show."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Личные данные")
        self._context = context
        self.plan: Plan | None = None
        self.box = QComboBox()
        for months in TERMS:
            self.box.addItem(TERM_WORDS[months], months)
        self.box.activated.connect(self._on_term)
        self.button = DangerButton(REMOVE, self.open_dialog, icon="trash-2")
        self._found = Banner(tone=Tone.NEUTRAL, icon="info")
        self._found.add_button(self.button)
        self.table = ReadTable("Чьи данные хранятся", HEADS, WIDTHS)
        self._note = Caption("")
        term = Card("Сколько хранить данные закрытых периодов", padding=tokens.L)
        term.body.addWidget(Second(ABOUT))
        row = QHBoxLayout()
        row.addWidget(Field("Когда можно удалять", self.box), 1)
        row.addStretch(2)
        term.body.addLayout(row)
        self._whose = Card("Окончившиеся периоды", padding=tokens.L)
        for part in (self._found, self.table, self._note):
            self._whose.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.setSpacing(tokens.L)
        column.addWidget(term)
        column.addWidget(self._whose, 1)

    def show_plan(self, found: Plan) -> None:
        """Show the newest state."""
        self.plan = found
        self.box.setCurrentIndex(self.box.findData(found.term))
        going = len(found.going)
        if going:
            words = (
                f"Можно удалить данные: {counted(going, 'человек', 'человека', 'человек')}. {going_words(found)}"
            )
            self._found.show_as(words, tone=Tone.WARN, icon="trash-2")
        elif found.staying:
            self._found.show_as("Удалять пока нечего: ниже сказано почему.", tone=Tone.NEUTRAL)
        else:
            self._found.show_as("Данных окончившихся периодов здесь нет.", tone=Tone.NEUTRAL)
        self.button.setVisible(bool(going))
        rows = [Entry((one.name, one.period_words, GOES), (), one) for one in found.going]
        for stays in found.staying:
            until = f" — можно с {stays.until:%d.%m.%Y}" if stays.until else ""
            why = f"останутся: {stays.why.value}{until}"
            rows.append(Entry((stays.line.name, stays.line.period_words, why), (), stays.line))
        self.table.show_entries(rows)
        self.table.setVisible(bool(rows))
        self._note.setVisible(bool(rows))
        self._note.setText("Тексты в «Моих фразах», Ваши подписи и настройки остаются при любом удалении.")

    def open_dialog(self) -> RemovalDialog | None:
        """Show exactly what will go and ask."""
        if self.plan is None or not self.plan.going:
            return None
        return open_removal(self._context, self.plan, self)

    def _on_term(self, _index: int) -> None:
        desk, months, today = self._context.desk, self.box.currentData(), self._context.today()

        def job() -> Plan:
            set_term(desk, months)
            return plan(desk, today)

        def failed(error: AttestError) -> None:
            self._context.show_error(error)

        self._context.runner.start(
            lambda _p, _c: job(), owner=self, on_done=self.show_plan, on_failed=failed, quiet=True, in_order=True
        )

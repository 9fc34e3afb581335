"""«Аттестуемые»: search, filters, table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.attestees.model import PERSON, AttesteesFilter, AttesteesModel
from attest_desktop.gui.attestees.table import AttesteesTable
from attest_desktop.gui.context import Context
from attest_desktop.gui.hand_over import choose_received
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    Card,
    EmptyState,
    Muted,
    PrimaryButton,
    SearchField,
    SecondaryButton,
    TextButton,
)
from attest_desktop.gui.words import counted
from attest_desktop.work.draft import open_draft
from attest_desktop.work.people import Person, Stage, people

ANY_STAGE, ANY_PERIOD, ANY_FORM = "Любое состояние", "Все периоды", "Любая форма"


@dataclass(frozen=True, slots=True)
class _Rows:
    people: tuple[Person, ...]
    organisations: dict[str, str]


class AttesteesView(View):
    """The table of attestees."""

    name = "attestees"
    title = "Аттестуемые"

    def __init__(self, context: Context, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._loaded = False
        self._stages: tuple[Stage, ...] = ()
        self.model = AttesteesModel(context.today(), self)
        self.filter = AttesteesFilter(self)
        self.filter.setSourceModel(self.model)
        self.table = AttesteesTable(self.filter, preferences)
        self.table.row_opened.connect(lambda one: context.navigate.emit("card", one))
        self.search = SearchField("Поиск: имя, должность, предмет, организация", "Поиск аттестуемых")
        self.search.textChanged.connect(self._on_search)
        self.stage_box = _box("Состояние")
        self.period_box = _box("Период")
        self.form_box = _box("Форма аттестации")
        self.reset = TextButton("Сбросить", self.reset_filters, name="Сбросить поиск и отбор")
        self.reset.hide()
        self.count = Muted("")
        self.count.setWordWrap(False)
        self.nothing = EmptyState(
            "users",
            "Данных с сервиса ещё нет",
            "Нажмите «Обновить»: программа возьмёт список аттестуемых из личного кабинета.",
            PrimaryButton("Обновить список", context.refresh, icon="refresh-cw"),
        )
        self.not_found = EmptyState(
            "search-x",
            "Никого не нашлось",
            "Проверьте слова поиска или сбросьте отбор.",
            SecondaryButton("Показать всех", self.reset_filters),
        )
        self._lay_out()
        for box in (self.stage_box, self.period_box, self.form_box):
            box.activated.connect(self._on_filter)
        QShortcut(QKeySequence.StandardKey.Find, self, self.focus_search)
        context.people_changed.connect(self.load)
        context.outbox_changed.connect(self.load)

    def _lay_out(self) -> None:
        self.stage_box.addItem(ANY_STAGE, ())
        for stage in Stage:
            self.stage_box.addItem(stage.value, (stage,))
        self.period_box.addItem(ANY_PERIOD, "")
        self.form_box.addItem(ANY_FORM, None)
        for form in (Form.IN_PERSON, Form.REMOTE):
            self.form_box.addItem(form.russian, form)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        self.search.setMinimumWidth(200)
        row.addWidget(self.search, 1)
        for box in (self.stage_box, self.period_box, self.form_box):
            row.addWidget(box)
        row.addWidget(self.reset)
        column.addLayout(row)
        card = Card(padding=1)
        self._stack = QStackedWidget()
        for part in (self.table, self.nothing, self.not_found):
            self._stack.addWidget(part)
        card.body.addWidget(self._stack)
        column.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.count, 1)
        foot.addWidget(
            TextButton("Открыть файл от коллеги…", lambda: choose_received(self.context, self), icon="folder-open")
        )
        column.addLayout(foot)

    # Showing

    def opened(self, payload: object) -> None:
        """Show the table; stages as payload filter it, a search text searches."""
        if isinstance(payload, tuple):
            self._stages = payload
            self.search.clear()
            self._set_stage_box(payload)
            self._apply()
        elif isinstance(payload, str):
            self.search.setText(payload)
        self.load()
        self.table.setFocus()

    def load(self) -> None:
        """Read the store again."""
        desk = self.context.desk

        def job(_progress: Progress, _cancelled: Cancelled) -> _Rows:
            rows = people(desk)
            begun = [one.id for one in rows if one.draft_saved_at is not None]
            return _Rows(rows, {one: open_draft(desk, one).text.corrections.get("workplace", "") for one in begun})

        self.context.runner.start(job, owner=self, on_done=self._show, quiet=True)

    def _show(self, rows: _Rows) -> None:
        self._loaded = True
        kept = self._current_id()
        self.model.show(rows.people, rows.organisations, self.context.today())
        self._fill_periods(rows.people)
        self._show_state()
        self._select(kept)

    def _fill_periods(self, rows: tuple[Person, ...]) -> None:
        known = [self.period_box.itemData(place) for place in range(1, self.period_box.count())]
        there = list(dict.fromkeys(one.attestee.period for one in rows if one.attestee.period))
        if known != there:
            chosen = self.period_box.currentData()
            self.period_box.clear()
            self.period_box.addItem(ANY_PERIOD, "")
            for period in there:
                self.period_box.addItem(period, period)
            self.period_box.setCurrentIndex(max(0, self.period_box.findData(chosen)))

    def _show_state(self) -> None:
        shown, whole = self.filter.rowCount(), self.model.rowCount()
        if not whole:
            fetched = self.context.last_refresh.at is not None
            if fetched:
                self.nothing.say("Аттестуемых пока нет", "В личном кабинете Вам никто не назначен.")
            self._stack.setCurrentWidget(self.nothing if self._loaded else self.table)
        else:
            self._stack.setCurrentWidget(self.table if shown else self.not_found)
        self.reset.setVisible(self.filter.narrowed)
        total = counted(whole, "аттестуемый", "аттестуемых", "аттестуемых")
        self.count.setText(f"Показано {shown} из {whole}" if self.filter.narrowed else total if whole else "")

    def _current_id(self) -> str | None:
        index = self.table.currentIndex()
        return index.data(PERSON).id if index.isValid() else None

    def _select(self, attestee_id: str | None) -> None:
        for row in range(self.filter.rowCount()):
            index = self.filter.index(row, 0)
            if attestee_id is None or index.data(PERSON).id == attestee_id:
                self.table.setCurrentIndex(index)
                return

    # Search and filters

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def reset_filters(self) -> None:
        """Show everybody."""
        self._stages = ()
        for box in (self.stage_box, self.period_box, self.form_box):
            box.setCurrentIndex(0)
        self.search.clear()
        self._apply()

    def _set_stage_box(self, stages: tuple[Stage, ...]) -> None:
        place = self.stage_box.findData(stages)
        if place < 0:
            self.stage_box.addItem(", ".join(stage.value for stage in stages), stages)
            place = self.stage_box.count() - 1
        self.stage_box.setCurrentIndex(place)

    def _on_search(self, text: str) -> None:
        self.filter.search(text)
        self._show_state()

    def _on_filter(self) -> None:
        self._stages = self.stage_box.currentData() or ()
        self._apply()

    def _apply(self) -> None:
        self.filter.show_only(
            stages=self._stages,
            period=self.period_box.currentData() or "",
            form=self.form_box.currentData(),
        )
        self._show_state()


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(13)
    return box

"""The line above the table: search, period, form, state, the filters that the expert keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Form
from attest_desktop.gui.attestees.chips import QuickChips
from attest_desktop.gui.attestees.choice import ChoiceButton, Option
from attest_desktop.gui.attestees.sheet import Sheet, title_of
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import STAGE_LOOKS, IconButton, SearchField
from attest_desktop.work.people import Stage
from attest_desktop.work.people_filter import KeptFilter, PeopleFilter

FORMS = {Form.IN_PERSON: "очно", Form.REMOTE: "дистанционно", Form.UNKNOWN: "не указана"}
# Narrower than this, px, the quick filters do without their icons.
ROOMY = 800


class FilterBar(QWidget):
    """Emits `changed` with the filter; `keep_wanted` and `forget_wanted` are for the view."""

    changed = Signal(object)
    keep_wanted = Signal()
    forget_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = PeopleFilter()
        self._kept: tuple[KeptFilter, ...] = ()
        self.search = SearchField("Поиск: имя, должность, предмет, место работы", "Поиск аттестуемых")
        self.search.setMinimumWidth(180)
        self.periods = ChoiceButton("Период", "Все периоды")
        self.forms = ChoiceButton("Форма", "Любая форма")
        self.stages = ChoiceButton("Состояние", "Любое состояние")
        self.stages.offer([Option(stage, stage.value, STAGE_LOOKS[stage][0]) for stage in Stage])
        self.kept = IconButton("bookmark", "Мои отборы", self._open_kept)
        self.kept.setToolTip("Мои отборы: сохранить нынешний, удалить лишний")
        self.chips = QuickChips()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(tokens.XS)
        self._lay_out()
        self.search.textChanged.connect(lambda text: self._set(replace(self.now, text=text)))
        self.periods.chosen.connect(lambda values: self._set(replace(self.now, periods=values)))
        self.forms.chosen.connect(lambda values: self._set(replace(self.now, forms=values)))
        self.stages.chosen.connect(lambda values: self._set(replace(self.now, stages=values)))
        self.chips.wanted.connect(self.put)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        first = QHBoxLayout()
        first.setSpacing(tokens.S)
        first.addWidget(self.search, 1)
        for button in (self.periods, self.forms, self.stages):
            first.addWidget(button)
        column.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(tokens.M)
        second.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignTop)
        self.tools.addWidget(self.kept)
        second.addLayout(self.tools)
        second.setAlignment(self.tools, Qt.AlignmentFlag.AlignTop)
        column.addLayout(second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quick filters in one line, if it can be."""
        super().resizeEvent(event)
        self.chips.set_brief(brief=self.width() < ROOMY * theme.scale)

    # What is in force

    def put(self, wanted: PeopleFilter) -> None:
        """Put a filter in force: the fields follow it."""
        self._set(wanted)

    def show_sheet(self, sheet: Sheet, kept: Sequence[KeptFilter]) -> None:
        """Offer what there is to choose from, with its numbers."""
        self.periods.offer([Option(period, title_of(period)) for period in sheet.periods])
        there = {row.person.attestee.form for row in sheet.rows}
        self.forms.offer([Option(form, word) for form, word in FORMS.items() if form in there])
        self.show_kept(kept)
        self.chips.show_counts(sheet)

    def show_kept(self, kept: Sequence[KeptFilter]) -> None:
        """Show the kept filters."""
        self._kept = tuple(kept)
        self.chips.show_kept(kept)

    def words(self) -> str:
        """The filter in a few words, for its name."""
        now = self.now
        parts = [title_of(period) for period in sorted(now.periods)]
        parts += [FORMS[form] for form in FORMS if form in now.forms]
        parts += [stage.value for stage in Stage if stage in now.stages]
        parts += ["срочные"] if now.urgent else []
        parts += [now.text.strip()] if now.text.strip() else []
        return ", ".join(parts)

    def _set(self, wanted: PeopleFilter) -> None:
        if wanted == self.now:
            return
        self.now = wanted
        if self.search.text() != wanted.text:
            self.search.setText(wanted.text)
        self.periods.show_values(wanted.periods)
        self.forms.show_values(wanted.forms)
        self.stages.show_values(wanted.stages)
        self.chips.show_filter(wanted)
        self.changed.emit(wanted)

    # Kept filters

    def kept_menu(self) -> QMenu:
        """The menu of the kept filters."""
        menu = QMenu(self)
        menu.setAccessibleName("Мои отборы")
        save = menu.addAction("Сохранить этот отбор…", self.keep_wanted.emit)
        icons.put(save, "bookmark-plus", "text_2")
        if not self.now.narrows:
            save.setEnabled(False)
            save.setText("Сохранить нечего: показаны все")
        if self._kept:
            menu.addSeparator()
        for one in self._kept:
            action = menu.addAction(one.name, partial(self.put, one.filter))
            action.setCheckable(True)
            action.setChecked(one.filter == self.now)
        if self._kept:
            menu.addSeparator()
            gone = menu.addMenu("Удалить отбор")
            for one in self._kept:
                gone.addAction(one.name, partial(self.forget_wanted.emit, one.name))
        return menu

    def _open_kept(self) -> None:
        menu = self.kept_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.kept.mapToGlobal(self.kept.rect().bottomLeft()))

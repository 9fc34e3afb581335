"""«Аттестуемые»: filters, table, the card beside it, actions on several rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui import keys
from attest_desktop.gui.attestees.actions import ActionBar
from attest_desktop.gui.attestees.columns import Column
from attest_desktop.gui.attestees.dialogs import ColumnsDialog, NameDialog
from attest_desktop.gui.attestees.doing import Doing
from attest_desktop.gui.attestees.filters import FilterBar
from attest_desktop.gui.attestees.jobs import Loaded, load
from attest_desktop.gui.attestees.memory import remembered
from attest_desktop.gui.attestees.menus import Entry, columns_menu, show_menu
from attest_desktop.gui.attestees.model import AttesteesModel
from attest_desktop.gui.attestees.preview import Preview
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.attestees.sheet import Group
from attest_desktop.gui.attestees.states import Emptiness, Failure, NotFound, Notices
from attest_desktop.gui.attestees.switch import Switch
from attest_desktop.gui.attestees.table import AttesteesTable
from attest_desktop.gui.context import Context
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import Card, IconButton
from attest_desktop.work.people_filter import KeptFilter, PeopleFilter, forget_filter, keep_filter

# A list that is read sooner than this shows no «Читаем…»: it would only flash.
READING_SHOWN_MS = 250
# In a narrower window, px, the table needs the room of the card at its side.
ROOMY = 860


class AttesteesView(View):
    """The table of attestees. Payload: stages or a filter to show only those, a text to search for, or nothing."""

    name = "attestees"
    title = "Аттестуемые"

    def __init__(self, context: Context, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._preferences = preferences
        self._loaded = False
        self._loading = False
        self._again = False
        self._card_called = False
        self._kept: tuple[KeptFilter, ...] = ()
        self.memory = remembered(preferences)
        self.model = AttesteesModel(context.today(), self)
        self.model.arrangement.grouped = self.memory.grouped
        self.model.arrangement.folded = set(self.memory.folded)
        self.filters = FilterBar()
        self.table = AttesteesTable(self.model, self.memory)
        self.preview = Preview(context)
        self.notices = Notices(context)
        self.actions_bar = ActionBar()
        self.doing = Doing(context, self, self.notices, self.actions_bar)
        self.doing.left.connect(self.table.choose)
        self.empty = Emptiness(context)
        self.not_found = NotFound()
        self.failure = Failure()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        self._colleague = IconButton("folder-open", "Открыть файл от коллеги…", self._open_received)
        self._colleague.setToolTip("Открыть файл от коллеги: заключение в Word, которое прислал второй специалист")
        self._grouping = Switch("list-tree", "По периодам", self._on_grouping)
        self._columns = IconButton("columns-3", "Столбцы", self._on_columns)
        self._side = Switch("panel-right", "Сводка сбоку", self._on_side)
        for button in (self._colleague, self._grouping, self._columns, self._side):
            self.filters.tools.addWidget(button)
        column.addWidget(self.filters)
        column.addWidget(self.notices)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.M)
        card = Card(padding=1)
        self._stack = QStackedWidget()
        for part in (self.table, self.empty, self.not_found, self.failure):
            self._stack.addWidget(part)
        card.body.addWidget(self._stack)
        middle.addWidget(card, 1)
        middle.addWidget(self.preview)
        column.addLayout(middle, 1)
        column.addWidget(self.actions_bar)
        self._show_memory()

    def _connect(self) -> None:
        context, table, bar = self.context, self.table, self.actions_bar
        self.filters.changed.connect(self._on_filter)
        self.filters.keep_wanted.connect(self._on_keep)
        self.filters.forget_wanted.connect(self._on_forget)
        table.row_opened.connect(self._open)
        table.current_moved.connect(self.preview.show_entry)
        table.selection_moved.connect(self._show_actions)
        table.folding.connect(lambda group, folded: self.fold([group.key], folded=folded))
        table.copy_wanted.connect(lambda: self.doing.copy(table.chosen(), self.shown_columns()))
        table.menu_wanted.connect(self._on_menu)
        table.fitting.changed.connect(self._keep_memory)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda spot: self._open_columns(header.mapToGlobal(spot)))
        header.sortIndicatorChanged.connect(lambda *_args: self._on_sorted())
        self.preview.opened.connect(self._open)
        self.preview.wanted.connect(lambda what, who: self.doing.step(what, who, self._row(who)))
        bar.reset.connect(self.reset_filters)
        bar.send.connect(self.doing.send)
        bar.fetch.connect(self.doing.fetch)
        bar.copy.connect(lambda rows: self.doing.copy(rows, self.shown_columns()))
        bar.export.connect(self._on_export)
        self.not_found.button.clicked.connect(self.reset_filters)
        self.failure.button.clicked.connect(self.load)
        keys.FIND_IN_TABLE.put(self, self.focus_search)
        keys.EXPORT_ROWS.put(self, self._on_export)
        self._reading = QTimer(self, singleShot=True, interval=READING_SHOWN_MS)
        self._reading.timeout.connect(self.show_state)
        context.people_changed.connect(self.load)
        context.outbox_changed.connect(self.load)
        context.connection_changed.connect(self._on_connection)

    # Showing

    def _open_received(self) -> None:
        # What reads Word files is loaded with the first of them.
        from attest_desktop.gui.hand_over import choose_received

        choose_received(self.context, self)

    def opened(self, payload: object) -> None:
        """Show the table; what came along filters it."""
        if isinstance(payload, PeopleFilter):
            self.filters.put(payload)
        elif isinstance(payload, tuple):
            self.filters.put(PeopleFilter(stages=frozenset(payload)))
        elif isinstance(payload, str):
            self.filters.put(PeopleFilter(text=payload))
        self.load()
        self.table.setFocus()

    def load(self) -> None:
        """Read the store again; several wishes at once are one reading."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        if not self._loaded:
            self._reading.start()
        desk, today = self.context.desk, self.context.today()
        self.context.runner.start(
            lambda _p, _c: load(desk, today), owner=self, on_done=self._show, on_failed=self._on_failed, quiet=True
        )

    def _show(self, read: Loaded) -> None:
        self._loading, self._loaded = False, True
        self._reading.stop()
        self._kept = read.filters
        self.model.show(read.sheet)
        self.filters.show_sheet(read.sheet, read.filters)
        # Where the same rows stand in the same places nothing was rearranged, but what they say is new.
        self.preview.show_entry(self.table.current_entry)
        self.show_state()
        if self._again:
            self._again = False
            self.load()

    def _on_failed(self, error: AttestError) -> None:
        self._loading = self._again = False
        self._reading.stop()
        if self._loaded:
            self.context.show_error(error, self.load)
            return
        self.failure.show_error(error)
        self._stack.setCurrentWidget(self.failure)
        self._show_rest(shown=False)

    def show_state(self) -> None:
        """The table, or what stands in its place."""
        whole, found = len(self.model.sheet), len(self.model.found)
        if not whole:
            self.empty.show_state(loaded=self._loaded)
            self._stack.setCurrentWidget(self.empty)
        elif not found:
            self.not_found.show_filter(self.filters.words())
            self._stack.setCurrentWidget(self.not_found)
        else:
            self._stack.setCurrentWidget(self.table)
        self._show_rest(shown=bool(whole))
        self._show_actions()

    def _show_rest(self, *, shown: bool) -> None:
        self.filters.setVisible(shown)
        self.notices.refresh(has_rows=shown)
        self._show_card(shown=shown)
        for button in self.actions_bar.buttons():
            button.setVisible(shown)

    def _show_card(self, *, shown: bool) -> None:
        self.preview.setVisible(shown and self._card_wanted and bool(self.model.found))

    def _show_actions(self) -> None:
        self.actions_bar.show_rows(
            self.model.found, self.table.chosen(), len(self.model.sheet), narrowed=self.filters.now.narrows
        )

    def _on_connection(self) -> None:
        if self._loaded and not len(self.model.sheet):
            self.empty.show_state(loaded=True)
        self.notices.refresh(has_rows=bool(len(self.model.sheet)))

    def _row(self, attestee_id: str) -> Row | None:
        return next((row for row in self.model.sheet.rows if row.id == attestee_id), None)

    def _open(self, attestee_id: str) -> None:
        self.context.navigate.emit("card", attestee_id)

    # Filters

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def reset_filters(self) -> None:
        """Show everybody."""
        self.filters.put(PeopleFilter())

    def _on_filter(self, wanted: PeopleFilter) -> None:
        self.model.look_for(wanted)
        self.filters.chips.show_counts(self.model.sheet)
        self.show_state()

    def _on_keep(self) -> None:
        dialog = NameDialog(self.filters.words(), [one.name for one in self._kept], self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(self.keep_filter)
        dialog.open()

    def keep_filter(self, name: str) -> None:
        """Keep the filter in force under a name."""
        self._change_kept(KeptFilter(name, self.filters.now), f"Отбор «{name}» сохранён.")

    def _change_kept(self, one: KeptFilter, said: str) -> None:
        desk = self.context.desk

        def done(kept: tuple[KeptFilter, ...]) -> None:
            self._show_kept(kept)
            self.context.say(said)

        self.context.runner.start(
            lambda _p, _c: keep_filter(desk, one.name, one.filter),
            owner=self, on_done=done, quiet=True, in_order=True,
        )  # fmt: skip

    def _on_forget(self, name: str) -> None:
        desk = self.context.desk
        gone = next((one for one in self._kept if one.name == name), None)

        def done(kept: tuple[KeptFilter, ...]) -> None:
            self._show_kept(kept)
            if gone is not None:
                self.context.say(
                    f"Отбор «{name}» удалён.", lambda: self._change_kept(gone, f"Отбор «{name}» возвращён.")
                )

        self.context.runner.start(
            lambda _p, _c: forget_filter(desk, name), owner=self, on_done=done, quiet=True, in_order=True
        )

    def _show_kept(self, kept: tuple[KeptFilter, ...]) -> None:
        self._kept = kept
        self.filters.show_kept(kept)
        self.filters.chips.show_counts(self.model.sheet)

    # Grouping, columns, the side card

    def fold(self, keys: list[str], *, folded: bool) -> None:
        """Fold these periods or open them."""
        self.model.fold(keys, folded=folded)
        self.memory.folded = set(self.model.arrangement.folded)
        self._keep_memory()

    def _on_grouping(self) -> None:
        grouped = not self.memory.grouped
        self.memory.grouped = grouped
        # The heading says the period; without headings the rows must.
        self.memory.shown = self.memory.shown - {Column.PERIOD} if grouped else self.memory.shown | {Column.PERIOD}
        self.model.group(grouped=grouped)
        self.table.fit()
        self._show_memory()
        self._keep_memory()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card at the side gives way to the table."""
        super().resizeEvent(event)
        self._show_memory()
        self._show_card(shown=bool(len(self.model.sheet)))

    @property
    def _roomy(self) -> bool:
        return self.width() >= ROOMY * theme.scale

    @property
    def _card_wanted(self) -> bool:
        """As the user wants it; in a narrow window only where it was called in that window."""
        return self.memory.card if self._roomy else self._card_called

    def _on_side(self) -> None:
        if self._roomy:
            self.memory.card = not self.memory.card
            self._keep_memory()
        else:
            self._card_called = not self._card_called
        self._show_memory()
        self._show_card(shown=bool(len(self.model.sheet)))

    def _show_memory(self) -> None:
        self._grouping.setChecked(self.memory.grouped)
        self._grouping.setToolTip("Не делить по периодам" if self.memory.grouped else "Разделить по периодам")
        self._side.setChecked(self._card_wanted)
        self._side.setToolTip("Убрать сводку сбоку" if self._card_wanted else "Показать сводку сбоку")

    def _keep_memory(self) -> None:
        self.memory.keep(self._preferences)

    def _on_sorted(self) -> None:
        self.memory.sort = self.model.arrangement.sort
        self._keep_memory()

    def shown_columns(self) -> list[Column]:
        """The columns from left to right, those without room too; the period also where only headings tell it."""
        columns = [one for one in self.memory.order if one in self.memory.shown]
        if self.memory.grouped and Column.PERIOD not in columns:
            columns.insert(1, Column.PERIOD)
        return columns

    def _on_columns(self) -> None:
        self._open_columns(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))

    def _open_columns(self, where: QPoint) -> None:
        fitting = self.table.fitting
        columns_menu(self, self.memory, fitting.without_room, fitting.show, self.arrange_columns, where)

    def arrange_columns(self) -> ColumnsDialog:
        """Open the window with the columns and their order."""
        dialog = ColumnsDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fitting = self.table.fitting

        def show() -> None:
            dialog.show_columns(self.memory.order, self.memory.shown, fitting.without_room)

        def changed(columns: set[Column], order: list[Column]) -> None:
            fitting.show(columns, order)
            show()

        def reset() -> None:
            fitting.as_first()
            show()

        dialog.changed.connect(changed)
        dialog.reset.connect(reset)
        show()
        dialog.open()
        return dialog

    # Rows

    def _on_menu(self, where: QPoint) -> None:
        rows, entry = self.table.chosen(), self.table.current_entry
        groups = [one.key for one in self.model.arrangement.shown if isinstance(one, Group)]
        to_send = self.actions_bar.to_send() if len(rows) > 1 else []
        entries: list[Entry | None] = []
        if isinstance(entry, Row):
            entries.append(Entry("Открыть карточку", lambda: self._open(entry.id), "arrow-right", "Enter"))
        if to_send:
            entries.append(Entry(f"Отправить готовые ({len(to_send)})", lambda: self.doing.send(to_send), "send"))
        if rows:
            columns = self.shown_columns()
            entries.append(Entry("Скачать документы", lambda: self.doing.fetch(rows), "download"))
            entries.append(Entry("Копировать", lambda: self.doing.copy(rows, columns), "copy", "Ctrl+C"))
        if groups:
            entries += [None, Entry("Свернуть все периоды", lambda: self.fold(groups, folded=True))]
            entries.append(Entry("Развернуть все периоды", lambda: self.fold(groups, folded=False)))
        show_menu(self, "Действия со строкой", entries, where)

    def _on_export(self) -> None:
        if self.model.found:
            self.doing.export(self.model.found, self.shown_columns())

"""«Итоги»: three pages on what was done, read anew whenever the view is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.payloads import ARCHIVE, REGISTER, REMOVAL
from attest_desktop.gui.season.archive_page import ArchivePage
from attest_desktop.gui.season.register_page import RegisterPage
from attest_desktop.gui.season.removal_page import RemovalPage
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import Reading
from attest_desktop.work.desk import Desk
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.season import Line, lines
from attest_desktop.work.season_archive import Past, archive
from attest_desktop.work.season_removal import Plan, finish_removal, plan

_ORDER = (REGISTER, ARCHIVE, REMOVAL)


@dataclass(frozen=True, slots=True)
class _Data:
    lines: tuple[Line, ...]
    past: tuple[Past, ...]
    plan: Plan
    expert: str


class SeasonView(View):
    """Payload: REGISTER, ARCHIVE or REMOVAL, the page to show; without one the page stays."""

    name = "season"
    title = "Итоги"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.register = RegisterPage(context)
        self.archive = ArchivePage(context)
        self.removal = RemovalPage(context)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Итоги: реестр, архив, личные данные")
        # The keyboard is the tab bar's.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Что показать")
        for page, words in (
            (self.register, "Реестр"),
            (self.archive, "Архив"),
            (self.removal, "Личные данные"),
        ):
            self.tabs.addTab(page, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.XL)
        column.addWidget(self.tabs)
        self.tabs.hide()
        self._reading = Reading("Открываем итоги…", self._load)
        column.addWidget(self._reading)
        for signal in (context.people_changed, context.outbox_changed):
            signal.connect(self._on_changed)

    def opened(self, payload: object) -> None:
        """Show the newest state."""
        if isinstance(payload, str) and payload in _ORDER:
            self.tabs.setCurrentIndex(_ORDER.index(payload))
        self._load()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        desk, today = self.context.desk, self.context.today()
        self.context.runner.start(
            lambda _p, _c: _loaded(desk, today),
            owner=self,
            on_done=self._show,
            on_failed=self._on_unread,
            quiet=True,
            in_order=True,
        )

    def _on_unread(self, error: AttestError) -> None:
        self.tabs.hide()
        self._reading.show_error(error)

    def _show(self, data: _Data) -> None:
        self._reading.hide()
        self.tabs.show()
        self.register.show_lines(data.lines, data.expert)
        self.archive.show_past(data.past)
        self.removal.show_plan(data.plan)


def _loaded(desk: Desk, today: date) -> _Data:
    # A removal that another window kept from being finished.
    finish_removal(desk)
    profile = kept_profile(desk)
    return _Data(lines(desk), archive(desk, today), plan(desk, today), profile.full_name if profile else "")

"""«Настройки»: look, PDF engine, where the data lie, signing out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.help.updates import UpdatesCard
from attest_desktop.gui.home import WhereSetting
from attest_desktop.gui.outside import CannotOpenError, open_path
from attest_desktop.gui.payloads import ACCOUNT, DATA, LOOK, PDF, REMINDERS, SAFETY, UPDATES, WHERE, WRITING
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.reminders import RemindersCard
from attest_desktop.gui.safety import SafetyCard
from attest_desktop.gui.settings.backup import open_backup
from attest_desktop.gui.settings.look import LookCard
from attest_desktop.gui.settings.writing import WritingCard
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    READ_PAGE,
    Caption,
    Card,
    DangerButton,
    Field,
    LinkButton,
    Pairs,
    Second,
    SecondaryButton,
    page,
)
from attest_desktop.papers.pdf import EngineName, available_engines
from attest_desktop.work.finish import choose_engine, chosen_engine

BEST = "Лучший из имеющихся"
LOOKING = "Смотрим, чем на этом компьютере можно делать PDF…"
ENGINE_WORDS = {
    EngineName.WORD: "Microsoft Word",
    EngineName.LIBREOFFICE: "LibreOffice",
    EngineName.BUILTIN: "Встроенный",
}


@dataclass(frozen=True, slots=True)
class _Engines:
    there: tuple[EngineName, ...]
    chosen: EngineName | None


class SettingsView(View):
    """What the user may set. Payload: one of LOOK to ACCOUNT, to go to that card."""

    name = "settings"
    title = "Настройки"

    def __init__(self, context: Context, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._preferences = preferences
        column = page(self, widest=READ_PAGE)
        self.writing = WritingCard(context)
        self.look = LookCard(preferences)
        self.where = WhereSetting(context)
        self.reminders = RemindersCard(context)
        self.safety = SafetyCard(context)
        self.updates = UpdatesCard(context, preferences.folder)
        self._cards = {
            LOOK: self.look,
            WHERE: self.where,
            REMINDERS: self.reminders,
            WRITING: self.writing,
            PDF: self._pdf(),
            SAFETY: self.safety,
            DATA: self._data(),
            UPDATES: self.updates,
            ACCOUNT: self._account(),
        }
        for card in self._cards.values():
            column.addWidget(card)
        # What guards the data of training would only be in the way.
        self.safety.setVisible(not context.training)
        column.addStretch(1)

    def opened(self, payload: object) -> None:
        """Ask which PDF engines are there: one may have been installed since."""
        self.writing.load()
        self.where.load()
        self.reminders.load()
        self.updates.load()
        if not self.context.training:
            self.safety.load()
        if isinstance(payload, str) and payload in self._cards:
            self._go_to(self._cards[payload])
        self._look_for_engines()

    def _look_for_engines(self) -> None:
        desk = self.context.desk
        self._engines_again.hide()
        self.engine_hint.setText(LOOKING)
        self.context.runner.start(
            lambda _p, _c: _Engines(tuple(available_engines()), chosen_engine(desk)),
            owner=self,
            on_done=self._show_engines,
            on_failed=self._on_no_engines,
            quiet=True,
        )

    def _go_to(self, card: Card) -> None:
        area = self.findChild(QScrollArea)
        controls = [one for one in card.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if controls:
            controls[0].setFocus(Qt.FocusReason.OtherFocusReason)
        if area is not None:
            # After the card has its place.
            QTimer.singleShot(0, card, lambda: area.ensureWidgetVisible(card, 0, tokens.L))

    # Cards

    def _pdf(self) -> Card:
        card = Card("Как делать PDF")
        card.body.addWidget(
            Second(
                "Заключение заполняется в шаблоне Word, а потом превращается в PDF. Точнее всего это делают "
                "Microsoft Word и LibreOffice; встроенный способ есть всегда."
            )
        )
        self.engine_box = QComboBox()
        self.engine_box.addItem(BEST, None)
        self.engine_box.activated.connect(self._on_engine)
        row = QHBoxLayout()
        row.addWidget(Field("Программа для PDF", self.engine_box), 1)
        row.addStretch(2)
        card.body.addLayout(row)
        self.engine_hint = Caption("")
        card.body.addWidget(self.engine_hint)
        self._engines_again = LinkButton("Попробовать снова", self._look_for_engines)
        self._engines_again.hide()
        card.body.addWidget(self._engines_again, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _data(self) -> Card:
        card = Card("Данные на этом компьютере")
        self.folder: QLabel | None = None
        if self.context.training:
            card.body.addWidget(
                Second("В учебном режиме данные временные: они исчезнут, когда Вы из него выйдете.")
            )
            return card
        folder = self._preferences.folder
        card.body.addWidget(
            Second(
                "Списки, черновики, заключения и подписи лежат в зашифрованном виде и никуда, "
                "кроме сервиса, не уходят."
            )
        )
        if folder is not None:
            pairs = QWidget()
            self.folder = Pairs(pairs).add("Папка", str(folder))
            card.body.addWidget(pairs)
            show = SecondaryButton(
                "Открыть папку",
                lambda: self._open_folder(folder),
                icon="folder-open",
            )
            row = QHBoxLayout()
            row.setSpacing(tokens.S)
            row.addWidget(show)
            row.addWidget(
                SecondaryButton(
                    "Создать резервную копию…", lambda: open_backup(self.context, self), icon="archive"
                )
            )
            row.addStretch(1)
            card.body.addLayout(row)
        return card

    def _open_folder(self, folder: Path) -> None:
        try:
            open_path(folder)
        except CannotOpenError as error:
            self.context.show_error(error)

    def _account(self) -> Card:
        card = Card("Учётная запись")
        account = self.context.desk.account
        pairs = QWidget()
        rows = Pairs(pairs)
        rows.add("Имя пользователя", account.user_name)
        rows.add("Сервис", account.server)
        card.body.addWidget(pairs)
        if self.context.training:
            leave = DangerButton("Выйти из учебного режима", self.context.left.emit, icon="log-out")
        else:
            card.body.addWidget(
                Caption(
                    "При выходе сохранённый пароль забывается. Всё, что Вы написали, остаётся на этом компьютере."
                )
            )
            leave = DangerButton("Выйти", self.context.left.emit, icon="log-out", name="Выйти из учётной записи")
        card.body.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # Doing

    def _show_engines(self, engines: _Engines) -> None:
        self.engine_box.clear()
        self.engine_box.addItem(BEST, None)
        for engine in EngineName:
            there = engine in engines.there
            if there or engine is engines.chosen:
                self.engine_box.addItem(ENGINE_WORDS[engine] + ("" if there else " (не найден)"), engine)
        self.engine_box.setCurrentIndex(max(0, self.engine_box.findData(engines.chosen)))
        names = [ENGINE_WORDS[one] for one in EngineName if one in engines.there]
        self.engine_hint.setText(f"На этом компьютере есть: {', '.join(names)}.")

        self.engine_box.setEnabled(True)

    def _on_no_engines(self, error: AttestError) -> None:
        self.engine_hint.setText(f"{error.what} {error.todo}".strip())
        # First what helps: the keyboard goes there.
        self._engines_again.show()
        self.engine_box.setEnabled(False)

    def _on_engine(self) -> None:
        desk, engine = self.context.desk, self.engine_box.currentData()
        self.context.runner.start(
            lambda _p, _c: choose_engine(desk, engine),
            owner=self,
            on_done=lambda _none: self.context.say("Выбор сохранён."),
            on_failed=self._on_not_chosen,
            quiet=True,
            in_order=True,
        )

    def _on_not_chosen(self, error: AttestError) -> None:
        """What is shown must be what is kept."""
        self._look_for_engines()
        self.context.show_error(error)

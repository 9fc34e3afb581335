"""The strip above the editor: saved when, what is left, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import IconButton, Muted, PrimaryButton, SecondaryButton, TextButton
from attest_desktop.work.checks import Finding, Severity


class Head(QWidget):
    """Shows, and tells of presses; does nothing itself."""

    history = Signal()
    missing = Signal()
    checks = Signal()
    sign = Signal()
    pages_shown = Signal(bool)
    reuse = Signal()
    phrases = Signal()
    spelling = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = Muted("")
        self._saved.setWordWrap(False)
        self._saved.setAccessibleName("Состояние сохранения")
        self._missing = TextButton("", self.missing.emit)
        self._missing.setToolTip("Перейти к первому незаполненному месту (F2)")
        self._missing.setShortcut(keys.MISSING.keys[0])
        self._checks = TextButton("", self.checks.emit, icon="triangle-alert")
        self._checks.setObjectName("checks")
        self._checks.setToolTip("Показать, на что стоит посмотреть перед подписью (F3)")
        self._checks.setShortcut(keys.CHECKS.keys[0])
        self._history = SecondaryButton("История", self.history.emit, icon="history")
        self._history.setObjectName("history")
        self._more = IconButton("ellipsis", "Ещё действия с текстом")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu())
        self._pages = IconButton("panel-right", "Показать страницы", colour="text_2")
        self._pages.setCheckable(True)
        self._pages.setChecked(True)
        self._pages.toggled.connect(self._on_pages)
        self._sign = PrimaryButton("Подписать и отправить…", self.sign.emit)
        self._sign.setToolTip(keys.SIGN.tip("Проверить страницы, поставить подписи и отправить"))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, tokens.XS, tokens.XL, tokens.M)
        row.setSpacing(tokens.S)
        row.addWidget(self._saved, 1)
        for widget in (self._missing, self._checks, self._history, self._more, self._pages, self._sign):
            row.addWidget(widget)
        self.show_missing(None)
        self.show_checks(())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName("Ещё действия с текстом")
        for words, signal in (
            ("Взять тексты из другого заключения…", self.reuse),
            ("Мои фразы…", self.phrases),
            ("Следующее незнакомое слово\tF7", self.spelling),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, signal=signal: signal.emit())
        return menu

    def show_saved(self, words: str) -> None:
        """When it was saved."""
        self._saved.setText(words)

    def show_missing(self, count: int | None) -> None:
        """How many places are empty; None while it is not known."""
        self._missing.setVisible(count is not None)
        if count is None:
            return
        words = f"Осталось заполнить: {count}" if count else "Всё заполнено"
        self._missing.setText(words)
        self._missing.setAccessibleName(words)
        self._missing.setEnabled(bool(count))

    def show_checks(self, findings: Sequence[Finding]) -> None:
        """How many remarks there are; unseen without any."""
        self._checks.setVisible(bool(findings))
        words = f"Замечания: {len(findings)}"
        # The shortcut would be lost with a new text.
        if self._checks.text() != words:
            self._checks.setText(words)
            self._checks.setShortcut(keys.CHECKS.keys[0])
        stops = any(one.severity is Severity.STOP for one in findings)
        self._checks.setAccessibleName(f"{words}, есть важные" if stops else words)
        icons.put(self._checks, "triangle-alert" if stops else "info", "warn" if stops else "info")

    def _on_pages(self, shown: bool) -> None:
        name = "Скрыть страницы" if shown else "Показать страницы"
        self._pages.setToolTip(name)
        self._pages.setAccessibleName(name)
        icons.put(self._pages, "panel-right", "accent_text" if shown else "text_2")
        self.pages_shown.emit(shown)

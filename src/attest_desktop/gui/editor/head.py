"""The strip above the editor: saved when, what is left, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Elided, IconButton, PrimaryButton, SecondaryButton, TextButton
from attest_desktop.work.checks import Finding, Severity

# The words of two buttons, and what they shrink to.
SIGN = ("Подписать и отправить…", "Подписать…")
HISTORY = "История"


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
        self._saved = Elided("")
        self._saved.setProperty("kind", "muted")
        self._missing = TextButton("", self.missing.emit)
        self._missing.setToolTip("Перейти к первому незаполненному месту (F2)")
        self._missing.setShortcut(keys.MISSING.keys[0])
        self._checks = TextButton("", self.checks.emit, icon="triangle-alert")
        self._checks.setObjectName("checks")
        self._checks.setToolTip("Показать, на что стоит посмотреть перед подписью (F3)")
        self._checks.setShortcut(keys.CHECKS.keys[0])
        self._history = SecondaryButton(HISTORY, self.history.emit, icon="history")
        self._history.setToolTip("История: прежние состояния текста")
        self._history.setObjectName("history")
        self._more = IconButton("ellipsis", "Ещё действия с текстом")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu())
        self._pages = IconButton("panel-right", "Показать страницы", colour="text_2")
        self._pages.setCheckable(True)
        self._pages.setChecked(True)
        self._pages.toggled.connect(self._on_pages)
        self._sign = PrimaryButton(SIGN[0], self.sign.emit)
        self._sign.setToolTip(keys.SIGN.tip("Проверить страницы, поставить подписи и отправить"))
        self._fitting = False
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, tokens.XS, tokens.XL, tokens.M)
        row.setSpacing(tokens.S)
        row.addWidget(self._saved, 1)
        for widget in (self._missing, self._checks, self._history, self._more, self._pages, self._sign):
            row.addWidget(widget)
        theme.changed.connect(self._fit)
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

    def show_pages(self, *, shown: bool) -> None:
        """As if the button had been pressed."""
        self._pages.setChecked(shown)

    def show_saved(self, words: str) -> None:
        """When it was saved."""
        self._saved.set_text(words)

    def show_missing(self, count: int | None) -> None:
        """How many places are empty; None while it is not known."""
        self._missing.setVisible(count is not None)
        if count is None:
            return
        words = f"Осталось заполнить: {count}" if count else "Всё заполнено"
        self._missing.setText(words)
        self._missing.setAccessibleName(words)
        self._missing.setEnabled(bool(count))
        self._fit()

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
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """With the fewest words."""
        spared = sum(most - least for most, least in self._spared())
        whole = super().minimumSizeHint()
        return QSize(whole.width() - spared, whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer words where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the buttons have their style and with it their size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _spared(self) -> list[tuple[int, int]]:
        """For each button that can do with fewer words: how wide it is now, and how wide it can be."""
        metrics = self._sign.fontMetrics()
        now = self._sign.text(), self._history.text()
        words = ((now[0], SIGN[1]), (now[1], ""))
        return [(metrics.horizontalAdvance(most), metrics.horizontalAdvance(least)) for most, least in words]

    def _fit(self) -> None:
        if not self._fitting:
            self._fitting = True
            for sign, history in ((SIGN[0], HISTORY), (SIGN[0], ""), (SIGN[1], "")):
                for button, words in ((self._sign, sign), (self._history, history)):
                    if button.text() != words:
                        button.setText(words)
                self._row.invalidate()
                if self._row.minimumSize().width() <= self.width():
                    break
            self._fitting = False

    def _on_pages(self, shown: bool) -> None:
        name = "Скрыть страницы" if shown else "Показать страницы"
        self._pages.setToolTip(name)
        self._pages.setAccessibleName(name)
        icons.put(self._pages, "panel-right", "accent_text" if shown else "text_2")
        self.pages_shown.emit(shown)

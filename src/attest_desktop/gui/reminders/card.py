"""«Напоминания» in the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSystemTrayIcon, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.home.calendar import offer_calendar
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Card, Field, Second, SecondaryButton
from attest_desktop.work.telling import FROM_HOUR, TO_HOUR, HowOften, how_often, set_how_often

ABOUT = (
    "Программа сама скажет о том, что просрочено, чей срок сегодня или на этой неделе. О сделанном не напоминает, "
    f"фамилий не показывает, говорит только с {FROM_HOUR} до {TO_HOUR} часов по томскому времени."
)
WHILE_OPEN = "Напоминания приходят, пока программа открыта. Добавьте сроки в свой календарь: напомнит и телефон."
NO_TRAY = "В этой системе нет места для уведомлений: слова о сроках появятся на главной странице."


class RemindersCard(Card):
    """How often the program tells of something by itself."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Напоминания", parent=parent)
        self._context = context
        self.body.addWidget(Second(ABOUT))
        self.box = QComboBox()
        for how in HowOften:
            self.box.addItem(how.russian, how)
        self.box.activated.connect(self._on_chosen)
        row = QHBoxLayout()
        row.addWidget(Field("Как часто", self.box), 1)
        row.addStretch(2)
        self.body.addLayout(row)
        self.body.addWidget(Caption(WHILE_OPEN))
        self.no_tray = Caption(NO_TRAY)
        self.body.addWidget(self.no_tray)
        # Once it has a parent: a label of its own would come up as a window.
        self.no_tray.setVisible(not QSystemTrayIcon.isSystemTrayAvailable())
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addWidget(
            SecondaryButton("Добавить сроки в календарь…", lambda: offer_calendar(context, self), icon="calendar")
        )
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def load(self) -> None:
        """Ask what is set."""
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: how_often(desk), owner=self, on_done=self._show, on_failed=self._on_unread, quiet=True
        )

    def _on_unread(self, error: AttestError) -> None:
        """What is not known cannot be changed, either."""
        self.box.setEnabled(False)
        self._context.show_error(error, self.load)

    def _show(self, how: HowOften) -> None:
        self.box.setEnabled(True)
        self.box.setCurrentIndex(self.box.findData(how))

    def _on_chosen(self, _index: int) -> None:
        desk, how = self._context.desk, self.box.currentData()

        def kept(_none: None) -> None:
            self._context.say("Выбор сохранён.")
            self._context.reminders_changed.emit()

        self._context.runner.start(
            lambda _p, _c: set_how_often(desk, how), owner=self, on_done=kept, quiet=True, in_order=True
        )

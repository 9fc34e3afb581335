"""F1 in a dialog: its page of the guide in a window beside, so that the dialog stays as it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from attest_desktop.gui import keys

# The page about each dialog, and the heading there; any other is told of by the page about the view beneath.
PLACE_OF_DIALOG = {
    "BackupDialog": ("safety", "Копии"),
    "CheckDialog": ("trouble", "Проверить программу"),
    "CloserDialog": ("paper", "Собрать сканы в один PDF"),
    "CriteriaDialog": ("conclusion", "Что пишете Вы"),
    "GivingDialog": ("colleague", "Передать коллеге"),
    "HistoryDialog": ("conclusion", "Писать быстрее"),
    "MessageDialog": ("procedure", "Сообщения"),
    "NewsDialog": ("settings", "Новые версии"),
    "NoteDialog": ("procedure", "Заметки о занятиях"),
    "OwnTextDialog": ("procedure", "Сообщения"),
    "PhraseDialog": ("conclusion", "Писать быстрее"),
    "PhrasesDialog": ("conclusion", "Писать быстрее"),
    "PrintDialog": ("paper", "Напечатать"),
    "ReceivedDialog": ("colleague", "Получить от коллеги"),
    "RecoveryDialog": ("safety", "Код восстановления"),
    "RemovalDialog": ("season", "Личные данные"),
    "ReportDialog": ("trouble", "Сообщить о проблеме"),
    "ReuseDialog": ("conclusion", "Писать быстрее"),
    "ScheduleDialog": ("deadlines", "Сверить график"),
    "SignInAgain": ("first", "Вход в личный кабинет"),
    "SignatureDialog": ("signatures", "Добавить свою"),
    "WhereDialog": ("deadlines", "Что к какому сроку"),
}
_HAS_KEY = "help_key"


class HelpOverDialogs(QObject):
    """Gives each dialog its F1 when the keyboard comes into it: shortcuts of the window beneath do not work then.

    `beneath` tells the page about the view that lies beneath, and the heading there.
    """

    def __init__(self, parent: QObject, beneath: Callable[[], tuple[str, str]]) -> None:
        super().__init__(parent)
        self._beneath = beneath
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _former: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog) or not dialog.isModal() or dialog.property(_HAS_KEY):
            return
        dialog.setProperty(_HAS_KEY, True)
        keys.HELP.put(dialog, lambda: self._show(dialog))

    def _show(self, dialog: QDialog) -> None:
        # As for the program's start: the guide is loaded when it is called.
        from attest_desktop.gui.help.window import open_guide

        if isValid(dialog):
            page, heading = PLACE_OF_DIALOG.get(type(dialog).__name__) or self._beneath()
            open_guide(dialog, page, heading)

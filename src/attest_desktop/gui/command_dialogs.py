"""What «Найти» opens over the window: each loads its code then, and what reads and makes papers with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.theme.style import Look


def put_in_force(preferences: Preferences, look: Look) -> None:
    """Put a look in force and keep it."""
    from attest_desktop.gui.settings import look as settings

    settings.put_in_force(preferences, look=look)


def open_received(context: Context, window: QWidget) -> None:
    """A file from a colleague."""
    from attest_desktop.gui.hand_over import choose_received

    choose_received(context, window)


def open_schedule(context: Context, window: QWidget) -> None:
    """The schedule of the Centre."""
    from attest_desktop.gui import schedule

    schedule.open_schedule(context, parent=window)


def open_phrases(context: Context, window: QWidget) -> None:
    """«Мои фразы»."""
    from attest_desktop.gui import phrases

    phrases.open_phrases(context, window)


def open_criteria(context: Context, window: QWidget) -> None:
    """«Показатели Порядка»."""
    from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog

    CriteriaDialog(context, parent=window).open()


def open_backup(context: Context, window: QWidget) -> None:
    """A copy in one file."""
    from attest_desktop.gui.settings import backup

    backup.open_backup(context, window)

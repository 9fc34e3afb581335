"""Reminders by themselves: notifications, the badge, and how often."""

from attest_desktop.gui.reminders.card import RemindersCard
from attest_desktop.gui.reminders.keeper import ReminderKeeper
from attest_desktop.gui.reminders.tray import Tray, badged

__all__ = ["ReminderKeeper", "RemindersCard", "Tray", "badged"]

"""«График»: a published schedule beside the cabinet, and the second expert's data taken from it."""

from attest_desktop.gui.schedule.dialog import ScheduleDialog
from attest_desktop.gui.schedule.opening import open_schedule

__all__ = ["ScheduleDialog", "open_schedule"]

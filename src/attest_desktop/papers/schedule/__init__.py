"""The schedule (график) that the Centre publishes, read from Word, Excel or PDF into typed rows."""

from __future__ import annotations

from attest_desktop.papers.schedule.entry import NotRead, Schedule, ScheduledExpert, ScheduleRow
from attest_desktop.papers.schedule.heads import Hints
from attest_desktop.papers.schedule.raw import BadScheduleError
from attest_desktop.papers.schedule.reading import read_schedule

__all__ = ["BadScheduleError", "Hints", "NotRead", "Schedule", "ScheduleRow", "ScheduledExpert", "read_schedule"]

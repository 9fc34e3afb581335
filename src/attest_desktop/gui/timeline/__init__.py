"""The period on one sheet: weeks along, deadlines as marks, today's line; on screen and on paper."""

from attest_desktop.gui.timeline.view import TimelineView
from attest_desktop.gui.timeline.widget import TimelineWidget

__all__ = ["TimelineView", "TimelineWidget"]

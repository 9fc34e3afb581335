"""The guided first conclusion of the training: what to do next, shown at the real controls of the real window."""

from attest_desktop.gui.coach.bar import TrainingBar
from attest_desktop.gui.coach.coach import Coach

__all__ = ["Coach", "TrainingBar"]

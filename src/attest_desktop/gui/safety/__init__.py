"""What guards the expert's data while the window is open."""

from attest_desktop.gui.safety.copies import CopyKeeper
from attest_desktop.gui.safety.recovery import open_recovery
from attest_desktop.gui.safety.single import OnlyWindow

__all__ = ["CopyKeeper", "OnlyWindow", "open_recovery"]

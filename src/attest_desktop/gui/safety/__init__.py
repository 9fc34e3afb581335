"""What guards the expert's data while the window is open."""

from attest_desktop.gui.safety.copies import CopyKeeper
from attest_desktop.gui.safety.idle import IdleLock
from attest_desktop.gui.safety.offer import RecoveryOffer
from attest_desktop.gui.safety.recovery import open_recovery
from attest_desktop.gui.safety.section import SafetyCard
from attest_desktop.gui.safety.single import OnlyWindow

__all__ = ["CopyKeeper", "IdleLock", "OnlyWindow", "RecoveryOffer", "SafetyCard", "open_recovery"]

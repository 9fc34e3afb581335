"""Pages on paper: preview, the system's print dialog, printing in the background."""

from attest_desktop.gui.printing.dialog import PrintDialog, open_print

__all__ = ["PrintDialog", "open_print"]

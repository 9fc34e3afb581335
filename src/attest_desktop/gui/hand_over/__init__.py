"""Handing a conclusion to the second expert, and opening what came from one."""

from attest_desktop.gui.hand_over.giving import GivingDialog, offer_hand_over
from attest_desktop.gui.hand_over.receiving import ReceivedDialog, choose_received, open_received, show_received

__all__ = [
    "GivingDialog",
    "ReceivedDialog",
    "choose_received",
    "offer_hand_over",
    "open_received",
    "show_received",
]

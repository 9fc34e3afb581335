"""Checking the final pages, signing and sending."""

from attest_desktop.gui.finish.panel import FinishPanel

__all__ = ["FinishPanel"]

"""Signed on paper: scans are added, looked at, put in order and made the conclusion."""

from attest_desktop.gui.paper.view import PaperView

__all__ = ["PaperView"]

"""Signature images."""

from attest_desktop.gui.signatures.view import SignaturesView

__all__ = ["SignaturesView"]

"""One attestee."""

from attest_desktop.gui.card.view import CardView

__all__ = ["CardView"]

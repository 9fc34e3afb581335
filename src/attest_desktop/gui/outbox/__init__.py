"""The outbox."""

from attest_desktop.gui.outbox.view import OutboxView

__all__ = ["OutboxView"]

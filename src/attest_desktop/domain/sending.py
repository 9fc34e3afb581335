"""States of a conclusion on its way to the service, and when to try again."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)


class SendState(Enum):
    """Where an outbox row stands.

    QUEUED waits for its turn; SENDING was begun (recorded before the first byte); OUTCOME_UNKNOWN broke off where
    the service may or may not have it; SENT is shown as attached but its bytes could not be compared;
    CONFIRMED was read back with equal bytes; FAILED was refused and waits for the user; CANCELLED was taken back
    by the user, or gave way to a newer file for the same attestee.
    """

    QUEUED = "queued"
    SENDING = "sending"
    OUTCOME_UNKNOWN = "outcome_unknown"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def finished(self) -> bool:
        """Whether nothing more will be done about the row by itself."""
        return self in (SendState.SENT, SendState.CONFIRMED, SendState.FAILED, SendState.CANCELLED)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubles from 30 s up to one hour."""
    if attempts < 1:
        return timedelta()
    doublings = min(attempts - 1, 12)
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))


def moment_after(now: datetime, pause: timedelta) -> datetime:
    """So much later than `now`, no later than the calendar's end: a computer's clock may stand right before it."""
    end = datetime.max.replace(tzinfo=now.tzinfo)
    return now + pause if pause < end - now else end

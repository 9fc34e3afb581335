"""How a long job tells how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attest_desktop.domain.errors import CancelledError


class Progress(Protocol):
    """Called with what is being done (Russian, for the user) and the part done, 0 to 1, or None if unknown."""

    def __call__(self, what: str, part: float | None = None, /) -> None:
        """Say how far the job is."""


Cancelled = Callable[[], bool]


def silent(what: str, part: float | None = None, /) -> None:
    """A progress that nobody watches."""


def never() -> bool:
    """A job that nobody cancels."""
    return False


def stop_if(cancelled: Cancelled) -> None:
    """Raise CancelledError when the user asked to stop."""
    if cancelled():
        raise CancelledError

"""Signed-in sessions that end after a time without requests."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass

from attest_desktop.practice.settings import PracticeSettings


@dataclass(slots=True)
class _Session:
    user_name: str
    length: float
    ends_at: float


class Sessions:
    """Open sessions by the cookie's value."""

    def __init__(self, settings: PracticeSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._open: dict[str, _Session] = {}

    def open(self, user_name: str, *, remembered: bool = False) -> str:
        """Begin a session; returns the cookie's value."""
        settings = self._settings
        length = (settings.remembered_length if remembered else settings.session_length).total_seconds()
        key = secrets.token_urlsafe(48)
        with self._lock:
            self._open[key] = _Session(user_name, length, settings.clock() + length)
        return key

    def user_name(self, key: str) -> str | None:
        """Whose session it is, and prolong it; None when there is none or it has ended."""
        now = self._settings.clock()
        with self._lock:
            session = self._open.get(key)
            if session is None:
                return None
            if session.ends_at <= now:
                del self._open[key]
                return None
            session.ends_at = now + session.length
            return session.user_name

    def close(self, key: str) -> None:
        """End one session, if it is open."""
        with self._lock:
            self._open.pop(key, None)

    def close_all(self) -> None:
        """End every session."""
        with self._lock:
            self._open.clear()

"""How the practice service behaves when no fault is switched on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PracticeSettings:
    """Limits and habits of the service.

    `session_length` is how long a session lasts without requests; `remembered_length` the same with «Запомнить
    меня». `slow_seconds` is how long the faults `slow` and `slow_after_upload` hold an answer back unless
    released earlier.
    `replaceable` says whether an attached conclusion may be replaced. `clock` gives seconds (any origin).
    `folder` keeps stored conclusions on disk from one run to the next; None forgets them.
    """

    session_length: timedelta = timedelta(minutes=20)
    remembered_length: timedelta = timedelta(days=14)
    max_upload_bytes: int = 10 * 1024 * 1024
    slow_seconds: float = 3.0
    replaceable: bool = True
    clock: Callable[[], float] = time.monotonic
    folder: Path | None = None


DEFAULT_SETTINGS = PracticeSettings()

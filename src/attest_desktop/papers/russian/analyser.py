"""The one dictionary of Russian words in the program, loaded when it is first asked."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

_lock = threading.Lock()


def analyser() -> Any:
    """The pymorphy3 analyser; from any thread. The first call takes some tenths of a second."""
    # Two threads that come at once must not load it twice; reading it changes nothing and needs no lock.
    with _lock:
        return _loaded()


@cache
def _loaded() -> Any:
    import pymorphy3  # heavy: the program starts without it

    return pymorphy3.MorphAnalyzer(lang="ru")

"""Where the program keeps its data; light, for commands that need nothing else of this room."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def default_data_dir() -> Path:
    """Where the program keeps the accounts' stores on this system."""
    return Path(platformdirs.user_data_dir("attest-desktop", appauthor=False))

"""A keyring for measuring, in a file: no system service, so that two runs are the same."""

from __future__ import annotations

import json
from pathlib import Path

from keyring.backend import KeyringBackend


class KeyringFile(KeyringBackend):
    """Keeps passwords of invented people in plain JSON."""

    priority = 1

    def __init__(self, path: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library has no types here
        self._path = path

    def _kept(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_text())) if self._path.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        """The password, or None."""
        return self._kept().get(f"{service}|{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self._path.write_text(json.dumps({**self._kept(), f"{service}|{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        kept = self._kept()
        kept.pop(f"{service}|{username}", None)
        self._path.write_text(json.dumps(kept))

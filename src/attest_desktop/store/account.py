"""Whose data a store keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """One expert on one server; `server` is the cabinet's address, `user_name` as typed on the sign-in page."""

    server: str
    user_name: str

    @property
    def digest(self) -> str:
        """Thirty-two hexadecimal digits that stand for the account in file names and keyring entries.

        The cabinet takes «Ivanova» and «ivanova » for one person, so they must not become two stores.
        """
        server = self.server.strip().rstrip("/").casefold()
        return hashlib.sha256(f"{server}|{self.user_name.strip().casefold()}".encode()).hexdigest()[:32]

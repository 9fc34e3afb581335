"""Pairs of a cookie and a hidden input, `__RequestVerificationToken`, as ASP.NET MVC guards its forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets

NAME = "__RequestVerificationToken"


class AntiForgery:
    """Makes and checks tokens; a token fits one cookie and one user (none before signing in)."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def new_cookie(self) -> str:
        """A fresh cookie value."""
        return secrets.token_urlsafe(32)

    def token(self, cookie: str, user_name: str) -> str:
        """A form's token that fits the cookie and the user; different each time."""
        salt = secrets.token_urlsafe(16)
        return f"{salt}.{self._mark(salt, cookie, user_name)}"

    def fits(self, token: str, cookie: str, user_name: str) -> bool:
        """Whether the token was made for this cookie and this user."""
        salt, _, mark = token.partition(".")
        return bool(cookie) and hmac.compare_digest(mark.encode(), self._mark(salt, cookie, user_name).encode())

    def _mark(self, salt: str, cookie: str, user_name: str) -> str:
        text = "\n".join((salt, cookie, user_name)).encode()
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()

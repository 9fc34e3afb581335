"""Hidden fields that only this server can have written: base64 of the bytes and their HMAC."""

from __future__ import annotations

import binascii
import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

_LENGTH = hashlib.sha256().digest_size


class Seal:
    """Seals bytes for one context (page, session, user); another context cannot open them.

    Every start of the server has its own key, as application pools have that generate it.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(64)

    def close(self, content: bytes, *context: str) -> str:
        """The text of a hidden field."""
        return b64encode(content + self._mark(content, context)).decode("ascii")

    def open(self, sent: str, *context: str) -> bytes | None:
        """What was sealed for this context; None when it was not, or was changed."""
        try:
            whole = b64decode(sent.encode("ascii"), validate=True)
        except (binascii.Error, UnicodeEncodeError):
            return None
        content, mark = whole[:-_LENGTH], whole[-_LENGTH:]
        return content if hmac.compare_digest(mark, self._mark(content, context)) else None

    def _mark(self, content: bytes, context: tuple[str, ...]) -> bytes:
        return hmac.digest(self._secret, "\n".join(context).encode() + b"\0" + content, "sha256")

"""Addresses of a captured page: routes stay, numbers, keys and names in them are replaced."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from attest_desktop.service.disguise import Disguise

ORIGIN = "https://cabinet.example.org"
"""What the service's own address is called in a capture."""

_ROUTE = re.compile(r"[A-Za-z]+(?:\.(?:aspx|ashx|axd|asp|html?|css|js|svc|asmx))?")
_CODE_FILE = re.compile(r"\.(?:css|js|axd|ico|gif|svg|woff2?|ttf|map)$", re.IGNORECASE)


class Addresses:
    """Addresses of one page's links and forms."""

    def __init__(self, server: str, encoding: str, disguise: Disguise) -> None:
        self._own = urlsplit(server)
        self._encoding = encoding
        self._disguise = disguise

    def replaced(self, address: str) -> str:
        """The address with its numbers, keys and names replaced; another site's becomes an invented one."""
        text = address.strip()
        scheme, colon, rest = text.partition(":")
        if not text or text.startswith("#"):
            return address
        if colon and scheme.lower() in ("javascript", "vbscript"):
            return self._disguise.code(address)
        if colon and scheme.lower() in ("mailto", "tel"):
            return f"{scheme}:{self._disguise.text(unquote(rest), strict=True)}"
        if colon and scheme.lower() == "data":
            return "data:,"
        try:
            parts = urlsplit(text)
        except ValueError:
            return "#"
        if parts.netloc:
            own = parts.hostname == self._own.hostname and (parts.port or None) == (self._own.port or None)
            if not own:
                return self._disguise.foreign(text)
            inside = text[text.index(parts.netloc) + len(parts.netloc) :]
            return ORIGIN + self._inside(inside)
        return self._inside(address)

    def _inside(self, text: str) -> str:
        address, mark, fragment = text.partition("#")
        path, question, query = address.partition("?")
        said = "/".join(self._segment(one) for one in path.split("/"))
        pairs = re.split(r"(&amp;|&|;)", query)
        said += question + "".join(one if one in ("&", "&amp;", ";") else self._pair(one) for one in pairs)
        return said + (mark + self._disguise.code(fragment) if mark else "")

    def _segment(self, raw: str) -> str:
        bare = raw.strip()
        if not bare or bare in (".", ".."):
            return raw
        text = self._plain(raw)
        if bare.isdigit():
            return self._disguise.row_number(bare)
        if _ROUTE.fullmatch(bare) or _CODE_FILE.search(bare):
            return self._disguise.code(raw)
        return self._again(raw, text, self._disguise.text(text, strict=True))

    def _pair(self, raw: str) -> str:
        name, sign, value = raw.partition("=")
        text = self._plain(value.replace("+", " "))
        if text.startswith("/") or re.match(r"https?://", text):
            made = self.replaced(text)
        else:
            made = self._disguise.value(text)
        return self._disguise.code(name) + sign + self._again(value, text, made)

    def _plain(self, raw: str) -> str:
        held = unquote_to_bytes(raw)
        try:
            return held.decode("utf-8")
        except UnicodeDecodeError:
            return held.decode(self._encoding, "replace")

    @staticmethod
    def _again(raw: str, text: str, made: str) -> str:
        return raw if made == text else quote(made, safe="!~*'()")

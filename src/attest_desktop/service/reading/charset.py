"""Bytes of a page to text: byte order mark, header, <meta>, else UTF-8 or windows-1251."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_META_WITHIN = 4096
# Servers add these by default to pages in another encoding; none of them can write Russian.
_SAYS_NOTHING = frozenset({"ascii", "iso8859-1", "cp1252"})


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except (LookupError, TypeError):
        return None  # unknown, or not a text encoding
    return None if found in _SAYS_NOTHING else found


def decode(content: bytes, content_type: str = "") -> tuple[str, str]:
    """Text and the Python name of its encoding. Never fails: what cannot be read becomes U+FFFD."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.removeprefix(codecs.BOM_UTF8).decode(name, "replace"), "utf-8"
    said: list[str] = []
    if header := _HEADER.search(content_type):
        said.append(header.group(1))
    if meta := _META.search(content[:_META_WITHIN]):
        said.append(meta.group(1).decode("ascii"))
    declared = [found for one in said if (found := _known(one))]
    # A page that does not decode as declared is tried as the two encodings that Russian pages come in.
    for encoding in (*declared, "utf-8", "cp1251"):
        try:
            return content.decode(encoding), encoding
        except UnicodeError:
            continue
    fallback = declared[0] if declared else "utf-8"
    return content.decode(fallback, "replace"), fallback

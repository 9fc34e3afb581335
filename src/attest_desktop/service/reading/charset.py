"""Bytes of a page to text: byte order mark, header, <meta>, else UTF-8 or windows-1251."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_META_WITHIN = 4096
# Those that can write Russian. Servers add others («iso-8859-1») by default to pages in another encoding.
_RUSSIAN = frozenset({"utf-8", "utf-16", "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"})


def known_encoding(name: str) -> str | None:
    """Python's name of an encoding that can write Russian; None for any other."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return found if found in _RUSSIAN else None


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
    declared = [found for one in said if (found := known_encoding(one))]
    # A page that does not decode as declared is tried as the two encodings that Russian pages come in.
    for encoding in (*declared, "utf-8", "cp1251"):
        try:
            # Forms of a UTF-16 page are sent in UTF-8.
            return content.decode(encoding), encoding if encoding != "utf-16" else "utf-8"
        except UnicodeError:
            continue
    fallback = declared[0] if declared else "utf-8"
    return content.decode(fallback, "replace"), fallback

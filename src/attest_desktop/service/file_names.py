"""Names of downloaded files: what the server says, made safe for any file system."""

from __future__ import annotations

import re
import unicodedata
from email.header import decode_header, make_header
from urllib.parse import unquote, unquote_to_bytes, urlsplit

_LONGEST = 120
_MOST_BYTES = 240  # a file system of Linux takes 255
_NO_NAME = "документ"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)", re.IGNORECASE)
_EXTENDED = re.compile(r"filename\*\s*=\s*([\w.-]*)'[^']*'([^;\s]+)", re.IGNORECASE)
_PLAIN = re.compile(r'filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))', re.IGNORECASE)
_EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def sanitised(name: str) -> str:
    """The name without folders, control and direction signs; not reserved, 1 to 120 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Direction signs can make «fdp.exe» read as «exe.pdf»; they and control signs are categories C*.
    name = "".join(" " if sign.isspace() else sign for sign in name if sign.isspace() or sign.isprintable())
    name = re.sub(r" +", " ", _FORBIDDEN.sub("_", name)).strip(" .")
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name) > _LONGEST or len(name.encode()) > _MOST_BYTES:
        ending = _EXTENSION.search(name)
        tail = ending.group() if ending else ""
        stem = name[: _LONGEST - len(tail)].encode()[: _MOST_BYTES - len(tail)].decode(errors="ignore")
        name = stem.rstrip(" .") + tail
    return name or _NO_NAME


def _read_wrongly_decoded(text: str) -> str:
    """Header bytes come decoded as Latin-1; servers put UTF-8 or windows-1251 there."""
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    if raw.isascii():
        return text
    for encoding in ("utf-8", "cp1251"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text


def from_disposition(header: str) -> str:
    """The file name that a Content-Disposition header gives, as it stands; empty when it gives none."""
    if extended := _EXTENDED.search(header):
        encoding, value = extended.groups()
        try:
            return unquote_to_bytes(value).decode(encoding or "utf-8")
        except (LookupError, UnicodeError):
            pass  # the plain name may still be readable
    plain = _PLAIN.search(header)
    if not plain:
        return ""
    name = plain.group(1)
    name = re.sub(r"\\([\"\\])", r"\1", name) if name is not None else (plain.group(2) or "").strip()
    name = _read_wrongly_decoded(name)
    if name.startswith("=?"):
        try:
            return str(make_header(decode_header(name)))
        except (LookupError, ValueError):
            return name
    return unquote(name) if re.search(r"%[0-9A-Fa-f]{2}", name) else name


def file_name(disposition: str, address: str, title: str, content_type: str) -> str:
    """A safe name for a downloaded file: as the server names it, else by its address, else by the link's words."""
    name = from_disposition(disposition)
    if not name:
        last = unquote(urlsplit(address).path).rsplit("/", 1)[-1]
        name = last if _EXTENSION.search(last) and not re.search(r"\.(aspx?|ashx|php)$", last, re.I) else title
    name = sanitised(name)
    ending = _EXTENSIONS.get(content_type.split(";")[0].strip().lower(), "")
    if ending and not _EXTENSION.search(name):
        name = sanitised(name + ending)
    return name

"""Real files spoiled at random: bytes turned, cut out, doubled, put elsewhere; inside the parts of an archive.

The same number makes the same change, so that a case can be told by its seed.
"""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
import zlib

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65535",
    b"2147483648",
    b"4294967295",
    b"99999999999999999999",
    b"1e308",
    b"0.0000001",
    b"nan",
    b"",
)
_TAG = re.compile(rb"<[^<>]{1,300}>")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DIGITS = re.compile(rb"\d+")
_WORD = re.compile(rb"/[A-Za-z]{2,20}")


def spoiled(content: bytes, seed: int) -> bytes:
    """The file after one to four changes."""
    chance = random.Random(seed)
    if content.startswith(b"PK") and chance.random() < 0.9:
        return _archive(content, chance)
    if content.startswith(b"%PDF") and chance.random() < 0.7:
        return _pdf(content, chance)
    return _several(content, chance)


def _several(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4))):
        content = chance.choice((_turned, _cut, _spliced, _numbered, _truncated, _wide))(content, chance)
    return content


def _turned(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        if changed:
            at = chance.randrange(len(changed))
            changed[at] = chance.choice((changed[at] ^ 1 << chance.randrange(8), chance.randrange(256), 0, 255))
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.choice((1, 4, 40, 1000)) :]


def _spliced(content: bytes, chance: random.Random) -> bytes:
    begin, to = chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)
    piece = content[begin : begin + chance.choice((2, 8, 64, 2000))]
    return content[:to] + piece * chance.choice((1, 1, 2, 30)) + content[to:]


def _truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)] if chance.random() < 0.3 else content


def _numbered(content: bytes, chance: random.Random) -> bytes:
    found = [one.span() for one in _DIGITS.finditer(content[:400_000])]
    if not found:
        return content
    start, end = chance.choice(found)
    return content[:start] + chance.choice(_NUMBERS) + content[end:]


def _wide(content: bytes, chance: random.Random) -> bytes:
    """A number of bytes as pictures and archives hold them, made extreme."""
    at = chance.randrange(min(len(content), 600) + 1)
    form = chance.choice(("<H", ">H", "<I", ">I"))
    value = (
        chance.choice((0, 1, 0x7F, 0xFFFF))
        if form.endswith("H")
        else chance.choice((0, 0x7FFFFFFF, 0xFFFFFFFF, 0x10000))
    )
    packed = struct.pack(form, value)
    return content[:at] + packed + content[at + len(packed) :]


def _tags(content: bytes, chance: random.Random) -> bytes:
    """One element moved, doubled, dropped, or its value made extreme."""
    found = [one.span() for one in _TAG.finditer(content)]
    if not found:
        return _several(content, chance)
    start, end = chance.choice(found)
    tag, to = content[start:end], chance.choice(found)[1]
    match chance.randrange(5):
        case 0:
            return content[:start] + content[end:]
        case 1:
            return content[:to] + tag * chance.choice((1, 5, 200)) + content[to:]
        case 2:
            other = content[slice(*chance.choice(found))]
            return content[:start] + other + content[end:]
        case 3:
            value = re.sub(
                rb'"[^"]*"', lambda _: b'"' + chance.choice((*_NUMBERS, b"x", b"rId1", b"http://[")) + b'"', tag
            )
            return content[:start] + value + content[end:]
        case _:
            # A whole element within itself.
            begin, until = sorted((start, to))
            return content[:until] + content[begin:until][:20_000] + content[until:]


def _archive(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    marked = [n for n, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 1, 2, 4))):
        # The text itself deserves half of the time.
        main = [n for n in marked if parts[n][0].endswith(("document.xml", "sheet1.xml", "item1.xml"))]
        at = chance.choice(main if main and chance.random() < 0.5 else marked or list(range(len(parts))))
        name, part = parts[at]
        match chance.randrange(12):
            case 0:
                part = _several(part, chance)
            case 1:
                name = chance.choice(parts)[0] if chance.random() < 0.5 else name.upper()
            case 2:
                part = b""
            case _:
                part = _tags(part, chance)
        parts[at] = (name, part)
    if chance.random() < 0.05:
        del parts[chance.randrange(len(parts))]
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, part in parts:
            target.writestr(name, part)
    return out.getvalue()


def _pdf(content: bytes, chance: random.Random) -> bytes:
    """Inside a packed stream, or a number or name of the open parts; the table is left as it is or not."""
    for _ in range(chance.choice((1, 2, 4))):
        streams = [one.span(1) for one in _STREAM.finditer(content)]
        if streams and chance.random() < 0.4:
            start, end = chance.choice(streams)
            try:
                inner = zlib.decompress(content[start:end])
            except zlib.error:
                continue
            packed = zlib.compress(_several(inner, chance))
            # Of the same length where it can be: then the table stays true.
            content = content[:start] + packed.ljust(end - start, b"\n") + content[end:]
        elif chance.random() < 0.5:
            content = _numbered(content, chance)
        else:
            found = [one.span() for one in _WORD.finditer(content[:400_000])]
            if found:
                start, end = chance.choice(found)
                other = content[slice(*chance.choice(found))]
                content = content[:start] + other.ljust(end - start) + content[end:]
    return content

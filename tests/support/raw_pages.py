"""What stands in a store's files once decrypted page by page: also in pages that no table holds any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, IV, RESERVED, SALT = 4096, 16, 80, 16  # SQLCipher 4: the page's end holds its IV and its HMAC
WAL_HEAD, FRAME_HEAD = 32, 24


def raw_text(folder: Path, key: bytes) -> bytes:
    """The decrypted pages of every database and journal under the folder, one after another."""
    return b"".join(
        _opened(page, key, first=number == 0) for path in folder.rglob("*") for number, page in _pages(path)
    )


def _pages(path: Path) -> Iterator[tuple[int, bytes]]:
    if not path.is_file() or path.suffix not in (".db", ".db-wal"):
        return
    content = path.read_bytes()
    if path.suffix == ".db":
        for number in range(len(content) // PAGE):
            yield number, content[number * PAGE : (number + 1) * PAGE]
        return
    for at in range(WAL_HEAD, len(content), FRAME_HEAD + PAGE):
        frame = content[at : at + FRAME_HEAD + PAGE]
        number = int.from_bytes(frame[:4], "big") - 1
        yield number, frame[FRAME_HEAD:]


def _opened(page: bytes, key: bytes, *, first: bool) -> bytes:
    end = PAGE - RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + IV])).decryptor()
    return cipher.update(page[SALT if first else 0 : end]) + cipher.finalize()

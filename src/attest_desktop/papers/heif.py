"""Photographs of iPhones (HEIC): made into JPEG by a program of its own, because their decoder may crash."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

log = logging.getLogger(__name__)

DECODE = "--decode-heic"
"""Given alone to the program as it is installed without Python, it only decodes."""
_CHILD = Path(__file__).with_name("heif_child.py")
_SECONDS = 40.0
_TOO_LARGE = 3  # the exit code
_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class HeifDamagedError(ValueError):
    """It cannot be read."""


class HeifTooLargeError(ValueError):
    """It has more pixels than are read."""


def is_heif(head: bytes) -> bool:
    """Whether a file that begins so holds a photograph in HEIC; AVIF, which looks alike, does not."""
    if head[4:8] != b"ftyp" or head[8:12] not in _BRANDS:
        return False
    return b"avif" not in head[8 : int.from_bytes(head[:4], "big")]


def _command() -> list[str]:
    """How the program of its own is started: by Python, or where there is none by this program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, DECODE]
    return [sys.executable, "-I", str(_CHILD)]


def as_jpeg(content: bytes) -> bytes:
    """The same photograph as a JPEG, upright, with the camera's notes.

    Raises HeifDamagedError (also when it takes over forty seconds) or HeifTooLargeError (over 50 megapixels).
    """
    try:
        done = subprocess.run(  # noqa: S603  # this program's own interpreter and file, no shell
            _command(),
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise HeifDamagedError("took too long") from error
    if done.returncode == _TOO_LARGE:
        raise HeifTooLargeError("too many pixels")
    if done.returncode != 0 or not done.stdout.startswith(b"\xff\xd8\xff"):
        log.info("a HEIC file could not be decoded: exit code %d", done.returncode)
        raise HeifDamagedError(f"exit code {done.returncode}")
    return done.stdout

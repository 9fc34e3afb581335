"""Signature images: the expert's own, and a colleague's when the colleague handed it over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.ink import extract_ink
from attest_desktop.papers.signing import is_ready, read_signature
from attest_desktop.store import StoredSignature
from attest_desktop.work.desk import Desk

LARGEST_FILE = 30 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Added:
    """A signature that was kept, and what is to be said about the picture it came from (Russian sentences)."""

    stored: StoredSignature
    remarks: tuple[str, ...] = ()


def add_signature(desk: Desk, content: bytes, full_name: str, *, is_mine: bool) -> StoredSignature:
    """Check, crop and keep a signature image (PNG). Raises BadSignatureError with words for the user."""
    return desk.store.signatures.add(full_name, read_signature(content).png, is_mine, desk.now())


def add_signature_file(desk: Desk, path: Path, full_name: str, *, is_mine: bool) -> Added:
    """The same from a file that the user chose: a ready picture, or a photograph or scan to take the ink from.

    Raises BadFileError, BadPhotoError, BadSignatureError.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadFileError("Файл с подписью слишком большой.", "Выберите изображение до 30 МБ.")
        content = path.read_bytes()
    except OSError as fault:
        raise BadFileError("Файл с подписью не открывается.", "Проверьте, что он на месте и доступен.") from fault
    if is_ready(content):
        return Added(add_signature(desk, content, full_name, is_mine=is_mine))
    ink = extract_ink(content)
    return Added(add_signature(desk, ink.png, full_name, is_mine=is_mine), ink.warnings)


def signatures(desk: Desk) -> tuple[StoredSignature, ...]:
    """All kept signatures."""
    return desk.store.signatures.all()


def signature_image(desk: Desk, signature_id: int) -> bytes:
    """The PNG itself."""
    return desk.store.signatures.content(signature_id)


def remove_signature(desk: Desk, signature_id: int) -> None:
    """Forget a signature image; conclusions already made with it stay as they are."""
    desk.store.signatures.remove(signature_id)

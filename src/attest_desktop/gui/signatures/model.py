"""The kept signatures with their pictures, in one background job."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from attest_desktop.store import StoredSignature
from attest_desktop.work.desk import Desk
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.signatures import add_signature, remove_signature, signature_image, signatures


@dataclass(frozen=True, slots=True)
class Shown:
    """A signature, its picture and the bytes that bring it back after it was removed."""

    stored: StoredSignature
    picture: QImage
    png: bytes


@dataclass(frozen=True, slots=True)
class Album:
    """All signatures; `my_name` from the profile, empty before the first refresh."""

    shown: tuple[Shown, ...]
    my_name: str


def load(desk: Desk) -> Album:
    """Everything the view shows."""
    shown = []
    for stored in signatures(desk):
        png = signature_image(desk, stored.id)
        shown.append(Shown(stored, QImage.fromData(png), png))
    profile = kept_profile(desk)
    return Album(tuple(shown), profile.full_name if profile else "")


def remove(desk: Desk, shown: Shown) -> None:
    """Forget the signature."""
    remove_signature(desk, shown.stored.id)


def bring_back(desk: Desk, shown: Shown) -> None:
    """Keep a removed signature again."""
    add_signature(desk, shown.png, shown.stored.full_name, is_mine=shown.stored.is_mine)

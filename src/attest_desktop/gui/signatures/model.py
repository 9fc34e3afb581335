"""The kept signatures with their pictures, in one background job."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from attest_desktop.domain.names import same_person
from attest_desktop.work.desk import Desk
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.signatures import Kept, kept_signatures, signature_image


@dataclass(frozen=True, slots=True)
class Shown:
    """A signature, its picture and the bytes that bring it back after it was removed."""

    kept: Kept
    picture: QImage
    png: bytes

    @property
    def full_name(self) -> str:
        """Whose it is."""
        return self.kept.stored.full_name


@dataclass(frozen=True, slots=True)
class Album:
    """All signatures, by person; `my_name` from the profile, empty before the first refresh."""

    people: tuple[tuple[Shown, ...], ...]
    my_name: str


def load(desk: Desk) -> Album:
    """Everything the view shows."""
    people: list[list[Shown]] = []
    for kept in kept_signatures(desk):
        png = signature_image(desk, kept.stored.id)
        shown = Shown(kept, QImage.fromData(png), png)
        if people and same_person(people[-1][0].full_name, shown.full_name):
            people[-1].append(shown)
        else:
            people.append([shown])
    profile = kept_profile(desk)
    return Album(tuple(map(tuple, people)), profile.full_name if profile else "")

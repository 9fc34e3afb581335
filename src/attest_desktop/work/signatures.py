"""Signature images: the expert's own, and a colleague's when the colleague handed it over.

A person may have several, each with a name; one of them is put on conclusions. What a picture was before it became
ink (the photograph, the strokes of a drawing) is never kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.names import same_person
from attest_desktop.papers.ink import BadPhotoError, extract_ink, ink_from_strokes
from attest_desktop.papers.ink.photo import Pixels, read_photo
from attest_desktop.papers.signing import BadSignatureError, Place, ink_box, is_ready, read_signature
from attest_desktop.store import StoredSignature
from attest_desktop.work.desk import Desk

__all__ = [
    "BadPhotoError",
    "Kept",
    "Lifted",
    "add_signature",
    "bring_back",
    "choose_signature",
    "draw",
    "free_name",
    "keep_lifted",
    "kept_signatures",
    "lift",
    "name_signature",
    "natural_size",
    "photo_pixels",
    "read_picture",
    "remove_signature",
    "signature_for",
    "signature_image",
    "signatures",
]

LARGEST_FILE = 30 * 1024 * 1024
# What is known of a signature beside the store's own columns: id → {"name": …, "chosen": …}.
_NOTES = "signatures"
_NAMES = ("обычная", "с расшифровкой", "краткая")
_LONGEST_NAME = 60
# A usual line to sign on, points.
_LINE = 150.0

Part = tuple[float, float, float, float]
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Kept:
    """A signature with its name, and whether it is the one that is put on conclusions."""

    stored: StoredSignature
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Lifted:
    """Ink that may be kept: PNG on a transparent ground, and Russian sentences about the picture it came from.

    `spot` is where it lay on the photograph: left, top, width, height in its pixels; None when the picture was
    ready as it is or was drawn.
    """

    png: bytes
    remarks: tuple[str, ...] = ()
    spot: tuple[int, int, int, int] | None = None


def read_picture(path: Path) -> bytes:
    """The bytes of a file that the user chose. Raises BadFileError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadFileError("Файл с подписью слишком большой.", "Выберите изображение до 30 МБ.")
        return path.read_bytes()
    except OSError as fault:
        raise BadFileError("Файл с подписью не открывается.", "Проверьте, что он на месте и доступен.") from fault


def photo_pixels(content: bytes) -> Pixels:
    """The picture as people see it, height x width x RGB, 0…255. Raises BadPhotoError."""
    return read_photo(content)


def lift(content: bytes, box: Part | None = None) -> Lifted:
    """The ink of a ready picture, or taken off a photograph or scan: all of it, or the part in the box.

    `box` is left, top, right, bottom as shares of the picture's width and height (0…1).
    Raises BadPhotoError when there is no signature to be found, BadSignatureError when a ready picture is none.
    """
    if box is None and is_ready(content):
        return Lifted(read_signature(content).png)
    ink = extract_ink(content, box)
    try:
        png = read_signature(ink.png).png
    except BadSignatureError as error:
        raise BadPhotoError("На снимке не видно подписи.") from error
    return Lifted(png, ink.warnings, (ink.left, ink.top, ink.width, ink.height))


def draw(strokes: Sequence[Sequence[Point]], colour: tuple[int, int, int], pen: float) -> Lifted:
    """The ink of what was drawn: strokes of points (across, down, pressure 0…1), `pen` wide in the points' unit.

    `colour` is red, green, blue (0…255). Raises NothingDrawnError, BadSignatureError.
    """
    ink = ink_from_strokes(strokes, colour=colour, pen=pen)
    return Lifted(read_signature(ink.png).png, ink.warnings)


def natural_size(width: int, height: int) -> tuple[float, float, float]:
    """Ink of so many pixels as it stands on a usual line: its width and height, how deep it goes below; points."""
    found = ink_box(Place(1, 0.0, 0.0, _LINE), width / max(1, height))
    return found.right - found.left, found.top - found.bottom, -found.bottom


def add_signature(desk: Desk, content: bytes, full_name: str, *, is_mine: bool) -> StoredSignature:
    """Check, crop and keep a signature image (PNG). Raises BadSignatureError with words for the user."""
    return desk.store.signatures.add(full_name, read_signature(content).png, is_mine, desk.now())


def keep_lifted(
    desk: Desk, png: bytes, full_name: str, *, is_mine: bool, name: str = "", chosen: bool = True
) -> StoredSignature:
    """Keep ink that was looked at; `chosen` puts it on conclusions from now on in place of the person's others."""
    former = signature_for(desk, full_name)
    stored = desk.store.signatures.add(full_name, png, is_mine, desk.now())
    _note(desk, stored.id, name=_tidy(name))
    if chosen:
        choose_signature(desk, stored.id)
    elif former is not None:
        # Without a choice the newest would be taken.
        choose_signature(desk, former.id)
    return stored


def signatures(desk: Desk) -> tuple[StoredSignature, ...]:
    """All kept signatures."""
    return desk.store.signatures.all()


def kept_signatures(desk: Desk) -> tuple[Kept, ...]:
    """All kept signatures with their names, those of one person together."""
    notes = _notes(desk)
    people: list[list[StoredSignature]] = []
    for one in desk.store.signatures.all():
        known = next((group for group in people if same_person(group[0].full_name, one.full_name)), None)
        if known is None:
            people.append([one])
        else:
            known.append(one)
    kept = []
    for group in people:
        used = _chosen_of(group, notes)
        taken: list[str] = []
        for one in group:
            name = notes.get(str(one.id), {}).get("name") or free_name(taken)
            taken.append(name)
            kept.append(Kept(one, name, one.id == used.id))
    return tuple(kept)


def free_name(taken: list[str]) -> str:
    """A name for one more signature of a person who has these."""
    lowered = {one.casefold() for one in taken}
    return next((one for one in _NAMES if one not in lowered), f"подпись {len(taken) + 1}")


def signature_for(desk: Desk, full_name: str) -> StoredSignature | None:
    """The signature that is put on conclusions for this person: the chosen one, else the newest."""
    if not full_name:
        return None
    kept = [one for one in desk.store.signatures.all() if same_person(one.full_name, full_name)]
    return _chosen_of(kept, _notes(desk)) if kept else None


def name_signature(desk: Desk, signature_id: int, name: str) -> None:
    """Call a signature something else. Raises NotFoundError when it is gone."""
    desk.store.signatures.get(signature_id)
    _note(desk, signature_id, name=_tidy(name))


def choose_signature(desk: Desk, signature_id: int) -> None:
    """Put this one on conclusions in place of the person's others. Raises NotFoundError when it is gone."""
    chosen = desk.store.signatures.get(signature_id)
    notes = _notes(desk)
    for one in desk.store.signatures.all():
        if same_person(one.full_name, chosen.full_name):
            notes[str(one.id)] = {**notes.get(str(one.id), {}), "chosen": one.id == signature_id}
    desk.store.facts.set(_NOTES, notes, desk.now())


def signature_image(desk: Desk, signature_id: int) -> bytes:
    """The PNG itself."""
    return desk.store.signatures.content(signature_id)


def remove_signature(desk: Desk, signature_id: int) -> None:
    """Forget a signature image; conclusions already made with it stay as they are."""
    desk.store.signatures.remove(signature_id)
    notes = _notes(desk)
    if notes.pop(str(signature_id), None) is not None:
        desk.store.facts.set(_NOTES, notes, desk.now())


def bring_back(desk: Desk, kept: Kept, png: bytes) -> StoredSignature:
    """Keep a removed signature again, as it was."""
    former = kept.stored
    stored = desk.store.signatures.add(former.full_name, png, former.is_mine, former.added_at)
    _note(desk, stored.id, name=kept.name)
    if kept.chosen:
        choose_signature(desk, stored.id)
    else:
        others = [one for one in desk.store.signatures.all() if one.id != stored.id]
        mates = [one for one in others if same_person(one.full_name, former.full_name)]
        if mates:
            choose_signature(desk, _chosen_of(mates, _notes(desk)).id)
    return stored


def _chosen_of(kept: list[StoredSignature], notes: dict[str, Any]) -> StoredSignature:
    return max(kept, key=lambda one: (bool(notes.get(str(one.id), {}).get("chosen")), one.id))


def _notes(desk: Desk) -> dict[str, Any]:
    notes: dict[str, Any] = desk.store.facts.get(_NOTES, default={})
    return notes


def _note(desk: Desk, signature_id: int, *, name: str) -> None:
    notes = _notes(desk)
    notes[str(signature_id)] = {**notes.get(str(signature_id), {}), "name": name}
    desk.store.facts.set(_NOTES, notes, desk.now())


def _tidy(name: str) -> str:
    return " ".join(name.split())[:_LONGEST_NAME]

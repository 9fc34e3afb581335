"""What may be chosen and typed in the profile, whatever the dialect."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from attest_desktop.domain.profile import Profile
from attest_desktop.practice import catalogue, wording

Option = tuple[int, str, bool]
"""Key, text, whether it is chosen."""

# Numbers of options start apart from zero, as database keys do, so that nobody takes them for places in the list.
_LISTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "municipality": (11, catalogue.MUNICIPALITIES),
    "organisation_type": (1, catalogue.ORGANISATION_TYPES),
    "workplace": (301, tuple(one.name for one in catalogue.ORGANISATIONS)),
    "position": (21, catalogue.POSITIONS),
    "subjects": (51, catalogue.SUBJECTS),
}
LISTS = tuple(_LISTS)
NEEDED = ("surname", "first_name", "email", "phone", "municipality", "organisation_type", "workplace", "position")
_PHONE = re.compile(r"\+7 \(\d{3}\) \d{3}-\d{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def options(attribute: str, chosen: Sequence[str], offered: Collection[str] | None = None) -> list[Option]:
    """The list of an attribute of the profile; with `offered`, only those texts."""
    first, texts = _LISTS[attribute]
    return [
        (first + place, text, text in chosen)
        for place, text in enumerate(texts)
        if offered is None or text in offered
    ]


def text_of(attribute: str, key: str) -> str:
    """Text of the option with this key, or nothing."""
    first, texts = _LISTS[attribute]
    place = int(key) - first if key.isdecimal() else -1
    return texts[place] if 0 <= place < len(texts) else ""


def required(attribute: str) -> str:
    """What is said when the attribute was left empty."""
    return f"Требуется поле «{wording.PROFILE_LABELS[attribute]}»."


def errors(profile: Profile) -> list[str]:
    """What is wrong with a profile as sent."""
    found = [required(name) for name in NEEDED if not getattr(profile, name)]
    if profile.email and not _EMAIL.fullmatch(profile.email):
        found.append("Адрес электронной почты указан неверно.")
    if profile.phone and not _PHONE.fullmatch(profile.phone):
        found.append("Номер телефона указывается в виде +7 (988) 888-8888.")
    if profile.workplace and not catalogue.organisation_fits(
        profile.workplace, profile.municipality, profile.organisation_type
    ):
        found.append("Место работы не относится к выбранному муниципалитету и типу образовательной организации.")
    return found
